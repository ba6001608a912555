import { type ApiDefinition, type AuthenticationProvider, ResolverCodeError } from '../../packages/appsync-js/src';
import { askWith, byFunction, byKey, byPool, createApiWith, pool } from './doors';
import { API_KEY, computing, createTestApi, unit } from './test-api';

const invoke = () => Promise.resolve({ payload: { isAuthorized: true } });

/** AppSync's own example (security-authz.html#using-additional-authorization-modes), with a user pool for IAM. */
const schema = `
  type Query { getPost(id: ID): Post getAllPosts: [Post] @aws_api_key }
  type Mutation { addPost: Post! }
  type Post @aws_api_key @aws_cognito_user_pools {
    id: ID!
    title: String
    restrictedContent: String @aws_cognito_user_pools
    secret: String @aws_cognito_user_pools(cognito_groups: ["editors", "owners"])
  }`;
const post = "{ id: 'p1', title: 'One', restrictedContent: 'Two', secret: 'Three' }";
const resolvers = [
  computing(unit('return {};', `return ${post};`), 'Query', 'getPost'),
  computing(unit('return {};', `return [${post}];`), 'Query', 'getAllPosts'),
  computing(unit('return {};', `return ${post};`), 'Mutation', 'addPost'),
];
const api = createApiWith([byPool(), byKey], {}, { schema, resolvers });
const denied = (field: string, type: string, path: (string | number)[], line: number, column: number) => ({
  path,
  data: null,
  errorType: 'Unauthorized',
  errorInfo: null,
  locations: [{ line, column, sourceName: null }],
  message: `Not Authorized to access ${field} on type ${type}`,
});

test('a field without a directive is for who comes by the default mode', async () => {
  const query = '{ getPost { id } getAllPosts { id } }';
  expect((await askWith(api, pool.sign(), query)).body).toEqual({
    data: { getPost: { id: 'p1' }, getAllPosts: null },
    errors: [denied('getAllPosts', 'Query', ['getAllPosts'], 1, 18)],
  });
  expect((await api.execute({ query, apiKey: API_KEY })).body).toEqual({
    data: { getPost: null, getAllPosts: [{ id: 'p1' }] },
    errors: [denied('getPost', 'Query', ['getPost'], 1, 3)],
  });
});

test("a field's directives go before its type's", async () => {
  const query = '{ getAllPosts { title restrictedContent } }';
  expect((await api.execute({ query, apiKey: API_KEY })).body).toEqual({
    data: { getAllPosts: [{ title: 'One', restrictedContent: null }] },
    errors: [denied('restrictedContent', 'Post', ['getAllPosts', 0, 'restrictedContent'], 1, 23)],
  });
  expect((await askWith(api, pool.sign(), '{ getPost { title restrictedContent } }')).body).toEqual({
    data: { getPost: { title: 'One', restrictedContent: 'Two' } },
  });
});

test('a field for groups is for whoever is in one of them', async () => {
  const query = '{ getPost { title secret } }';
  for (const groups of [['owners'], ['others', 'editors']]) {
    expect((await askWith(api, pool.sign({ 'cognito:groups': groups }), query)).body).toEqual({
      data: { getPost: { title: 'One', secret: 'Three' } },
    });
  }
  for (const claims of [{}, { 'cognito:groups': [] }, { 'cognito:groups': ['others'] }]) {
    expect((await askWith(api, pool.sign(claims), query)).body).toEqual({
      data: { getPost: { title: 'One', secret: null } },
      errors: [denied('secret', 'Post', ['getPost', 'secret'], 1, 19)],
    });
  }
});

test('a mutation that is denied does nothing, and what every object has is no field', async () => {
  const { body } = await api.execute({ query: 'mutation { addPost { id } }', apiKey: API_KEY });
  expect(body).toEqual({ data: null, errors: [denied('addPost', 'Mutation', ['addPost'], 1, 12)] });
  const names = { schema: 'type Query { toString: Int } type constructor @aws_api_key { a: Int }', resolvers: [] };
  const inherited = await createApiWith([byPool(), byKey], {}, names).execute({
    query: '{ toString }',
    apiKey: API_KEY,
  });
  expect(inherited.body).toMatchObject({ errors: [{ errorType: 'Unauthorized' }] });
});

test('whoever is let in may ask for the schema, and for the names of types', async () => {
  const query = '{ __typename __schema { queryType { name } } }';
  expect((await api.execute({ query, apiKey: API_KEY })).body).toEqual({
    data: { __typename: 'Query', __schema: { queryType: { name: 'Query' } } },
  });
});

test('of a pool whose default action is DENY, nobody has a field that no directive speaks of', async () => {
  const denying = { schema: 'type Query { a: Int b: Int @aws_auth c: Int @aws_auth(cognito_groups: ["g"]) }' };
  const answered = async (defaultAction: string, groups: string[]) => {
    const asked = await askWith(
      createApiWith([byPool({ defaultAction })], {}, { ...denying, resolvers: [] }),
      pool.sign({ 'cognito:groups': groups }),
      '{ a b c }',
    );
    return ((asked.body as { errors?: { path: [string] }[] }).errors ?? []).map(({ path: [field] }) => field);
  };
  expect(await answered('ALLOW', [])).toEqual(['c']);
  expect(await answered('ALLOW', ['g'])).toEqual([]);
  expect(await answered('DENY', [])).toEqual(['a', 'c']);
  expect(await answered('DENY', ['g'])).toEqual(['a']);
});

describe('a definition', () => {
  const problems = (providers: readonly AuthenticationProvider[], sdl?: string, more: Partial<ApiDefinition> = {}) => {
    try {
      createApiWith(providers, { invoke }, { resolvers: [], ...(sdl !== undefined && { schema: sdl }), ...more });
    } catch (error) {
      return (error as ResolverCodeError).message.split(/\n {2}(?! )/).slice(1);
    }
    return [];
  };

  it.each<[string, readonly AuthenticationProvider[], string[]]>([
    [
      'two functions',
      [byFunction(), byFunction({ authorizerUri: 'arn:other' })],
      ['additionalAuthenticationProviders[0]  An API has AWS_LAMBDA once; here it is there twice.'],
    ],
    [
      'keys twice',
      [byPool(), byKey, byKey],
      ['additionalAuthenticationProviders[1]  An API has API_KEY once; here it is there twice.'],
    ],
    [
      'a pool twice',
      [byPool(), byPool()],
      [
        'additionalAuthenticationProviders[0]  An API has the user pool eu-west-1_Ab1Cd2Ef3 once; here it is there twice.',
      ],
    ],
    [
      'a long TTL',
      [byFunction({ authorizerResultTtlInSeconds: 3601 })],
      ['authentication  authorizerResultTtlInSeconds is 3601: allowed are 0 to 3600 seconds.'],
    ],
    [
      'a TTL below 0',
      [byFunction({ authorizerResultTtlInSeconds: -1 })],
      ['authentication  authorizerResultTtlInSeconds is -1: allowed are 0 to 3600 seconds.'],
    ],
    [
      'no expression',
      [byFunction({ identityValidationExpression: '(' })],
      ['authentication  identityValidationExpression is no regular expression: ('],
    ],
    [
      'no expression of clients',
      [byPool({ appIdClientRegex: '[' })],
      ['authentication  appIdClientRegex is no regular expression: ['],
    ],
    [
      'an action of an additional pool',
      [byKey, byPool({ defaultAction: 'DENY' })],
      [
        'additionalAuthenticationProviders[0]  defaultAction is DENY: only the default provider has one (CognitoUserPoolConfig has none).',
      ],
    ],
  ])('with %s is refused', (_, providers, expected) => {
    expect(problems(providers)).toEqual(expected);
  });

  it('may have two pools, and the longest TTL', () => {
    expect(
      problems([
        byFunction({ authorizerResultTtlInSeconds: 3600 }),
        byPool(),
        byPool({ userPoolId: 'eu-west-1_Others' }),
      ]),
    ).toEqual([]);
  });

  it.each<[string, readonly AuthenticationProvider[], string, string[]]>([
    [
      'a mode that the API does not have',
      [byKey],
      'type Query @aws_lambda { a: Int @aws_cognito_user_pools }',
      [
        'schema:1:12  @aws_lambda lets nobody in: the API has no AWS_LAMBDA. It has API_KEY.',
        'schema:1:33  @aws_cognito_user_pools lets nobody in: the API has no AMAZON_COGNITO_USER_POOLS. It has API_KEY.',
      ],
    ],
    [
      '@aws_auth beside another mode',
      [byPool(), byKey],
      'type Query { a: Int @aws_auth(cognito_groups: ["g"]) }',
      [
        'schema:1:21  "You can\'t use the @aws_auth directive along with additional authorization modes." Write @aws_cognito_user_pools, with the same arguments.',
      ],
    ],
    [
      '@aws_auth below the roots',
      [byPool()],
      'schema { query: Q } type Q { a: T @aws_auth } type T { b: Int @aws_auth }',
      [
        'schema:1:63  AppSync is reported not to look at @aws_auth below Q (aws-appsync-community#275). Write @aws_cognito_user_pools, with the same arguments.',
      ],
    ],
    [
      '@aws_auth on a type',
      [byPool()],
      'type Query @aws_auth { a: Int }',
      ['schema:1:12  Directive "@aws_auth" may not be used on OBJECT.'],
    ],
    [
      'an argument that is not known',
      [byPool()],
      'type Query { a: Int @aws_cognito_user_pools(groups: ["g"]) }',
      ['schema:1:45  Unknown argument "groups" on directive "@aws_cognito_user_pools".'],
    ],
    [
      'an argument of one that has none',
      [byFunction()],
      'type Query { a: Int @aws_lambda(cognito_groups: ["g"]) }',
      ['schema:1:33  Unknown argument "cognito_groups" on directive "@aws_lambda".'],
    ],
    [
      'a group that is no text',
      [byPool()],
      'type Query { a: Int @aws_cognito_user_pools(cognito_groups: [1]) }',
      ["schema:1:21  cognito_groups of @aws_cognito_user_pools has to be a list of groups' names."],
    ],
  ])('whose schema has %s is refused', (_, providers, sdl, expected) => {
    expect(problems(providers, sdl)).toEqual(expected);
  });

  it('whose ways in are not known yet may speak of any, in words that AppSync has', () => {
    const judge = (sdl: string) => () => createTestApi({ schema: sdl }, {}, { anyWayIn: true });
    expect(judge('type Query @aws_lambda { a: Int @aws_cognito_user_pools b: Int @aws_auth }')).not.toThrow();
    expect(judge('type Query { a: Int @aws_lambda(groups: 1) }')).toThrow('Unknown argument "groups"');
  });

  it('needs the backend of each mode', () => {
    const all = { authentication: byFunction(), additionalAuthenticationProviders: [byPool()] };
    const bare = () => createTestApi(all, { invoke: undefined as never });
    expect(bare).toThrow(ResolverCodeError);
    expect(bare).toThrow(
      'authentication  AWS_LAMBDA needs the backend invoke of createApi.\n  authentication  AMAZON_COGNITO_USER_POOLS needs the backend userPoolKeys of createApi.',
    );
  });
});
