import { once } from 'node:events';
import { get } from 'node:http';
import WebSocket from 'ws';
import { type Api, serveApi } from '../../packages/appsync-js/src';
import { Connection } from '../../packages/appsync-js/src/real-time/connection';
import { byFunction, byKey, byPool, createApiWith, NOW, pool } from './doors';
import { API_KEY, computing, unit } from './test-api';

const SCHEMA = `
  type Query { value: Int }
  type Mutation { vote(room: ID!, film: String): Vote }
  type Vote @aws_api_key @aws_lambda @aws_cognito_user_pools { room: ID film: String }
  type Subscription {
    onVote(room: ID): Vote @aws_subscribe(mutations: ["vote"]) @aws_api_key @aws_lambda @aws_cognito_user_pools
  }`;
let now = NOW;
const create = (schema = SCHEMA): Api =>
  createApiWith(
    [byKey, byFunction(), byPool()],
    {
      now: () => now,
      invoke: (_arn, _type, event) =>
        Promise.resolve({
          payload: { isAuthorized: (event as { authorizationToken: string }).authorizationToken === 'let me in' },
        }),
    },
    { schema, resolvers: [computing(unit('return {};', 'return ctx.args;'), 'Mutation', 'vote')] },
  );

let api: Api;
let server: { url: string; close(): Promise<void> };
const clients: WebSocket[] = [];

beforeEach(async () => {
  [api, now] = [create(), NOW];
  server = await serveApi(() => api, { port: 0 });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await server.close();
});

const address = (path = '/graphql/realtime') => new URL(path, server.url).href.replace('http:', 'ws:');
const encoded = (headers: object, as: 'base64' | 'base64url' = 'base64url') =>
  Buffer.from(JSON.stringify(headers)).toString(as);
const BY_KEY = { host: 'localhost', 'x-api-key': API_KEY };

interface Client {
  /** The next message of the server. */
  next(): Promise<Record<string, unknown>>;
  send(message: unknown): void;
  readonly closed: Promise<readonly [code: number, reason: string]>;
}

/** A client that keeps what it is told until it is asked for. */
function connect(
  headers: object = BY_KEY,
  options: { path?: string; protocols?: string[]; http?: object } = {},
): Client {
  const { protocols = ['graphql-ws', `header-${encoded(headers)}`], path, http = {} } = options;
  const socket = new WebSocket(address(path), protocols, { headers: http as Record<string, string> });
  clients.push(socket);
  const waiting: ((message: Record<string, unknown>) => void)[] = [];
  const kept: Record<string, unknown>[] = [];
  const opened = once(socket, 'open');
  opened.catch(() => undefined);
  socket.on('message', (data) => {
    const message = JSON.parse((data as Buffer).toString()) as Record<string, unknown>;
    const take = waiting.shift();
    if (take) take(message);
    else kept.push(message);
  });
  const closed = once(socket, 'close').then(([code, reason]) => [code as number, String(reason)] as const);
  return {
    next: () => {
      const message = kept.shift();
      return message ? Promise.resolve(message) : new Promise((resolve) => waiting.push(resolve));
    },
    send: (message) =>
      void opened.then(() => socket.send(typeof message === 'string' ? message : JSON.stringify(message))),
    closed,
  };
}

async function initialized(client = connect()): Promise<Client> {
  client.send({ type: 'connection_init' });
  expect(await client.next()).toEqual({ type: 'connection_ack', payload: { connectionTimeoutMs: 300_000 } });
  expect(await client.next()).toEqual({ type: 'ka' });
  return client;
}

const start = (
  id: string,
  headers: object = BY_KEY,
  query = 'subscription ($room: ID) { onVote(room: $room) { film } }',
  variables: object = { room: '1' },
) => ({
  ...{ id, type: 'start' },
  payload: { data: JSON.stringify({ query, variables }), extensions: { authorization: headers } },
});

async function vote(film: string, room = '1'): Promise<void> {
  const query = `mutation { vote(room: "${room}", film: "${film}") { room film } }`;
  const response = await fetch(server.url, {
    method: 'POST',
    body: JSON.stringify({ query }),
    headers: { 'x-api-key': API_KEY },
  });
  expect(await response.json()).toMatchObject({ data: { vote: { film } } });
}

const told = (id: string, film: string) => ({ type: 'data', id, payload: { data: { onVote: { film } } } });
const failed = (id: string | undefined, errorType: string, message: string) => ({
  type: 'error',
  ...(id !== undefined && { id }),
  payload: { errors: [{ errorType, message }] },
});

describe('a subscription', () => {
  it('is acknowledged, told of mutations, and completed', async () => {
    const client = await initialized();
    client.send(start('a'));
    expect(await client.next()).toEqual({ type: 'start_ack', id: 'a' });
    await vote('Brazil', '2');
    await vote('Alien');
    expect(await client.next()).toEqual(told('a', 'Alien'));
    client.send({ type: 'stop', id: 'a' });
    expect(await client.next()).toEqual({ type: 'complete', id: 'a' });
    await vote('Cube');
    client.send(start('b'));
    expect(await client.next()).toEqual({ type: 'start_ack', id: 'b' });
  });

  it('comes by all ways in, each of its own, on one connection', async () => {
    const client = await initialized();
    const ways = {
      key: BY_KEY,
      fn: { Authorization: 'let me in' },
      pool: { Authorization: `Bearer ${pool.sign({})}` },
    };
    for (const [id, headers] of Object.entries(ways)) {
      client.send(start(id, headers));
      expect(await client.next()).toEqual({ type: 'start_ack', id });
    }
    await vote('Alien');
    const films = [await client.next(), await client.next(), await client.next()];
    expect(films).toEqual(Object.keys(ways).map((id) => told(id, 'Alien')));
  });

  it('of a token that expires goes on; a new one is refused', async () => {
    const headers = { Authorization: pool.sign({ exp: NOW / 1000 + 60 }) };
    const client = await initialized(connect(headers));
    client.send(start('a', headers));
    await client.next();
    now += 61_000;
    client.send(start('b', headers));
    expect(await client.next()).toEqual(failed('b', 'UnauthorizedException', 'Token has expired.'));
    await vote('Alien');
    expect(await client.next()).toEqual(told('a', 'Alien'));
  });

  it('goes on when its API is replaced, and ends with a message when it is not there any more', async () => {
    const client = await initialized();
    client.send(start('a'));
    await client.next();
    api = create();
    await vote('Alien');
    expect(await client.next()).toEqual(told('a', 'Alien'));
    api = create(
      SCHEMA.replace('onVote(room: ID)', 'onVote(other: ID): Vote @aws_subscribe(mutations: ["vote"]) old').replace(
        'other',
        'film',
      ),
    );
    await vote('Brazil');
    const message = 'The API has been replaced, and lets nobody subscribe to onVote like that any more.';
    expect(await client.next()).toEqual(failed('a', 'SubscriptionEnded', message));
    api = create();
    client.send(start('a'));
    expect(await client.next()).toEqual({ type: 'start_ack', id: 'a' });
  });
});

describe('what is wrong is said', () => {
  it.each<[string, unknown, object]>([
    ['no JSON', '{', failed(undefined, 'UnsupportedOperation', 'unknown not supported through the realtime channel')],
    [
      'another protocol',
      { type: 'subscribe', id: 'a' },
      failed(undefined, 'UnsupportedOperation', 'unknown not supported through the realtime channel'),
    ],
    [
      'a start without id',
      { ...start('a'), id: undefined },
      failed(undefined, 'UnsupportedOperation', 'unknown not supported through the realtime channel'),
    ],
    [
      'a start without payload',
      { id: 'a', type: 'start' },
      failed(
        'a',
        'BadRequestException',
        'The payload of start has data, the JSON of query and variables, and extensions.authorization.',
      ),
    ],
    [
      'a start that is none',
      { id: 'a', type: 'start', payload: { data: '[]', extensions: { authorization: {} } } },
      failed(
        'a',
        'BadRequestException',
        'The payload of start has data, the JSON of query and variables, and extensions.authorization.',
      ),
    ],
    [
      'a start of nobody',
      start('a', {}),
      failed('a', 'UnauthorizedException', 'Valid authorization header not provided.'),
    ],
    [
      'a start with another key',
      start('a', { 'X-Api-Key': 'no' }),
      failed('a', 'UnauthorizedException', 'You are not authorized to make this call.'),
    ],
    [
      'a query',
      start('a', BY_KEY, '{ value }'),
      failed('a', 'UnsupportedOperation', 'query not supported through the realtime channel'),
    ],
    ['a stop of none', { type: 'stop', id: 'a' }, failed('a', 'UnknownOperationError', 'There is no subscription a.')],
  ])('%s', async (_, message, answer) => {
    const client = await initialized();
    client.send(message);
    expect(await client.next()).toEqual(answer);
    client.send(start('a'));
    expect(await client.next()).toEqual({ type: 'start_ack', id: 'a' });
  });

  it('an id that is there, and the 101st subscription', async () => {
    const client = await initialized();
    for (let index = 0; index < 100; index += 1) client.send(start(`${index}`));
    for (let index = 0; index < 100; index += 1) await client.next();
    client.send(start('0'));
    expect(await client.next()).toEqual(failed('0', 'DuplicatedOperationError', 'Duplicated operation with id 0'));
    client.send(start('x'));
    expect(await client.next()).toEqual(
      failed('x', 'MaxSubscriptionsReachedError', 'Max number of 100 subscriptions reached'),
    );
    client.send({ type: 'stop', id: '7' });
    await client.next();
    client.send(start('x'));
    expect(await client.next()).toEqual({ type: 'start_ack', id: 'x' });
  });

  it('a message of more than a megabyte', async () => {
    const client = await initialized();
    client.send('x'.repeat(1_048_577));
    expect((await client.closed)[0]).toBe(1009);
  });
});

describe('who connects', () => {
  it.each<[string, Parameters<typeof connect>]>([
    ['by a protocol', [BY_KEY]],
    [
      'by the query string',
      [
        {},
        {
          path: `/graphql/realtime?header=${encodeURIComponent(encoded(BY_KEY, 'base64'))}&payload=e30=`,
          protocols: ['graphql-ws'],
        },
      ],
    ],
    ['by headers of HTTP', [{}, { protocols: ['graphql-ws'], http: { 'X-Api-Key': API_KEY } }]],
    ['at the path of the real-time host', [BY_KEY, { path: '/graphql' }]],
    ['from a page of another origin', [BY_KEY, { http: { origin: 'https://example.com' } }]],
    ['by a token', [{ Authorization: pool.sign({}) }]],
    ['by a function', [{ authorization: 'let me in' }]],
  ])('%s is let in', async (_, [headers, options]) => {
    await initialized(connect(headers, options));
  });

  it.each<[string, Parameters<typeof connect>, object]>([
    [
      'nobody',
      [{}],
      { errorType: 'UnauthorizedException', message: 'Valid authorization header not provided.', errorCode: 401 },
    ],
    [
      'another key',
      [{ 'x-api-key': 'no' }],
      { errorType: 'UnauthorizedException', message: 'You are not authorized to make this call.', errorCode: 401 },
    ],
    [
      'a function that does not',
      [{ authorization: 'no' }],
      { errorType: 'UnauthorizedException', message: 'You are not authorized to make this call.', errorCode: 401 },
    ],
    [
      'no base64',
      [{}, { protocols: ['graphql-ws', 'header-x'] }],
      {
        errorType: 'BadRequestException',
        message: 'The header of the connection is no base64 of a JSON object.',
        errorCode: 400,
      },
    ],
  ])('%s is told why it is not, and the connection ends', async (_, [headers, options], error) => {
    const client = connect(headers, options);
    client.send(start('a'));
    expect(await client.next()).toEqual({ type: 'connection_error', payload: { errors: [error] } });
    const { errorType, errorCode } = error as { errorType: string; errorCode: number };
    expect(await client.closed).toEqual([4000 + errorCode, errorType]);
  });

  it.each([
    [
      'another protocol',
      '/graphql/realtime',
      { 'sec-websocket-protocol': 'graphql-transport-ws' },
      400,
      'Sec-WebSocket-Protocol is graphql-transport-ws: AppSync takes graphql-ws, and "header-" with who asks beside it.',
    ],
    [
      'no protocol',
      '/graphql/realtime',
      {},
      400,
      'Sec-WebSocket-Protocol is nothing: AppSync takes graphql-ws, and "header-" with who asks beside it.',
    ],
    ['another path', '/other', {}, 404, 'There is no WebSocket at /other. Subscriptions go to /graphql/realtime.'],
    [
      'another host',
      '/graphql/realtime',
      { host: 'example.com' },
      403,
      /^Host is "example\.com"; the local run answers to localhost:\d+, 127\.0\.0\.1:\d+\. Use one of these\.$/,
    ],
  ])('%s is answered by HTTP', async (_, path, headers, status, said) => {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      'sec-websocket-version': '13',
    };
    const request = get(address(path).replace('ws:', 'http:'), { headers: { ...upgrade, ...headers } });
    const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
    let text = '';
    for await (const chunk of response) text += String(chunk);
    expect([response.statusCode, text.trimEnd()]).toEqual([
      status,
      typeof said === 'string' ? said : (expect.stringMatching(said) as string),
    ]);
  });

  it('is told when the server ends', async () => {
    const client = await initialized();
    await server.close();
    expect(await client.closed).toEqual([1001, 'The server ends.']);
    server = await serveApi(() => api, { port: 0 });
  });
});

describe('a connection', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const open = () => {
    const [sent, closed]: [Record<string, unknown>[], unknown[][]] = [[], []];
    const channel = {
      send: (text: string) => void sent.push(JSON.parse(text) as Record<string, unknown>),
      close: (...why: unknown[]) => void closed.push(why),
    };
    return { sent, closed, connection: new Connection({ api: () => api, channel, headers: { 'x-api-key': API_KEY } }) };
  };

  it('is kept alive each minute, and ends after 24 hours', () => {
    const { sent, closed } = open();
    jest.advanceTimersByTime(59_999);
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(sent).toEqual([{ type: 'ka' }]);
    jest.advanceTimersByTime(24 * 3_600_000);
    expect(closed).toEqual([[1000, 'AppSync ends a connection after 24 hours.']]);
    expect(sent).toHaveLength(24 * 60 - 1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('that has ended ends its subscriptions', async () => {
    const ended = jest.fn();
    api = Object.assign(create(), { subscribe: () => Promise.resolve({ end: ended }) });
    const { connection } = open();
    await connection.receive(JSON.stringify(start('a')));
    await connection.receive(JSON.stringify(start('b')));
    expect(ended).not.toHaveBeenCalled();
    connection.end();
    expect(ended).toHaveBeenCalledTimes(2);
  });

  it('that has ended tells nothing, and a subscription that was stopped before it began does not begin', async () => {
    const { sent, connection } = open();
    const starting = connection.receive(JSON.stringify(start('a')));
    await connection.receive('{"type":"stop","id":"a"}');
    await starting;
    expect(sent).toEqual([{ type: 'complete', id: 'a' }]);
    const late = connection.receive(JSON.stringify(start('b')));
    connection.end();
    await late;
    await connection.receive(JSON.stringify(start('c')));
    expect(sent).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});
