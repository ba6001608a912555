import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ResourceChange } from '../../../packages/plan-review/src/plan/model';
import type { Json, JsonObject } from '../../../packages/plan-review/src/plan/value';
import { hiddenChange, JUDGES, RULES } from '../../../packages/plan-review/src/rules';
import type { Rule } from '../../../packages/plan-review/src/judging/rule';
import { ANY } from '../../../packages/plan-review/src/judging/settings';
import { INHERITED_NAMES } from '../../support/inherited-names';
import { change, nest, planOf } from './change';

/** All that the lists of what holds nothing name. */
const STATELESS = join(__dirname, '../../../packages/plan-review/src/resources/stateless');
const STATELESS_TYPES = readdirSync(STATELESS).flatMap((file) =>
  file === 'index.ts'
    ? []
    : /`([^`]*)`/
        .exec(readFileSync(join(STATELESS, file), 'utf8'))![1]!
        .trim()
        .split(/\s+/),
);

const TYPES = [
  'acme_thing',
  'aws_appsync_graphql_api',
  'aws_cloudwatch_metric_alarm',
  'aws_dynamodb_table',
  'aws_iam_role',
  'aws_iam_role_policy_attachment',
  'aws_lambda_alias',
  'aws_lambda_function',
  'aws_lambda_permission',
  'aws_network_acl',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_security_group',
  'aws_sns_topic_subscription',
  'aws_wafv2_web_acl',
  'data',
  ...INHERITED_NAMES,
  'google_compute_firewall',
];

/** Names that the rules look for, so that they find something. */
const NAMES = [
  'policy',
  'Statement',
  'Action',
  'Condition',
  'Principal',
  'assume_role_policy',
  'ingress',
  'cidr_blocks',
  'rule',
  'id',
  'expiration',
  'days',
  'ttl',
  'enabled',
  'global_secondary_index',
  'tags',
  'tags_all',
  'name',
  'threshold',
  'alarm_actions',
  'timeout',
  'routing_config',
  'statement',
  'principals',
];

const leaf = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    false,
    0,
    -1,
    7,
    '',
    '7',
    '*',
    '(sensitive 1)',
    '${aws_x.y.arn}',
    '{"Statement":[{}]}',
    '{"Statement":7}',
  ),
  fc.json(),
);
const value = fc.letrec<{ any: Json; object: JsonObject }>((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('any'), { maxLength: 3 }), tie('object')),
  object: fc.dictionary(fc.constantFrom(...NAMES), tie('any'), { maxKeys: 6 }),
}));

const ACTIONS = ['create', 'update', 'replace', 'delete', 'forget'] as const;

const anyChange = fc
  .tuple(fc.constantFrom(...TYPES), fc.constantFrom(...ACTIONS), value.object, value.object, value.any)
  .map(([type, action, one, other, unknown]) => {
    const [before, after] = [
      action === 'create' ? null : one,
      action === 'delete' || action === 'forget' ? null : other,
    ];
    const address = type === 'data' ? 'data.aws_iam_policy_document.it' : `${type}.it`;
    return change(type, before, after, { action, unknown, address, replacePaths: [['name'], ['ttl', 0, 'enabled']] });
  });

test('whatever the values are, no rule fails, and what one finds has words', () => {
  fc.assert(
    fc.property(fc.array(anyChange, { minLength: 1, maxLength: 4 }), (changes) => {
      for (const rule of RULES) {
        const found = rule.find(changes[0]!, planOf(changes));
        if (found === undefined) continue;
        expect(found.title).toMatch(/^[A-Z].*\.$/);
        for (const sentence of found.because) expect(sentence).toMatch(/\S/);
      }
    }),
    { numRuns: 200 },
  );
});

test('what does not change is no finding', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TYPES), value.object, (type, same) => {
      const copy = () => JSON.parse(JSON.stringify(same)) as JsonObject;
      const one = change(type, copy(), copy());
      const plan = planOf([one]);
      expect(RULES.filter((rule) => rule.find(one, plan) !== undefined)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

const LEAVES = ['(sensitive 1)', '(sensitive 2)', '(sensitive 3)'];

/** The same object with other secrets in it: what is masked is all that differs. */
const hiddenPair = fc.letrec<{ any: [Json, Json]; object: [JsonObject, JsonObject] }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(fc.constantFrom<Json>(...LEAVES), fc.constantFrom<Json>(...LEAVES)),
    leaf.map((one): [Json, Json] => [one, one]),
    fc
      .array(tie('any'), { maxLength: 3 })
      .map((pairs): [Json, Json] => [pairs.map(([one]) => one), pairs.map(([, other]) => other)]),
    tie('object'),
  ),
  object: fc
    .dictionary(fc.constantFrom(...NAMES), tie('any'), { maxKeys: 6 })
    .map((pairs): [JsonObject, JsonObject] => {
      const side = (index: 0 | 1) => Object.fromEntries(Object.entries(pairs).map(([key, one]) => [key, one[index]]));
      return [side(0), side(1)];
    }),
}));

/** The same secrets, elsewhere; and one within a policy. */
const HIDDEN_WITHIN: [string, [JsonObject, JsonObject]][] = [
  [
    'aws_s3_bucket_policy',
    [
      { policy: { Statement: { Action: ['(sensitive 1)'] } } },
      { policy: { Statement: { Action: ['(sensitive 2)'] } } },
    ],
  ],
  [
    'aws_wafv2_web_acl',
    [
      { rule: [{ name: '(sensitive 1)' }, { policy: '(sensitive 2)' }] },
      { rule: [{ name: '(sensitive 2)' }, { policy: '(sensitive 1)' }] },
    ],
  ],
];

test('of what is sensitive, no rule claims anything: only that it cannot be seen', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.constantFrom(...TYPES), hiddenPair.object, (type, [before, after]) => {
      const one = change(type, before, after);
      const plan = planOf([one]);
      const claiming = RULES.filter((rule) => rule !== hiddenChange && rule.find(one, plan) !== undefined);
      expect(claiming.map(({ name }) => name)).toEqual([]);
      if (hiddenChange.find(one, plan)) found += 1;
    }),
    { numRuns: 300, examples: HIDDEN_WITHIN },
  );
  expect(found).toBeGreaterThan(HIDDEN_WITHIN.length);
});

test('what is nothing but masked, sensitive text is said only where a rule would look', () => {
  const masked = { policy: '(sensitive 1)', rule: '(sensitive 2)', ingress: '(sensitive 3)', ttl: '(sensitive 4)' };
  const found = (type: string, name: string) => {
    const one = change(type, masked, { ...masked, [name]: '(sensitive 5)' });
    return hiddenChange.find(one, planOf([one]))?.because ?? [];
  };
  expect(found('aws_dynamodb_table', 'ttl')).toHaveLength(2);
  expect(found('aws_s3_bucket_server_side_encryption_configuration', 'rule')).toHaveLength(2);
  expect(found('aws_security_group', 'ingress')).toHaveLength(1);
  expect(found('aws_s3_bucket_policy', 'policy')).toHaveLength(1);
  for (const name of Object.keys(masked)) expect(found('azurerm_cdn_frontdoor_rule_set', name)).toEqual([]);
});

/** Values that some setting takes for good, and others that it takes for bad. */
const VALUES: readonly Json[] = [
  ...[true, false, 9, 3, 0, null, '', 'a', 'b', 'ENABLED', 'DISABLED', 'Enabled', 'Disabled', 'ACTIVE', 'INACTIVE'],
  ...['COMPLIANCE', 'GOVERNANCE', 'REGIONAL', 'ZONAL', 'ZoneRedundant', 'Active', 'PassThrough', 'RUNNING', 'STOPPED'],
  ...['ALWAYS', 'NEVER', 'TERMINATED', 'SUSPENDED', 'OFF', 'ALL', 'NONE', 'INFO', 'ERROR', 'TRACE', 'FATAL', 'BYPASS'],
  ...['allow', 'deny', 'Allow', 'Deny', 'BLOCK', 'ALERT', 'BucketOwnerEnforced', 'on', 'off', 'TLSv1.2', 'TLSv1.0'],
  ...['all', 'ddl', 'ORGANIZATION', [{ protocol: 'all' }], 'All', 'ALL_REGIONS', 'CONTINUOUS', 'DEFAULT', 'NEW'],
  ...['USER_PAUSED', 'ENHANCED', 'BASIC', 'Standard', 'Free'],
  ...['db.r6g.large', 'db.r6g.micro', 'PAY_PER_REQUEST', 'PROVISIONED', '2026-01-01', '2027-01-01'],
];

const isLoud = (one: ResourceChange, rules: readonly Rule[] = RULES): number =>
  Math.max(
    ...rules.map((rule) => {
      const found = rule.find(one, planOf([one]));
      return found === undefined ? 0 : found.blocks ? 2 : 1;
    }),
  );

/** Not what is a danger only while the resource is there: its data go sooner, it is never told of later. */
const WHILE_IT_IS = new Set(['alarm-weakened', 'retention-shortened']);

/** Each type that a setting names; of those that name none, one that an apply makes again as it was. */
const LOSSES = JUDGES.filter(({ name }) => !WHILE_IT_IS.has(name)).flatMap((rule) =>
  [...rule.blocks, ...rule.warns]
    .filter(({ isWorse, evenWhenGone = !rule.isExposure }) => evenWhenGone && isWorse.gone !== undefined)
    .flatMap((setting) => {
      const types = setting.types === ANY || setting.types instanceof RegExp ? ['aws_iam_role'] : setting.types;
      return types.map((type) => [rule.name, type, setting] as const);
    }),
);

test.each(LOSSES.map(([name, type, setting]) => [name, type, setting.path, setting] as const))(
  '%s: destroying %s is never quieter than %s that gets worse',
  (name, type, path, setting) => {
    const own = RULES.filter((rule) => rule.name === name); // what another says of a setting, it says of its own
    const pairs = VALUES.flatMap((before) =>
      VALUES.filter((after) => setting.isWorse(before, after)).map((after) => [before, after] as const),
    );
    expect(pairs.length).toBeGreaterThan(0);
    const befores = [...new Set(pairs.map(([before]) => before))];
    const gone = new Map(befores.map((before) => [before, isLoud(change(type, nest(path, before), null))]));
    // One comparison for all pairs: an `expect` for each took longer than what it looks at.
    const louderThanItsEnd = pairs.filter(
      ([before, after]) => isLoud(change(type, nest(path, before), nest(path, after)), own) > gone.get(before)!,
    );
    expect(louderThanItsEnd).toEqual([]);
  },
);

/** Of each type that lets somebody in, one that does so, and what it is without. */
const source = { from_port: 5432, to_port: 5432, protocol: 'tcp', cidr_blocks: ['10.0.0.0/16'] };
const inbound = { access: 'Allow', direction: 'Inbound', source_address_prefix: '10.0.0.0/16', protocol: 'Tcp' };
const SHUT: readonly [string, JsonObject, JsonObject][] = [
  ['aws_security_group', { ingress: [source] }, { ingress: [] }],
  ['aws_security_group_rule', { ...source, type: 'ingress' }, { ...source, type: 'egress' }],
  ['aws_lightsail_instance_public_ports', { port_info: [{ cidrs: ['10.0.0.0/16'] }] }, { port_info: [] }],
  ['azurerm_network_security_group', { security_rule: [inbound] }, { security_rule: [] }],
  ['azurerm_network_security_rule', inbound, { ...inbound, access: 'Deny' }],
  ['google_compute_firewall', { allow: [{}], source_ranges: ['10.0.0.0/8'] }, { deny: [{}] }],
  [
    'google_sql_database_instance',
    nest('settings.ip_configuration.authorized_networks', [{ value: '10.0.0.0/8' }]),
    {},
  ],
];

test.each(SHUT)('destroying %s is never quieter than emptying it', (type, before, after) => {
  const emptied = isLoud(change(type, before, after));
  expect(emptied).toBeGreaterThan(0);
  expect(isLoud(change(type, before, null))).toBeGreaterThanOrEqual(emptied);
});

/** Statements that no policy has any more, and blocks of one that is a list of them. */
const DENIES = '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Principal":"*"}}';
const EMPTIED: readonly [string, JsonObject, JsonObject][] = [
  ...['aws_iam_role_policy', 'aws_kms_key_policy', 'aws_s3_bucket_policy', 'aws_sqs_queue_policy'].map(
    (type): [string, JsonObject, JsonObject] => [type, { policy: DENIES }, { policy: '{"Statement":[]}' }],
  ),
  ['aws_wafv2_web_acl', { rule: [{ name: 'bots' }] }, { rule: [] }],
  ['aws_wafv2_rule_group', { rule: [{ name: 'bots' }] }, { rule: [] }],
  ['aws_network_acl', { ingress: [{ rule_no: 1, action: 'deny' }] }, { ingress: [] }],
  ['google_compute_security_policy', { rule: [{ priority: 1, action: 'deny(403)' }] }, { rule: [] }],
  ['azurerm_monitor_diagnostic_setting', { enabled_log: [{ category: 'Audit' }] }, { enabled_log: [] }],
  ['aws_inspector2_enabler', { resource_types: ['EC2', 'ECR'] }, { resource_types: ['EC2'] }],
  ['aws_iam_account_password_policy', { minimum_password_length: 14 }, { minimum_password_length: 6 }],
  ['aws_emr_block_public_access_configuration', {}, { block_public_security_group_rules: false }],
  ['aws_api_gateway_authorizer', { type: 'COGNITO_USER_POOLS' }, { type: 'TOKEN' }],
];

test.each(EMPTIED)('destroying %s is never quieter than taking out of it what guards', (type, before, after) => {
  const emptied = isLoud(change(type, { x: 1, ...before }, { x: 1, ...after }));
  expect(emptied).toBeGreaterThan(0);
  expect(isLoud(change(type, { x: 1, ...before }, null))).toBeGreaterThanOrEqual(emptied);
});

/** What by its name lets in, keeps out, looks, or tells is never destroyed without a word. */
const GUARDS_BY_NAME =
  /_(alarm|alias|analyzer|attachment|authorizer|channel|detector|enabler|grant|member|membership|monitor|permissions?|policy|recorder|rule|subscription|trail)$/;

/** Those with which nothing ends: AWS refuses to destroy what is in use, or they only order, count or show. */
const SILENT = [
  'aws_accessanalyzer_archive_rule', // hides findings
  'aws_app_cookie_stickiness_policy',
  'aws_batch_scheduling_policy',
  'aws_cloudfront_cache_policy',
  'aws_cloudfront_continuous_deployment_policy',
  'aws_cloudfront_monitoring_subscription',
  'aws_cloudfront_origin_request_policy',
  'aws_cloudfront_response_headers_policy',
  'aws_cloudwatch_log_index_policy',
  'aws_ec2_traffic_mirror_filter_rule',
  'aws_ecr_lifecycle_policy', // keeps images
  'aws_ecr_pull_through_cache_rule',
  'aws_iam_account_alias',
  'aws_lb_cookie_stickiness_policy',
  'aws_lb_ssl_negotiation_policy',
  'aws_load_balancer_backend_server_policy',
  'aws_load_balancer_listener_policy',
  'aws_load_balancer_policy',
  'aws_opensearchserverless_lifecycle_policy',
  'aws_organizations_policy', // what it denies, says so
  'aws_proxy_protocol_policy',
  'aws_route53_resolver_firewall_rule', // one that blocks, says so
  'aws_route53_traffic_policy',
  'aws_sqs_queue_redrive_allow_policy',
  'aws_sqs_queue_redrive_policy', // of what it keeps, a setting
  'aws_vpc_network_performance_metric_subscription',
];

test('what by its name guards, allows or tells is never destroyed without a word', () => {
  const types = STATELESS_TYPES.filter((type) => GUARDS_BY_NAME.test(type));
  expect(types.length).toBeGreaterThan(150);
  expect(types.filter((type) => isLoud(change(type, { id: 'one' }, null)) === 0).sort()).toEqual(SILENT);
});
