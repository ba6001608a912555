import * as fc from 'fast-check';
import {
  createDynamodbClient,
  createTables,
  type DynamodbClient,
  type LocalDynamodb,
  startDynamodb,
} from '../../../local/dynamodb';
import { TABLES } from '../../../model/room-cache/tables';
import type { Api } from '../../../packages/appsync-js/src';
import { cache, marshall, movie, room } from './room-store';
import { ask, createTrinityApi } from './trinity-api';

const MATCH = 'movieId sequenceIndex title posterPath matchedAt';
const VOTE = `roomId memberId sequenceIndex movieId liked votedAt matched match { ${MATCH} }`;

let dynamodb: LocalDynamodb;
let client: DynamodbClient;
let api: Api;
let requests: string[] = [];
/** What a request waits for before it is sent. */
let turn: (operation: string) => Promise<unknown> = () => Promise.resolve();
let [rooms, roomId] = [0, ''];
let now = Date.now();

const live = () => ({ ttl: Math.floor(now / 1000) + 3600 });
const put = (TableName: string, item: Record<string, unknown>) =>
  client.send('PutItem', { TableName, Item: marshall({ ...live(), ...item }) });

beforeAll(async () => {
  dynamodb = await startDynamodb('dynalite');
  client = createDynamodbClient(dynamodb.endpoint);
  await createTables(
    dynamodb.endpoint,
    Object.entries(TABLES).map(([name, { hashKey, ...key }]) => ({ name, hashKey, ...key })),
  );
  api = await createTrinityApi({
    dynamodb: {
      send: async (operation, input) => {
        requests.push(`${operation} ${(input as { TableName: string }).TableName}`);
        await turn(operation);
        return client.send(operation, input);
      },
    },
    now: () => now,
  });
});

afterAll(async () => {
  client.close();
  await dynamodb.close();
});

/** A room of its own, with the members and three films. */
async function given(members: readonly string[]): Promise<void> {
  rooms += 1;
  roomId = `r${rooms}`;
  now = Date.now();
  await put('rooms', room({ ...live(), PK: `ROOM#${roomId}`, id: roomId }));
  await put('roomCacheMetadata', cache({ ...live(), roomId, loaded: 3, batches: 1, fences: [2] }));
  for (let index = 0; index < 3; index += 1) {
    await put('roomMovieCache', movie(index, { ...live(), roomId, ...(index === 0 && { posterPath: '/p.jpg' }) }));
  }
  for (const userId of members) await put('roomMembers', { roomId, userId, name: userId, joinedAt: timeOf(now) });
  requests = [];
}

const timeOf = (time: number): string => new Date(time).toISOString();
const say = async (memberId: string, sequenceIndex: number, liked: boolean) => {
  const variables = { roomId, memberId, sequenceIndex, liked };
  const query = `mutation ($roomId: ID!, $memberId: ID!, $sequenceIndex: Int!, $liked: Boolean!) {
    vote(roomId: $roomId, memberId: $memberId, sequenceIndex: $sequenceIndex, liked: $liked) { ${VOTE} }
  }`;
  return ask(api, query, variables);
};
const vote = async (...said: Parameters<typeof say>) => {
  const { data, errors } = await say(...said);
  expect(errors).toBeUndefined();
  return data!['vote'] as { matched: boolean; match: { matchedAt: string } | null };
};
const matches = async () => {
  const { data } = await ask(api, `query ($roomId: ID!) { roomMatches(roomId: $roomId) { ${MATCH} } }`, { roomId });
  return data!['roomMatches'] as { movieId: string; matchedAt: string }[];
};
const votes = async (memberId: string) => {
  const query = `query ($roomId: ID!, $memberId: ID!) { votes(roomId: $roomId, memberId: $memberId) { ${VOTE} } }`;
  return (await ask(api, query, { roomId, memberId })).data!['votes'];
};

describe('a vote', () => {
  it('is no match while somebody has not liked the film', async () => {
    await given(['ana', 'ben']);
    expect(await vote('ana', 0, true)).toEqual({
      ...{ roomId, memberId: 'ana', sequenceIndex: 0, movieId: 'm0', liked: true, votedAt: timeOf(now) },
      ...{ matched: false, match: null },
    });
    expect(await matches()).toEqual([]);
  });

  it('of the last member to like a film makes the match, which stays whatever they say after', async () => {
    await given(['ana', 'ben']);
    await vote('ana', 0, true);
    now += 1_000;
    const match = { movieId: 'm0', sequenceIndex: 0, title: 'Film 0', posterPath: '/p.jpg', matchedAt: timeOf(now) };
    expect(await vote('ben', 0, true)).toMatchObject({ matched: true, match });
    now += 1_000;
    expect(await vote('ana', 0, true)).toMatchObject({ votedAt: timeOf(now), match });
    expect(await vote('ana', 0, false)).toMatchObject({ matched: false, match: null });
    expect(await matches()).toEqual([match]);
    expect(await votes('ana')).toMatchObject([{ sequenceIndex: 0, liked: false, matched: false, match: null }]);
    expect(await votes('ben')).toMatchObject([{ sequenceIndex: 0, liked: true, matched: true, match }]);
  });

  it('costs two reads, a look at who is in the room, two writes, and one request for the match', async () => {
    await given(['ana', 'ben']);
    await vote('ana', 1, true);
    const alone = [
      'GetItem roomCacheMetadata',
      'GetItem roomMovieCache',
      'Query roomMembers',
      'PutItem votes',
      'UpdateItem votes',
    ];
    expect(requests).toEqual([...alone, 'GetItem roomMatches']);
    requests = [];
    await vote('ben', 1, true);
    expect(requests).toEqual([...alone, 'UpdateItem roomMatches']);
    requests = [];
    await vote('ben', 1, false);
    expect(requests).toEqual(alone);
  });

  it('can be taken back, and then there is no match', async () => {
    await given(['ana', 'ben']);
    await vote('ana', 2, true);
    await vote('ana', 2, false);
    expect(await vote('ben', 2, true)).toMatchObject({ matched: false });
    expect(await vote('ana', 2, true)).toMatchObject({ matched: true });
  });

  it('of who is alone in the room agrees with nobody', async () => {
    await given(['ana']);
    expect(await vote('ana', 0, true)).toMatchObject({ matched: false });
  });

  it('counts who has joined since', async () => {
    await given(['ana', 'ben']);
    await vote('ana', 0, true);
    await put('roomMembers', { roomId, userId: 'eva', name: 'Eva' });
    expect(await vote('ben', 0, true)).toMatchObject({ matched: false });
    expect(await vote('eva', 0, true)).toMatchObject({ matched: true });
    await put('roomMembers', { roomId, userId: 'joe', name: 'Joe' });
    expect(await vote('ana', 0, true)).toMatchObject({ matched: true }); // as it was before Joe came
  });

  it('is of one member, though the id of another begins alike', async () => {
    await given(['a', 'a#b']);
    await vote('a#b', 1, false);
    await vote('a', 2, true);
    expect(await votes('a')).toMatchObject([{ memberId: 'a', sequenceIndex: 2, liked: true }]);
    expect(await votes('a#b')).toMatchObject([{ memberId: 'a#b', sequenceIndex: 1, liked: false }]);
  });

  it.each([
    [
      'nobody',
      0,
      'NotAMember',
      'nobody is not in the room ROOM. Join it first: joinRoom with member, or createRoom with hostName.',
    ],
    [
      '',
      0,
      'ValidationError',
      'memberId is 0 characters long; allowed are 1 to 128. Use the id with which the member has joined.',
    ],
    ['ana', 3, 'ValidationError', 'sequenceIndex is 3; 3 films of the room are loaded, and the first one is 0.'],
    ['ana', -1, 'ValidationError', 'sequenceIndex is -1; 3 films of the room are loaded, and the first one is 0.'],
  ])('of "%s" for the film %s is refused with %s', async (memberId, index, errorType, message) => {
    await given(['ana', 'ben']);
    const { data, errors } = await say(memberId, index, true);
    expect([data, errors]).toMatchObject([null, [{ errorType, message: message.replace('ROOM', roomId) }]]);
    expect(requests.filter((request) => !/^(GetItem|Query)/.test(request))).toEqual([]);
  });

  it.each([
    ['RoomNotFound', undefined],
    ['RoomClosed', 'CLOSED'],
    ['ValidationError', 'ACTIVE'], // its films are not there yet
  ])('in a room without films is refused with %s', async (errorType, status) => {
    await given(['ana', 'ben']);
    await client.send('DeleteItem', { TableName: 'roomCacheMetadata', Key: { roomId: { S: roomId } } });
    const key = { PK: { S: `ROOM#${roomId}` }, SK: { S: 'ROOM' } };
    if (status === undefined) await client.send('DeleteItem', { TableName: 'rooms', Key: key });
    else await put('rooms', room({ ...live(), PK: `ROOM#${roomId}`, id: roomId, status }));
    expect((await say('ana', 0, true)).errors).toMatchObject([{ errorType }]);
  });

  it('for a film that a dead filler has left is refused: nobody sees that film', async () => {
    await given(['ana', 'ben']);
    await put('roomMovieCache', movie(0, { ...live(), roomId, fence: 1 }));
    expect((await say('ana', 0, true)).errors).toMatchObject([{ errorType: 'InternalError' }]);
  });

  it('that fails halfway is told, and said again it is as if nothing had happened', async () => {
    for (const at of ['PutItem', 'UpdateItem']) {
      await given(['ana', 'ben']);
      await vote('ana', 0, true);
      turn = (operation) => (operation === at ? Promise.reject(new Error('DynamoDB is away')) : Promise.resolve());
      expect((await say('ben', 0, true)).errors).toMatchObject([{ errorType: 'InternalError' }]);
      turn = () => Promise.resolve();
      expect(await vote('ben', 0, true)).toMatchObject({ matched: true });
    }
  });
});

describe('who follows a room', () => {
  const QUERY = `subscription ($roomId: ID!) { onMatch(roomId: $roomId) { roomId memberId matched match { title } } }`;
  const follow = async (room: string, told: unknown[]) =>
    api.subscribe(
      { query: QUERY, variables: { roomId: room }, apiKey: 'da2-test' },
      { next: (body) => void told.push(JSON.parse(JSON.stringify(body))), end: () => undefined },
    );

  it('is told of its matches, whoever made them, and of nothing else that members say', async () => {
    await given(['ana', 'ben']);
    const told: unknown[] = [];
    const subscription = await follow(roomId, told);
    expect(subscription).toHaveProperty('end');
    await vote('ana', 0, true);
    await vote('ben', 0, false);
    expect(told).toEqual([]);
    await vote('ben', 0, true);
    const match = { roomId, memberId: 'ben', matched: true, match: { title: 'Film 0' } };
    expect(told).toEqual([{ data: { onMatch: match } }]);
    const room = roomId;
    await given(['ana', 'ben']); // of another room
    for (const member of ['ana', 'ben']) await vote(member, 1, true);
    expect(told).toHaveLength(1);
    roomId = room;
    if ('end' in subscription) subscription.end();
    await vote('ana', 0, true);
    expect(told).toHaveLength(1);
  });

  it.each([
    ['RoomNotFound', undefined],
    ['RoomClosed', 'CLOSED'],
  ])('has to name an open room: %s', async (errorType, status) => {
    await given([]);
    const closed = status === undefined ? 'nowhere' : roomId;
    if (status !== undefined) await put('rooms', room({ ...live(), PK: `ROOM#${roomId}`, id: roomId, status }));
    expect(await follow(closed, [])).toMatchObject({ body: { errors: [{ errorType }] } });
  });
});

it('whoever likes a film last, in whatever order their requests come, all likes make one match, and who is told has the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.subarray(['ana', 'ben', 'eva', 'joe'], { minLength: 2 }),
      async (s, members) => {
        await given(members);
        turn = () => s.schedule(Promise.resolve());
        const saying = members.map((member) => vote(member, 0, true));
        await s.waitFor(Promise.all(saying));
        turn = () => Promise.resolve();
        const told = (await Promise.all(saying)).flatMap(({ match }) => match ?? []);
        const [match, ...more] = await matches();
        expect(more).toEqual([]);
        expect(told.length).toBeGreaterThan(0);
        for (const one of told) expect(one).toEqual(match);
      },
    ),
    { numRuns: 60 },
  );
});

describe('who is in a room', () => {
  const QUERY = 'query ($roomId: ID!) { roomMembers(roomId: $roomId) { id name role joinedAt } }';

  it('is shown by name and role; what has expired or another shape is not', async () => {
    await given(['ben']);
    await put('roomMembers', { roomId, userId: 'ana', name: 'Ana', role: 'HOST', joinedAt: timeOf(now) });
    await put('roomMembers', { roomId, userId: 'old', name: 'Old', ttl: Math.floor(now / 1000) - 1 });
    await put('roomMembers', { roomId, userId: 'odd', role: 'KING' });
    const { data } = await ask(api, QUERY, { roomId });
    expect(data!['roomMembers']).toEqual([
      { id: 'ana', name: 'Ana', role: 'HOST', joinedAt: timeOf(now) },
      { id: 'ben', name: 'ben', role: 'MEMBER', joinedAt: timeOf(now) },
    ]);
  });

  it.each([
    'roomMembers(roomId: $roomId) { id }',
    'roomMatches(roomId: $roomId) { movieId }',
    'votes(roomId: $roomId, memberId: "ana") { liked }',
  ])('and what they agree on is asked of a room that there is: %s', async (field) => {
    const { errors } = await ask(api, `query ($roomId: ID!) { ${field} }`, { roomId: 'nowhere' });
    expect(errors).toMatchObject([{ errorType: 'RoomNotFound' }]);
  });
});
