import { iamWidened } from '../../../review/rules/iam-widened';
import { because, change, find, planOf } from './change';
import { ROLE, allow, policy } from './policies';

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
