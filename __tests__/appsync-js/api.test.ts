import { type ApiOptions, createApi, ResolverCodeError } from '../../packages/appsync-js/src';
import { appsyncSchema } from '../../stacks/constructs/appsync-schema';
import { API_KEY, ask, computing, createTestApi, define, unit } from './test-api';

const giving = (value: string, field = 'value', type = 'Query') =>
  computing(unit('return {};', `return ${value};`), type, field);

describe('an API key', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  const api = createTestApi(
    {
      resolvers: [giving('1')],
      apiKeys: [
        { key: 'forever' },
        { key: 'valid', expires: '2026-03-01T12:00:01Z' },
        { key: 'expired', expires: '2026-03-01T12:00:00Z' },
      ],
    },
    { now: () => now },
  );

  it.each(['forever', 'valid'])('%s lets a request in', async (apiKey) => {
    expect(await api.execute({ query: '{ value }', apiKey })).toMatchObject({
      status: 200,
      body: { data: { value: '1' } },
    });
  });

  it('may come as a header', async () => {
    expect(await api.execute({ query: '{ value }', headers: { 'x-api-key': 'valid' } })).toMatchObject({ status: 200 });
  });

  it.each([
    ['expired', 'You are not authorized to make this call.'],
    ['unknown', 'You are not authorized to make this call.'],
    [undefined, 'Valid authorization header not provided.'],
  ])('%s does not', async (apiKey, message) => {
    const response = await api.execute({ query: '{ value }', ...(apiKey && { apiKey }) });
    const refusal = { status: 401, body: { errors: [{ errorType: 'UnauthorizedException', message }] } };
    expect(response).toEqual(refusal);
    expect(await api.authorize(apiKey ? { headers: { 'x-api-key': apiKey } } : {})).toEqual(refusal);
  });

  it('that has expired is a line in the log, one that is unknown is not', async () => {
    const log = jest.fn();
    const apiKeys = [{ key: 'expired', expires: '2026-03-01T12:00:00Z' }];
    const logging = createTestApi({ apiKeys }, { now: () => now, log });
    await logging.execute({ query: '{ value }', apiKey: 'unknown' });
    expect(log).not.toHaveBeenCalled();
    await logging.execute({ query: '{ value }', apiKey: 'expired' });
    const message = 'A request was refused: its API key has expired, at 2026-03-01T12:00:00Z.';
    expect(log.mock.calls).toEqual([[{ level: 'ERROR', message }]]);
  });
});

describe('a request', () => {
  const api = createTestApi({ resolvers: [giving('ctx.args.input')] });

  it('that is no GraphQL is refused', async () => {
    expect(await api.execute({ query: '{ value', apiKey: API_KEY })).toEqual({
      status: 400,
      body: { errors: [{ errorType: 'MalformedHttpRequestException', message: 'Unable to parse GraphQL query.' }] },
    });
  });

  it("that does not fit the schema is answered in AppSync's form", async () => {
    expect(await ask(api, '{\n  nothing }')).toEqual({
      data: null,
      errors: [
        {
          path: null,
          locations: [{ line: 2, column: 3, sourceName: null }],
          message: 'Cannot query field "nothing" on type "Query".',
        },
      ],
    });
  });

  it('takes variables', async () => {
    const query = 'query Q($input: AWSJSON) { value(input: $input) }';
    expect(await ask(api, query, { variables: { input: '[1]' } })).toEqual({ data: { value: '[1]' } });
    expect((await ask(api, query, { variables: { input: '[' } })).errors).toMatchObject([
      { path: null, message: expect.stringContaining('Unable to parse `[` as valid JSON.') as string },
    ]);
  });

  it('may hold several operations, of which it names one', async () => {
    const query = 'query A { value } query B { value(input: "2") }';
    expect(await ask(api, query, { operationName: 'B' })).toEqual({ data: { value: '2' } });
    expect((await ask(api, query)).errors).toMatchObject([
      { message: 'Must provide operation name if query contains multiple operations.' },
    ]);
  });

  it('gives null for a field that no resolver and no parent fills', async () => {
    expect(await ask(createTestApi({}), '{ value }')).toEqual({ data: { value: null } });
  });

  it('runs mutations one after the other', async () => {
    const schema = 'type Query { value: Int } type Mutation { add(n: Int): Int }';
    const order: unknown[] = [];
    const invoke = async (_arn: string, _type: string, payload: unknown) => {
      order.push(`begin ${String(payload)}`);
      await new Promise((resolve) => setTimeout(resolve, payload === 1 ? 20 : 0));
      order.push(`end ${String(payload)}`);
      return { payload };
    };
    const code = unit('return { operation: "Invoke", payload: ctx.args.n };', 'return ctx.result;');
    const adding = createTestApi(
      { schema, resolvers: [{ type: 'Mutation', field: 'add', kind: 'UNIT', dataSource: 'lambda', code }] },
      { invoke },
    );
    expect(await ask(adding, 'mutation { a: add(n: 1) b: add(n: 2) }')).toEqual({ data: { a: 1, b: 2 } });
    expect(order).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
  });
});

describe('a value that does not fit its type', () => {
  const schema =
    'type Query { thing: Thing list: [Thing!] } type Thing { id: ID! count: Int at: AWSDateTime names: [String] }';

  it.each([
    [
      'null where it must not be',
      '{ id: null }',
      '{ thing { id } }',
      ['thing', 'id'],
      "Cannot return null for non-nullable type: 'ID' within parent 'Thing' (/thing/id)",
    ],
    [
      'a text for a number',
      "{ id: 1, count: 'x' }",
      '{ thing { count } }',
      ['thing', 'count'],
      'Can\'t serialize value (/thing/count) : Int cannot represent non-integer value: "x"',
    ],
    [
      'no date',
      "{ id: 1, at: 'today' }",
      '{ thing { at } }',
      ['thing', 'at'],
      "Can't serialize value (/thing/at) : Unable to serialize `today` as a valid AWSDateTime.",
    ],
    [
      'no list',
      '{ id: 1, names: 1 }',
      '{ thing { names } }',
      ['thing', 'names'],
      'Can\'t serialize value (/thing/names) : Expected Iterable, but did not find one for field "Thing.names".',
    ],
  ])('%s', async (_, value, query, path, message) => {
    const { errors } = await ask(createTestApi({ schema, resolvers: [giving(value, 'thing')] }), query);
    expect(errors).toEqual([{ path, locations: null, message }]);
  });

  it('makes the nearest field null that may be', async () => {
    const api = createTestApi({ schema, resolvers: [giving('[{ id: 1 }, null]', 'list')] });
    expect(await ask(api, '{ list { id } }')).toEqual({
      data: { list: null },
      errors: [
        {
          path: ['list', 1],
          locations: null,
          message: "Cannot return null for non-nullable type: 'Thing' within parent 'Query' (/list/1)",
        },
      ],
    });
  });
});

describe('limits', () => {
  const schema = 'type Query { thing: Thing } type Thing { id: ID inner: Thing things: [Thing] }';
  const deep = '{ id: 1, inner: { id: 2, inner: { id: 3 } }, things: [{ id: 4 }] }';

  it('of depth give null and an error for what lies below, and data for the rest', async () => {
    const api = createTestApi({ schema, queryDepthLimit: 2, resolvers: [giving(deep, 'thing')] });
    const { data, errors } = await ask(api, '{ thing { id inner { id } } }');
    expect(data).toEqual({ thing: { id: '1', inner: { id: null } } });
    expect(errors).toMatchObject([
      {
        path: ['thing', 'inner', 'id'],
        errorType: 'QueryDepthLimitReached',
        message: 'The query nests fields more than 2 levels deep.',
      },
    ]);
  });

  it('of depth count fields, not places in lists, and see through fragments', async () => {
    const api = createTestApi({ schema, queryDepthLimit: 3, resolvers: [giving(deep, 'thing')] });
    expect(await ask(api, '{ thing { things { id } } }')).toEqual({ data: { thing: { things: [{ id: '4' }] } } });
    const nested = 'fragment F on Thing { inner { inner { id } } } { thing { ...F } }';
    expect((await ask(api, nested)).errors).toMatchObject([{ errorType: 'QueryDepthLimitReached' }]);
  });

  it('of resolvers stop those past the count', async () => {
    const api = createTestApi({ schema, resolverCountLimit: 2, resolvers: [giving('{ id: 1 }', 'thing')] });
    const { data, errors } = await ask(api, '{ a: thing { id } b: thing { id } c: thing { id } }');
    expect(data).toEqual({ a: { id: '1' }, b: { id: '1' }, c: null });
    expect(errors).toMatchObject([
      { path: ['c'], errorType: 'ResolverExecutionLimitReached', message: 'The request runs more than 2 resolvers.' },
    ]);
  });

  it('are none, and nothing is logged, where the definition and its backends say nothing of them', async () => {
    const broken = computing(unit('return {};', 'return ctx.prev.no.body;'));
    const schema = 'enum Kind { MOVIE } type Query { value(kind: Kind): ID }';
    const definition = { name: 'least', schema, apiKeys: [{ key: API_KEY }] };
    const api = createApi({ ...definition, dataSources: { none: { type: 'NONE' } }, resolvers: [broken] });
    const query = `{ value __schema { queryType { fields { type { ofType { ofType { name } } } } } } }`;
    expect(await ask(api, query)).toMatchObject({
      data: { value: null, __schema: { queryType: { fields: [{ type: { ofType: null } }] } } },
      errors: [{ errorType: 'Code', message: 'Runtime Error' }],
    });
    const misspelled: readonly [string, object][] = [
      ['{ valu }', {}],
      ['query ($kind: Kind) { value(kind: $kind) }', { kind: 'MOVI' }],
    ];
    for (const [asked, variables] of misspelled) {
      const { errors } = await ask(api, asked, { variables });
      expect(errors![0]!['message']).toMatch(/Did you mean (?:"value"|the enum value "MOVIE")\?/);
    }
  });

  it('of introspection hide the schema, but not __typename', async () => {
    const open = createTestApi({ schema });
    expect(await ask(open, '{ __schema { queryType { name } } }')).toEqual({
      data: { __schema: { queryType: { name: 'Query' } } },
    });
    const hidden = createTestApi({ schema, introspection: false });
    expect((await ask(hidden, '{ __schema { queryType { name } } }')).errors).toHaveLength(2);
    expect(await ask(hidden, '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  });

  it.each<[string, string, object]>([
    ['a field', '{ thingg { id } }', {}],
    ['an argument', '{ thing(sizee: LARGE) { id } }', {}],
    ['a type', 'query ($size: Sizee) { thing(size: $size) { id } }', {}],
    ['a type of a fragment', '{ thing { ... on Thingg { id } } }', {}],
    ['a field of an interface', '{ named { id } }', {}],
    ['an enum value', '{ thing(size: LARG) { id } }', {}],
    ['an enum value in a variable', 'query ($size: Size) { thing(size: $size) { id } }', { size: 'LARG' }],
    ['an input field', '{ thing(by: { namee: "a" }) { id } }', {}],
    ['an input field in a variable', 'query ($by: By) { thing(by: $by) { id } }', { by: { namee: 'a' } }],
    ['a directive argument', '{ thing @skip(iff: true) { id } }', {}],
  ])('of introspection hide what %s may have meant', async (_, query, variables) => {
    const guessable = `
      type Query { thing(size: Size, by: By): Thing named: Named }
      interface Named { name: ID }
      type Thing implements Named { id: ID name: ID }
      enum Size { LARGE }
      input By { name: ID }`;
    const messages = async (introspection: boolean) =>
      ((await ask(createTestApi({ schema: guessable, introspection }), query, { variables })).errors ?? [])
        .map(({ message }) => message)
        .join('\n');
    expect(await messages(true)).toContain('Did you mean');
    const hidden = await messages(false);
    expect(hidden).not.toBe('');
    expect(hidden).not.toContain('Did you mean');
  });
});

describe('a definition', () => {
  /** What createApi says of it: each problem as `place  message`. */
  const problems = (definition: Parameters<typeof define>[0], options: ApiOptions = {}) => {
    try {
      createTestApi(definition, {}, options);
    } catch (error) {
      const [, ...said] = (error as ResolverCodeError).message.split(/\n {2}(?! )/);
      return said;
    }
    return [];
  };

  it.each([
    ['type Query { a: Nothing }', ['schema:1:17  Unknown type "Nothing". Did you mean "String"?']],
    [
      'type Query {',
      ['schema:1:13  Syntax Error: Expected Name, found <EOF>.\n    1 | type Query {\n      |             ^'],
    ],
    ['type Query {\n a: Int\n b: Int\n\n a: Int }', ['schema:5:2  Field "Query.a" can only be defined once.']],
    ['type Query { a: Int }\ntype Query { b: Int }', ['schema:2:6  There can be only one type named "Query".']],
    [
      'type Query {\n a(b: Query): Int }',
      [/^schema:2:7 {2}The type of Query\.a\(b:\) must be Input Type but got: Query/],
    ],
    [
      'interface Named {\n name: Int }\ntype Query implements Named { a: Int }',
      ['schema:3:1  Interface field Named.name expected but Query does not provide it.'],
    ],
    ['type A { a: Int }', ['schema  Query root type must be provided.']],
    [
      'scalar Money\ntype Query { a: Money }',
      [
        /^schema:1:8 {2}AppSync has no scalars of one's own: Money\. It has String, Int, Float, Boolean, ID; the local run knows AWSDate,/,
      ],
    ],
    [
      'type Query {\n a: AWSPhone }',
      [/^schema:2:5 {2}The local run does not know the scalar AWSPhone\. It knows AWSDate, AWSTime, AWSDateTime,/],
    ],
    [
      'type Query { a: Int @aws_iam }',
      [
        /^schema:1:21 {2}The local run does not know @aws_iam\. Known are @include, @skip, @deprecated,.*@aws_api_key, @aws_lambda, @aws_cognito_user_pools, @aws_auth, @aws_subscribe\.$/,
      ],
    ],
    ['type Query { a: Int @mine }', [/^schema:1:21 {2}AppSync has no directive @mine\./]],
    [
      'type Query {\n a: Nothing\n b: AWSPhone @mine\n a: Int }',
      [
        /^schema:3:5 {2}The local run does not know the scalar AWSPhone/,
        /^schema:3:14 {2}AppSync has no directive @mine/,
        'schema:4:2  Field "Query.a" can only be defined once.',
        'schema:2:5  Unknown type "Nothing". Did you mean "String"?',
      ],
    ],
  ])('with the schema %s names each problem once, at its place', (schema, expected) => {
    expect(problems({ schema })).toEqual(
      expected.map((one) => (typeof one === 'string' ? one : (expect.stringMatching(one) as string))),
    );
  });

  it('with a schema that was made of another names the place in that', () => {
    const sdl = '"""\nWhat can be\nasked.\n"""\ntype Query {\n  "Not known."\n  a: Nothing\n}\n';
    const schema = appsyncSchema(sdl, ['aws_api_key']);
    const message = 'Unknown type "Nothing". Did you mean "String"?';
    expect(problems({ schema })).toEqual([`schema:5:6  ${message}`]);
    const schemaSource = { file: 'api/room-cache/schema.graphql', sdl };
    expect(problems({ schema }, { schemaSource })).toEqual([`api/room-cache/schema.graphql:7:6  ${message}`]);
    // What the source cannot be blamed for is said of the schema.
    const other = { file: 'api/room-cache/schema.graphql', sdl: 'type Query { a: Int }' };
    expect(problems({ schema }, { schemaSource: other })).toEqual([`schema:5:6  ${message}`]);
  });

  it('shows the comment above a definition as its description, as AppSync does', async () => {
    const schema = `
      # A thing.
      # Of many.
      type Thing {
        # Not above the field.

        # Its name.
        name(
          # How long.
          length: Int): String
        other: Int
      }
      type Query { thing: Thing }`;
    const query = '{ __type(name: "Thing") { description fields { name description args { description } } } }';
    expect((await ask(createTestApi({ schema }), query)).data).toEqual({
      __type: {
        description: 'A thing.\nOf many.',
        fields: [
          { name: 'name', description: 'Its name.', args: [{ description: 'How long.' }] },
          { name: 'other', description: null, args: [] },
        ],
      },
    });
  });

  it("takes AppSync's directive for API keys, and deprecations", () => {
    expect(
      problems({ schema: 'type Query @aws_api_key { a: Int @aws_api_key @deprecated(reason: "Use b.") }' }),
    ).toEqual([]);
  });

  it('names resolvers of types and fields that the schema does not have', () => {
    expect(problems({ resolvers: [giving('1', 'value', 'Nothing'), giving('1', 'other')] })).toEqual([
      'Nothing.value  The schema has no type Nothing with fields.',
      "Query.other  The schema's type Query has no field other. It has value.",
    ]);
  });
});
