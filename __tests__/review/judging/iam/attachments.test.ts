import type { JsonObject } from '../../../../packages/plan-review/src/plan/value';
import { hiddenChange } from '../../../../packages/plan-review/src/rules';
import { iamWidened } from '../../../../packages/plan-review/src/rules/iam-widened';
import { because, change, find } from '../../rules/change';

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

test.each(['AmazonDynamoDBFullAccess', 'AWSLambda_FullAccess', 'AmazonElasticFileSystemClientReadWriteAccess'])(
  '%s warns even for a new role',
  (name) => {
    const arn = `arn:aws:iam::aws:policy/${name}`;
    const role = change('aws_iam_role', null, { name: 'made' });
    const attachment = change('aws_iam_role_policy_attachment', null, { role: 'made', policy_arn: arn });
    expect(find(iamWidened, attachment, role)).toMatchObject({
      blocks: false,
      because: [`policy_arn: ${arn} is attached`],
    });
  },
);

test('the administrators of a cluster block', () => {
  const arn = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';
  const type = 'aws_eks_access_policy_association';
  expect(find(iamWidened, change(type, null, { policy_arn: arn }))).toMatchObject({
    blocks: true,
    because: [`policy_arn: ${arn} is attached`],
  });
  expect(find(iamWidened, change(type, null, { policy_arn: arn.replace('ClusterAdmin', 'View') }))).toBeUndefined();
});

test('a role of the same name as something else that is made exists already all the same', () => {
  const inline = change('aws_iam_role_policy', null, { name: 'worker', role: 'worker' });
  expect(find(iamWidened, inline, change('aws_sqs_queue', null, { name: 'worker' }))?.because).toEqual([
    'the policy worker is added to worker, which exists already',
  ]);
});

test.each(['constructor', '__proto__'])('a type called %s, and an attribute', (name) => {
  expect(find(iamWidened, change(name, null, { role: 'one', [name]: 'two' }))).toBeUndefined();
});

test('what is attached and cannot be seen blocks', () => {
  const [one, other] = [{ managed_policy_arns: [READ] }, { managed_policy_arns: [READ, '(sensitive 1)'] }];
  expect(find(iamWidened, change('aws_iam_role', one, other))).toBeUndefined();
  expect(find(hiddenChange, change('aws_iam_role', one, other))).toMatchObject({
    blocks: true,
    because: ['managed_policy_arns is sensitive: whether it got worse cannot be seen'],
  });
  expect(because(hiddenChange, 'aws_iam_role', other, { managed_policy_arns: [] })).toEqual([]);
  expect(
    find(hiddenChange, change('aws_iam_role_policy_attachment', null, { policy_arn: '(sensitive 1)' }))?.blocks,
  ).toBe(true);
  const bound = change('aws_iam_role', { permissions_boundary: BOUNDARY }, { permissions_boundary: '(sensitive 1)' });
  expect(find(iamWidened, bound)).toBeUndefined();
  expect(find(hiddenChange, bound)).toMatchObject({
    blocks: true,
    because: ['permissions_boundary is sensitive: whether it got worse cannot be seen'],
  });
});

describe('a new attachment', () => {
  test.each<[string, JsonObject, string]>([
    ['aws_ssoadmin_managed_policy_attachment', { managed_policy_arn: READ }, `the policy ${READ}`],
    [
      'aws_ssoadmin_customer_managed_policy_attachment',
      { customer_managed_policy_reference: [{ name: 'own' }] },
      'the policy own',
    ],
  ])('%s with %j names the policy', (type, after, named) => {
    expect(because(iamWidened, type, null, { permission_set_arn: 'one', ...after })).toEqual([
      `${named} is added to one, which exists already`,
    ]);
  });

  test('of a policy that is made as well has no name yet', () => {
    const one = change('aws_iam_role_policy_attachment', null, { role: 'worker' }, { unknown: { policy_arn: true } });
    expect(find(iamWidened, one)?.because).toEqual(['a policy is added to worker, which exists already']);
  });

  const attachment = change('aws_iam_role_policy_attachment', null, { role: 'worker', policy_arn: READ });

  test('to a role that exists already warns', () => {
    expect(find(iamWidened, attachment, change('aws_iam_role', { name: 'worker' }, { name: 'worker' }))).toEqual({
      blocks: false,
      title: 'More is allowed than before.',
      because: [`the policy ${READ} is added to worker, which exists already`],
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
    ).toEqual([
      `the policy ${READ} is added to a, which exists already`,
      `the policy ${READ} is added to b, which exists already`,
    ]);
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
  expect(find(hiddenChange, bound)).toMatchObject({
    blocks: false,
    because: [`permissions_boundary was ${BOUNDARY}, and is known only after the apply`],
  });
  expect(find(hiddenChange, { ...bound, before: { permissions_boundary: '' } })).toBeUndefined();
  expect(find(hiddenChange, { ...bound, action: 'create', before: null })).toBeUndefined();
});

test('a boundary that is only forgotten stays', () => {
  const forgotten = change('aws_ssoadmin_permissions_boundary_attachment', {}, null, { action: 'forget' });
  expect(find(iamWidened, forgotten)).toBeUndefined();
  expect(find(iamWidened, change('aws_ssoadmin_managed_policy_attachment', {}, null))).toBeUndefined();
});
