import type { JsonObject } from '../../../review/plan/model';
import { hiddenChange } from '../../../review/rules';
import { iamWidened } from '../../../review/rules/iam-widened';
import { madePublic } from '../../../review/rules/made-public';
import { because, change, find } from './change';
import { READ, ROLE, TABLE, TITLE, allow, changed, deny, policy } from './policies';

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

  test('what replaces it is judged as if it were new', () => {
    const open = { policy: policy(allow('s3:*', '*')) };
    expect(find(iamWidened, change('aws_iam_policy', { policy: 'not json' }, open))?.blocks).toBe(true);
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
