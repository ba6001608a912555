import type { Json, JsonObject } from '../../../packages/plan-review/src/plan/value';
import { madePublic } from '../../../packages/plan-review/src/rules/made-public';
import { because, change, find, nest } from './change';

const WALL = 'aws_s3_bucket_public_access_block';
const WORLD = { from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'], ipv6_cidr_blocks: [] };
const HOME = { ...WORLD, cidr_blocks: ['10.0.0.0/8'] };

test('a block of public access', () => {
  const off = change(
    WALL,
    { block_public_acls: true, block_public_policy: true },
    { block_public_acls: false, block_public_policy: true },
  );
  expect(find(madePublic, off)).toEqual({
    blocks: true,
    title: 'It may be opened to the internet.',
    because: ['block_public_acls goes from true to false'],
  });
});

test('the block is destroyed, and not with its bucket', () => {
  const gone = change(WALL, { id: 'films', bucket: 'films' }, null);
  expect(find(madePublic, gone)?.because).toEqual(['the block of public access is destroyed']);
  expect(find(madePublic, gone, change('aws_s3_bucket', { id: 'films' }, null))).toBeUndefined();
});

/** Also when it is new. */
test.each<[string, JsonObject, JsonObject, string]>([
  ['aws_s3_bucket_acl', { acl: 'private' }, { acl: 'public-read' }, 'acl goes from private to public-read'],
  [
    'aws_db_instance',
    { publicly_accessible: false },
    { publicly_accessible: true },
    'publicly_accessible goes from false to true',
  ],
  [
    'aws_lambda_function_url',
    { authorization_type: 'AWS_IAM' },
    { authorization_type: 'NONE' },
    'authorization_type goes from AWS_IAM to NONE',
  ],
  [
    'aws_cognito_identity_pool',
    { allow_unauthenticated_identities: false },
    { allow_unauthenticated_identities: true },
    'allow_unauthenticated_identities goes from false to true',
  ],
  [
    'aws_db_snapshot',
    { shared_accounts: ['1'] },
    { shared_accounts: ['1', 'all'] },
    'shared_accounts goes from ["1"] to ["1","all"]',
  ],
  ['aws_ami_launch_permission', { group: '' }, { group: 'all' }, 'group goes from "" to all'],
  [
    'google_storage_bucket_iam_member',
    { member: 'user:a@b.example' },
    { member: 'allUsers' },
    'member goes from user:a@b.example to allUsers',
  ],
  ['aws_security_group', { ingress: [HOME] }, { ingress: [HOME, WORLD] }, '0.0.0.0/0 may reach tcp 22'],
  [
    'aws_security_group',
    { ingress: [HOME] },
    { ingress: [{ ...HOME, ipv6_cidr_blocks: ['::/0'], to_port: 99 }] },
    '::/0 may reach tcp 22 to 99',
  ],
  [
    'aws_security_group',
    { ingress: HOME },
    { ingress: { ...WORLD, protocol: '-1' } },
    '0.0.0.0/0 may reach every port',
  ],
  [
    'aws_security_group_rule',
    { type: 'ingress', ...HOME },
    { type: 'ingress', ...WORLD },
    '0.0.0.0/0 may reach tcp 22',
  ],
  [
    'aws_vpc_security_group_ingress_rule',
    { cidr_ipv4: '10.0.0.0/8' },
    { cidr_ipv4: '0.0.0.0/0', ip_protocol: 'tcp', from_port: 80, to_port: 81 },
    '0.0.0.0/0 may reach tcp 80 to 81',
  ],
  [
    'azurerm_network_security_rule',
    { access: 'Deny' },
    {
      access: 'Allow',
      direction: 'Inbound',
      protocol: 'Tcp',
      destination_port_range: '22',
      source_address_prefix: '*',
    },
    '* may reach tcp 22',
  ],
  [
    'google_compute_firewall',
    { source_ranges: ['10.0.0.0/8'] },
    { source_ranges: ['0.0.0.0/0'], allow: [{ protocol: 'tcp', ports: ['22-80'] }] },
    '0.0.0.0/0 may reach tcp 22 to 80',
  ],
])('%s: %j to %j, and back', (type, closed, open, sentence) => {
  expect(because(madePublic, type, closed, open)).toEqual([sentence]);
  expect(because(madePublic, type, open, closed)).toEqual([]);
  expect(because(madePublic, type, open, { ...open, description: 'x' })).toEqual([]);
  expect(because(madePublic, type, null, open)).toHaveLength(1);
});

/** Not when it is new: then it is how it is meant. */
test.each<[string, JsonObject, JsonObject, string]>([
  ['aws_lb', { internal: true }, { internal: false }, 'internal goes from true to false'],
  [
    'aws_api_gateway_method',
    { authorization: 'AWS_IAM' },
    { authorization: 'NONE' },
    'authorization goes from AWS_IAM to NONE',
  ],
  [
    'aws_apigatewayv2_route',
    { authorization_type: 'JWT' },
    { authorization_type: 'NONE' },
    'authorization_type goes from JWT to NONE',
  ],
  [
    'aws_appsync_graphql_api',
    { authentication_type: 'AWS_IAM' },
    { authentication_type: 'API_KEY' },
    'authentication_type goes from AWS_IAM to API_KEY',
  ],
  [
    'aws_appsync_graphql_api',
    { name: 'a' },
    { name: 'a', additional_authentication_provider: [{ authentication_type: 'API_KEY' }] },
    'additional_authentication_provider[API_KEY].authentication_type is API_KEY',
  ],
  [
    'aws_eks_cluster',
    { vpc_config: [{ endpoint_public_access: false }] },
    { vpc_config: [{ endpoint_public_access: true }] },
    'vpc_config.endpoint_public_access goes from false to true',
  ],
  [
    'aws_eks_cluster',
    { vpc_config: [{ public_access_cidrs: ['10.0.0.0/8'] }] },
    { vpc_config: [{ public_access_cidrs: ['0.0.0.0/0'] }] },
    'vpc_config.public_access_cidrs goes from ["10.0.0.0/8"] to ["0.0.0.0/0"]',
  ],
])('%s: %j to %j, and back, and new', (type, closed, open, sentence) => {
  expect(because(madePublic, type, closed, open)).toEqual([sentence]);
  expect(because(madePublic, type, open, closed)).toEqual([]);
  expect(because(madePublic, type, null, open)).toEqual([]);
});

test.each(['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'])(
  '%s',
  (name) => {
    expect(because(madePublic, WALL, { [name]: true }, { [name]: false })).toEqual([`${name} goes from true to false`]);
    expect(because(madePublic, WALL, null, { [name]: false })).toEqual([`${name} is false`]);
    expect(because(madePublic, WALL, { [name]: false }, { [name]: true })).toEqual([]);
  },
);

test.each<[string, string, Json, Json]>([
  ['aws_s3_bucket_acl', 'acl', 'private', 'public-read-write'],
  ['aws_s3_bucket_acl', 'acl', 'private', 'authenticated-read'],
  [
    'aws_s3_bucket_acl',
    'access_control_policy',
    [],
    [{ grant: [{ uri: 'http://acs.amazonaws.com/groups/global/AllUsers' }] }],
  ],
  ['aws_s3_bucket', 'grant', [], [{ uri: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers' }]],
  ['azurerm_storage_account', 'public_network_access_enabled', false, true],
  ['azurerm_storage_account', 'allow_nested_items_to_be_public', false, true],
  ['google_storage_bucket_iam_binding', 'members', ['user:a'], ['user:a', 'allAuthenticatedUsers']],
  ['google_storage_bucket_iam_member', 'member', 'user:a', 'allAuthenticatedUsers'],
  ['aws_snapshot_create_volume_permission', 'account_id', '1', 'all'],
  ['aws_db_snapshot_copy', 'shared_accounts', [], ['all']],
  ['aws_ebs_snapshot_block_public_access', 'state', 'block-all-sharing', 'unblocked'],
  ['aws_ec2_image_block_public_access', 'state', 'block-new-sharing', 'unblocked'],
  ['aws_appsync_graphql_api', 'visibility', 'PRIVATE', 'GLOBAL'],
  ['aws_api_gateway_method', 'api_key_required', true, false],
  ['aws_alb', 'internal', true, false],
  ['aws_elb', 'internal', true, false],
  ['aws_eks_cluster', 'vpc_config.public_access_cidrs', [], ['::/0']],
])('%s: %s from %j to %j, and back', (type, path, closed, open) => {
  expect(because(madePublic, type, nest(path, closed), nest(path, open))).toHaveLength(1);
  expect(because(madePublic, type, nest(path, open), nest(path, closed))).toEqual([]);
  expect(because(madePublic, type, nest(path, open), { ...nest(path, open), x: 1 })).toEqual([]);
});

test.each([
  'aws_ebs_snapshot_block_public_access',
  'aws_ec2_image_block_public_access',
  'aws_s3_account_public_access_block',
  'aws_vpc_block_public_access_options',
])('%s is destroyed', (type) =>
  expect(find(madePublic, change(type, {}, null))?.because).toEqual(['the block of public access is destroyed']),
);

test.each<[string, string, Json]>([
  ['aws_s3_bucket_acl', 'access_control_policy', [{ uri: 'AllUsers' }]],
  ['aws_db_snapshot', 'shared_accounts', ['all']],
  ['aws_ebs_snapshot_block_public_access', 'state', 'unblocked'],
  ['aws_snapshot_create_volume_permission', 'account_id', 'all'],
  ['azurerm_storage_account', 'public_network_access_enabled', true],
  ['google_storage_bucket_iam_binding', 'members', ['allUsers']],
  ['google_storage_bucket_iam_member', 'member', 'allUsers'],
])('a new %s with %s %j', (type, name, value) => {
  expect(because(madePublic, type, null, { [name]: value })).toHaveLength(1);
});

test('a block of public access that is made', () => {
  expect(because(madePublic, WALL, { bucket: 'a' }, { bucket: 'a', block_public_acls: true })).toEqual([]);
  expect(because(madePublic, WALL, null, { bucket: 'a', block_public_acls: true })).toEqual([]);
});

test('a new wall with gaps shuts out more than none: it warns', () => {
  const half = { block_public_acls: true, block_public_policy: false, restrict_public_buckets: false };
  expect(find(madePublic, change(WALL, null, half))).toEqual({
    blocks: false,
    title: 'It may be opened to the internet.',
    because: ['block_public_policy is false', 'restrict_public_buckets is false'],
  });
  expect(find(madePublic, change(WALL, { block_public_acls: true }, half))?.blocks).toBe(true);
});
