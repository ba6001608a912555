import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { hiddenChange } from '../../../packages/plan-review/src/rules';
import { iamWidened } from '../../../packages/plan-review/src/rules/iam-widened';
import { madePublic } from '../../../packages/plan-review/src/rules/made-public';
import { because, change, find, nest } from './change';

const networks = (...values: string[]) => ({
  settings: [{ ip_configuration: [{ authorized_networks: values.map((value) => ({ value })) }] }],
});

test('a database of Google that everybody may reach', () => {
  const [office, all] = [networks('203.0.113.0/24'), networks('0.0.0.0/0')];
  expect(find(madePublic, change('google_sql_database_instance', office, all))).toEqual({
    blocks: true,
    title: 'It is open to the internet.',
    because: ['0.0.0.0/0 may reach it'],
  });
  expect(because(madePublic, 'google_sql_database_instance', all, office)).toEqual([]);
  expect(because(madePublic, 'google_sql_database_instance', null, all)).toHaveLength(1);
});

test.each([
  ['azurerm_mssql_firewall_rule', '0.0.0.0', '255.255.255.255', ['0.0.0.0 to 255.255.255.255 may reach it']],
  ['azurerm_postgresql_flexible_server_firewall_rule', '1.0.0.0', '200.0.0.0', ['1.0.0.0 to 200.0.0.0 may reach it']],
  ['azurerm_mssql_firewall_rule', '0.0.0.0', '0.0.0.0', ['all of Azure may reach it']],
  ['azurerm_cosmosdb_postgresql_firewall_rule', '0.0.0.0', '0.0.0.0', ['all of Azure may reach it']],
  ['azurerm_mssql_firewall_rule', '203.0.113.0', '203.0.113.255', []],
  ['azurerm_mssql_firewall_rule', 'first', 'last', []],
])('%s from %s to %s', (type, start_ip_address, end_ip_address, sentences) => {
  expect(because(madePublic, type, null, { start_ip_address, end_ip_address })).toEqual(sentences);
});

test('a range of addresses that grows is opened, one that shrinks is not', () => {
  const range = (start_ip: string, end_ip: string) => ({ start_ip, end_ip });
  const [small, large] = [range('1.0.0.0', '128.0.0.0'), range('0.0.0.0', '255.255.255.255')];
  expect(because(madePublic, 'azurerm_redis_firewall_rule', small, large)).toEqual([
    '0.0.0.0 to 255.255.255.255 may reach it',
  ]);
  expect(because(madePublic, 'azurerm_redis_firewall_rule', large, small)).toEqual([]);
});

test('all of Azure is less than all, and more than a network', () => {
  const rule = (start_ip_address: string, end_ip_address: string) => ({ start_ip_address, end_ip_address });
  const [all, azure, office] = [
    rule('0.0.0.0', '255.255.255.255'),
    rule('0.0.0.0', '0.0.0.0'),
    rule('203.0.113.0', '203.0.113.255'),
  ];
  const say = (before: JsonObject, after: JsonObject) =>
    because(madePublic, 'azurerm_mssql_firewall_rule', before, after);
  expect(say(all, azure)).toEqual([]);
  expect(say(azure, all)).toEqual(['0.0.0.0 to 255.255.255.255 may reach it']);
  expect(say(office, azure)).toEqual(['all of Azure may reach it']);
  expect(say(azure, office)).toEqual([]);
});

test.each([[['0.0.0.0']], [['203.0.113.0/24', '0.0.0.0']], ['203.0.113.0/24,0.0.0.0']])(
  'a Cosmos DB account that all of Azure may reach: %j',
  (ip_range_filter) => {
    const [office, azure] = [{ ip_range_filter: ['203.0.113.0/24'] }, { ip_range_filter }];
    expect(because(madePublic, 'azurerm_cosmosdb_account', office, azure)).toEqual(['all of Azure may reach it']);
    expect(because(madePublic, 'azurerm_cosmosdb_account', azure, office)).toEqual([]);
  },
);

test.each(['AzureCloud', 'AzureCloud.westeurope'])('%s is all of Azure, and others in it', (source_address_prefix) => {
  const rule = { access: 'Allow', direction: 'Inbound', protocol: 'Tcp', destination_port_range: '22' };
  const type = 'azurerm_network_security_rule';
  expect(find(madePublic, change(type, null, { ...rule, source_address_prefix }))?.blocks).toBe(true);
  const own = { ...rule, source_address_prefix: 'VirtualNetwork' };
  expect(because(madePublic, type, null, own)).toEqual([]);
  expect(
    because(madePublic, type, { ...rule, source_address_prefix: '*' }, { ...rule, source_address_prefix }),
  ).toEqual([]);
});

test.each<[string, JsonObject, JsonObject]>([
  ['azurerm_storage_container', { container_access_type: 'private' }, { container_access_type: 'container' }],
  ['azurerm_storage_container', { container_access_type: 'private' }, { container_access_type: 'blob' }],
  [
    'azurerm_storage_account',
    nest('network_rules.default_action', 'Deny'),
    nest('network_rules.default_action', 'Allow'),
  ],
  ['azurerm_shared_image_gallery', nest('sharing.permission', 'Private'), nest('sharing.permission', 'Community')],
  ['google_storage_bucket', { public_access_prevention: 'enforced' }, { public_access_prevention: 'inherited' }],
  ['google_storage_bucket_access_control', { entity: 'user-a' }, { entity: 'allUsers' }],
  ['google_cloud_run_service_iam_member', { member: 'user:a' }, { member: 'allUsers' }],
  ['google_storage_bucket_iam_binding', { members: ['user:a'] }, { members: ['user:a', 'allAuthenticatedUsers'] }],
  ['kubernetes_service', nest('spec.type', 'ClusterIP'), nest('spec.type', 'LoadBalancer')],
  ['mongodbatlas_project_ip_access_list', { cidr_block: '203.0.113.0/24' }, { cidr_block: '0.0.0.0/0' }],
])('%s from %j to %j blocks, and back is silent', (type, shut, open) => {
  expect(find(madePublic, change(type, shut, open))?.blocks).toBe(true);
  expect(because(madePublic, type, open, shut)).toEqual([]);
});

describe('a whole policy of Google', () => {
  const TYPE = 'google_storage_bucket_iam_policy';
  const bindings = (role: string, ...members: string[]) => ({
    policy_data: JSON.stringify({ bindings: [{ role, members }] }),
  });

  test('for all users blocks', () => {
    const [some, all] = [
      bindings('roles/storage.objectViewer', 'user:a'),
      bindings('roles/storage.objectViewer', 'user:a', 'allUsers'),
    ];
    const sentence = 'policy_data: gives roles/storage.objectViewer to allUsers';
    for (const before of [null, some]) {
      expect(find(madePublic, change(TYPE, before, all))).toMatchObject({ blocks: true, because: [sentence] });
    }
    expect(because(madePublic, TYPE, all, some)).toEqual([]);
    expect(because(madePublic, TYPE, all, { ...all, etag: 'x' })).toEqual([]);
    expect(because(madePublic, TYPE, null, { policy_data: 'nonsense' })).toEqual([]);
  });

  test('with a role that allows nearly all blocks', () => {
    expect(
      find(iamWidened, change('google_project_iam_policy', null, bindings('roles/owner', 'user:a'))),
    ).toMatchObject({
      blocks: true,
      because: ['policy_data: gives roles/owner to user:a (a way to all other permissions)'],
    });
  });

  test('that cannot be seen blocks', () => {
    const [one, other] = [{ policy_data: '(sensitive 1)' }, { policy_data: '(sensitive 2)' }];
    expect(find(madePublic, change(TYPE, one, other))).toBeUndefined();
    expect(find(hiddenChange, change(TYPE, one, other))?.blocks).toBe(true);
  });
});

test.each<[string, JsonObject, JsonObject]>([
  ['google_project_iam_member', { role: 'roles/owner', member: 'user:a' }, { role: 'roles/viewer', member: 'user:a' }],
  [
    'google_project_iam_binding',
    { role: 'roles/iam.securityAdmin', members: ['user:a'] },
    { role: 'roles/logging.viewer', members: ['user:a'] },
  ],
  [
    'azurerm_role_assignment',
    { role_definition_name: 'Owner', principal_id: 'p' },
    { role_definition_name: 'Reader', principal_id: 'p' },
  ],
  [
    'azurerm_role_assignment',
    { role_definition_id: '/providers/x/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635', principal_id: 'p' },
    { role_definition_id: '/providers/x/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7', principal_id: 'p' },
  ],
  [
    'kubernetes_cluster_role_binding',
    { role_ref: [{ name: 'cluster-admin' }], subject: [{ kind: 'User', name: 'a' }] },
    { role_ref: [{ name: 'view' }], subject: [{ kind: 'User', name: 'a' }] },
  ],
  [
    'kubernetes_role_binding_v1',
    { role_ref: [{ name: 'view' }], subject: [{ kind: 'Group', name: 'system:unauthenticated' }] },
    { role_ref: [{ name: 'view' }], subject: [{ kind: 'Group', name: 'team' }] },
  ],
])('%s with %j blocks, with %j it does not', (type, wide, narrow) => {
  expect(find(iamWidened, change(type, null, wide))?.blocks).toBe(true);
  expect(because(iamWidened, type, null, narrow)).toEqual([]);
  expect(because(iamWidened, type, wide, { ...wide, x: 1 })).toEqual([]);
});

describe('the web ports of something new warn: they are what it is for', () => {
  const ingress = (port: number, cidr = '0.0.0.0/0') => ({
    ingress: [{ from_port: port, to_port: port, protocol: 'tcp', cidr_blocks: [cidr] }],
  });

  test.each([
    [80, false],
    [443, false],
    [8080, true],
    [22, true],
    [5432, true],
  ])('port %d blocks: %j', (port, blocks) => {
    expect(find(madePublic, change('aws_security_group', null, ingress(port)))).toMatchObject({
      blocks,
      because: [`0.0.0.0/0 may reach tcp ${port}`],
    });
  });

  test('what exists already was not meant to be reached', () => {
    const opened = change('aws_security_group', ingress(443, '10.0.0.0/8'), ingress(443));
    expect(find(madePublic, opened)?.blocks).toBe(true);
  });

  test('a rule is as new as its group', () => {
    const rule = { cidr_ipv4: '0.0.0.0/0', from_port: 443, to_port: 443, ip_protocol: 'tcp' };
    const of = (after: JsonObject, unknown: JsonObject = {}) =>
      find(madePublic, change('aws_vpc_security_group_ingress_rule', null, after, { unknown }))?.blocks;
    expect(of(rule, { security_group_id: true })).toBe(false);
    expect(of({ ...rule, security_group_id: 'sg-0123456789abcdef0' })).toBe(true);
  });
});
