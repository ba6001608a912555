import type { JsonObject } from '../../../../packages/plan-review/src/plan/value';
import { hiddenChange } from '../../../../packages/plan-review/src/rules';
import { iamWidened } from '../../../../packages/plan-review/src/rules/iam-widened';
import { madePublic } from '../../../../packages/plan-review/src/rules/made-public';
import { because, change, find } from '../../rules/change';
import { READ, ROLE, TABLE, TITLE, allow, changed, deny, policy, trust } from '../../rules/policies';

describe('a policy that cannot be seen', () => {
  const HIDDEN = 'Whether it got worse cannot be seen.';

  test('known after the apply: warns', () => {
    const one = change('aws_iam_role_policy', { policy: policy(READ) }, {}, { unknown: { policy: true } });
    expect(find(hiddenChange, one)).toEqual({
      blocks: false,
      title: HIDDEN,
      because: ['policy is known only after the apply: what it allows cannot be judged here'],
    });
  });

  test('known after the apply, because AWS makes it: silent', () => {
    const one = change('aws_sqs_queue', null, {}, { unknown: { policy: true }, configured: new Set(['name']) });
    expect(find(hiddenChange, one)).toBeUndefined();
  });

  test('known after the apply, but new, as all that it belongs to: silent', () => {
    const made = (type: string, after: JsonObject, unknown: JsonObject = {}) =>
      change(type, null, after, { unknown: { policy: true, ...unknown } });
    const [of, role] = [
      made('aws_iam_role_policy', { role: 'worker' }),
      change('aws_iam_role', null, { name: 'worker' }),
    ];
    expect(find(hiddenChange, of, role)).toBeUndefined();
    expect(find(hiddenChange, made('aws_iam_role_policy', {}, { role: true }))).toBeUndefined();
    expect(find(hiddenChange, made('aws_iam_policy', { name: 'worker' }, { arn: true }))).toBeUndefined();
    const ofBucket = made('aws_s3_bucket_policy', { bucket: 'films' });
    expect(find(hiddenChange, ofBucket, change('aws_s3_bucket', null, { bucket: 'films' }))).toBeUndefined();
    expect(
      find(hiddenChange, ofBucket, change('aws_s3_bucket', { bucket: 'films' }, { bucket: 'films' }))?.because,
    ).toEqual(['policy is known only after the apply: what it allows cannot be judged here']);
    expect(find(hiddenChange, of)?.because).toEqual([
      'policy is known only after the apply: what it allows cannot be judged here',
    ]);
    expect(find(iamWidened, of)?.because).toEqual(['a policy is added to worker, which exists already']);
  });

  test('sensitive: blocks when it changes', () => {
    const one = change('aws_iam_role_policy', { policy: '(sensitive 1)' }, { policy: '(sensitive 2)' });
    expect(find(hiddenChange, one)).toEqual({
      blocks: true,
      title: HIDDEN,
      because: ['policy is sensitive: what it allows cannot be judged here'],
    });
    expect(
      because(hiddenChange, 'aws_iam_role_policy', { policy: '(sensitive 1)' }, { policy: '(sensitive 1)' }),
    ).toEqual([]);
  });

  const UNREADABLE = 'policy is no policy that can be read: what it allows cannot be judged here';

  test('a reference, in a synthesis: warns', () => {
    for (const before of [null, { policy: policy(READ) }]) {
      expect(find(hiddenChange, change('aws_iam_policy', before, { policy: '${data.x.json}' }))).toMatchObject({
        blocks: false,
        because: [UNREADABLE],
      });
    }
  });

  test.each(['not json', '{"Statement":"x"}', '{"Statement":[7]}', '["x"]', '{"Version":"2012-10-17"', '{"a":1}'])(
    'what is no policy blocks: %s',
    (text) => {
      for (const before of [null, { policy: policy() }, { policy: policy(READ) }, { policy: 'another' }]) {
        expect(find(hiddenChange, change('aws_s3_bucket_policy', before, { policy: text }))).toMatchObject({
          blocks: true,
          because: [UNREADABLE],
        });
      }
    },
  );

  test.each<[string, object]>([
    ['a key in other letters', { Effect: 'Allow', action: 's3:*', Resource: '*' }],
    ['a key of no grammar', allow('s3:*', '*', { Actions: 's3:*' })],
    ['no effect', { Action: 's3:*', Resource: '*' }],
    ['an effect in other letters', allow('s3:*', '*', { Effect: 'allow' })],
    ['no action', { Effect: 'Allow', Resource: '*' }],
    ['no action in the list', allow([], '*')],
    ['an empty action', allow('', '*')],
    ['an action that is an object', allow({ a: '*' }, '*')],
    ['an action that is a list', allow([['*']], '*')],
    ['an action that is a number', allow(['s3:*', 7], '*')],
    ['both kinds of actions', allow('s3:*', '*', { NotAction: 'iam:*' })],
    ['neither of both kinds', allow([], '*', { NotAction: [] })],
    ['an empty list of resources', allow('s3:*', [])],
    ['both kinds of resources', allow('s3:*', '*', { NotResource: TABLE })],
    ['an account that is a number', trust({ AWS: 999999999999 })],
    ['no principal', trust({})],
    ['no principal of a kind', trust({ AWS: [] })],
    ['a kind of principal in other letters', trust({ aws: '*' })],
    ['both kinds of principals', trust('*', { NotPrincipal: '*' })],
    ['a condition that is a text', deny('s3:*', '*', { Condition: 'x' })],
    ['a condition without keys', deny('s3:*', '*', { Condition: { StringEquals: 'x' } })],
  ])('a statement with what IAM does not know blocks: %s', (_, statement) => {
    for (const type of ['aws_iam_role_policy', 'aws_s3_bucket_policy']) {
      for (const after of [policy(statement), policy(READ, statement)]) {
        for (const before of [null, { policy: policy() }]) {
          const found = find(hiddenChange, change(type, before, { policy: after }));
          expect(found).toMatchObject({ blocks: true, because: [UNREADABLE] });
        }
      }
    }
  });

  test.each([
    '{"Statement":[{"Effect":"Allow","Action":"*","Action":"s3:GetObject","Resource":"*"}]}',
    '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}],"Statement":[]}',
    '{"Statement":[],"statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    '{"Statement":[],"Statements":[]}',
  ])('a key that stands twice, or that IAM does not know, blocks: %s', (text) => {
    expect(find(hiddenChange, change('aws_iam_policy', { policy: policy(READ) }, { policy: text }))).toMatchObject({
      blocks: true,
      because: [UNREADABLE],
    });
  });

  test.each([
    allow('s3:GetObject', TABLE, { Sid: '', Condition: {} }),
    allow('s3:GetObject', TABLE, { Condition: null }),
    allow('s3:GetObject', [TABLE], { Principal: { AWS: ROLE, Service: ['a.amazonaws.com'] } }),
    { Effect: 'Deny', NotAction: ['s3:*'], NotResource: TABLE, NotPrincipal: '*' },
    trust({ Federated: 'accounts.google.com' }, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } } }),
  ])('a policy as IAM knows it is read: %j', (statement) => {
    const after = { policy: JSON.stringify({ Id: 'x', Version: '2012-10-17', Statement: statement }) };
    expect(find(hiddenChange, change('aws_iam_policy', { policy: policy() }, after))).toBeUndefined();
  });

  test('what replaces it is judged as if it were new', () => {
    const open = { policy: policy(allow('s3:*', '*')) };
    for (const before of ['not json', '(sensitive 1)', '${var.policy}']) {
      expect(find(iamWidened, change('aws_iam_policy', { policy: before }, open))?.blocks).toBe(true);
    }
  });

  test.each([
    ['(sensitive 1)', 'policy was sensitive: what it denied cannot be judged here', true],
    [policy({ ...READ, Effect: '(sensitive 1)' }), 'policy was sensitive: what it denied cannot be judged here', true],
    ['garbage', 'policy was no policy that can be read: what it denied cannot be judged here', true],
    ['${var.policy}', 'policy was no policy that can be read: what it denied cannot be judged here', false],
  ])('what it was may have denied something, when it changes and when it goes: %s', (was, sentence, blocks) => {
    const before = { bucket: 'films', policy: was };
    const gone = change('aws_s3_bucket_policy', before, null);
    for (const one of [gone, change('aws_s3_bucket_policy', before, { bucket: 'films', policy: policy() })]) {
      expect(find(hiddenChange, one)).toMatchObject({ blocks, because: [sentence] });
    }
    expect(find(hiddenChange, gone, change('aws_s3_bucket', { id: 'films' }, null))).toBeUndefined();
    expect(find(hiddenChange, change('aws_sqs_queue', before, null))).toBeUndefined();
  });

  test.each(['', '{}', '[]', ' {} '])('none at all is none: %j', (text) => {
    expect(find(hiddenChange, change('aws_s3_bucket_policy', { policy: policy() }, { policy: text }))).toBeUndefined();
  });

  test.each(['TAG_POLICY', 'BACKUP_POLICY'])('%s is in another language', (type) => {
    const of = (content: string) => ({ type, content });
    expect(
      find(hiddenChange, change('aws_organizations_policy', of('{"tags":{"a":1}}'), of('{"tags":{"a":2}}'))),
    ).toBeUndefined();
    expect(
      find(hiddenChange, change('aws_organizations_policy', { content: '{"tags":{}}' }, { content: 'x' }))?.blocks,
    ).toBe(true);
  });

  test('the policy of an organization itself', () => {
    const content = policy(allow('organizations:ListPolicies', '*', { Principal: '*' }));
    expect(find(iamWidened, change('aws_organizations_resource_policy', null, { content }))).toBeUndefined();
    expect(find(madePublic, change('aws_organizations_resource_policy', null, { content }))?.blocks).toBe(true);
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

test('the policy of an access point of several regions', () => {
  const type = 'aws_s3control_multi_region_access_point_policy';
  const open = { details: [{ policy: policy(allow('s3:GetObject', 'arn:x', { Principal: '*' })) }] };
  expect(find(madePublic, change(type, null, open))?.blocks).toBe(true);
});

test.each([
  ['aws_ecr_lifecycle_policy', 'policy'],
  ['aws_iot_policy_attachment', 'policy'],
  ['aws_ses_receipt_filter', 'policy'],
  ['aws_verifiedaccess_group', 'policy_document'],
  ['aws_ssm_document', 'content'],
  ['google_iam_policy', 'policy'],
])('what %s calls %s is no IAM policy', (type, name) => {
  for (const after of ['${var.other}', 'Allow']) {
    expect(because(iamWidened, type, { [name]: policy(READ) }, { [name]: after })).toEqual([]);
    expect(because(hiddenChange, type, { [name]: policy(READ) }, { [name]: after })).toEqual([]);
  }
});

test.each(['constructor', '__proto__'])('a policy as data, with conditions and principals called %s', (name) => {
  const statement = {
    actions: ['s3:GetObject'],
    principals: [{ type: name, identifiers: ['one'] }],
    condition: [{ test: name, variable: name, values: ['x'] }],
  };
  const data = change('data', {}, { statement: [statement] }, { address: 'data.aws_iam_policy_document.it' });
  expect(find(iamWidened, { ...data, before: { x: 1 } })?.because).toEqual([
    `statement: allows s3:GetObject to ${name} one`,
  ]);
});

test('values that inherit nothing', () => {
  const of = (...actions: string[]): JsonObject => {
    const condition = Object.assign(Object.create(null) as object, {
      StringEquals: { 'aws:SourceVpc': [Object.create(null)] },
    });
    return { policy: { Statement: [allow(actions, TABLE, { Condition: condition })] } } as JsonObject;
  };
  expect(because(iamWidened, 'aws_iam_policy', of('s3:A'), of('s3:A', 's3:B'))).toEqual([
    `policy: allows s3:B on ${TABLE}`,
  ]);
});

test('a hidden policy that goes allows nothing any more', () => {
  expect(find(iamWidened, change('aws_iam_role_policy', { policy: '(sensitive 1)' }, null))).toBeUndefined();
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

test.each([
  '{"Statement":"(sensitive 1)"}',
  '{"Statement":[{"Effect":"Allow","Action":"(sensitive 2)',
  '(sensitive 3)',
])('what is sensitive within %s is not taken for nothing', (text) => {
  const one = change('aws_iam_role_policy', { policy: policy(READ) }, { policy: text });
  expect(find(iamWidened, one)).toBeUndefined();
  expect(find(hiddenChange, one)).toMatchObject({
    blocks: true,
    because: ['policy is sensitive: what it allows cannot be judged here'],
  });
});

test('an action that is sensitive blocks', () => {
  expect(find(iamWidened, changed([READ], [allow('(sensitive 1)')]))).toMatchObject({
    blocks: true,
    because: [`policy: allows (sensitive 1) on ${TABLE} (a sensitive value)`],
  });
});

test('a policy that becomes one which cannot be read', () => {
  expect(because(hiddenChange, 'aws_iam_policy', { policy: policy(READ) }, { policy: '{"Statement":[' })).toEqual([
    'policy is no policy that can be read: what it allows cannot be judged here',
  ]);
  expect(because(iamWidened, 'aws_iam_policy', { policy: '{"Statement":[' }, { policy: policy(READ) })).toHaveLength(1);
});

test('an inline policy that the configuration gives, and one that it does not', () => {
  const one = change('aws_iam_role', {}, {}, { unknown: { inline_policy: true } });
  expect(find(hiddenChange, { ...one, configured: new Set(['inline_policy']) })?.blocks).toBe(false);
  expect(find(hiddenChange, { ...one, configured: new Set(['name']) })).toBeUndefined();
});

test.each([
  ['aws_cloudwatch_log_data_protection_policy', 'policy_document'],
  ['aws_sns_topic_data_protection_policy', 'policy'],
  ['aws_verifiedpermissions_policy', 'policy'],
])('%s.%s is about something else', (type, name) => {
  expect(because(iamWidened, type, { [name]: policy() }, { [name]: policy(allow('s3:*', '*')) })).toEqual([]);
});

test('JSON that is no policy, and other data', () => {
  expect(because(iamWidened, 'aws_thing', { policy: '{"rules":[1]}' }, { policy: '{"rules":[2]}' })).toEqual([]);
  const statement = { statement: { actions: ['*'], resources: ['*'] } };
  expect(find(iamWidened, change('data', {}, statement, { address: 'data.acme.it' }))).toBeUndefined();
  const document = change('data', { x: 1 }, statement, { address: 'data.aws_iam_policy_document.it' });
  expect(find(iamWidened, document)?.because).toEqual([
    'statement: allows * on * (a wildcard action; a wildcard resource)',
  ]);
});

test('what data leaves out, and its conditions', () => {
  const of = (more: JsonObject): JsonObject => ({ statement: [{ sid: 'One', effect: 'Deny', ...more }] });
  const [all, wide] = [
    { actions: ['s3:*'], resources: ['*'] },
    { not_actions: ['s3:*'], not_resources: ['arn:a'] },
  ];
  const condition = { test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] };
  const lost = (before: JsonObject, after: JsonObject) =>
    find(iamWidened, change('data', of(before), of(after), { address: 'data.aws_iam_policy_document.it' }))?.because;
  const sentence = ['statement: the statement One forbids less than before, or is gone'];
  expect(lost(all, { ...all, condition })).toEqual(sentence);
  expect(lost({ ...all, condition }, all)).toBeUndefined();
  expect(lost(wide, { ...wide, not_actions: ['s3:*', 'iam:*'] })).toEqual(sentence);
  expect(lost(wide, { ...wide, not_resources: ['arn:a', 'arn:b'] })).toEqual(sentence);
  const but = (...identifiers: string[]) => ({ ...all, not_principals: [{ type: 'AWS', identifiers }] });
  expect(lost(but('a'), but('a', 'b'))).toEqual(sentence);
});
