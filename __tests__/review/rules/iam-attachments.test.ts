import { iamWidened } from '../../../review/rules/iam-widened';
import { because, change, find } from './change';

const READ = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const BOUNDARY = 'arn:aws:iam::111111111111:policy/boundary';

describe('a permissions boundary', () => {
  test('removed: blocks', () => {
    const one = change('aws_iam_role', { permissions_boundary: BOUNDARY }, { permissions_boundary: '' });
    expect(find(iamWidened, one)).toEqual({
      blocks: true,
      title: 'More is allowed than before.',
      because: [`permissions_boundary is removed: it was ${BOUNDARY}`],
    });
  });

  test('another one: warns', () => {
    const one = change('aws_iam_user', { permissions_boundary: BOUNDARY }, { permissions_boundary: `${BOUNDARY}-2` });
    expect(find(iamWidened, one)).toMatchObject({
      blocks: false,
      because: [`permissions_boundary goes from ${BOUNDARY} to ${BOUNDARY}-2`],
    });
  });

  test('set, or the same: silent', () => {
    expect(because(iamWidened, 'aws_iam_role', {}, { permissions_boundary: BOUNDARY })).toEqual([]);
    expect(
      because(iamWidened, 'aws_iam_role', { permissions_boundary: BOUNDARY }, { permissions_boundary: BOUNDARY }),
    ).toEqual([]);
  });

  test('of a permission set: blocks', () => {
    expect(find(iamWidened, change('aws_ssoadmin_permissions_boundary_attachment', {}, null))).toMatchObject({
      blocks: true,
      because: ['the permissions boundary is removed'],
    });
  });
});

describe('policies that AWS manages', () => {
  test('one more of a role warns, and blocks when it allows nearly all', () => {
    const role = (...arns: readonly string[]) => ({ managed_policy_arns: arns });
    expect(find(iamWidened, change('aws_iam_role', role(), role(READ)))).toMatchObject({
      blocks: false,
      because: [`managed_policy_arns: ${READ} is attached`],
    });
    expect(find(iamWidened, change('aws_iam_role', role(READ), role(READ, ADMIN)))).toMatchObject({
      blocks: true,
      because: [`managed_policy_arns: ${ADMIN} is attached`],
    });
    expect(find(iamWidened, change('aws_iam_role', role(READ, ADMIN), role(READ)))).toBeUndefined();
  });

  test.each([ADMIN, 'arn:aws:iam::aws:policy/PowerUserAccess', 'arn:aws-cn:iam::aws:policy/IAMFullAccess'])(
    '%s blocks even for a new role',
    (arn) => {
      const role = change('aws_iam_role', null, { name: 'made' });
      const attachment = change('aws_iam_role_policy_attachment', null, { role: 'made', policy_arn: arn });
      expect(find(iamWidened, attachment, role)).toMatchObject({
        blocks: true,
        because: [`policy_arn: ${arn} is attached`],
      });
    },
  );
});

describe('a new attachment', () => {
  const attachment = change('aws_iam_role_policy_attachment', null, { role: 'worker', policy_arn: READ });

  test('to a role that exists already warns', () => {
    expect(find(iamWidened, attachment, change('aws_iam_role', { name: 'worker' }, { name: 'worker' }))).toEqual({
      blocks: false,
      title: 'More is allowed than before.',
      because: ['a policy is added to worker, which exists already'],
    });
  });

  test('to one that is made by the same plan is silent', () => {
    expect(find(iamWidened, attachment, change('aws_iam_role', null, { name: 'worker' }))).toBeUndefined();
    const reference = change('aws_iam_role_policy', null, { role: '${aws_iam_role.it.id}' });
    expect(find(iamWidened, reference, change('aws_iam_role', null, { path: '/' }))).toBeUndefined();
    expect(find(iamWidened, change('aws_iam_role_policy', null, {}, { unknown: { role: true } }))).toBeUndefined();
  });

  test('to several', () => {
    expect(
      because(iamWidened, 'aws_iam_policy_attachment', null, { roles: ['a'], users: ['b'], policy_arn: READ }),
    ).toEqual(['a policy is added to a, which exists already', 'a policy is added to b, which exists already']);
  });
});

describe('who may call a function', () => {
  const TYPE = 'aws_lambda_permission';

  test.each([
    ['*', 'principal is *: anybody'],
    ['999999999999', 'principal is 999999999999: another account'],
    ['arn:aws:iam::999999999999:root', 'principal is arn:aws:iam::999999999999:root: another account'],
  ])('%s blocks even when new', (principal, sentence) => {
    expect(find(iamWidened, change(TYPE, null, { principal }))).toMatchObject({ blocks: true, because: [sentence] });
  });

  test.each([
    { principal: 'sns.amazonaws.com' },
    { principal: '*', principal_org_id: 'o-1' },
    { principal: '111111111111' },
  ])('%j is silent when new', (after) => expect(because(iamWidened, TYPE, null, after)).toEqual([]));

  test('another principal warns', () => {
    const one = change(TYPE, { principal: 'a.amazonaws.com' }, { principal: 'b.amazonaws.com' }, { action: 'replace' });
    expect(find(iamWidened, one)).toMatchObject({
      blocks: false,
      because: ['principal goes from a.amazonaws.com to b.amazonaws.com'],
    });
  });

  test('a limit removed blocks', () => {
    const [before, after] = [
      { principal: 'sns.amazonaws.com', source_arn: 'arn:a' },
      { principal: 'sns.amazonaws.com' },
    ];
    expect(find(iamWidened, change(TYPE, before, after))).toMatchObject({
      blocks: true,
      because: ['source_arn is removed: it was arn:a'],
    });
    expect(because(iamWidened, TYPE, after, before)).toEqual([]);
  });
});

test.each([
  ['aws_iam_group_policy', 'group'],
  ['aws_iam_group_policy_attachment', 'group'],
  ['aws_iam_policy_attachment', 'groups'],
  ['aws_iam_role_policy', 'role'],
  ['aws_iam_user_policy', 'user'],
  ['aws_iam_user_policy_attachment', 'user'],
  ['aws_ssoadmin_customer_managed_policy_attachment', 'permission_set_arn'],
  ['aws_ssoadmin_managed_policy_attachment', 'permission_set_arn'],
])('%s adds to a %s', (type, name) => {
  expect(because(iamWidened, type, null, { [name]: 'one' })).toEqual([
    'a policy is added to one, which exists already',
  ]);
  expect(because(iamWidened, type, { [name]: 'one' }, { [name]: 'one', x: 1 })).toEqual([]);
});

test('policies that are known only after the apply', () => {
  const one = change('aws_iam_role', { managed_policy_arns: [READ] }, {}, { unknown: { managed_policy_arns: true } });
  expect(find(iamWidened, one)).toBeUndefined();
  const bound = change(
    'aws_iam_role',
    { permissions_boundary: BOUNDARY },
    {},
    { unknown: { permissions_boundary: true } },
  );
  expect(find(iamWidened, bound)).toBeUndefined();
});

test('a boundary that is only forgotten stays', () => {
  const forgotten = change('aws_ssoadmin_permissions_boundary_attachment', {}, null, { action: 'forget' });
  expect(find(iamWidened, forgotten)).toBeUndefined();
  expect(find(iamWidened, change('aws_ssoadmin_managed_policy_attachment', {}, null))).toBeUndefined();
});

test('who may use a layer; what others call principal', () => {
  expect(because(iamWidened, 'aws_lambda_layer_version_permission', null, { principal: '*' })).toHaveLength(1);
  expect(because(iamWidened, 'aws_ram_principal_association', null, { principal: '*' })).toEqual([]);
  expect(find(iamWidened, change('aws_lambda_permission', { principal: 'a', source_arn: 'b' }, null))).toBeUndefined();
});
