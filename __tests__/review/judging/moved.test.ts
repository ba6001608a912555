import type { ResourceChange } from '../../../packages/plan-review/src/plan/model';
import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { RULES } from '../../../packages/plan-review/src/rules';
import { change, find, planOf } from '../rules/change';

const said = (one: ResourceChange, ...others: readonly ResourceChange[]) =>
  RULES.flatMap((rule) => {
    const found = find(rule, one, ...others);
    return found === undefined ? [] : [{ rule: rule.name, ...found }];
  });

const isBlocked = (one: ResourceChange, ...others: readonly ResourceChange[]): boolean =>
  said(one, ...others).some(({ blocks }) => blocks);

const statement = (Effect: string, more: JsonObject = {}) =>
  JSON.stringify({ Statement: [{ Effect, Action: '*', Resource: '*', ...more }] });

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** What opens the new one. */
const OPENINGS: readonly (readonly [string, string, string, string, JsonObject])[] = [
  ['aws_ami_launch_permission', 'image_id', 'ami-1', 'ami-2', { group: 'all' }],
  ['aws_iam_role_policy', 'role', 'r', 'q', { policy: statement('Allow') }],
  ['aws_iam_role_policy_attachment', 'role', 'r', 'q', { policy_arn: ADMINISTRATOR }],
  ['aws_iam_user_policy_attachment', 'user', 'alice', 'mallory', { policy_arn: ADMINISTRATOR }],
  ['aws_lambda_permission', 'function_name', 'f', 'g', { principal: '*' }],
  ['aws_s3_bucket_acl', 'bucket', 'site', 'payroll', { acl: 'public-read' }],
  ['aws_s3_bucket_policy', 'bucket', 'site', 'payroll', { policy: statement('Allow', { Principal: '*' }) }],
  [
    'aws_security_group_rule',
    'security_group_id',
    'sg-bastion',
    'sg-database',
    { type: 'ingress', protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: ['0.0.0.0/0'] },
  ],
  ['aws_snapshot_create_volume_permission', 'snapshot_id', 'snap-1', 'snap-2', { account_id: '999999999999' }],
  ['azurerm_role_assignment', 'scope', '/subscriptions/a', '/subscriptions/b', { role_definition_name: 'Owner' }],
  ['google_storage_bucket_iam_member', 'bucket', 'site', 'payroll', { role: 'roles/viewer', member: 'allUsers' }],
];

/** What guards the old one. */
const GUARDS: readonly (readonly [string, string, string, string, JsonObject])[] = [
  ['aws_backup_vault_lock_configuration', 'backup_vault_name', 'v', 'w', { min_retention_days: 7 }],
  ['aws_organizations_policy_attachment', 'target_id', 'ou-1', 'ou-2', { policy_id: 'p-1' }],
  ['aws_s3_bucket_policy', 'bucket', 'b', 'c', { policy: statement('Deny', { Principal: '*' }) }],
  ['aws_s3_bucket_public_access_block', 'bucket', 'b', 'c', { block_public_acls: true }],
  ['aws_s3_bucket_server_side_encryption_configuration', 'bucket', 'b', 'c', {}],
  ['aws_s3_bucket_versioning', 'bucket', 'b', 'c', { versioning_configuration: [{ status: 'Enabled' }] }],
  ['aws_wafv2_web_acl_association', 'resource_arn', 'arn:lb-1', 'arn:lb-2', { web_acl_arn: 'arn:acl' }],
];

/** What only warns alone. */
const QUIETER: readonly (readonly [string, string, string, string, JsonObject])[] = [
  ['aws_flow_log', 'vpc_id', 'vpc-1', 'vpc-2', {}],
  ['aws_iam_user_group_membership', 'user', 'alice', 'mallory', { groups: ['admins'] }],
  [
    'aws_network_acl_rule',
    'network_acl_id',
    'acl-1',
    'acl-2',
    { rule_action: 'deny', rule_number: 1, protocol: '-1', cidr_block: '0.0.0.0/0' },
  ],
];

const moved = (
  type: string,
  name: string,
  from: string,
  to: string,
  rest: JsonObject,
  action: 'replace' | 'update' = 'replace',
) => change(type, { ...rest, [name]: from }, { ...rest, [name]: to }, { action });

describe.each([...OPENINGS, ...GUARDS, ...QUIETER])('%s: %s goes from %s to %s', (type, name, from, to, rest) => {
  const [old, made] = [change(type, { ...rest, [name]: from }, null), change(type, null, { ...rest, [name]: to })];

  test.each(['replace', 'update'] as const)('%s: all that is said of the destruction and the creation', (action) => {
    const found = said(moved(type, name, from, to, rest, action));
    const alone = [...said(old), ...said(made)];
    expect(alone).not.toEqual([]);
    for (const { rule, blocks, because } of alone) {
      const same = found.find((one) => one.rule === rule);
      expect(same?.because).toEqual(expect.arrayContaining([`${name} goes from ${from} to ${to}`, ...because]));
      expect(same?.blocks).toBe(same!.blocks || blocks);
    }
  });
});

test.each([...OPENINGS, ...GUARDS])('%s: %s goes from %s to %s: blocks', (type, name, from, to, rest) => {
  expect(isBlocked(moved(type, name, from, to, rest))).toBe(true);
});

const WALL = 'aws_s3_bucket_public_access_block';
const wall = (from: string, to: string, details: Partial<ResourceChange> = {}) =>
  change(WALL, { bucket: from, block_public_acls: true }, { bucket: to, block_public_acls: true }, details);

describe('no move', () => {
  test('with the subject that is called another name by now', () => {
    const bucket = change('aws_s3_bucket', { id: 'b', bucket: 'b' }, { bucket: 'c' }, { action: 'replace' });
    const versioning = change('aws_s3_bucket_versioning', { id: 'b', bucket: 'b' }, { id: 'c', bucket: 'c' });
    expect(said(wall('b', 'c'), bucket)).toEqual([]);
    expect(isBlocked(wall('b', 'c'), versioning)).toBe(true);
    const described = change('aws_s3_bucket', { id: 'x', note: 'b' }, { id: 'x', note: 'c' });
    expect(isBlocked(wall('b', 'c'), described)).toBe(true);
  });

  test('while it is not known, or cannot be seen, where to', () => {
    expect(said(wall('b', 'c', { unknown: { bucket: true } }))).toEqual([]);
    expect(said(wall('(sensitive 1)', '(sensitive 2)'))).toEqual([]);
  });

  test('to another reference to the same one, or to what may be the same', () => {
    expect(said(wall('${aws_s3_bucket.b.id}', '${aws_s3_bucket.b.bucket}'))).toEqual([]);
    expect(said(wall('b', '${aws_s3_bucket.b.bucket}'))).toEqual([]);
    expect(isBlocked(wall('${aws_s3_bucket.b.id}', '${aws_s3_bucket.c.id}'))).toBe(true);
    const bucket = change('aws_s3_bucket', {}, {}, { address: 'aws_s3_bucket.c', previousAddress: 'aws_s3_bucket.b' });
    expect(said(wall('${aws_s3_bucket.b.id}', '${aws_s3_bucket.c.id}'), bucket)).toEqual([]);
  });

  test.each<[string, string, string, string]>([
    ['aws_flow_log', 'log_group_name', 'a', 'b'],
    ['aws_kms_alias', 'target_key_id', 'a', 'b'],
    ['aws_launch_template', 'image_id', 'ami-1', 'ami-2'],
    ['aws_lb_listener', 'certificate_arn', 'arn:a', 'arn:b'],
    ['aws_route', 'nat_gateway_id', 'nat-1', 'nat-2'],
    ['aws_s3_bucket', 'bucket', 'a', 'b'],
  ])('%s: %s is what it uses, leads to, or is called', (type, name, from, to) => {
    const rest = { destination_cidr_block: '0.0.0.0/0' };
    expect(said(change(type, { ...rest, [name]: from }, { ...rest, [name]: to }))).toEqual([]);
  });
});

test('where the old subject goes, or is left to others, only the new one counts', () => {
  expect(said(wall('b', 'c'), change('aws_s3_bucket', { id: 'b' }, null))).toEqual([]);
  expect(isBlocked(wall('b', 'c', { action: 'replace', steps: ['create', 'forget'] }))).toBe(false);
  const policy = (side: string) => ({ bucket: side, policy: statement('Allow', { Principal: '*' }) });
  const opened = change('aws_s3_bucket_policy', policy('b'), policy('c'));
  expect(isBlocked(opened, change('aws_s3_bucket', { id: 'b' }, null))).toBe(true);
});

test('of a change at the same subject, nothing more is said', () => {
  const [before, after] = [true, false].map((block_public_acls) => ({ bucket: 'b', block_public_acls }));
  expect(said(change(WALL, before!, after!))).toEqual([
    expect.objectContaining({ rule: 'made-public', because: ['block_public_acls goes from true to false'] }),
  ]);
});

test('what a move finds is accepted for that subject alone', () => {
  const [one, other] = ['c', 'd'].map((to) => {
    const moving = wall('b', to);
    return RULES.flatMap((rule) => rule.find(moving, planOf([moving])) ?? []);
  });
  expect(one).not.toEqual(other);
});
