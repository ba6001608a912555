import {
  type Api,
  type ApiDefinition,
  type ApiRequest,
  type Backends,
  ResolverCodeError,
} from '../../packages/appsync-js/src';
import { byFunction, byKey, byPool, createApiWith, pool } from './doors';
import { API_KEY, ask, computing, createTestApi, unit } from './test-api';

const SCHEMA = `
  type Query { value: Int }
  type Mutation { vote(room: ID!, film: String, by: String): Vote  close(room: ID!): Room  kick(by: String): Vote }
  type Subscription {
    onVote(room: ID, by: String): Vote @aws_subscribe(mutations: ["vote", "kick"])
    onClosed: Room @aws_subscribe(mutations: ["close"])
  }
  type Vote { room: ID film: String by: String! details: AWSJSON when: [AWSDate] kind: Kind likes: [String] inner: Vote }
  enum Kind { UP DOWN }
  interface Room { room: ID }
  type Small implements Room { room: ID chairs: Int }
  type Large implements Room { room: ID halls: [Small] }
`;

/** What a mutation is asked for is what it answers. */
const echo = unit('return { payload: null };', 'return ctx.args;');
const mutation = (field: string, code = echo) => computing(code, 'Mutation', field);
const DEFINITION: Partial<ApiDefinition> = { schema: SCHEMA, resolvers: [mutation('vote')] };

interface Told {
  readonly next: object[];
  readonly ended: (readonly object[])[];
  end(): void;
}

/** Subscribes, and keeps what it is told. @throws Error when it is refused */
async function subscribe(api: Api, query: string, request: Partial<ApiRequest> = {}): Promise<Told> {
  const [next, ended]: [object[], (readonly object[])[]] = [[], []];
  const subscriber = {
    next: (body: object) => void next.push(JSON.parse(JSON.stringify(body)) as object),
    end: (errors: readonly object[]) => void ended.push(errors),
  };
  const begun = await api.subscribe({ query, apiKey: API_KEY, ...request }, subscriber);
  if ('status' in begun) throw new Error(JSON.stringify(begun.body));
  return { next, ended, end: () => begun.end() };
}

/** The errors with which a subscription is refused. */
async function refused(api: Api, query: string, request: Partial<ApiRequest> = {}): Promise<unknown> {
  const subscriber = { next: () => undefined, end: () => undefined };
  const begun = await api.subscribe({ query, apiKey: API_KEY, ...request }, subscriber);
  return 'status' in begun ? (JSON.parse(JSON.stringify(begun.body)) as { errors: unknown }).errors : 'not refused';
}

const ON_VOTE = 'subscription { onVote { room film by } }';
const VOTE = 'mutation { vote(room: "1", film: "Alien", by: "ana") { room film by } }';

describe('a mutation that has run', () => {
  it('tells who has subscribed, until they end it', async () => {
    const api = createTestApi(DEFINITION);
    const [first, second] = [await subscribe(api, ON_VOTE), await subscribe(api, 'subscription { onVote { film } }')];
    expect((await ask(api, VOTE)).errors).toBeUndefined();
    const told = { data: { onVote: { room: '1', film: 'Alien', by: 'ana' } } };
    expect(first.next).toEqual([told]);
    expect(second.next).toEqual([{ data: { onVote: { film: 'Alien' } } }]);
    first.end();
    await ask(api, VOTE);
    expect([first.next, second.next]).toEqual([[told], [expect.anything(), expect.anything()]]);
  });

  it('tells what it asked for itself: else null, and an error where null is not allowed', async () => {
    const api = createTestApi(DEFINITION);
    const { next } = await subscribe(api, 'subscription A { mine: onVote { __typename title: film by } }');
    await ask(api, 'mutation { vote(room: "1", film: "Alien", by: "ana") { by } }');
    await ask(api, 'mutation { vote(room: "1", film: "Alien", by: "ana") { film } }');
    const message = "Cannot return null for non-nullable type: 'String' within parent 'Vote' (/mine/by)";
    expect(next).toEqual([
      { data: { mine: { __typename: 'Vote', title: null, by: 'ana' } } },
      { data: { mine: null }, errors: [{ path: ['mine', 'by'], locations: null, message }] },
    ]);
  });

  it('tells values as they were answered, by names, whatever it called them', async () => {
    const vote = `{ by: 'b', room: 1, details: { a: [1] }, when: ['2026-01-01', null], kind: 'UP', inner: { by: 'c', inner: { by: 'd' } } }`;
    const api = createTestApi({ schema: SCHEMA, resolvers: [mutation('vote', unit('return {};', `return ${vote};`))] });
    const fields = 'room details when kind inner { by }';
    const { next } = await subscribe(api, `subscription { onVote { by ${fields} inner { inner { by } } } }`);
    const query = `mutation ($no: Boolean!) {
      x: vote(room: "1") { b: by room @skip(if: $no) ...F inner { inner { who: by } } }
    } fragment F on Vote { ${fields.replace('room', 'r: room')} }`;
    const { data } = await ask(api, query, { variables: { no: true } });
    const answered = data!['x'] as { r: string; details: string };
    expect(answered).toMatchObject({ r: '1', details: '{"a":[1]}' });
    const inner = { by: 'c', inner: { by: 'd' } };
    const { details } = answered;
    expect(next).toEqual([
      { data: { onVote: { by: 'b', room: '1', details, when: ['2026-01-01', null], kind: 'UP', inner } } },
    ]);
  });

  it('tells objects of an interface, each with its own fields', async () => {
    const large = "{ __typename: 'Large', room: '1', halls: [{ room: '2', chairs: 3 }] }";
    const resolvers = [mutation('close', unit('return {};', `return ${large};`))];
    const api = createTestApi({ schema: SCHEMA, resolvers });
    const { next } = await subscribe(api, 'subscription { onClosed { room ... on Large { halls { chairs room } } } }');
    await ask(api, 'mutation { close(room: "1") { room ... on Small { chairs } ... on Large { halls { chairs } } } }');
    await ask(api, 'mutation { close(room: "1") { __typename } }');
    expect(next).toEqual([
      { data: { onClosed: { room: '1', halls: [{ chairs: 3, room: null }] } } },
      { data: { onClosed: { room: null, halls: null } } },
    ]);
  });

  it('tells nothing when its field has failed or is null; of several fields, each tells', async () => {
    const failing = unit(
      'return {};',
      "if (ctx.args.film === 'bad') util.error('No'); return ctx.args.film ? ctx.args : null;",
    );
    const api = createTestApi({ schema: SCHEMA, resolvers: [mutation('vote', failing)] });
    const { next } = await subscribe(api, 'subscription { onVote { film } }');
    const fields = [
      'a: vote(room: 1, film: "1")',
      'b: vote(room: 1, film: "bad")',
      'vote(room: 1)',
      'c: vote(room: 1, film: "2")',
    ];
    await ask(api, `mutation { ${fields.map((field) => `${field} { film }`).join(' ')} }`);
    expect(next).toEqual([{ data: { onVote: { film: '1' } } }, { data: { onVote: { film: '2' } } }]);
  });

  it('tells nothing of more than 240 KB, and the log says so', async () => {
    const log: object[] = [];
    const api = createTestApi(DEFINITION, { log: (entry) => log.push(entry) });
    const { next } = await subscribe(api, 'subscription { onVote { film } }');
    const vote = (length: number) =>
      ask(api, 'mutation ($film: String) { vote(room: 1, film: $film) { film } }', {
        variables: { film: 'x'.repeat(length) },
      });
    const around = JSON.stringify({ data: { onVote: { film: '' } } }).length;
    await vote(245_760 - around);
    await vote(245_761 - around);
    expect(next).toHaveLength(1);
    const message = 'Subscription onVote was not told of vote: 245761 bytes, and AppSync sends 245760 at most.';
    expect(log).toEqual([{ level: 'ERROR', message }]);
  });
});

describe('arguments', () => {
  const told = async (args: string, vote: string, variables?: object) => {
    const api = createTestApi(DEFINITION);
    const query = `subscription ${variables ? '($room: ID, $by: String)' : ''} { onVote${args} { film } }`;
    const { next } = await subscribe(api, query, variables ? { variables } : {});
    await ask(api, `mutation { vote(${vote}) { room by film } }`);
    return next.length;
  };

  it.each<[string, string, number, object | undefined]>([
    ['', 'room: 1, by: "ana"', 1, undefined],
    ['(room: "1")', 'room: 1, by: "ana"', 1, undefined],
    ['(room: "1")', 'room: 2, by: "ana"', 0, undefined],
    ['(room: 1, by: "ana")', 'room: 1, by: "ana"', 1, undefined],
    ['(room: 1, by: "ana")', 'room: 1, by: "ben"', 0, undefined],
    ['(room: null)', 'room: 1, by: "ana"', 0, undefined],
    ['(room: $room, by: $by)', 'room: 1, by: "ana"', 1, { room: '1' }],
    ['(room: $room, by: $by)', 'room: 1, by: "ana"', 0, { room: '1', by: null }],
  ])('onVote%s is told of vote(%s): %d', async (args, vote, count, variables) => {
    expect(await told(args, vote, variables)).toBe(count);
  });

  it('are compared with what the mutation asked for', async () => {
    const api = createTestApi(DEFINITION);
    const [one, none] = [
      await subscribe(api, 'subscription { onVote(room: 1) { film } }'),
      await subscribe(api, 'subscription { onVote(room: null) { film } }'),
    ];
    await ask(api, 'mutation { vote(room: 1) { film } }');
    expect([one.next.length, none.next.length]).toEqual([0, 1]);
  });
});

describe('a resolver', () => {
  const answering = (response: string, field = 'onVote') => {
    const resolvers = [mutation('vote'), computing(unit('return { payload: null };', response), 'Subscription', field)];
    return createTestApi({ schema: SCHEMA, resolvers });
  };

  it('lets who subscribes in or not, by arguments and headers', async () => {
    const api = answering("if (ctx.args.by !== ctx.request.headers['x-me']) util.unauthorized(); return null;");
    const query = 'subscription { onVote(by: "ana") { film by } }';
    expect(await refused(api, query)).toMatchObject([
      { errorType: 'Unauthorized', message: 'Not Authorized to access this field.', path: ['onVote'] },
    ]);
    const { next } = await subscribe(api, query, { headers: { 'x-me': 'ana' } });
    await ask(api, VOTE);
    await ask(api, VOTE.replace('ana', 'ben'));
    expect(next).toEqual([{ data: { onVote: { film: 'Alien', by: 'ana' } } }]);
  });

  it.each([
    ["util.error('Full', 'RoomFull', { a: 1 })", { errorType: 'RoomFull', message: 'Full', data: { a: 1 } }],
    ["util.appendError('Full', 'RoomFull'); return null", { errorType: 'RoomFull', message: 'Full' }],
    ['return {}', { message: "Cannot return null for non-nullable type: 'String' within parent 'Vote' (/onVote/by)" }],
  ])('that ends by %s refuses it', async (response, error) => {
    expect(await refused(answering(`${response};`), ON_VOTE)).toMatchObject([error]);
  });

  it('sets a filter, which counts in place of arguments', async () => {
    const filter = "{ or: [{ film: { beginsWith: 'A' } }, { by: { eq: ctx.args.by } }] }";
    const set = `extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter(${filter})); return null;`;
    const { next, api } = await (async () => {
      const made = answering(set);
      return { api: made, ...(await subscribe(made, 'subscription { onVote(room: "9", by: "ana") { film } }')) };
    })();
    for (const [film, by] of ['Alien ben', 'Brazil ben', 'Cube ana'].map((one) => one.split(' '))) {
      await ask(api, `mutation { vote(room: 1, film: "${film}", by: "${by}") { film by } }`);
    }
    expect(next).toEqual([{ data: { onVote: { film: 'Alien' } } }, { data: { onVote: { film: 'Cube' } } }]);
  });

  it.each([
    ['subscription', 'request', 'extensions.setSubscriptionFilter({ filterGroup: [] })'],
    ['subscription', 'request', 'extensions.setSubscriptionInvalidationFilter({ filterGroup: [] })'],
    ['mutation', 'subscription', "extensions.invalidateSubscriptions({ subscriptionField: 'a', payload: {} })"],
  ])('of a %s alone may, in its response', async (of, other, call) => {
    const wrong = new RegExp(`is for the response handler of a resolver of a ${of}\\.$`);
    if (other === 'request') {
      const code = unit(`${call}; return {};`, 'return null;');
      const api = createTestApi({ schema: SCHEMA, resolvers: [computing(code, 'Subscription', 'onVote')] });
      expect(await refused(api, ON_VOTE)).toMatchObject([{ message: expect.stringMatching(wrong) as string }]);
    } else {
      expect(await refused(answering(`${call}; return null;`), ON_VOTE)).toMatchObject([
        { message: expect.stringMatching(wrong) as string },
      ]);
    }
  });

  it('of a mutation ends subscriptions whose filter says so, after they are told', async () => {
    const set = "[{ filters: [{ fieldName: 'who', operator: 'eq', value: ctx.args.by }] }]";
    const invalidate =
      "extensions.invalidateSubscriptions({ subscriptionField: 'onVote', payload: { who: ctx.args.by } });";
    const resolvers = [
      mutation('kick', unit('return {};', `${invalidate} return ctx.args;`)),
      computing(
        unit('return {};', `extensions.setSubscriptionInvalidationFilter({ filterGroup: ${set} }); return null;`),
        'Subscription',
        'onVote',
      ),
    ];
    const api = createTestApi({ schema: SCHEMA, resolvers });
    const [ana, ben] = await Promise.all(
      ['ana', 'ben'].map((by) => subscribe(api, `subscription { onVote(by: "${by}") { by } }`)),
    );
    for (let time = 0; time < 2; time += 1) await ask(api, 'mutation { kick(by: "ana") { by } }');
    expect(ana!.next).toEqual([{ data: { onVote: { by: 'ana' } } }]);
    const message = 'The subscription to onVote was ended by a mutation.';
    expect(ana!.ended).toEqual([[{ errorType: 'SubscriptionInvalidated', message }]]);
    expect([ben!.next, ben!.ended]).toEqual([[], []]);
  });

  it('of a mutation may end five times in a request', async () => {
    const call = "extensions.invalidateSubscriptions({ subscriptionField: 'onVote', payload: {} }); return ctx.args;";
    const api = createTestApi({ schema: SCHEMA, resolvers: [mutation('kick', unit('return {};', call))] });
    const kicks = (count: number) =>
      Array.from({ length: count }, (_, index) => `k${index}: kick(by: "a") { by }`).join(' ');
    expect((await ask(api, `mutation { ${kicks(5)} }`)).errors).toBeUndefined();
    expect((await ask(api, `mutation { ${kicks(6)} }`)).errors).toMatchObject([
      { path: ['k5'], message: 'extensions.invalidateSubscriptions may be called 5 times in a request.' },
    ]);
  });
});

describe('who may subscribe', () => {
  const schema = `
    type Query { value: Int }
    type Mutation { vote(by: String): Vote @aws_api_key @aws_lambda }
    type Vote @aws_api_key @aws_lambda { by: String secret: String @aws_api_key }
    type Subscription {
      onVote: Vote @aws_subscribe(mutations: ["vote"]) @aws_lambda @aws_api_key
      mine: Vote @aws_subscribe(mutations: ["vote"])
    }`;
  const backends: Partial<Backends> = {
    invoke: (_arn, _type, event) => {
      const isAuthorized = (event as { authorizationToken: string }).authorizationToken === 'let me in';
      return Promise.resolve({ payload: { isAuthorized } });
    },
  };
  const answers = unit('return {};', "return { by: 'ana', secret: 's' };");
  const api = createApiWith([byPool(), byKey, byFunction()], backends, {
    schema,
    resolvers: [mutation('vote', answers)],
  });
  const byToken = { apiKey: undefined, headers: { authorization: 'let me in' } } as never;

  it('is whom directives of the field name, and of a payload each has what its own directives allow', async () => {
    const query = 'subscription { onVote { by secret } }';
    const [key, token] = [await subscribe(api, query), await subscribe(api, query, byToken)];
    await ask(api, 'mutation { vote { by secret } }');
    expect(key.next).toEqual([{ data: { onVote: { by: 'ana', secret: 's' } } }]);
    expect(token.next).toMatchObject([
      {
        data: { onVote: { by: 'ana', secret: null } },
        errors: [{ errorType: 'Unauthorized', path: ['onVote', 'secret'] }],
      },
    ]);
    expect(await refused(api, 'subscription { mine { by } }')).toEqual([
      { errorType: 'Unauthorized', message: 'Not Authorized to access mine on type Subscription' },
    ]);
    const signed = { apiKey: undefined, headers: { authorization: pool.sign({}) } } as never;
    expect(await refused(api, 'subscription { mine { by } }', signed)).toBe('not refused');
  });

  it('is nobody who is not let in', async () => {
    expect(await refused(api, 'subscription { onVote { by } }', { apiKey: 'other' })).toEqual([
      { errorType: 'UnauthorizedException', message: 'You are not authorized to make this call.' },
    ]);
  });
});

it.each([
  ['{', 'Unable to parse GraphQL query.'],
  ['{ value }', 'query not supported through the realtime channel'],
  [VOTE, 'mutation not supported through the realtime channel'],
  [
    'subscription A { onVote { by } } subscription B { onVote { by } }',
    'unknown not supported through the realtime channel',
  ],
  ['subscription { nothing }', 'Cannot query field "nothing" on type "Subscription".'],
  ['subscription { onVote { by } onClosed { room } }', 'Anonymous Subscription must select only one top level field.'],
  ['subscription { onVote @skip(if: true) { by } }', 'The subscription asks for no field.'],
  ['subscription ($a: ID!) { onVote(room: $a) { by } }', 'Variable "$a" of required type "ID!" was not provided.'],
])('%s is no subscription', async (query, message) => {
  expect(await refused(createTestApi(DEFINITION), query)).toMatchObject([
    { message: expect.stringContaining(message) as string },
  ]);
});

it('a subscription that comes as a request is refused', async () => {
  const { status, body } = await createTestApi(DEFINITION).execute({ query: ON_VOTE, apiKey: API_KEY });
  const message = 'A subscription goes over WebSocket, to the real-time endpoint.';
  expect([status, body]).toEqual([400, { errors: [{ errorType: 'UnsupportedOperation', message }] }]);
});

describe('an API that takes the place of another', () => {
  it('goes on with its subscriptions, filters included, as long as it has them', async () => {
    const filter = "{ filterGroup: [{ filters: [{ fieldName: 'film', operator: 'eq', value: 'Alien' }] }] }";
    const code = unit('return {};', `extensions.setSubscriptionFilter(${filter}); return null;`);
    const before = createTestApi({
      schema: SCHEMA,
      resolvers: [mutation('vote'), computing(code, 'Subscription', 'onVote')],
    });
    const told = await subscribe(before, ON_VOTE);
    const closed = await subscribe(before, 'subscription { onClosed { room } }');
    const schema = SCHEMA.replace(/onClosed: .*/, '');
    const after = createTestApi({ schema, resolvers: [mutation('vote')] });
    after.takeOver(before);
    await ask(before, VOTE);
    await ask(after, VOTE);
    await ask(after, VOTE.replace('Alien', 'Brazil'));
    expect(told.next).toHaveLength(1);
    const message = 'The API has been replaced, and lets nobody subscribe to onClosed like that any more.';
    expect(closed.ended).toEqual([[{ errorType: 'SubscriptionEnded', message }]]);
    told.end();
    await ask(after, VOTE);
    expect([told.next.length, told.ended]).toEqual([1, []]);
  });

  it('ends those of a way in that it has not', async () => {
    const schema =
      'type Query { a: Int } type Mutation { a: Int } type Subscription { a: Int @aws_subscribe(mutations: ["a"]) }';
    const definition = { schema, resolvers: [] };
    const before = createApiWith([byKey], {}, definition);
    const told = await subscribe(before, 'subscription { a }');
    createApiWith([byPool()], {}, { ...definition, apiKeys: [] }).takeOver(before);
    expect(told.ended).toMatchObject([[{ errorType: 'SubscriptionEnded' }]]);
  });
});

describe('a schema', () => {
  const problems = (subscription: string, more = '', resolvers: ApiDefinition['resolvers'] = []) => {
    const schema = `type Query { a: Int }\ntype Mutation { add: Post list: [Post!]! say: Int! }\ntype Post { id: ID }\n${more}${subscription}`;
    try {
      createTestApi({ schema, resolvers });
      return [];
    } catch (error) {
      return (error as ResolverCodeError).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
    }
  };

  it.each([
    ['type Subscription { a: Post @aws_subscribe(mutations: ["add"]) }'],
    ['type Subscription { a(id: ID): Post! @aws_subscribe(mutations: ["add"]) }'],
    ['type Subscription { a: [Post] @aws_subscribe(mutations: ["list"]) b: Int @aws_subscribe(mutations: ["say"]) }'],
    [
      'schema { query: Query mutation: Mutation subscription: S } type S { a: Post @aws_subscribe(mutations: ["add"]) }',
    ],
  ])('with %s is taken', (subscription) => {
    expect(problems(subscription)).toEqual([]);
  });

  it.each([
    [
      'type Subscription { a: Post }',
      '4:21 Nothing tells Subscription.a, though AppSync takes it: it has no @aws_subscribe. Write @aws_subscribe(mutations: ["…"]), with the mutations that tell it.',
    ],
    [
      'type Subscription { a: Post @aws_subscribe(mutations: "add") }',
      '4:29 The mutations argument on the aws_subscribe directive has an invalid value. Write a list of names, (mutations: ["addPost"]).',
    ],
    [
      'type Subscription { a: Post @aws_subscribe(mutations: []) }',
      '4:29 The mutations argument on the aws_subscribe directive has an invalid value. Write a list of names, (mutations: ["addPost"]).',
    ],
    [
      'type Subscription { a: Post @aws_subscribe(mutations: ["add", "drop"]) }',
      '4:29 @aws_subscribe names drop, which is no mutation of the schema. It has add, list, say.',
    ],
    [
      'type Subscription { a: Post @aws_subscribe(mutations: ["list"]) }',
      '4:29 The subscription has an invalid output type: Subscription.a is Post, the mutation list [Post]. Make them one type; only what is required of it may differ.',
    ],
    [
      'type Subscription { a(id: ID, by: ID): Post @aws_subscribe(mutations: ["add"]) }',
      '4:31 Subscription.a would tell nothing to who gives by: Post has no such field. Give it one, or let a resolver of Subscription.a set a filter (extensions.setSubscriptionFilter).',
    ],
    [
      'type X { a: Post @aws_subscribe(mutations: ["add"]) }',
      '4:18 @aws_subscribe is for fields of a type that schema { subscription: … } names, not of X.',
    ],
  ])('with %s is refused', (subscription, problem) => {
    expect(problems(subscription)).toEqual([problem]);
  });

  it('may have any arguments where a resolver filters', () => {
    const subscription = 'type Subscription { a(by: ID): Post @aws_subscribe(mutations: ["add"]) }';
    const resolver = computing(unit('return {};', 'return null;'), 'Subscription', 'a');
    expect(problems(subscription, '', [resolver])).toEqual([]);
  });
});
