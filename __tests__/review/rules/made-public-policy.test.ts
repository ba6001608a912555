import { accessLoosened } from '../../../packages/plan-review/src/rules/access-loosened';
import { madePublic } from '../../../packages/plan-review/src/rules/made-public';
import { because, change, find } from './change';

describe('a policy', () => {
  const policy = (principal: unknown, condition: object = {}) => ({
    policy: JSON.stringify({
      Statement: { Effect: 'Allow', Action: 'sns:Publish', Resource: '*', Principal: principal, Condition: condition },
    }),
  });
  const TYPE = 'aws_sns_topic_policy';
  const OWN = { AWS: '111111111111' };

  test.each(['*', { AWS: '*' }, { AWS: ['111111111111', '*'] }])('of %j is public', (principal) => {
    expect(because(madePublic, TYPE, policy(OWN), policy(principal))).toEqual([
      'policy: allows sns:Publish to anybody',
    ]);
    expect(because(madePublic, TYPE, null, policy(principal))).toEqual(['policy: allows sns:Publish to anybody']);
    expect(because(madePublic, TYPE, policy(principal), policy(OWN))).toEqual([]);
    expect(because(madePublic, TYPE, policy(principal), { ...policy(principal), arn: 'x' })).toEqual([]);
  });

  test('a condition that says who makes it private, another one does not', () => {
    const [limited, secure] = [
      { StringEquals: { 'AWS:SourceOwner': '1' } },
      { Bool: { 'aws:SecureTransport': 'true' } },
    ];
    expect(because(madePublic, TYPE, policy(OWN), policy('*', limited))).toEqual([]);
    expect(because(madePublic, TYPE, policy(OWN), policy('*', secure))).toHaveLength(1);
    expect(
      because(madePublic, TYPE, policy(OWN), policy('*', { StringNotEquals: { 'aws:SourceAccount': '1' } })),
    ).toHaveLength(1);
    expect(
      because(madePublic, TYPE, policy(OWN), policy('*', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } })),
    ).toHaveLength(1);
    expect(because(madePublic, TYPE, policy('*', limited), policy('*'))).toHaveLength(1);
  });
});

test('a wall that is gone is none, and nothing is known to be open', () => {
  const wall = { block_public_acls: true, block_public_policy: true };
  expect(find(madePublic, change('aws_s3_bucket_public_access_block', wall, null))).toMatchObject({
    blocks: true,
    title: 'It may be opened to the internet.',
  });
});

test.each(['aws_vpc_endpoint', 'aws_vpc_endpoint_policy'])('%s opens nothing to the internet: it warns', (type) => {
  const [open, shut] = ['*', { AWS: '111111111111' }].map((principal) => ({
    policy: JSON.stringify({ Statement: { Effect: 'Allow', Action: '*', Resource: '*', Principal: principal } }),
  }));
  for (const before of [null, shut!]) expect(because(madePublic, type, before, open!)).toEqual([]);
  expect(because(accessLoosened, type, null, open!)).toEqual([]);
  expect(find(accessLoosened, change(type, shut!, open!))).toMatchObject({
    blocks: false,
    because: ['policy: lets requests of anybody in the network through'],
  });
});

test('who may take a role is not reached from the internet: iam-widened says so', () => {
  const trust = { assume_role_policy: '{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":"*"}}' };
  expect(because(madePublic, 'aws_iam_role', null, trust)).toEqual([]);
});

test('several actions for anybody; none any more when the policy goes', () => {
  const open = {
    policy: '{"Statement":{"Effect":"Allow","Action":["s3:Get","s3:Put"],"Resource":"*","Principal":"*"}}',
  };
  expect(because(madePublic, 'aws_s3_bucket_policy', null, open)).toEqual(['policy: allows s3:Get, s3:Put to anybody']);
  expect(find(madePublic, change('aws_s3_bucket_policy', open, null))).toBeUndefined();
});

test('all principals but some are anybody', () => {
  const open = {
    policy: '{"Statement":{"Effect":"Allow","Action":"s3:Get","Resource":"*","NotPrincipal":{"AWS":"a"}}}',
  };
  expect(because(madePublic, 'aws_s3_bucket_policy', null, open)).toEqual(['policy: allows s3:Get to anybody']);
});
