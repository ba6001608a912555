import { iamWidened } from '../../../../packages/plan-review/src/rules/iam-widened';
import { because, change, find, planOf } from '../../rules/change';
import { ROLE, allow, deny, policy } from '../../rules/policies';

const LOCKED = 'policy: nobody is allowed to change it any more (kms:PutKeyPolicy)';

const of = (actions: unknown, more: object = {}) => ({
  policy: policy(allow(actions, '*', { Principal: { AWS: '111111111111' }, ...more })),
});

test.each(['aws_kms_key', 'aws_kms_key_policy', 'aws_kms_external_key', 'aws_kms_replica_key'])(
  '%s: a policy that nobody may change any more blocks',
  (type) => {
    expect(find(iamWidened, change(type, of('kms:*'), of('kms:Decrypt')))).toMatchObject({
      blocks: true,
      because: [LOCKED],
    });
    expect(because(iamWidened, type, null, of('kms:Decrypt'))).toEqual([LOCKED]);
    expect(because(iamWidened, type, of('kms:*'), of('kms:*', { Effect: 'Deny' }))).toContain(LOCKED);
  },
);

test.each(['*', 'kms:*', 'kms:Put*', 'kms:PutKeyPolicy'])('%s is enough to change it', (actions) => {
  expect(because(iamWidened, 'aws_kms_key', of('kms:*'), of(actions))).not.toContain(LOCKED);
});

describe('whom a key is left to', () => {
  const root = { AWS: 'arn:aws:iam::111111111111:root' };
  const all = allow('kms:*', '*', { Principal: root });
  const lines = (...statements: readonly object[]) =>
    ['aws_kms_key', 'aws_kms_key_policy'].map((type) =>
      because(iamWidened, type, { policy: policy(all) }, { policy: policy(...statements) }).includes(LOCKED),
    );

  test.each<[string, object]>([
    ['everybody is forbidden it', deny('kms:PutKeyPolicy', '*', { Principal: '*' })],
    ['everybody is forbidden all', deny('kms:*', '*', { Principal: { AWS: '*' } })],
    [
      'everybody is forbidden all but something else',
      { Effect: 'Deny', NotAction: 'kms:Decrypt', Resource: '*', Principal: '*' },
    ],
    ['the one who may is forbidden it', deny('kms:Put*', '*', { Principal: { AWS: ['111111111111', ROLE] } })],
  ])('nobody, where %s', (_, denial) => {
    expect(lines(all, denial)).toEqual([true, true]);
  });

  test.each<[string, object]>([
    [
      'under a condition',
      deny('kms:*', '*', { Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalArn': ROLE } } }),
    ],
    ['something else', deny('kms:Decrypt', '*', { Principal: '*' })],
    ['all but this', { Effect: 'Deny', NotAction: 'kms:Put*', Resource: '*', Principal: '*' }],
    ['one role', deny('kms:*', '*', { Principal: { AWS: ROLE } })],
  ])('somebody, where what is forbidden is %s', (_, denial) => {
    expect(lines(all, denial)).toEqual([false, false]);
  });

  test('nobody, where only a service may, or all but this is allowed', () => {
    expect(lines(allow('kms:*', '*', { Principal: { Service: 'sns.amazonaws.com' } }))).toEqual([true, true]);
    expect(lines({ Effect: 'Allow', NotAction: ['kms:Put*'], Resource: '*', Principal: root })).toEqual([true, true]);
    expect(lines(allow('kms:*', '*', { Principal: { ...root, Service: 'sns.amazonaws.com' } }))).toEqual([
      false,
      false,
    ]);
  });
});

test('all but some actions are enough to change it', () => {
  const after = {
    policy: policy({ Effect: 'Allow', NotAction: 'kms:Decrypt', Resource: '*', Principal: { AWS: ROLE } }),
  };
  expect(because(iamWidened, 'aws_kms_key', of('kms:*'), after)).not.toContain(LOCKED);
});

test('no policy of its own, or one that cannot be seen', () => {
  expect(because(iamWidened, 'aws_kms_key', of('kms:*'), { policy: '' })).toEqual([]);
  expect(because(iamWidened, 'aws_kms_key', of('kms:*'), { policy: '(sensitive 1)' })).not.toContain(LOCKED);
  expect(because(iamWidened, 'aws_sqs_queue', of('sqs:*'), of('sqs:SendMessage'))).toEqual([]);
});

test('a grant to another account blocks', () => {
  const other = 'arn:aws:iam::999999999999:role/reader';
  expect(find(iamWidened, change('aws_kms_grant', null, { grantee_principal: other }))).toMatchObject({
    blocks: true,
    because: [`grantee_principal is ${other}: another account`],
  });
  expect(because(iamWidened, 'aws_kms_grant', null, { grantee_principal: ROLE })).toEqual([]);
  const made = change('aws_kms_grant', null, { grantee_principal: other });
  expect(iamWidened.find(made, planOf([made], { accounts: [] }))?.because).toEqual([
    `grantee_principal is ${other}: an account, and the plan does not say whose`,
  ]);
  expect(
    because(iamWidened, 'aws_kms_grant', { grantee_principal: other }, { grantee_principal: other, x: 1 }),
  ).toEqual([]);
});
