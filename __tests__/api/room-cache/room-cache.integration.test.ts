import {
  createDynamodbClient,
  createTables,
  type DynamodbClient,
  type LocalDynamodb,
  startDynamodb,
} from '../../../local/dynamodb';
import type { Api } from '../../../packages/appsync-js/src';
import { cache, marshall, movie, room } from './room-store';
import { ask, createTrinityApi } from './trinity-api';

const REFILL = 'mutation { refillRoom(id: "r1") { status loaded reason } }';
const PAGE = `query Page($from: Int!) {
  roomMovies(roomId: "r1", from: $from) { items { sequenceIndex id } nextFrom loaded status }
}`;

let dynamodb: LocalDynamodb;
let client: DynamodbClient;
let api: Api;
const requests: string[] = [];
const invocations: unknown[] = [];
/** Runs between the API's reading the state and its writing it. */
let meanwhile: (() => Promise<unknown>) | undefined;

const live = { ttl: Math.floor(Date.now() / 1000) + 3600 };
const put = (TableName: string, item: Record<string, unknown>) =>
  client.send('PutItem', { TableName, Item: marshall({ ...item, ...live }) });
const stored = async () =>
  (await client.send('GetItem', { TableName: 'roomCacheMetadata', Key: { roomId: { S: 'r1' } } }))['Item'];

beforeAll(async () => {
  dynamodb = await startDynamodb('dynalite');
  client = createDynamodbClient(dynamodb.endpoint);
  await createTables(dynamodb.endpoint, [
    { name: 'rooms', hashKey: { name: 'PK', type: 'S' }, rangeKey: { name: 'SK', type: 'S' } },
    { name: 'roomCacheMetadata', hashKey: { name: 'roomId', type: 'S' } },
    { name: 'roomMovieCache', hashKey: { name: 'roomId', type: 'S' }, rangeKey: { name: 'sequenceIndex', type: 'N' } },
  ]);
  await put('rooms', room());
  await Promise.all(Array.from({ length: 45 }, (_, index) => put('roomMovieCache', movie(index))));
  api = await createTrinityApi({
    dynamodb: {
      send: async (operation, input) => {
        requests.push(operation);
        if (operation === 'UpdateItem') await meanwhile?.();
        return client.send(operation, input);
      },
    },
    invoke: (_arn, _type, payload) => Promise.resolve({ payload: invocations.push(payload) }),
  });
});

beforeEach(async () => {
  requests.length = 0;
  invocations.length = 0;
  meanwhile = undefined;
  await put('roomCacheMetadata', cache({ loaded: 45, status: 'EXHAUSTED' }));
});

afterAll(async () => {
  client.close();
  await dynamodb.close();
});

describe('pages of a real table', () => {
  it('follow each other to the end, at two requests each', async () => {
    const pages = [];
    for (let from: number | null = 0; from !== null;) {
      const { data } = await ask(api, PAGE, { from });
      const page = data!['roomMovies'] as { items: { id: string }[]; nextFrom: number | null };
      pages.push(page.items.map(({ id }) => id));
      from = page.nextFrom;
    }
    expect(pages.map(({ length }) => length)).toEqual([30, 15]);
    expect(pages.flat()).toEqual(Array.from({ length: 45 }, (_, index) => `m${index}`));
    expect(requests).toEqual(['GetItem', 'Query', 'GetItem', 'Query']);
    expect(invocations).toEqual([]);
  });
});

describe('refillRoom after FAILED', () => {
  const failed = cache({ status: 'FAILED', loaded: 30, reason: 'The film database does not answer.' });
  beforeEach(() => put('roomCacheMetadata', failed));

  it('makes the state PENDING, drops the reason, keeps the rest, and starts a filler where the last one failed', async () => {
    expect(await ask(api, REFILL)).toEqual({ data: { refillRoom: { status: 'PENDING', loaded: 30, reason: null } } });
    const kept = marshall({ ...failed, ...live });
    delete kept['reason'];
    expect(await stored()).toEqual({
      ...kept,
      status: { S: 'PENDING' },
      updatedAt: { N: expect.any(String) as string },
    });
    expect(invocations).toMatchObject([{ action: 'fill', roomId: 'r1', after: 30 }]);
  });

  it('leaves the state as it is when another member was faster, and starts no second filler', async () => {
    meanwhile = () =>
      put('roomCacheMetadata', cache({ status: 'LOADING', loaded: 30, leaseUntil: Date.now() + 10_000 }));
    expect(await ask(api, REFILL)).toEqual({ data: { refillRoom: { status: 'LOADING', loaded: 30, reason: null } } });
    expect(invocations).toEqual([]);
  });

  it('creates nothing when the room is closed meanwhile', async () => {
    meanwhile = async () => {
      await put('rooms', room({ status: 'CLOSED' }));
      await client.send('DeleteItem', { TableName: 'roomCacheMetadata', Key: { roomId: { S: 'r1' } } });
    };
    const { errors } = await ask(api, REFILL);
    expect(errors).toMatchObject([{ errorType: 'RoomClosed' }]);
    expect(await stored()).toBeUndefined();
    expect(invocations).toEqual([]);
  });
});

describe('refillRoom of an open room that has lost its cache', () => {
  const other = { roomId: 'r1', status: 'ACTIVE', totalMovies: 50, updatedAt: '2025-01-01T00:00:00.000Z' };
  const anew = { status: 'PENDING', loaded: 0, reason: null };
  beforeEach(() => put('rooms', room()));

  it.each([
    ['of another shape', other],
    ['with a fence that is text', { ...other, fence: '7' }],
    ['with a fence of its own, and films', cache({ fences: ['a'] })],
  ])('begins anew where it is %s, and a filler starts', async (_, item) => {
    await put('roomCacheMetadata', item);
    const before = Date.now();
    expect(await ask(api, REFILL)).toEqual({ data: { refillRoom: anew } });
    expect(invocations).toMatchObject([{ action: 'fill', roomId: 'r1', after: 0 }]);
    const now = (await stored()) as Record<string, { N: string }>;
    expect(now).toMatchObject({
      ...marshall({
        mediaType: 'MOVIE',
        genreIds: [28, 35],
        status: 'PENDING',
        loaded: 0,
        batches: 0,
        prefetchFrom: 0,
      }),
      ...marshall(live),
    });
    expect(now).not.toHaveProperty('fences');
    expect(Number(now['fence']!.N)).toBeGreaterThanOrEqual(before);
    expect((await ask(api, PAGE, { from: 0 })).data).toMatchObject({ roomMovies: { items: [], status: 'PENDING' } });
  });

  it('begins anew where it is gone, once for two members who ask at once', async () => {
    await client.send('DeleteItem', { TableName: 'roomCacheMetadata', Key: { roomId: { S: 'r1' } } });
    let waiting = 2;
    let go = () => {};
    const both = new Promise<void>((resolve) => (go = resolve));
    meanwhile = () => ((waiting -= 1) === 0 ? Promise.resolve(go()) : both);
    const answers = await Promise.all([ask(api, REFILL), ask(api, REFILL)]);
    expect(answers).toEqual([{ data: { refillRoom: anew } }, { data: { refillRoom: anew } }]);
    expect(invocations).toHaveLength(1);
  });

  it('turns a state in small letters into PENDING', async () => {
    await put('roomCacheMetadata', cache({ status: 'failed', loaded: '45' }));
    expect(await ask(api, REFILL)).toMatchObject({ data: { refillRoom: { status: 'PENDING', loaded: 45 } } });
  });

  it('leaves it as it is when the room is closed', async () => {
    await put('rooms', room({ status: 'CLOSED' }));
    await put('roomCacheMetadata', other);
    expect((await ask(api, REFILL)).errors).toMatchObject([{ errorType: 'RoomClosed' }]);
    expect(await stored()).toEqual(marshall({ ...other, ...live }));
  });
});
