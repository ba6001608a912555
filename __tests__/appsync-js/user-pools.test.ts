import { generateKeyPairSync, sign } from 'node:crypto';
import { answerHttp, createUserPool } from '../../packages/appsync-js/src';
import {
  askWith,
  byFunction,
  byKey,
  byPool,
  createApiWith,
  NOT_AUTHORIZED,
  NOW,
  otherPool,
  pool,
  shown,
  unauthorized,
} from './doors';

const api = createApiWith([byPool()]);
const seconds = NOW / 1000;

test('a token of either use lets its user in, whom the code sees', async () => {
  const claims = { sub: '7f3c', username: 'ana', 'cognito:groups': ['admins', 'owners'], exp: seconds + 60 };
  const access = pool.sign(claims);
  expect(shown(await askWith(api, access, '{ value }', { sourceIp: ['198.51.100.7'] }))).toEqual({
    identity: {
      sub: '7f3c',
      issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab1Cd2Ef3',
      username: 'ana',
      claims: expect.objectContaining({ ...claims, token_use: 'access', client_id: 'client', iat: seconds }) as unknown,
      sourceIp: ['198.51.100.7'],
      groups: ['admins', 'owners'],
      defaultAuthStrategy: 'ALLOW',
    },
    type: 'User Pool Authorization',
  });
  expect(shown(await askWith(api, `Bearer ${pool.sign({ username: 'ana', token_use: 'id' })}`))).toMatchObject({
    identity: {
      username: 'ana',
      sourceIp: ['127.0.0.1'],
      groups: null,
      claims: { 'cognito:username': 'ana', aud: 'client', token_use: 'id' },
    },
  });
});

test('over HTTP, whoever answers says from where it came', async () => {
  const from = async (more: { sourceIp?: readonly string[] }) => {
    const headers = { authorization: [pool.sign()] };
    const request = {
      method: 'GET',
      query: new URLSearchParams({ query: '{ value }' }),
      headers,
      body: Buffer.alloc(0),
    };
    const { status, body } = await answerHttp(api, { ...request, ...more });
    return shown({ status, body: JSON.parse(body) as object });
  };
  const sourceIp = ['198.51.100.7', '203.0.113.9'];
  expect(await from({ sourceIp })).toMatchObject({ identity: { sourceIp } });
  expect(await from({})).toMatchObject({ identity: { sourceIp: ['127.0.0.1'] } });
});

describe('what is no token of the pool', () => {
  const jwt = (header: object, claims: object, key: Parameters<typeof sign>[2]) => {
    const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
  };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = String(pool.keys.keys[0]!['kid']);
  const claims = { iss: pool.issuer, sub: 'a', exp: seconds + 60, token_use: 'access' };
  const namesake = createUserPool({ userPoolId: 'eu-west-1_Ab1Cd2Ef3', awsRegion: 'eu-west-1' }, () => NOW);
  const [, payload, signature] = pool.sign().split('.') as [string, string, string];
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.${signature}`;
  const expired = pool.sign({ exp: seconds });
  const forged = pool.sign().replace(/\.(.*)\./, `.${pool.sign({ username: 'root' }).split('.')[1]}.`);

  it.each([
    ['no token', 'ABC123', unauthorized('Unable to parse JWT token.')],
    ['no JSON', 'YQ.YQ.YQ', unauthorized('Unable to parse JWT token.')],
    ['one that has expired', expired, unauthorized('Token has expired.')],
    ['one that never expires', pool.sign({ exp: undefined }), unauthorized('Token has expired.')],
    ['one that does not count yet', pool.sign({ nbf: seconds + 1 }), NOT_AUTHORIZED],
    ['one of another pool', otherPool.sign(), NOT_AUTHORIZED],
    ['one that another pool has signed in its name', otherPool.sign({ iss: pool.issuer }), NOT_AUTHORIZED],
    ['one of a pool of its name', namesake.sign(), NOT_AUTHORIZED],
    ['one that somebody has signed in its name', jwt({ alg: 'RS256', kid }, claims, privateKey), NOT_AUTHORIZED],
    ['one whose claims were changed', forged, NOT_AUTHORIZED],
    ['one that nobody has signed', unsigned, NOT_AUTHORIZED],
    ['a refresh token', pool.sign({ token_use: 'refresh' }), NOT_AUTHORIZED],
  ])('lets nobody in: %s', async (_, token, refusal) => {
    expect(await askWith(api, token)).toEqual(refusal);
  });

  it('is a line in the log, where its issuer is a pool of the API', async () => {
    const log = jest.fn();
    const logging = createApiWith([byPool()], { log });
    await askWith(logging, otherPool.sign());
    expect(log).not.toHaveBeenCalled();
    await askWith(logging, namesake.sign());
    const message: unknown = expect.stringMatching(
      /^A token of https:.*eu-west-1_Ab1Cd2Ef3 was refused: JWK for kid .* not found/,
    );
    expect(log.mock.calls).toEqual([[{ level: 'ERROR', message }]]);
  });
});

test('only tokens of the clients that the pool names, as a whole, are taken', async () => {
  const some = createApiWith([byPool({ appIdClientRegex: 'web|app' })]);
  for (const token_use of ['access', 'id']) {
    for (const client of ['web', 'app'])
      expect((await askWith(some, pool.sign({ client, token_use }))).status).toBe(200);
    expect(await askWith(some, pool.sign({ client: 'webs', token_use }))).toEqual(NOT_AUTHORIZED);
  }
});

test('keys may take their time', async () => {
  const slow = createApiWith([byPool()], { userPoolKeys: () => Promise.resolve(pool.keys) });
  expect((await askWith(slow, pool.sign())).status).toBe(200);
  const none = createApiWith([byPool()], { userPoolKeys: () => Promise.reject(new Error('no network')) });
  expect(await askWith(none, pool.sign())).toEqual(NOT_AUTHORIZED);
});

test('of several pools, a token belongs to its own, and a field without a directive to the default one', async () => {
  const both = createApiWith(
    [byPool(), byPool({ userPoolId: 'eu-west-1_Others' })],
    {},
    {
      schema: 'type Query { value: AWSJSON any: Int @aws_cognito_user_pools }',
    },
  );
  expect((await askWith(both, pool.sign(), '{ value any }')).body).not.toHaveProperty('errors');
  const { errors } = (await askWith(both, otherPool.sign(), '{ value any }')).body as { errors: { path: string[] }[] };
  expect(errors.map(({ path }) => path)).toEqual([['value']]);
});

describe('beside a function', () => {
  const asked: string[] = [];
  const invoke = (_: string, __: string, event: unknown) => {
    asked.push((event as { authorizationToken: string }).authorizationToken);
    return Promise.resolve({ payload: { isAuthorized: true } });
  };
  const schema = 'type Query { value: AWSJSON @aws_lambda @aws_cognito_user_pools }';
  const both = createApiWith([byFunction(), byPool()], { invoke }, { schema });

  it('a token of any issuer goes to the pools, and anything else to the function', async () => {
    expect(shown(await askWith(both, pool.sign()))).toMatchObject({ type: 'User Pool Authorization' });
    expect(await askWith(both, otherPool.sign())).toEqual(NOT_AUTHORIZED);
    expect(asked).toEqual([]);
    for (const token of ['ABC123', `prefix ${pool.sign()}`]) {
      expect(shown(await askWith(both, token))).toMatchObject({ type: 'Lambda Authorization' });
    }
    expect(asked).toHaveLength(2);
  });
});

test('beside a key, each by its header', async () => {
  const both = createApiWith(
    [byKey, byPool()],
    {},
    { schema: 'type Query { value: AWSJSON @aws_api_key @aws_cognito_user_pools }' },
  );
  expect(shown(await both.execute({ query: '{ value }', apiKey: 'da2-test' }))).toMatchObject({ identity: null });
  expect(shown(await askWith(both, pool.sign({ username: 'ana' })))).toMatchObject({ identity: { username: 'ana' } });
  expect(await askWith(both, 'da2-test')).toEqual(unauthorized('Unable to parse JWT token.'));
});
