import { createUserPool, type Api } from '../../../packages/appsync-js/src';
import { appsyncSchema } from '../../../stacks/constructs/appsync-schema';
import { cache, marshall, movie, NOW, nowSeconds, room } from './room-store';
import { bothWays, createTrinityApi, schemaSdl, type GraphqlError } from './trinity-api';

/*
 * One API with both ways in: who has signed in is who they are, and a client with a key says for whom it asks. What the functions and
 * tables make of it is in functions/room-cache and local/.
 */

const POOL = { userPoolId: 'eu-west-1_Ab1Cd2Ef3', awsRegion: 'eu-west-1' };
const pool = createUserPool(POOL, () => NOW);
const stranger = createUserPool({ ...POOL, userPoolId: 'eu-west-1_Zz9Yy8Xx7' }, () => NOW);
const forger = createUserPool(POOL, () => NOW);

const ANA = 'f3a1c9e2-0001-4000-8000-000000000001';
const BEN = 'f3a1c9e2-0002-4000-8000-000000000002';
const KEY = { apiKey: 'da2-test' };
const ana = { headers: { authorization: pool.sign({ sub: ANA, username: 'ana' }) } };

type Way = typeof KEY | typeof ana;

const CREATE = 'mutation ($input: CreateRoomInput!) { createRoom(input: $input) { id } }';
const JOIN = 'mutation ($member: MemberInput) { joinRoom(inviteCode: "ABC234", member: $member) { id } }';
const CLOSE = 'mutation { closeRoom(id: "r1") { id } }';
const VOTE = `mutation ($memberId: ID!) {
  vote(roomId: "r1", memberId: $memberId, sequenceIndex: 0, liked: true) { memberId matched }
}`;
const VOTES = 'query ($memberId: ID!) { votes(roomId: "r1", memberId: $memberId) { liked } }';
const MATCHES = 'subscription { onMatch(roomId: "r1") { roomId matched } }';
const input = (hostId: string) => ({ input: { name: 'Friday', hostId, mediaType: 'MOVIE' } });
const member = (id: string) => ({ member: { id, name: 'Somebody' } });

describe.each(bothWays)('%s', (_way, options) => {
  let api: Api;
  let invoked: Record<string, unknown>[];
  let requests: string[];
  let members: Record<string, unknown>[];
  /** What the function room answers to. */
  let refused: string | undefined;

  beforeAll(async () => {
    const items = (table: string): object[] =>
      ({ rooms: [room()], roomCacheMetadata: [cache()], roomMovieCache: [movie(0)], roomMembers: members })[table] ??
      [];
    api = await createTrinityApi(
      {
        now: () => NOW,
        userPoolKeys: () => pool.keys,
        invoke: (_, _type, payload) => {
          invoked.push(payload as Record<string, unknown>);
          const failure = { ok: false, errorType: refused, message: 'The room is another’s.' };
          return Promise.resolve({ payload: refused === undefined ? { ok: true, value: room() } : failure });
        },
        dynamodb: {
          send: (operation, given) => {
            const { TableName } = given as { TableName: string };
            requests.push(`${operation} ${TableName}`);
            const found = items(TableName).map((item) => marshall(item as Record<string, unknown>));
            return Promise.resolve(operation === 'Query' ? { Items: found } : found[0] ? { Item: found[0] } : {});
          },
        },
      },
      options,
      {
        schema: appsyncSchema(schemaSdl, ['aws_api_key', 'aws_cognito_user_pools']),
        additionalAuthenticationProviders: [{ authenticationType: 'AMAZON_COGNITO_USER_POOLS', userPoolConfig: POOL }],
      },
    );
  });

  beforeEach(() => {
    [invoked, requests, refused] = [[], [], undefined];
    members = [
      { roomId: 'r1', userId: ANA, name: 'Ana', ttl: nowSeconds + 60, signedIn: true },
      { roomId: 'r1', userId: 'eva', name: 'Eva', ttl: nowSeconds + 60 },
    ];
  });

  interface Answer {
    data?: Record<string, unknown> | null;
    errors?: GraphqlError[];
  }
  const ask = async (way: object, query: string, variables: object = {}) => {
    const { status, body } = await api.execute({ query, variables, ...way });
    return { status, ...(JSON.parse(JSON.stringify(body)) as Answer) };
  };
  const follow = async (way: Way) =>
    api.subscribe({ query: MATCHES, ...way }, { next: () => undefined, end: () => undefined });

  const unauthorized = (field: string) => [
    { errorType: 'Unauthorized', message: 'Not Authorized to access this field.', path: [field] },
  ];

  it.each([
    ['createRoom', CREATE, input(ANA), 'create'],
    ['joinRoom', JOIN, member(ANA), 'join'],
    ['joinRoom without a member', JOIN, {}, 'join'],
    ['closeRoom', CLOSE, {}, 'close'],
  ])(
    '%s tells the function who has signed in, and of a client with a key nobody',
    async (_, query, variables, action) => {
      expect((await ask(ana, query, variables)).errors).toBeUndefined();
      expect(invoked[0]).toMatchObject({ action, by: ANA });
      invoked.length = 0;
      expect((await ask(KEY, query, variables)).errors).toBeUndefined();
      expect(invoked[0]).toMatchObject({ action });
      expect(invoked[0]).not.toHaveProperty('by');
    },
  );

  it.each([
    ['createRoom', CREATE, input],
    ['joinRoom', JOIN, member],
  ] as const)('%s as somebody else is for clients with a key', async (field, query, as) => {
    for (const other of [as(BEN), as('eva')]) {
      expect((await ask(ana, query, other)).errors).toMatchObject(unauthorized(field));
      expect([...invoked, ...requests]).toEqual([]);
      expect((await ask(KEY, query, other)).errors).toBeUndefined();
      invoked.length = requests.length = 0;
    }
  });

  it('what the function says of who may not is said in AppSync’s words', async () => {
    refused = 'Unauthorized';
    expect((await ask(ana, CLOSE)).errors).toMatchObject(unauthorized('closeRoom'));
    expect((await ask(KEY, CLOSE)).errors).toMatchObject(unauthorized('closeRoom'));
  });

  it('vote is of who has signed in', async () => {
    expect((await ask(ana, VOTE, { memberId: ANA })).data).toMatchObject({ vote: { memberId: ANA } });
    requests.length = 0;
    expect((await ask(ana, VOTE, { memberId: 'eva' })).errors).toMatchObject(unauthorized('vote'));
    expect(requests).toEqual([]);
  });

  it('vote by a key is of anybody who has not signed in', async () => {
    expect((await ask(KEY, VOTE, { memberId: 'eva' })).data).toMatchObject({ vote: { memberId: 'eva' } });
    requests.length = 0;
    expect((await ask(KEY, VOTE, { memberId: ANA })).errors).toMatchObject(unauthorized('vote'));
    expect(requests.filter((one) => /Put|Update/.test(one))).toEqual([]);
  });

  it('votes that are shown to who has signed in are their own', async () => {
    expect((await ask(ana, VOTES, { memberId: ANA })).errors).toBeUndefined();
    expect((await ask(ana, VOTES, { memberId: 'eva' })).errors).toMatchObject([{ errorType: 'Unauthorized' }]);
    expect((await ask(KEY, VOTES, { memberId: ANA })).errors).toBeUndefined();
  });

  it('matches are told to members who have signed in, and to clients with a key, for whom nobody is looked up', async () => {
    expect(await follow(ana)).toHaveProperty('end');
    expect(requests).toEqual(['GetItem rooms', 'Query roomMembers']);
    requests.length = 0;
    expect(await follow(KEY)).toHaveProperty('end');
    expect(requests).toEqual(['GetItem rooms']);
    const ben = { headers: { authorization: pool.sign({ sub: BEN }) } };
    expect(await follow(ben)).toMatchObject({ body: { errors: [{ errorType: 'NotAMember' }] } });
  });

  const seconds = NOW / 1000;
  const tokenOf = (token: string) => ({ headers: { authorization: token } });

  it.each([
    ['an access token', tokenOf(pool.sign({ sub: ANA })), 200],
    ['an id token', tokenOf(pool.sign({ sub: ANA, token_use: 'id' })), 200],
    ['a token of another use', tokenOf(pool.sign({ sub: ANA, token_use: 'refresh' })), 401],
    ['a token that has expired', tokenOf(pool.sign({ sub: ANA, exp: seconds - 1 })), 401],
    ['a token of another pool', tokenOf(stranger.sign({ sub: ANA })), 401],
    ['a token that somebody else has signed', tokenOf(forger.sign({ sub: ANA })), 401],
    ['no token and no key', {}, 401],
    ['a key that there is not', { apiKey: 'da2-other' }, 401],
  ])('%s is answered as it should be', async (_, way, status) => {
    expect((await ask(way, VOTES, { memberId: ANA })).status).toBe(status);
  });

  it('a token that says of nobody whose it is lets nobody act', async () => {
    const nobody = tokenOf(pool.sign({ sub: undefined }));
    for (const [query, variables] of [
      [CREATE, input('eva')],
      [CLOSE, {}],
      [VOTE, { memberId: 'eva' }],
    ] as const) {
      expect((await ask(nobody, query, variables)).errors).toMatchObject([{ errorType: 'Unauthorized' }]);
    }
    expect(invoked).toEqual([]);
  });
});
