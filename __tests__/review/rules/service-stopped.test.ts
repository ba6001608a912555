import type { Json, JsonObject } from '../../../packages/plan-review/src/plan/value';
import { serviceStopped } from '../../../packages/plan-review/src/rules/service-stopped';
import { because, change, find, nest } from './change';

const TABLE = 'aws_dynamodb_table';
const RULE = 'aws_cloudwatch_event_rule';

test('a key that is switched off blocks', () => {
  expect(find(serviceStopped, change('aws_kms_key', { is_enabled: true }, { is_enabled: false }))).toEqual({
    blocks: true,
    title: 'It works no longer.',
    because: ['is_enabled goes from true to false'],
  });
  expect(because(serviceStopped, 'aws_kms_key', { is_enabled: false }, { is_enabled: true })).toEqual([]);
});

test.each(['aws_kms_external_key', 'aws_kms_replica_key'])('%s, too', (type) => {
  expect(find(serviceStopped, change(type, { enabled: true }, { enabled: false }))?.blocks).toBe(true);
});

test.each<[string, string, Json, Json]>([
  [RULE, 'state', 'ENABLED', 'DISABLED'],
  [RULE, 'is_enabled', true, false],
  ['aws_scheduler_schedule', 'state', 'ENABLED', 'DISABLED'],
])('%s.%s from %j to %j warns, and back is silent', (type, path, from, to) => {
  expect(find(serviceStopped, change(type, { [path]: from }, { [path]: to }))).toMatchObject({ blocks: false });
  expect(because(serviceStopped, type, { [path]: to }, { [path]: from })).toEqual([]);
  expect(because(serviceStopped, 'acme_thing', { [path]: from }, { [path]: to })).toEqual([]);
});

describe('the stream of a table', () => {
  const GONE = 'whoever reads the stream gets nothing any more, and its last 24 hours are gone';
  const stream = (view: string | null, enabled = true) => ({ stream_enabled: enabled, stream_view_type: view });

  test.each<[string, JsonObject]>([
    ['an explicit false', { stream_enabled: false, stream_view_type: 'KEYS_ONLY' }],
    ['silence, as a table has that was made by hand', { stream_enabled: null, stream_view_type: null }],
  ])('switched off by %s blocks, and back is silent', (_, off) => {
    const one = find(serviceStopped, change(TABLE, stream('NEW_IMAGE'), off));
    expect(one).toMatchObject({
      blocks: true,
      because: [`stream_enabled goes from true to ${off.stream_enabled === null ? 'nothing' : 'false'}: ${GONE}`],
    });
    expect(because(serviceStopped, TABLE, off, stream('NEW_IMAGE'))).toEqual([]);
    expect(because(serviceStopped, 'acme_thing', stream('NEW_IMAGE'), off)).toEqual([]);
  });

  test('of another view warns: it is another stream', () => {
    expect(find(serviceStopped, change(TABLE, stream('NEW_AND_OLD_IMAGES'), stream('KEYS_ONLY')))).toMatchObject({
      blocks: false,
      because: [`stream_view_type goes from NEW_AND_OLD_IMAGES to KEYS_ONLY: ${GONE}`],
    });
    expect(because(serviceStopped, TABLE, stream('KEYS_ONLY'), stream('KEYS_ONLY'))).toEqual([]);
    expect(because(serviceStopped, TABLE, stream('', false), stream('KEYS_ONLY'))).toEqual([]);
  });
});

test.each([
  ['aws_cloudfront_distribution', true],
  ['aws_globalaccelerator_accelerator', true],
  ['azurerm_linux_web_app', true],
  ['aws_glue_trigger', false],
  ['aws_iot_topic_rule', false],
])('%s that is switched off blocks: %j', (type, blocks) => {
  expect(find(serviceStopped, change(type, { enabled: true }, { enabled: false }))).toMatchObject({
    blocks,
    because: ['enabled goes from true to false'],
  });
  expect(because(serviceStopped, type, null, { enabled: false })).toEqual([]);
  expect(because(serviceStopped, 'aws_ebs_encryption_by_default', { enabled: true }, { enabled: false })).toEqual([]);
});

test.each<[string, JsonObject, JsonObject]>([
  ['google_cloud_scheduler_job', { paused: false }, { paused: true }],
  ['kubernetes_cron_job_v1', { spec: [{ suspend: false }] }, { spec: [{ suspend: true }] }],
  [
    'google_sql_database_instance',
    nest('settings.activation_policy', 'ALWAYS'),
    nest('settings.activation_policy', 'NEVER'),
  ],
  ['aws_pipes_pipe', { desired_state: 'RUNNING' }, { desired_state: 'STOPPED' }],
])('%s from %j to %j, and back is silent', (type, on, off) => {
  expect(find(serviceStopped, change(type, on, off))?.because).toHaveLength(1);
  expect(because(serviceStopped, type, off, on)).toEqual([]);
});

test('nothing answers any more at a name that clients know', () => {
  const names = (...aliases: string[]) => ({ enabled: true, aliases });
  const [both, one] = [names('www.example.com', 'example.com'), names('example.com')];
  expect(find(serviceStopped, change('aws_cloudfront_distribution', both, one))).toMatchObject({
    blocks: true,
    because: ['aliases: nothing answers at www.example.com any more'],
  });
  expect(because(serviceStopped, 'aws_cloudfront_distribution', one, both)).toEqual([]);
});

describe('destroyed', () => {
  const gone = (type: string, before: JsonObject = {}) => find(serviceStopped, change(type, before, null));

  test.each([
    ['aws_lb_listener', 'whoever comes in by it gets no answer'],
    ['aws_api_gateway_stage', 'whoever comes in by it gets no answer'],
    ['aws_route53_record', 'whoever comes in by it gets no answer'],
    ['google_dns_record_set', 'whoever comes in by it gets no answer'],
    ['aws_appsync_resolver', 'the field that it resolves answers with null'],
    ['aws_vpc', 'what stands behind it cannot be reached, and reaches nothing'],
    ['aws_internet_gateway', 'what stands behind it cannot be reached, and reaches nothing'],
    ['aws_nat_gateway', 'what stands behind it cannot be reached, and reaches nothing'],
    ['aws_efs_mount_target', 'what stands behind it cannot be reached, and reaches nothing'],
    ['aws_dx_gateway_association', 'what stands behind it cannot be reached, and reaches nothing'],
    ['aws_kms_alias', 'whoever names the key by it finds no key'],
    ['aws_s3_access_point', 'whoever comes in by it gets no answer'],
    ['aws_cognito_identity_provider', 'whoever signs in by it gets in no longer'],
    ['aws_transfer_user', 'whoever signs in by it gets in no longer'],
    ['aws_volume_attachment', 'what runs in it, or by it, runs no longer'],
    ['google_container_node_pool', 'what runs in it, or by it, runs no longer'],
  ])('%s blocks', (type, means) => {
    expect(gone(type)).toEqual({
      blocks: true,
      title: 'It works no longer.',
      because: [`it is destroyed: ${means}`],
    });
  });

  test.each([
    ['aws_cloudwatch_event_rule', 'what it starts is started no longer'],
    ['aws_scheduler_schedule', 'what it starts is started no longer'],
    ['aws_s3_bucket_notification', 'what it starts is started no longer'],
    ['aws_subnet', 'what stands behind it may not be reached, or reach nothing'],
    ['aws_vpc_security_group_ingress_rule', 'what stands behind it may not be reached, or reach nothing'],
    ['aws_security_group_rule', 'what stands behind it may not be reached, or reach nothing'],
    ['aws_network_acl_rule', 'what stands behind it may not be reached, or reach nothing'],
    ['aws_secretsmanager_secret_version', 'whoever reads the secret gets no value, or an older one'],
    ['aws_sqs_queue_policy', 'whoever acts by its permissions may do so no longer'],
    ['aws_kms_key_policy', 'whoever acts by its permissions may do so no longer'],
    ['aws_iam_group_membership', 'whoever acts by its permissions may do so no longer'],
    ['aws_snapshot_create_volume_permission', 'whoever acts by its permissions may do so no longer'],
    ['aws_glue_crawler', 'what it starts is started no longer'],
    ['aws_lambda_permission', 'whoever acts by its permissions may do so no longer'],
    ['aws_iam_role', 'whoever acts by its permissions may do so no longer'],
    ['aws_lb_target_group', 'what it leads to is reached no longer'],
    ['aws_ecs_service', 'tasks or plug-ins that belong to it stop'],
  ])('%s warns', (type, means) => {
    expect(gone(type)).toMatchObject({ blocks: false, because: [`it is destroyed: ${means}`] });
  });

  test.each(['aws_dynamodb_table', 'aws_lb', 'aws_api_gateway_deployment', 'terraform_data', 'acme_thing'])(
    '%s is not judged here',
    (type) => expect(gone(type)).toBeUndefined(),
  );

  test('with what it belongs to: silent', () => {
    const subnet = change('aws_subnet', { vpc_id: 'vpc-0123456789abcdef0' }, null);
    expect(find(serviceStopped, subnet, change('aws_vpc', { id: 'vpc-0123456789abcdef0' }, null))).toBeUndefined();
  });

  test('a role with all that acts in its name: silent', () => {
    const arn = 'arn:aws:iam::111111111111:role/worker';
    const role = change('aws_iam_role', { arn, name: 'worker' }, null);
    const worker = change('aws_lambda_function', { function_name: 'worker', role: arn }, null);
    const other = change('aws_lambda_function', { role: arn }, { role: arn }, { address: 'aws_lambda_function.other' });
    expect(find(serviceStopped, role, worker)).toBeUndefined();
    expect(find(serviceStopped, role, worker, other)?.blocks).toBe(false);
    expect(find(serviceStopped, role, other)?.blocks).toBe(false);
  });
});

describe('replaced', () => {
  const replaced = (steps: string[], ...replacePaths: string[][]) =>
    find(
      serviceStopped,
      change('aws_lb_listener', { port: 1 }, { port: 2 }, { action: 'replace', steps, replacePaths }),
    );

  test('under another name, the old one answers no longer', () => {
    expect(replaced(['create', 'delete'], ['port'])).toMatchObject({
      blocks: true,
      because: ['it is replaced by one of another port: whoever comes in by it gets no answer'],
    });
  });

  test('the old one first: until the new one is there, nothing answers', () => {
    expect(replaced(['delete', 'create'], ['load_balancer_arn'])).toMatchObject({
      blocks: false,
      because: ['it is replaced: until the new one is there, whoever comes in by it gets no answer'],
    });
    expect(replaced(['create', 'delete'], ['load_balancer_arn'])).toBeUndefined();
  });
});

describe('nobody is let in any more', () => {
  const database = (...cidr_blocks: string[]) => ({
    ingress: cidr_blocks.map((one) => ({ from_port: 5432, to_port: 5432, protocol: 'tcp', cidr_blocks: [one] })),
  });

  test('where somebody was: warns', () => {
    expect(find(serviceStopped, change('aws_security_group', database('10.0.0.0/16'), database()))).toMatchObject({
      blocks: false,
      because: ['it lets nobody in any more: what stands behind it cannot be reached'],
    });
  });

  test('fewer, or nobody before, or a list that others look at: silent', () => {
    const [two, one] = [database('10.0.0.0/16', '10.1.0.0/16'), database('10.1.0.0/16')];
    expect(because(serviceStopped, 'aws_security_group', two, one)).toEqual([]);
    expect(because(serviceStopped, 'aws_security_group', database(), { ...database(), name: 'x' })).toEqual([]);
    expect(because(serviceStopped, 'aws_network_acl', one, database())).toEqual([]);
  });
});

describe.each(['aws_default_security_group', 'aws_security_group'])('nothing is let out any more: %s', (type) => {
  const out = (...cidr_blocks: string[]) => ({
    egress: cidr_blocks.map((one) => ({ from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: [one] })),
  });

  test('where something was: warns, and back is silent, as is a new one', () => {
    expect(find(serviceStopped, change(type, out('0.0.0.0/0'), out()))).toMatchObject({
      blocks: false,
      because: ['it lets nothing out any more: what stands behind it reaches nothing'],
    });
    expect(because(serviceStopped, type, out(), out('0.0.0.0/0'))).toEqual([]);
    expect(because(serviceStopped, type, null, out())).toEqual([]);
  });

  test('less, or what is sensitive, or known only after the apply: silent', () => {
    expect(because(serviceStopped, type, out('10.0.0.0/16', '10.1.0.0/16'), out('10.1.0.0/16'))).toEqual([]);
    expect(because(serviceStopped, type, out('10.0.0.0/16'), { egress: '(sensitive 1)' })).toEqual([]);
    expect(find(serviceStopped, change(type, out('10.0.0.0/16'), {}, { unknown: { egress: true } }))).toBeUndefined();
  });
});

describe('routes', () => {
  const table = (...destinations: string[]) => ({ route: destinations.map((cidr_block) => ({ cidr_block })) });

  test('the default one blocks, another warns', () => {
    const gone = (destination_cidr_block: string) =>
      find(serviceStopped, change('aws_route', { destination_cidr_block }, null));
    expect(gone('0.0.0.0/0')).toMatchObject({ blocks: true, because: ['the route to 0.0.0.0/0 is removed'] });
    expect(gone('10.1.0.0/16')).toMatchObject({ blocks: false, because: ['the route to 10.1.0.0/16 is removed'] });
  });

  test('in a table', () => {
    const [all, one] = [table('0.0.0.0/0', '10.1.0.0/16'), table('10.1.0.0/16')];
    expect(find(serviceStopped, change('aws_route_table', all, one))?.blocks).toBe(true);
    expect(because(serviceStopped, 'aws_route_table', one, all)).toEqual([]);
  });

  test('of a table that goes: silent', () => {
    const route = { route_table_id: 'rtb-0123456789abcdef0', destination_cidr_block: '0.0.0.0/0' };
    const gone = change('aws_route_table', { id: 'rtb-0123456789abcdef0' }, null);
    expect(find(serviceStopped, change('aws_route', route, null), gone)).toBeUndefined();
  });
});
