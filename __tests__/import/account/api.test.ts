import { judgeApi } from '../../../import/account/api';
import type { DeclaredApi } from '../../../import/declared-api';
import type { ResourceChange } from '../../../packages/plan-review/src/plan/model';
import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { fakeAws } from '../../deployment/aws';

const API = 'abcdefghijklmnopqrstuvwxyz';
const nothing = { dataSources: [], functions: [], resolvers: [], key: undefined };

interface Case {
  /** As AWS has it. */
  readonly living: string;
  readonly declared: string;
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly isNamed?: boolean;
}

const KEY = { authentication_type: 'API_KEY' };
const and = (...kinds: string[]) => ({
  additional_authentication_provider: kinds.map((kind) => ({ authentication_type: kind })),
});

async function judged({ living, declared, before = KEY, after = KEY, isNamed = false }: Case) {
  const asked: unknown[] = [];
  const { appsync } = fakeAws({
    GetIntrospectionSchemaCommand: (input) => {
      asked.push(input.includeDirectives);
      return { schema: new TextEncoder().encode(living) };
    },
    ListDataSourcesCommand: () => ({ dataSources: [] }),
    ListFunctionsCommand: () => ({ functions: [] }),
    ListTypesCommand: () => ({ types: [] }),
    ListApiKeysCommand: () => ({ apiKeys: [] }),
  });
  const change: ResourceChange = {
    address: 'aws_appsync_graphql_api.api',
    type: 'aws_appsync_graphql_api',
    provider: 'registry.terraform.io/hashicorp/aws',
    action: 'update',
    steps: ['update'],
    importing: { id: API },
    before: { ...before, id: API },
    after: { ...after, id: API, schema: declared },
    unknown: {},
    replacePaths: [],
  };
  const api: DeclaredApi = { ...nothing, schema: declared };
  const said = await judgeApi(appsync, API, api, change, isNamed);
  expect(asked).toEqual([true]);
  return said;
}

const OPEN = 'type Query { room: Int, rooms: Int }';
const told = 'schema lets more callers ask for Query.room: API_KEY.';

test.each<[string, Case]>([
  [
    'a field that was for IAM only',
    { living: 'type Query { room: Int @aws_iam, rooms: Int }', declared: OPEN, before: { ...KEY, ...and('AWS_IAM') } },
  ],
  [
    'one of a type that was for members of a pool only, which another type still is',
    {
      living:
        'type Query @aws_cognito_user_pools { room: Int, rooms: Int @aws_api_key } type A @aws_cognito_user_pools { a: Int }',
      declared: 'type Query { room: Int, rooms: Int } type A @aws_cognito_user_pools { a: Int }',
      before: { ...KEY, ...and('AMAZON_COGNITO_USER_POOLS') },
      after: { ...KEY, ...and('AMAZON_COGNITO_USER_POOLS') },
    },
  ],
  [
    'one that was open to the default only, which is keys by now',
    {
      living: 'type Query { room: Int, rooms: Int @aws_api_key }',
      declared: OPEN,
      before: { authentication_type: 'AWS_IAM', ...and('API_KEY') },
    },
  ],
])('who may ask for more is told: %s', async (_, of) => {
  expect(await judged(of)).toEqual({ problems: [told], notSeen: [] });
  expect(await judged({ ...of, isNamed: true })).toEqual({ problems: [], notSeen: [told] });
});

test('where no key opened it, each field that a key opens by now is told', async () => {
  const more = 'type Query { room: Int, rooms: Int @aws_iam, old: Int }';
  const iam = { authentication_type: 'AWS_IAM' };
  for (const before of [iam, { authentication_type: 'AMAZON_COGNITO_USER_POOLS' }]) {
    const of = { living: more, declared: more, before, after: { ...KEY, ...and('AWS_IAM') } };
    const told = 'schema lets more callers ask for Query.room: API_KEY, Query.old: API_KEY.';
    expect(await judged(of)).toEqual({ problems: [told], notSeen: [] });
    expect(await judged({ ...of, isNamed: true })).toEqual({ problems: [], notSeen: [told] });
  }
  // Of a pool that comes, the plan tells as of a block that is added.
  const pool = { ...KEY, ...and('AMAZON_COGNITO_USER_POOLS') };
  const closer = 'type Query { room: Int @aws_cognito_user_pools, rooms: Int }';
  expect(await judged({ living: OPEN, declared: closer, after: pool })).toEqual({ problems: [], notSeen: [] });
});

test('a schema that cannot be read here is not judged, and says so', async () => {
  const living = `${OPEN} interface A { a: Int } interface B { b: Int } type C implements A, B { a: Int, b: Int }`;
  const told = [
    'schema cannot be read here: what clients lose with it cannot be judged.',
    'schema cannot be read here: whether more may be asked of it by some cannot be judged.',
  ];
  expect(await judged({ living, declared: OPEN })).toEqual({ problems: told, notSeen: [] });
  expect(await judged({ living, declared: OPEN, isNamed: true })).toEqual({ problems: [], notSeen: told });
});

test('whose fields are open to the same, or to fewer, loses nothing there', async () => {
  const living = 'type Query { room: Int, rooms: Int @aws_iam @aws_api_key, old: Int }';
  const declared = 'type Query { room: Int @aws_iam, rooms: Int, new: Int }';
  const providers = { ...KEY, ...and('AWS_IAM') };
  expect(await judged({ living, declared: OPEN })).toMatchObject({
    problems: ['schema: clients lose something: Query.old was removed.'],
  });
  expect(await judged({ living: OPEN, declared: OPEN, before: providers, after: providers })).toMatchObject({
    problems: [],
  });
  expect((await judged({ living, declared, before: providers, after: providers })).problems).toEqual([
    'schema: clients lose something: Query.old was removed.',
    'schema lets more callers ask for Query.room: AWS_IAM.',
  ]);
});
