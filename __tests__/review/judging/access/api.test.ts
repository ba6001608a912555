import { reviewPlan } from '../../../../packages/plan-review/src/review';
import type { Json, JsonObject } from '../../../../packages/plan-review/src/plan/value';
import { hiddenChange } from '../../../../packages/plan-review/src/rules';
import { accessLoosened } from '../../../../packages/plan-review/src/rules/access-loosened';
import { madePublic } from '../../../../packages/plan-review/src/rules/made-public';
import { serviceStopped } from '../../../../packages/plan-review/src/rules/service-stopped';
import { compareSyntheses } from '../../../../packages/plan-review/src/synthesis/compare';
import { environment, synthesizeEnvironment } from '../../../stacks/synthesize';
import { because, change, find } from '../../rules/change';
import { withRoomCache } from '../../../environments/change';

const TYPE = 'aws_appsync_graphql_api';
const ISSUER = 'https://id.trinity.test';
const FUNCTION = 'arn:aws:lambda:eu-west-1:111111111111:function:ask';

const pool = (user_pool_id: string, app_id_client_regex: string | null = null): JsonObject => ({
  authentication_type: 'AMAZON_COGNITO_USER_POOLS',
  user_pool_config: [{ user_pool_id, app_id_client_regex, aws_region: 'eu-west-1' }],
});
const oidc = (more: JsonObject = {}): JsonObject => ({
  authentication_type: 'OPENID_CONNECT',
  openid_connect_config: [{ issuer: ISSUER, client_id: 'web|app', auth_ttl: 0, iat_ttl: 0, ...more }],
});
const lambda = (more: JsonObject = {}): JsonObject => ({
  authentication_type: 'AWS_LAMBDA',
  lambda_authorizer_config: [{ authorizer_uri: FUNCTION, identity_validation_expression: '^t-', ...more }],
});
const iam: JsonObject = { authentication_type: 'AWS_IAM' };
const key: JsonObject = { authentication_type: 'API_KEY' };

/** An API that asks this one by default, and these besides. */
const api = (first: JsonObject, ...others: readonly JsonObject[]): JsonObject => ({
  ...{ name: 'films', ...first, additional_authentication_provider: others },
});
const loosened = (before: JsonObject, after: JsonObject) => because(accessLoosened, TYPE, before, after);
const stopped = (before: JsonObject, after: JsonObject) => because(serviceStopped, TYPE, before, after);

test.each<[string, JsonObject, JsonObject, string]>([
  [
    'a user pool is added',
    api(key),
    api(key, pool('eu-west-1_a')),
    'members of the user pool eu-west-1_a, by any of its clients, may call it now; before, only whoever has an API key',
  ],
  [
    'a second one',
    api(key, pool('eu-west-1_a')),
    api(key, pool('eu-west-1_a'), pool('eu-west-1_b', '^web$')),
    'members of the user pool eu-west-1_b, by clients that match ^web$, may call it now; before, only whoever has an API key; ' +
      'and members of the user pool eu-west-1_a, by any of its clients',
  ],
  [
    'its clients are limited no longer',
    api(key, pool('eu-west-1_a', '^web$')),
    api(key, pool('eu-west-1_a')),
    'members of the user pool eu-west-1_a, by any of its clients, may call it now; before, only members of the user pool ' +
      'eu-west-1_a, by clients that match ^web$',
  ],
  [
    'more of its clients',
    api(key, pool('eu-west-1_a', '^web$')),
    api(key, pool('eu-west-1_a', '^(web|app)$')),
    'members of the user pool eu-west-1_a, by clients that match ^(web|app)$, may call it now; before, only members of the user ' +
      'pool eu-west-1_a, by clients that match ^web$',
  ],
  [
    'IAM is added',
    api(pool('eu-west-1_a')),
    api(pool('eu-west-1_a'), iam),
    'whoever IAM allows, may call it now; before, only members of the user pool eu-west-1_a, by any of its clients',
  ],
  [
    'an issuer is added',
    api(iam),
    api(iam, oidc()),
    `whoever ${ISSUER} vouches for, to clients that match web|app, may call it now; before, only whoever IAM allows`,
  ],
  [
    'its clients are limited no longer',
    api(oidc()),
    api(oidc({ client_id: '' })),
    `whoever ${ISSUER} vouches for, may call it now; before, only whoever ${ISSUER} vouches for, to clients that match web|app`,
  ],
  [
    'its tokens are taken for longer',
    api(oidc({ auth_ttl: 60 })),
    api(oidc({ auth_ttl: 0 })),
    `whoever ${ISSUER} vouches for, to clients that match web|app: a token, or what vouched for it, is taken for longer than before`,
  ],
  [
    'a function is added',
    api(iam),
    api(iam, lambda()),
    `whoever the function ${FUNCTION} lets in, with a token that matches ^t-, may call it now; before, only whoever IAM allows`,
  ],
  [
    'what it said is kept for longer than the five minutes of the default',
    api(lambda()),
    api(lambda({ authorizer_result_ttl_in_seconds: 3600 })),
    `whoever the function ${FUNCTION} lets in, with a token that matches ^t-: a token, or what vouched for it, is taken for longer than before`,
  ],
  [
    'another pool in its place',
    api(pool('eu-west-1_a')),
    api(pool('eu-west-1_b')),
    'members of the user pool eu-west-1_b, by any of its clients, may call it now; before, only members of the user pool ' +
      'eu-west-1_a, by any of its clients',
  ],
])('%s: it says who may call now, and who could before; back is not loosened', (_, before, after, line) => {
  expect(find(accessLoosened, change(TYPE, before, after))).toEqual({
    blocks: false,
    title: 'It may be called by others, or is checked less, than before.',
    because: [line],
  });
  const back = loosened(after, before);
  expect(back.filter((one) => !one.includes('eu-west-1_a'))).toEqual([]); // but for the pool that comes back
});

test.each<[string, JsonObject, JsonObject, readonly string[]]>([
  [
    'a provider is removed',
    api(key, pool('eu-west-1_a')),
    api(key),
    ['members of the user pool eu-west-1_a, by any of its clients, may call it no longer'],
  ],
  [
    'fewer of its clients',
    api(key, pool('eu-west-1_a', '^(web|app)$')),
    api(key, pool('eu-west-1_a', '^web$')),
    [
      'members of the user pool eu-west-1_a, by clients that match ^(web|app)$, may call it no longer; of them, only members of ' +
        'the user pool eu-west-1_a, by clients that match ^web$',
    ],
  ],
  ['they change places', api(iam, oidc()), api(oidc(), iam), []],
  ['they come in another order', api(key, iam, oidc()), api(key, oidc(), iam), []],
  ['its tokens are taken for less long', api(oidc()), api(oidc({ auth_ttl: 60 })), []],
])('%s: nothing is loosened; whoever is shut out is named', (_, before, after, lines) => {
  expect(loosened(before, after)).toEqual([]);
  expect(stopped(before, after)).toEqual(lines);
});

test('an expression that is more than names may let in others, whatever it becomes', () => {
  expect(loosened(api(oidc({ client_id: 'web|app' })), api(oidc({ client_id: 'web' })))).toHaveLength(1);
  expect(loosened(api(pool('a', '^web')), api(pool('a', '^webs$')))).toHaveLength(1);
});

test('a key that is added is public; one that was the default already is not', () => {
  const blocks = (before: JsonObject, after: JsonObject) => find(madePublic, change(TYPE, before, after))?.blocks;
  expect(blocks(api(iam), api(iam, key))).toBe(true);
  expect(loosened(api(iam), api(iam, key))).toEqual([]);
  expect(blocks(api(key), api(iam, key))).toBeUndefined();
});

describe('a schema', () => {
  const ask = (schema: string, ...providers: readonly JsonObject[]) => ({
    ...api(providers[0]!, ...providers.slice(1)),
    schema,
  });
  const POOL = pool('eu-west-1_a');

  test.each<[string, JsonObject, JsonObject, string]>([
    [
      'a field for some groups is for all',
      ask('type Query { me: ID @aws_auth(cognito_groups: ["a"]) }', POOL),
      ask('type Query { me: ID }', POOL),
      'Query.me: AMAZON_COGNITO_USER_POOLS',
    ],
    [
      'for another group, too',
      ask('type Query { me: ID @aws_cognito_user_pools(cognito_groups: ["a"]) }', POOL, iam),
      ask('type Query { me: ID @aws_cognito_user_pools(cognito_groups: ["a", "b"]) }', POOL, iam),
      'Query.me: AMAZON_COGNITO_USER_POOLS (a, b)',
    ],
    [
      'a field that was only for members is for whoever has a key',
      ask('type Query { me: ID @aws_cognito_user_pools }', key, POOL),
      ask('type Query { me: ID }', key, POOL),
      'Query.me: API_KEY',
    ],
    [
      'a type, of one of its fields',
      ask('type A @aws_iam { a: ID b: ID @aws_iam }', key, iam),
      ask('type A @aws_iam @aws_api_key { a: ID b: ID @aws_iam }', key, iam),
      'A.a: API_KEY',
    ],
    [
      'the default is another one, of two that it had',
      ask('type Query { me: ID }', iam, key),
      ask('type Query { me: ID }', key, iam),
      'Query.me: API_KEY',
    ],
    [
      'a second provider puts @aws_auth out of force',
      ask('type Query { me: ID @aws_auth(cognito_groups: ["a"]) }', POOL),
      ask('type Query { me: ID @aws_auth(cognito_groups: ["a"]) }', POOL, key),
      'Query.me: AMAZON_COGNITO_USER_POOLS',
    ],
  ])('%s', (_, before, after, field) => {
    expect(loosened(before, after)).toEqual([`schema lets more callers ask for ${field}`]);
    expect(loosened(after, before)).not.toContain(`schema lets more callers ask for ${field}`);
  });

  test.each<[string, JsonObject, JsonObject]>([
    [
      'directives that go with their provider',
      ask('type Query @aws_api_key @aws_cognito_user_pools { me: ID }', key, POOL),
      ask('type Query { me: ID }', key),
    ],
    [
      'a subscription that is none any more',
      ask('type Subscription { me: ID @aws_subscribe(mutations: ["m"]) }', key),
      ask('type Subscription { me: ID }', key),
    ],
    [
      'a new field',
      ask('type Query { me: ID @aws_iam }', key, iam),
      ask('type Query { me: ID @aws_iam you: ID }', key, iam),
    ],
  ])('%s: nothing is loosened', (_, before, after) => {
    expect(loosened(before, after)).toEqual([]);
  });

  test('all of the fields are accepted, however many are shown', () => {
    const many = (directive: string, to: number) =>
      ask(`type Query { ${Array.from({ length: to }, (_, at) => `f${at}: ID ${directive}`).join(' ')} }`, key, POOL);
    const found = (to: number) =>
      accessLoosened.find(change(TYPE, many('@aws_cognito_user_pools', to), many('', to)), {
        resources: [],
      } as never);
    expect(found(9)?.because).toEqual([expect.stringMatching(/Query\.f5: API_KEY and 3 more$/)]);
    expect(found(9)?.judged).not.toEqual(found(8)?.judged);
  });

  test('one that cannot be read is said to be so', () => {
    expect(loosened(ask('type Query {', key), ask('type Query { a: ID }', key))).toEqual([
      'schema cannot be read here: whether more may be asked of it by some cannot be judged',
    ]);
  });
});

describe('what cannot be seen', () => {
  const hidden = (after: JsonObject, unknown: Json, before = api(key, pool('eu-west-1_a'))) =>
    find(hiddenChange, change(TYPE, before, after, { unknown }));

  test('which pool it is', () => {
    const later = api(key, pool('x'));
    const unknown = { additional_authentication_provider: [{ user_pool_config: [{ user_pool_id: true }] }] };
    expect(find(accessLoosened, change(TYPE, api(key, pool('eu-west-1_a')), later, { unknown }))).toBeUndefined();
    expect(hidden(later, unknown)?.because).toEqual([
      expect.stringMatching(/whether they might call it before is known only/),
    ]);
    const first = find(accessLoosened, change(TYPE, api(key), later, { unknown }));
    expect(first?.because).toEqual([
      expect.stringMatching(/^members of the user pool \(known after the apply\), by any/),
    ]);
  });

  test('what is sensitive blocks', () => {
    const one = api(key, pool('eu-west-1_a', '(sensitive 1)'));
    expect(hidden(api(key, pool('eu-west-1_a', '(sensitive 2)')), {}, one)).toMatchObject({ blocks: true });
    expect(loosened(one, api(key, pool('eu-west-1_a', '(sensitive 2)')))).toEqual([]);
  });
});

test("this project's own: pools that an environment names, and names no longer", () => {
  const dev = environment('dev');
  const synthesized = (userPools?: NonNullable<typeof dev.systems.roomCache.api.userPools>) =>
    synthesizeEnvironment(
      withRoomCache(dev, { api: { ...dev.systems.roomCache.api, ...(userPools && { userPools }) } }),
    ) as never;
  const review = (before: never, after: never) =>
    reviewPlan(compareSyntheses(before, after), { name: 'dev', digest: '0'.repeat(64), commit: null, acceptances: [] });
  const said = (before: never, after: never) =>
    review(before, after).findings.map(({ rule, because: lines }) => [rule, ...lines]);
  const id = 'eu-west-1_Ab1Cd2Ef3';
  const [none, all, some] = [
    synthesized(),
    synthesized({ [id]: {} }),
    synthesized({ [id]: { clients: '^(web|app)$' } }),
  ];
  const members = (of: string) => `members of the user pool ${id}, by ${of}`;
  const [any, named] = ['any of its clients', 'clients that match ^(web|app)$'].map(members);
  expect(said(none, all)).toEqual([
    ['access-loosened', `${any}, may call it now; before, only whoever has an API key`],
  ]);
  expect(said(some, all)).toEqual([['access-loosened', `${any}, may call it now; before, only ${named}`]]);
  expect(said(all, some)).toEqual([['service-stopped', `${any}, may call it no longer; of them, only ${named}`]]);
  expect(said(some, none)).toEqual([['service-stopped', `${named}, may call it no longer`]]);
});
