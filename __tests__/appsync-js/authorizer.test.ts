import type { ApiDefinition, Backends, Invocation } from '../../packages/appsync-js/src';
import { API_KEY, computing, unit } from './test-api';
import {
  ARN,
  askWith,
  AUTHORIZER,
  byFunction,
  byKey,
  createApiWith,
  NOT_AUTHORIZED,
  NOW,
  shown,
  unauthorized,
} from './doors';

type Answers = (event: Record<string, unknown>) => Invocation | Promise<Invocation>;

interface Event {
  readonly authorizationToken: string;
  readonly requestContext: Readonly<Record<string, unknown>>;
  readonly requestHeaders: Readonly<Record<string, string>>;
}

/** An API behind a function, and what the function and the log were told. */
function guardedBy(
  answers: Answers,
  {
    config = {},
    definition = {},
    backends = {},
  }: {
    config?: object;
    definition?: Partial<ApiDefinition>;
    backends?: Partial<Backends>;
  } = {},
) {
  const events: Event[] = [];
  const logged: unknown[] = [];
  const api = createApiWith(
    [byFunction(config)],
    {
      invoke: async (arn, type, event) => {
        expect([arn, type]).toEqual([AUTHORIZER, 'RequestResponse']);
        events.push(event as Event);
        return answers(event as Record<string, unknown>);
      },
      log: (entry) => logged.push((entry as { message: string }).message),
      ...backends,
    },
    definition,
  );
  return { api, events, logged };
}

const yes =
  (more: object = {}): Answers =>
  () => ({ payload: { isAuthorized: true, ...more } });

test('the function is told of the request, as AppSync tells it', async () => {
  const { api, events } = guardedBy(yes());
  const query = 'query Mine($input: AWSJSON) { value(input: $input) }';
  await askWith(api, 'ABC123', query, {
    ...{ operationName: 'Mine', variables: { input: '1' } },
    headers: { authorization: 'ABC123', 'user-agent': 'test' },
  });
  expect(events).toEqual([
    {
      authorizationToken: 'ABC123',
      requestContext: {
        apiId: 'abcdefghijklmnopqrstuvwxyz',
        accountId: '111122223333',
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        queryString: query,
        operationName: 'Mine',
        variables: { input: '1' },
      },
      requestHeaders: { authorization: 'ABC123', 'user-agent': 'test' },
    },
  ]);
});

test('a backend of its own asks it, where there is one', async () => {
  const asked: unknown[] = [];
  const { api, events } = guardedBy(yes(), {
    backends: {
      invokeAuthorizer: (arn, event) => {
        asked.push([arn, (event as Event).authorizationToken]);
        return Promise.resolve({ payload: { isAuthorized: true } });
      },
    },
  });
  expect((await askWith(api, 'ABC123')).status).toBe(200);
  expect([asked, events]).toEqual([[[AUTHORIZER, 'ABC123']], []]);
});

test('what the function says of the caller reaches the code', async () => {
  const { api } = guardedBy(yes({ resolverContext: { tenantId: 't1', role: 'widget' } }));
  expect(shown(await askWith(api, 'ABC123'))).toEqual({
    identity: { resolverContext: { tenantId: 't1', role: 'widget' } },
    type: 'Lambda Authorization',
  });
  expect(shown(await askWith(guardedBy(yes()).api, 'ABC123'))).toMatchObject({ identity: { resolverContext: {} } });
});

test('who is not authorized, and who brings nothing, learns nothing', async () => {
  const { api, events, logged } = guardedBy(() => ({ payload: { isAuthorized: false } }));
  expect(await askWith(api, 'ABC123')).toEqual(NOT_AUTHORIZED);
  expect(await api.authorize({ headers: { authorization: 'ABC123' } })).toEqual(NOT_AUTHORIZED);
  expect(events).toHaveLength(2);
  const missing = unauthorized('Valid authorization header not provided.');
  expect(await askWith(api)).toEqual(missing);
  expect(await askWith(api, ' ')).toEqual(missing);
  expect(await api.execute({ query: '{ value }', apiKey: API_KEY })).toEqual(missing);
  expect(events).toHaveLength(2);
  expect(logged).toEqual([]);
});

test('a token that does not match as a whole is refused without the function', async () => {
  const { api, events } = guardedBy(yes(), { config: { identityValidationExpression: 'bk_[a-z]+|old' } });
  for (const token of ['bk_abc', 'old']) expect((await askWith(api, token)).status).toBe(200);
  for (const token of ['bk_ABC', 'xbk_abc', 'bk_abc1', 'older']) {
    expect(await askWith(api, token)).toEqual(NOT_AUTHORIZED);
  }
  expect(events.map(({ authorizationToken }) => authorizationToken)).toEqual(['bk_abc', 'old']);
});

describe('an answer that is none', () => {
  const of =
    (payload: unknown): Answers =>
    () => ({ payload });
  const failing: [string, Answers, string][] = [
    ['nothing', of(null), 'it has to return an object with isAuthorized, found null'],
    ['a list', of([true]), 'it has to return an object with isAuthorized, found [true]'],
    ['no isAuthorized', of({}), 'isAuthorized has to be true or false, found nothing'],
    ['a text', of({ isAuthorized: 'true' }), 'isAuthorized has to be true or false, found "true"'],
    [
      'nested context',
      of({ isAuthorized: true, resolverContext: { a: { b: 'c' } } }),
      'resolverContext has to be an object whose values are all text, found {"a":{"b":"c"}}',
    ],
    [
      'a number in the context',
      of({ isAuthorized: true, resolverContext: { a: 1 } }),
      'resolverContext has to be an object whose values are all text, found {"a":1}',
    ],
    [
      'too much context',
      of({ isAuthorized: true, resolverContext: { a: 'x'.repeat(5 * 1024 * 1024) } }),
      'resolverContext has more than 5242880 bytes of JSON; AppSync takes no more',
    ],
    [
      'one denied field',
      of({ isAuthorized: true, deniedFields: 'Query.value' }),
      'deniedFields has to be a list of fields, such as [\'Query.room\'], found "Query.value"',
    ],
    [
      'a TTL below 0',
      of({ isAuthorized: true, ttlOverride: -1 }),
      'ttlOverride has to be a number of seconds, 0 or more, found -1',
    ],
    [
      'half a second',
      of({ isAuthorized: true, ttlOverride: 0.5 }),
      'ttlOverride has to be a number of seconds, 0 or more, found 0.5',
    ],
    ['an error', () => ({ functionError: { errorType: 'Error', errorMessage: 'no table' } }), 'Error: no table'],
    ['a call that Lambda refuses', () => Promise.reject(new Error('Rate Exceeded.')), 'Rate Exceeded.'],
  ];

  it.each(failing)('%s: the client learns nothing, the log why, and nothing is remembered', async (_, answers, why) => {
    const { api, logged, events } = guardedBy(answers, { config: { authorizerResultTtlInSeconds: 60 } });
    const refusal = { status: 401, body: { errors: [{ errorType: 'BadRequestException' }] } };
    expect(await askWith(api, 'ABC123')).toEqual(refusal);
    expect(await askWith(api, 'ABC123')).toEqual(refusal);
    expect(logged).toEqual(Array(2).fill(`The authorizer ${AUTHORIZER} failed: ${why}`));
    expect(events).toHaveLength(2);
  });

  it('is also one that does not come', async () => {
    const logged: unknown[] = [];
    const backends: Partial<Backends> = {
      invoke: () => new Promise(() => undefined),
      log: (entry) => logged.push(entry),
    };
    const api = createApiWith([byFunction()], backends, {}, { authorizerTimeout: 1 });
    expect((await askWith(api, 'ABC123')).status).toBe(401);
    const message = `The authorizer ${AUTHORIZER} failed: it took longer than 0.001 s; AppSync waits no longer`;
    expect(logged).toEqual([{ level: 'ERROR', message }]);
  });
});

describe('an answer', () => {
  /** How often the function is asked, by seconds from the first request. */
  async function asked(config: object, answer: object, seconds: readonly number[]): Promise<number[]> {
    let now = NOW;
    const { api, events } = guardedBy(() => ({ payload: { isAuthorized: true, ...answer } }), {
      config,
      backends: { now: () => now },
    });
    const counts: number[] = [];
    for (const second of seconds) {
      now = NOW + second * 1000;
      await askWith(api, 'ABC123');
      counts.push(events.length);
    }
    return counts;
  }

  it('counts for one request, unless the API or the function says more', async () => {
    expect(await asked({}, {}, [0, 0])).toEqual([1, 2]);
    expect(await asked({ authorizerResultTtlInSeconds: 60 }, {}, [0, 59.999, 60])).toEqual([1, 1, 2]);
    expect(await asked({}, { ttlOverride: 10 }, [0, 9, 10])).toEqual([1, 1, 2]);
    expect(await asked({ authorizerResultTtlInSeconds: 60 }, { ttlOverride: 10 }, [0, 9, 10])).toEqual([1, 1, 2]);
    expect(await asked({ authorizerResultTtlInSeconds: 60 }, { ttlOverride: 0 }, [0, 0])).toEqual([1, 2]);
    expect(await asked({ authorizerResultTtlInSeconds: 60 }, { ttlOverride: null }, [0, 1])).toEqual([1, 1]);
    expect(await asked({ authorizerResultTtlInSeconds: 60 }, { isAuthorized: false }, [0, 1])).toEqual([1, 1]);
  });

  it('counts for its token alone, with all that it says', async () => {
    const { api, events } = guardedBy(
      ({ authorizationToken }) => ({
        payload: {
          isAuthorized: true,
          resolverContext: { of: String(authorizationToken) },
          deniedFields: ['Query.no'],
        },
      }),
      { config: { authorizerResultTtlInSeconds: 60 }, definition: { schema: 'type Query { value: AWSJSON no: Int }' } },
    );
    for (const token of ['a', 'b', 'a', 'b']) {
      expect(shown(await askWith(api, token))).toMatchObject({ identity: { resolverContext: { of: token } } });
      expect((await askWith(api, token, '{ no }')).body).toMatchObject({ errors: [{ errorType: 'Unauthorized' }] });
    }
    expect(events).toHaveLength(2);
  });

  it('is forgotten for another one, when very many are remembered', async () => {
    const { api, events } = guardedBy(yes(), { config: { authorizerResultTtlInSeconds: 3600 } });
    for (let n = 0; n < 1_001; n += 1) await askWith(api, `token ${n}`);
    await askWith(api, 'token 1000');
    expect(events).toHaveLength(1_001);
    await askWith(api, 'token 0');
    expect(events).toHaveLength(1_002);
  });
});

describe('fields that the function denies', () => {
  const schema = 'type Query { thing: Thing value: AWSJSON must: Int! } type Thing { name: String price: Int }';
  const resolvers = [
    computing(unit('return {};', "return { name: 'chair', price: 10 };"), 'Query', 'thing'),
    computing(unit('return {};', "return util.error('ran');")),
  ];
  const denying = (...deniedFields: string[]) =>
    guardedBy(yes({ deniedFields }), { definition: { schema, resolvers } });
  const denied = (field: string, type: string, ...path: string[]) =>
    expect.objectContaining({
      path,
      data: null,
      errorType: 'Unauthorized',
      errorInfo: null,
      message: `Not Authorized to access ${field} on type ${type}`,
    }) as unknown;

  it.each(['Thing.price', `${ARN}/types/Thing/fields/price`])(
    'as %s are null with an error, the others answered',
    async (field) => {
      expect((await askWith(denying(field).api, 'ABC123', '{ thing { name price } }')).body).toEqual({
        data: { thing: { name: 'chair', price: null } },
        errors: [denied('price', 'Thing', 'thing', 'price')],
      });
    },
  );

  it('are not resolved', async () => {
    const { body } = await askWith(denying('Query.value').api, 'ABC123', '{ value thing { name } }');
    expect(body).toEqual({
      data: { value: null, thing: { name: 'chair' } },
      errors: [denied('value', 'Query', 'value')],
    });
  });

  it('take what cannot be null with them', async () => {
    const { body } = await askWith(denying('Query.must').api, 'ABC123', '{ thing { name } must }');
    expect(body).toEqual({ data: null, errors: [denied('must', 'Query', 'must')] });
  });

  it('of another API are none', async () => {
    const other = `${ARN.replace(/.$/, '2')}/types/Thing/fields/price`;
    const { body } = await askWith(denying(other, 'Nothing.price').api, 'ABC123', '{ thing { price } }');
    expect(body).toEqual({ data: { thing: { price: 10 } } });
  });
});

test('a key goes to the keys, and an authorization to the function', async () => {
  const events: unknown[] = [];
  const invoke = (_: string, __: string, event: unknown) => {
    events.push(event);
    return Promise.resolve({ payload: { isAuthorized: true } });
  };
  const api = createApiWith(
    [byFunction(), byKey],
    { invoke },
    { schema: 'type Query @aws_api_key @aws_lambda { value: AWSJSON }' },
  );
  expect(
    shown(await api.execute({ query: '{ value }', headers: { 'x-api-key': API_KEY, authorization: 'a' } })),
  ).toEqual({
    identity: null,
    type: 'API Key Authorization',
  });
  expect(events).toEqual([]);
  expect(await api.execute({ query: '{ value }', headers: { 'x-api-key': 'no', authorization: 'a' } })).toEqual(
    NOT_AUTHORIZED,
  );
  expect(shown(await askWith(api, 'a'))).toMatchObject({ type: 'Lambda Authorization' });
  expect(events).toHaveLength(1);
});
