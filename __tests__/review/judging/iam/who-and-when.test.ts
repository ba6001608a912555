import type { JsonObject } from '../../../../packages/plan-review/src/plan/value';
import { iamWidened } from '../../../../packages/plan-review/src/rules/iam-widened';
import { because, change, find, planOf } from '../../rules/change';
import { READ, ROLE, TABLE, TITLE, allow, changed, policy, trust } from '../../rules/policies';

test('a looser value of a condition warns', () => {
  const only = (...vpcs: readonly string[]) =>
    allow('dynamodb:GetItem', TABLE, { Condition: { StringEquals: { 'aws:SourceVpc': vpcs } } });
  expect(find(iamWidened, changed([only('vpc-1')], [only('vpc-1', 'vpc-2')]))).toEqual({
    blocks: false,
    title: TITLE,
    because: [
      `policy: allows dynamodb:GetItem on ${TABLE} (stringequals aws:sourcevpc goes from vpc-1 to vpc-1, vpc-2)`,
    ],
  });
  expect(find(iamWidened, changed([only('vpc-1', 'vpc-2')], [only('vpc-1')]))).toBeUndefined();
});

describe('who may take a role', () => {
  const role = (before: unknown, after: unknown, more: object = {}) =>
    change(
      'aws_iam_role',
      { assume_role_policy: policy(trust(before)) },
      { assume_role_policy: policy(trust(after, more)) },
    );

  test.each([
    [
      { AWS: ROLE },
      { AWS: [ROLE, 'arn:aws:iam::999999999999:root'] },
      'AWS arn:aws:iam::999999999999:root (another account)',
    ],
    [{ AWS: ROLE }, { AWS: '999999999999' }, 'AWS 999999999999 (another account)'],
    [{ AWS: ROLE }, '*', '* (anybody)'],
    [{ AWS: ROLE }, { AWS: '*' }, '* (anybody)'],
  ])('%j to %j blocks', (before, after, who) => {
    const found = { blocks: true, title: TITLE, because: [`assume_role_policy: allows sts:AssumeRole to ${who}`] };
    expect(find(iamWidened, role(before, after))).toEqual(found);
  });

  test('another service, or one of the own account, warns', () => {
    expect(find(iamWidened, role({ AWS: ROLE }, { AWS: [ROLE, `${ROLE}s`] }))).toEqual({
      blocks: false,
      title: TITLE,
      because: [`assume_role_policy: allows sts:AssumeRole to AWS ${ROLE}s`],
    });
    expect(find(iamWidened, role({ Service: 'a.amazonaws.com' }, { Service: 'b.amazonaws.com' }))?.blocks).toBe(false);
  });

  test('one of an account that could all the same', () => {
    expect(find(iamWidened, role({ AWS: '111111111111' }, { AWS: ROLE }))).toBeUndefined();
  });

  test('any principal, but of one organization', () => {
    const limited = role({ AWS: ROLE }, '*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } });
    expect(find(iamWidened, limited)?.blocks).toBe(false);
  });

  test('an account that the plan does not tell from another', () => {
    const updated = role({ AWS: '222222222222' }, { AWS: '333333333333' });
    const made = { ...updated, action: 'create' as const, before: null };
    for (const one of [updated, made]) {
      expect(iamWidened.find(one, planOf([one], { accounts: [] }))).toMatchObject({
        blocks: true,
        because: [
          'assume_role_policy: allows sts:AssumeRole to AWS 333333333333 (an account, and the plan does not say whose)',
        ],
      });
    }
  });

  test('an account behind a service that the plan does not tell from another', () => {
    const made = change('aws_sns_topic_policy', null, {
      policy: policy(
        allow('sns:Publish', '*', {
          Principal: { Service: 's3.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '333333333333' } },
        }),
      ),
    });
    expect(iamWidened.find(made, planOf([made], { accounts: [] }))?.because).toEqual([
      'policy: allows sns:Publish on * to Service s3.amazonaws.com (an account, and the plan does not say whose)',
    ]);
    expect(iamWidened.find(made, planOf([made], { accounts: ['333333333333'] }))).toBeUndefined();
  });

  test('an account that nobody can tell', () => {
    const after = {
      policy: policy(allow('s3:GetObject', 'arn:aws:s3:::films/*', { Principal: { CanonicalUser: '79a5' } })),
    };
    for (const before of [null, { policy: policy() }]) {
      expect(find(iamWidened, change('aws_s3_bucket_policy', before, after))).toMatchObject({
        blocks: true,
        because: [
          'policy: allows s3:GetObject on arn:aws:s3:::films/* to CanonicalUser 79a5 (an account that its canonical id does not tell)',
        ],
      });
    }
  });
});

test('several conditions are gone', () => {
  const Condition = { StringEquals: { 'aws:SourceVpc': 'a', 'aws:PrincipalOrgID': 'o' } };
  expect(find(iamWidened, changed([allow('dynamodb:GetItem', TABLE, { Condition })], [READ]))?.because).toEqual([
    `policy: allows dynamodb:GetItem on ${TABLE} (no longer only if stringequals aws:sourcevpc, stringequals aws:principalorgid)`,
  ]);
});

test('all principals but some, and their own conditions', () => {
  const of = (more: object): JsonObject => ({
    policy: policy({ Effect: 'Deny', Action: 's3:*', Resource: '*', ...more }),
  });
  const [one, two] = [of({ NotPrincipal: { AWS: ['a'] } }), of({ NotPrincipal: { AWS: ['a', 'b'] } })];
  expect(because(iamWidened, 'aws_s3_bucket_policy', one, two)).toHaveLength(1);
  const where = (...vpcs: readonly string[]) =>
    of({ Principal: '*', Condition: { StringNotEquals: { 'aws:SourceVpc': vpcs } } });
  expect(because(iamWidened, 'aws_s3_bucket_policy', where('a'), where('a', 'b'))).toHaveLength(1);
  expect(because(iamWidened, 'aws_s3_bucket_policy', where('a', 'b'), where('a'))).toEqual([]);
});

test('a condition that holds if it can is the weaker one', () => {
  const of = (operator: string) =>
    allow('dynamodb:GetItem', TABLE, { Condition: { [operator]: { 'aws:SourceVpc': 'a' } } });
  expect(find(iamWidened, changed([of('StringEquals')], [of('StringEqualsIfExists')]))?.blocks).toBe(true);
  expect(find(iamWidened, changed([of('StringEqualsIfExists')], [of('StringEquals')]))).toBeUndefined();
});

test('an action that is new, beside one that had conditions', () => {
  const before = allow('dynamodb:GetItem', TABLE, { Condition: { StringEquals: { 'aws:SourceVpc': 'a' } } });
  expect(find(iamWidened, changed([before], [allow(['dynamodb:GetItem', 'dynamodb:PutItem'])]))?.blocks).toBe(true);
});

test('of two statements that allowed it, the one whose conditions are as before counts', () => {
  const of = (Condition: object) => allow('dynamodb:GetItem', TABLE, { Condition });
  const [vpc, vpcs] = [{ StringEquals: { 'aws:SourceVpc': 'a' } }, { StringEquals: { 'aws:SourceVpc': ['a', 'b'] } }];
  const organization = of({ StringEquals: { 'aws:PrincipalOrgID': 'o' } });
  expect(find(iamWidened, changed([organization, of(vpc)], [organization, of(vpcs)]))).toMatchObject({
    blocks: false,
    because: [`policy: allows dynamodb:GetItem on ${TABLE} (stringequals aws:sourcevpc goes from a to a, b)`],
  });
});
