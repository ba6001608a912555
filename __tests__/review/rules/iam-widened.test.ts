import type { JsonObject, ResourceChange } from '../../../review/plan/model';
import { iamWidened } from '../../../review/rules/iam-widened';
import { because, change, find, planOf } from './change';

const TABLE = 'arn:aws:dynamodb:eu-west-1:111111111111:table/films';
const ROLE = 'arn:aws:iam::111111111111:role/reader';
const TITLE = 'More is allowed than before.';

const policy = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allow = (Action: unknown, Resource: unknown = TABLE, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown = TABLE, more: object = {}) => ({
  ...allow(Action, Resource, more),
  Effect: 'Deny',
});
const trust = (Principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal,
  ...more,
});

/** Before and after of a role's own policy. */
const changed = (before: readonly object[], after: readonly object[]): ResourceChange =>
  change('aws_iam_role_policy', { policy: policy(...before) }, { policy: policy(...after) });

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

const READ = allow('dynamodb:GetItem');

test.each<[string, readonly object[], readonly object[], string]>([
  ['a wildcard action', [READ], [allow('dynamodb:*')], `policy: allows dynamodb:* on ${TABLE} (a wildcard action)`],
  [
    'a wildcard within an action',
    [READ],
    [allow('dynamodb:Get*')],
    `policy: allows dynamodb:Get* on ${TABLE} (a wildcard action)`,
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

test('a looser value of a condition warns', () => {
  const only = (...vpcs: readonly string[]) =>
    allow('dynamodb:GetItem', TABLE, { Condition: { StringEquals: { 'aws:SourceVpc': vpcs } } });
  expect(find(iamWidened, changed([only('vpc-1')], [only('vpc-1', 'vpc-2')]))?.blocks).toBe(false);
  expect(find(iamWidened, changed([only('vpc-1', 'vpc-2')], [only('vpc-1')]))).toBeUndefined();
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

test('what AWS cannot limit to a resource is no wildcard', () => {
  const one = changed([READ], [READ, allow(['xray:PutTraceSegments', 'cloudwatch:PutMetricData'], '*')]);
  expect(find(iamWidened, one)?.blocks).toBe(false);
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
    const foreign = role({ AWS: '222222222222' }, { AWS: '333333333333' });
    expect(iamWidened.find(foreign, planOf([foreign], { accounts: [] }))?.blocks).toBe(true);
    const made = { ...foreign, action: 'create' as const, before: null };
    expect(iamWidened.find(made, planOf([made], { accounts: [] }))).toBeUndefined();
  });
});

describe('something new', () => {
  const made = (...statements: readonly object[]) => change('aws_iam_policy', null, { policy: policy(...statements) });

  test('is silent where nothing is absolute', () => expect(find(iamWidened, made(READ))).toBeUndefined());

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

describe('a policy that cannot be seen', () => {
  const HIDDEN = 'Whether more is allowed than before cannot be seen.';

  test('known after the apply: warns', () => {
    const one = change('aws_iam_role_policy', { policy: policy(READ) }, {}, { unknown: { policy: true } });
    expect(find(iamWidened, one)).toEqual({
      blocks: false,
      title: HIDDEN,
      because: ['policy is known only after the apply: what it allows cannot be judged here'],
    });
  });

  test('known after the apply, because AWS makes it: silent', () => {
    const one = change('aws_sqs_queue', null, {}, { unknown: { policy: true }, configured: new Set(['name']) });
    expect(find(iamWidened, one)).toBeUndefined();
  });

  test('sensitive: blocks when it changes', () => {
    const one = change('aws_iam_role_policy', { policy: '(sensitive 1)' }, { policy: '(sensitive 2)' });
    expect(find(iamWidened, one)).toEqual({
      blocks: true,
      title: HIDDEN,
      because: ['policy is sensitive: what it allows cannot be judged here'],
    });
    expect(
      because(iamWidened, 'aws_iam_role_policy', { policy: '(sensitive 1)' }, { policy: '(sensitive 1)' }),
    ).toEqual([]);
  });

  test('a reference, in a synthesis: warns', () => {
    expect(because(iamWidened, 'aws_iam_policy', { policy: policy(READ) }, { policy: '${data.x.json}' })).toEqual([
      'policy is a reference: what it allows cannot be judged here',
    ]);
  });
});

test('a synthesis: references within a policy, and a policy as data', () => {
  const [one, other] = ['${aws_sqs_queue.a.arn}', '${aws_sqs_queue.b.arn}'];
  expect(
    find(iamWidened, changed([allow('sqs:SendMessage', one)], [allow('sqs:SendMessage', [one, other])]))?.because,
  ).toEqual([`policy: allows sqs:SendMessage on ${other}`]);
  const statement = (actions: string[], principal: string) => ({
    statement: [
      {
        actions,
        resources: [one],
        principals: [{ type: 'AWS', identifiers: [principal] }],
        condition: { test: 'StringEquals', variable: 'aws:SourceVpc', values: ['vpc-1'] },
      },
    ],
  });
  const data = change('data', statement(['sqs:SendMessage'], ROLE), statement(['sqs:*'], ROLE), {
    address: 'data.aws_iam_policy_document.queue',
  });
  expect(find(iamWidened, data)).toEqual({
    blocks: true,
    title: TITLE,
    because: [`statement: allows sqs:* on ${one} to AWS ${ROLE} (a wildcard action)`],
  });
  expect(find(iamWidened, { ...data, before: data.after, after: data.before })).toBeUndefined();
});

test('inline policies of a role', () => {
  const inline = (...names: readonly string[]): JsonObject => ({
    inline_policy: names.map((name) => ({ name, policy: policy(READ) })),
  });
  expect(because(iamWidened, 'aws_iam_role', inline('a'), inline('a', 'b'))).toEqual([
    `inline_policy[b].policy: allows dynamodb:GetItem on ${TABLE}`,
  ]);
});

test('a policy that goes takes its denials along, unless with what it stands at', () => {
  const gone = change('aws_s3_bucket_policy', { bucket: 'films', policy: policy(READ, deny('s3:*')) }, null);
  expect(find(iamWidened, gone)?.because).toEqual([
    'policy: the statement that denies s3:* forbids less than before, or is gone',
  ]);
  expect(find(iamWidened, gone, change('aws_s3_bucket', { id: 'films' }, null))).toBeUndefined();
});

test.each([
  ['aws_ecr_lifecycle_policy', 'policy'],
  ['aws_ssm_document', 'content'],
  ['google_iam_policy', 'policy'],
])('what %s calls %s is no IAM policy', (type, name) => {
  expect(because(iamWidened, type, { [name]: policy(READ) }, { [name]: '${var.other}' })).toEqual([]);
});

test('a hidden policy that goes allows nothing any more', () => {
  expect(find(iamWidened, change('aws_iam_role_policy', { policy: '(sensitive 1)' }, null))).toBeUndefined();
});

test('of many actions, the first ones', () => {
  const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((one) => `s3:${one}`);
  expect(find(iamWidened, changed([READ], [allow(many)]))?.because).toEqual([
    `policy: allows s3:a, s3:b, s3:c, s3:d, s3:e, s3:f and 2 more on ${TABLE}`,
  ]);
});

test('several conditions are gone', () => {
  const Condition = { StringEquals: { 'aws:SourceVpc': 'a', 'aws:PrincipalOrgID': 'o' } };
  expect(find(iamWidened, changed([allow('dynamodb:GetItem', TABLE, { Condition })], [READ]))?.because).toEqual([
    `policy: allows dynamodb:GetItem on ${TABLE} (no longer only if stringequals aws:sourcevpc, stringequals aws:principalorgid)`,
  ]);
});

test.each(['access_policies', 'access_policy', 'policy', 'policy_document', 'resource_policy', 'inline_policy'])(
  'a policy may be called %s',
  (name) => {
    expect(because(iamWidened, 'aws_thing', { [name]: policy() }, { [name]: policy(READ) })).toEqual([
      `${name}: allows dynamodb:GetItem on ${TABLE}`,
    ]);
  },
);

test('the policy of an organization', () => {
  const [before, after] = [{ content: policy(deny('s3:*')) }, { content: policy() }];
  expect(because(iamWidened, 'aws_organizations_policy', before, after)).toHaveLength(1);
  expect(because(iamWidened, 'aws_thing', before, after)).toEqual([]);
});

test('policies as objects, with one statement or one text instead of a list', () => {
  const of = (Action: string): JsonObject => ({ policy: { Statement: { Effect: 'Allow', Action, Resource: TABLE } } });
  expect(because(iamWidened, 'aws_iam_policy', of('s3:Get'), of('s3:Put'))).toEqual([
    `policy: allows s3:Put on ${TABLE}`,
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
    because: [`policy: allows dynamodb:GetItem on ${TABLE}`],
  });
});
