import type { JsonObject } from '../../../../packages/plan-review/src/plan/value';
import { hiddenChange } from '../../../../packages/plan-review/src/rules';
import { iamWidened } from '../../../../packages/plan-review/src/rules/iam-widened';
import { madePublic } from '../../../../packages/plan-review/src/rules/made-public';
import { because, change, find, nest } from '../../rules/change';

const [OWN, OTHER] = ['111111111111', '999999999999'];

test.each([
  ['aws_ami_launch_permission', 'account_id', OTHER],
  ['aws_snapshot_create_volume_permission', 'account_id', OTHER],
  ['aws_db_snapshot', 'shared_accounts', [OTHER]],
  ['aws_db_cluster_snapshot', 'shared_accounts', [OWN, OTHER]],
  ['aws_ssm_document', 'permissions.account_ids', `${OWN}, ${OTHER}`],
  ['aws_ram_principal_association', 'principal', OTHER],
  ['aws_ram_principal_association', 'principal', `arn:aws:iam::${OTHER}:role/reader`],
  ['aws_cloudwatch_event_permission', 'principal', OTHER],
  ['aws_vpc_endpoint_service', 'allowed_principals', [`arn:aws:iam::${OTHER}:root`]],
  ['aws_vpc_endpoint_service_allowed_principal', 'principal_arn', `arn:aws:iam::${OTHER}:root`],
])('%s whose %s is %j lets in another account', (type, path, value) => {
  const shared = nest(path, value);
  for (const before of [null, nest(path, OWN)]) {
    expect(find(iamWidened, change(type, before, shared))).toMatchObject({
      blocks: true,
      because: [expect.stringMatching(/^[\w.]+ is .*999999999999.*: another account$/)],
    });
  }
  expect(because(iamWidened, type, shared, nest(path, OWN))).toEqual([]);
  expect(because(iamWidened, type, shared, null)).toEqual([]);
  expect(because(iamWidened, type, shared, { ...shared, tags: {} })).toEqual([]);
});

test.each(['organization_arn', 'organizational_unit_arn'])('%s: a whole organization warns', (name) => {
  const arn = 'arn:aws:organizations::222222222222:organization/o-1';
  expect(find(iamWidened, change('aws_ami_launch_permission', null, { [name]: arn }))).toMatchObject({
    blocks: false,
    because: [`${name} is ${arn}: all accounts in it`],
  });
});

test('with whom it cannot be seen', () => {
  const of = (account_id: string) => ({ account_id });
  expect(
    find(hiddenChange, change('aws_snapshot_create_volume_permission', of(OWN), of('(sensitive 1)')))?.blocks,
  ).toBe(true);
});

test.each<[string, JsonObject]>([
  ['aws_ami_launch_permission', { group: 'all' }],
  ['aws_snapshot_create_volume_permission', { account_id: 'all' }],
  ['aws_db_snapshot', { shared_accounts: ['all'] }],
  ['aws_ssm_document', nest('permissions.account_ids', 'All')],
  ['aws_cloudwatch_event_permission', { principal: '*' }],
  ['aws_vpc_endpoint_service', { allowed_principals: ['*'] }],
  ['aws_vpc_endpoint_service_allowed_principal', { principal_arn: '*' }],
  ['aws_emr_block_public_access_configuration', { block_public_security_group_rules: false }],
  ['aws_vpc_block_public_access_exclusion', { internet_gateway_exclusion_mode: 'allow-bidirectional' }],
  [
    'aws_imagebuilder_distribution_configuration',
    nest('distribution[region].ami_distribution_configuration.launch_permission.user_groups', ['all']),
  ],
])('%s for everybody: %j', (type, open) => {
  expect(find(madePublic, change(type, null, open))).toBeDefined();
  expect(find(madePublic, change(type, { x: 1 }, open))?.blocks).toBe(true);
});

test('an event bus for all of an organization is not for everybody', () => {
  const open = { principal: '*', condition: [{ key: 'aws:PrincipalOrgID', value: 'o-1' }] };
  expect(because(madePublic, 'aws_cloudwatch_event_permission', null, open)).toEqual([]);
});

test('the block of public access of EMR is destroyed', () => {
  expect(find(madePublic, change('aws_emr_block_public_access_configuration', {}, null))?.blocks).toBe(true);
});
