import { iamWidened } from '../../../packages/plan-review/src/rules/iam-widened';
import { change, find } from './change';
import { READ, TABLE, TITLE, allow, changed, deny, policy } from './policies';

test('a new action warns', () => {
  const one = changed([allow(['dynamodb:GetItem'])], [allow(['dynamodb:GetItem', 'dynamodb:PutItem'])]);
  expect(find(iamWidened, one)).toEqual({
    blocks: false,
    title: TITLE,
    because: [`policy: allows dynamodb:PutItem on ${TABLE}`],
  });
});

test('a new resource warns', () => {
  const one = changed([allow('dynamodb:GetItem')], [allow('dynamodb:GetItem', [TABLE, `${TABLE}/index/*`])]);
  expect(find(iamWidened, one)).toEqual({
    blocks: false,
    title: TITLE,
    because: [`policy: allows dynamodb:GetItem on ${TABLE}/index/*`],
  });
});

test.each<[string, readonly object[], readonly object[], string]>([
  ['a wildcard action', [READ], [allow('dynamodb:*')], `policy: allows dynamodb:* on ${TABLE} (a wildcard action)`],
  [
    'a wildcard within an action',
    [READ],
    [allow('dynamodb:Put*')],
    `policy: allows dynamodb:Put* on ${TABLE} (a wildcard action)`,
  ],
  [
    'a wildcard resource',
    [READ],
    [allow('dynamodb:GetItem', '*')],
    'policy: allows dynamodb:GetItem on * (a wildcard resource)',
  ],
  [
    'all of one kind',
    [READ],
    [allow('dynamodb:GetItem', 'arn:aws:dynamodb:*:*:table/*')],
    'policy: allows dynamodb:GetItem on arn:aws:dynamodb:*:*:table/* (a wildcard resource)',
  ],
  [
    'all but some actions',
    [READ],
    [{ Effect: 'Allow', NotAction: 'iam:*', Resource: TABLE }],
    `policy: allows not iam:* on ${TABLE} (a wildcard action)`,
  ],
  [
    'all but some resources',
    [READ],
    [{ Effect: 'Allow', Action: 'dynamodb:GetItem', NotResource: TABLE }],
    `policy: allows dynamodb:GetItem on not ${TABLE} (a wildcard resource)`,
  ],
  [
    'a condition is gone',
    [allow('dynamodb:GetItem', TABLE, { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } })],
    [READ],
    `policy: allows dynamodb:GetItem on ${TABLE} (no longer only if stringequals aws:sourcevpc)`,
  ],
  [
    'a denial is gone',
    [READ, deny('dynamodb:DeleteItem')],
    [READ],
    'policy: the statement that denies dynamodb:DeleteItem forbids less than before, or is gone',
  ],
  [
    'a denial is narrowed',
    [deny(['dynamodb:DeleteItem', 'dynamodb:DeleteTable'], '*', { Sid: 'NoDelete' })],
    [deny('dynamodb:DeleteItem', '*', { Sid: 'NoDelete' })],
    'policy: the statement NoDelete forbids less than before, or is gone',
  ],
  [
    'a denial gets a condition',
    [deny('dynamodb:*', '*', { Sid: 'No' })],
    [deny('dynamodb:*', '*', { Sid: 'No', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    'policy: the statement No forbids less than before, or is gone',
  ],
  [
    'a denial leaves out more',
    [{ Effect: 'Deny', NotAction: 's3:Get', Resource: '*' }],
    [{ Effect: 'Deny', NotAction: 's3:*', Resource: '*' }],
    'policy: the statement that denies not s3:Get forbids less than before, or is gone',
  ],
])('blocks: %s', (_, before, after, sentence) => {
  expect(find(iamWidened, changed(before, after))).toEqual({ blocks: true, title: TITLE, because: [sentence] });
});

test.each<[string, readonly object[], readonly object[]]>([
  ['the same, split', [allow(['dynamodb:GetItem', 'dynamodb:PutItem'])], [READ, allow('dynamodb:PutItem')]],
  ['the same, in other letters', [READ], [allow('DynamoDB:getitem')]],
  ['less', [allow('dynamodb:*', '*')], [READ]],
  [
    'a new condition',
    [READ],
    [allow('dynamodb:GetItem', TABLE, { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } })],
  ],
  ['a new denial', [READ], [READ, deny('dynamodb:DeleteItem')]],
  ['a broader denial', [deny('dynamodb:DeleteItem')], [deny('dynamodb:*', '*')]],
  ['nothing left', [READ], []],
])('silent: %s', (_, before, after) => {
  expect(find(iamWidened, changed(before, after))).toBeUndefined();
});

describe('something new', () => {
  const made = (...statements: readonly object[]) => change('aws_iam_policy', null, { policy: policy(...statements) });

  test('is silent where nothing is absolute', () => expect(find(iamWidened, made(READ))).toBeUndefined());

  test('warns of a way to what another role may do, as its update does', () => {
    const pass = allow('iam:PassRole', 'arn:aws:iam::111111111111:role/admin');
    const sentence = `policy: allows iam:PassRole on ${pass.Resource as string} (a way to what another role may do)`;
    for (const one of [made(READ, pass), changed([READ], [READ, pass])]) {
      expect(find(iamWidened, one)).toMatchObject({ blocks: false, because: [sentence] });
    }
  });

  test('blocks for a wildcard', () => {
    expect(find(iamWidened, made(READ, allow('s3:*', '*')))?.because).toEqual([
      'policy: allows s3:* on * (a wildcard action; a wildcard resource)',
    ]);
  });

  test('a key that is left to its account is as usual', () => {
    const usual = allow('kms:*', '*', { Principal: { AWS: 'arn:aws:iam::111111111111:root' } });
    expect(find(iamWidened, change('aws_kms_key', null, { policy: policy(usual) }))).toBeUndefined();
  });
});

test('a policy that goes takes its denials along, unless with what it stands at', () => {
  const gone = change('aws_s3_bucket_policy', { bucket: 'films', policy: policy(READ, deny('s3:*')) }, null);
  expect(find(iamWidened, gone)?.because).toEqual([
    'policy: the statement that denies s3:* forbids less than before, or is gone',
  ]);
  expect(find(iamWidened, gone, change('aws_s3_bucket', { id: 'films' }, null))).toBeUndefined();
});

test('of many actions, the first ones', () => {
  const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((one) => `s3:${one}`);
  expect(find(iamWidened, changed([READ], [allow(many)]))?.because).toEqual([
    `policy: allows s3:a, s3:b, s3:c, s3:d, s3:e, s3:f and 2 more on ${TABLE}`,
  ]);
});

test('an account is the own one by the ARN of the resource, too', () => {
  const of = (AWS: string) => ({
    arn: 'arn:aws:sqs:eu-west-1:222222222222:films',
    policy: policy(allow('sqs:SendMessage', '*', { Principal: { AWS } })),
  });
  expect(
    find(iamWidened, change('aws_sqs_queue', of('222222222222'), of('arn:aws:iam::222222222222:role/a'))),
  ).toBeUndefined();
  expect(
    find(iamWidened, change('aws_sqs_queue', of('arn:aws:iam::222222222222:role/a'), of('222222222222')))?.blocks,
  ).toBe(false);
  expect(find(iamWidened, change('aws_sqs_queue', of('222222222222'), of('333333333333')))?.blocks).toBe(true);
});
