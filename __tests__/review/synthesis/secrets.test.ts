import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { compareSyntheses } from '../../../packages/plan-review/src/synthesis/compare';
import { changeOf, queues } from './documents';

const resource = (type: string, body: JsonObject): JsonObject => ({ resource: { [type]: { a: body } } });
const output = (body: JsonObject): JsonObject => ({ output: { key: body } });

describe('an output', () => {
  const outputs = (before: JsonObject, after: JsonObject) => compareSyntheses(before, after).outputs;

  test('is created, updated, deleted or left as it is', () => {
    const [before, after] = [
      { output: { a: { value: 1 }, b: { value: { x: 1 } }, c: { value: 1 } } },
      { output: { b: { value: { x: 2 } }, c: { value: 1 }, d: [{ value: '${a.b.c}' }] } },
    ];
    expect(outputs(before, after)).toEqual([
      { name: 'a', action: 'delete', before: 1, after: null, unknown: false },
      { name: 'b', action: 'update', before: { x: 1 }, after: { x: 2 }, unknown: false },
      { name: 'c', action: 'no-op', before: 1, after: 1, unknown: false },
      { name: 'd', action: 'create', before: null, after: '${a.b.c}', unknown: false },
    ]);
  });

  test('that is sensitive is masked, and still seen to change', () => {
    expect(
      outputs(output({ value: 'hunter22', sensitive: true }), output({ value: 'hunter33', sensitive: true })),
    ).toEqual([{ name: 'key', action: 'update', before: '(sensitive 1)', after: '(sensitive 2)', unknown: false }]);
  });

  test('shows that it is no longer sensitive', () => {
    const [change] = outputs(output({ value: '${a.b.key}', sensitive: true }), output({ value: '${a.b.key}' }));
    expect(change).toMatchObject({
      action: 'update',
      before: { value: '(sensitive 1)', sensitive: true },
      after: { value: '${a.b.key}' },
    });
  });
});

test.each<[string, JsonObject]>([
  ['a password', resource('aws_db_instance', { password: 'hunter22' })],
  ['what is within one', resource('a', { credentials: { user: 'hunter22' } })],
  ['one in a name', resource('aws_rds_cluster', { master_password: 'hunter22' })],
  [
    'a variable of a function',
    resource('aws_lambda_function', { environment: { variables: { TMDB_API_KEY: 'hunter22' } } }),
  ],
  ['a parameter', resource('aws_ssm_parameter', { value: 'hunter22' })],
  ['a secret of a cluster', resource('kubernetes_secret', { data: { any: 'hunter22' } })],
  ["a provider's key", { provider: { aws: { secret_key: 'hunter22' } } }],
  ["a variable's default", { variable: { a: { default: ['hunter22'], sensitive: true } } }],
  ['an output', output({ value: 'hunter22', sensitive: true })],
])('%s is masked, everywhere', (_what, document) => {
  const other = queues({ films: { name: 'films-hunter22' } });
  const { resource: queue } = other as { resource: JsonObject };
  const own = (document.resource ?? {}) as JsonObject;
  const both = { ...document, resource: { ...own, ...queue } };
  for (const plan of [compareSyntheses({}, both), compareSyntheses(both, {}), compareSyntheses(undefined, both)]) {
    expect(JSON.stringify(plan)).not.toContain('hunter22');
  }
  const change = changeOf('aws_sqs_queue.films', compareSyntheses({}, both));
  expect(change.after).toEqual({ name: 'films-(sensitive 1)' });
});

test('two secrets are told apart, and one is the same', () => {
  const before = resource('aws_db_instance', { password: 'hunter22' });
  const change = changeOf(
    'aws_db_instance.a',
    compareSyntheses(before, resource('aws_db_instance', { password: 'hunter33' })),
  );
  expect(change).toMatchObject({
    action: 'update',
    before: { password: '(sensitive 1)' },
    after: { password: '(sensitive 2)' },
  });
  expect(changeOf('aws_db_instance.a', compareSyntheses(before, before)).action).toBe('no-op');
});

test('what looks alike once it is masked still differs', () => {
  const document = (user_data: string) => resource('aws_instance', { password: 'hunter2-hunter2', user_data });
  const [plain, encoded] = ['hunter2-hunter2', Buffer.from('hunter2-hunter2').toString('base64')];
  expect(changeOf('aws_instance.a', compareSyntheses(document(plain), document(encoded))).action).toBe('update');
});

test('the id of an import is masked, too', () => {
  const document = {
    ...resource('aws_db_instance', { password: 'hunter22' }),
    import: { to: 'aws_db_instance.a', id: 'x/hunter22' },
  };
  expect(changeOf('aws_db_instance.a', compareSyntheses({}, document)).importing).toEqual({ id: 'x/(sensitive 1)' });
});

test('a reference is no secret, whatever it leads to', () => {
  const reference = '${aws_appsync_api_key.api.key}';
  const document = {
    ...output({ value: reference, sensitive: true }),
    ...resource('aws_lambda_function', { environment: { variables: { API_KEY: reference } } }),
  };
  expect(changeOf('aws_lambda_function.a', compareSyntheses({}, document)).after).toEqual({
    environment: { variables: { API_KEY: reference } },
  });
});

test('the name of a resource or an output makes none of what it has, nor does a comment', () => {
  const document = {
    '//': { outputs: { 'api-key': 'films' } },
    output: { api_key: { value: 'films' } },
    ...queues({ token: { name: 'films' } }),
  };
  expect(changeOf('aws_sqs_queue.token', compareSyntheses({}, document)).after).toEqual({ name: 'films' });
});

test.each<[string, JsonObject]>([
  ['by its address', { to: 'aws_appsync_api_key.key', id: 'abcdefgh:da2-planted' }],
  [
    'within a module, as a reference',
    { to: '${module.api["a.b"].aws_appsync_api_key.key["a"]}', id: 'abc:da2-planted' },
  ],
  [
    'one of several',
    { for_each: { a: 'abc:da2-planted' }, to: 'aws_appsync_api_key.key[each.key]', id: '${each.value}' },
  ],
])('the key that an import of a key is found by: %s', (_, block) => {
  const made = resource('aws_appsync_api_key', { api_id: '${aws_appsync_graphql_api.a.id}' });
  const plan = compareSyntheses({}, { ...made, import: [block], output: { header: { value: 'da2-planted' } } });
  expect(JSON.stringify(plan)).not.toContain('planted');
});

test('names that only sound alike are shown', () => {
  const body = { hash_key: 'PK', secret_id: 'trinity', token_validity_units: 'hours', api_key_required: 'true' };
  expect(changeOf('a.a', compareSyntheses({}, resource('a', body))).after).toEqual(body);
});
