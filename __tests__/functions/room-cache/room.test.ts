import { createHandler } from '../../../functions/room-cache/room/handler';
import { isInviteCode } from '../../../functions/room-cache/room/invite-code';
import type { Room } from '../../../model/room-cache/items/room';
import type { Failure, Success } from '../../../functions/shared/result';
import { createRuntime } from '../support/machine';
import { lambdaContext, createQuietObservability } from '../support/lambda';
import { MemoryMembers, MemoryMetadata, MemoryRooms } from './support/memory-tables';

function setUp(keyExpires = '2099-01-01T00:00:00Z') {
  let dice = 0;
  const runtime = createRuntime(() => (dice = (dice * 7 + 0.137) % 1)); // any numbers, the same every time
  const rooms = new MemoryRooms(runtime.now);
  const metadata = new MemoryMetadata(runtime.now);
  const members = new MemoryMembers(runtime.now);
  const observability = createQuietObservability();
  const handler = createHandler({
    ports: { rooms, metadata, members, runtime },
    roomTtlSeconds: 600,
    keyExpires,
    observability,
  });
  const call = (payload: object) => handler(payload, lambdaContext());
  const create = async (input: object = {}) => {
    const defaults = { name: 'Friday', hostId: 'ana', mediaType: 'MOVIE', genreIds: [28] };
    return ((await call({ action: 'create', input: { ...defaults, ...input } })) as Success<Room>).value;
  };
  const problem = async (payload: object) => {
    const result = await call(payload);
    expect(result.ok).toBe(false);
    return result as Failure;
  };
  return { call, create, problem, rooms, metadata, members, runtime, observability };
}

describe('creating a room', () => {
  test.each([
    [29, 0],
    [27, 1],
    [-1, 1],
  ])('tells of an API key that has %s days left: %s', async (days, soon) => {
    const { runtime } = setUp();
    const { create, observability } = setUp(new Date(runtime.now() + days * 24 * 3600 * 1000).toISOString());
    await create();
    expect(observability.metrics.values.get('ApiKeyExpiresSoon')).toEqual([soon]);
  });

  test('makes a room that can be joined and filled, all of it expiring together', async () => {
    const { create, rooms, metadata, runtime } = setUp();
    const room = await create({ name: '  Friday night ', genreIds: [28, 35] });
    const ttl = runtime.time / 1000 + 600;
    expect(room).toEqual({
      id: 'id-1',
      name: 'Friday night',
      hostId: 'ana',
      mediaType: 'MOVIE',
      genreIds: [28, 35],
      inviteCode: expect.stringMatching(/^[2-9A-Z]{6}$/) as string,
      status: 'ACTIVE',
      createdAt: new Date(runtime.time).toISOString(),
      ttl,
    });
    expect(rooms.rooms.get('id-1')).toEqual(room);
    expect(rooms.invites.get(room.inviteCode)).toEqual({ roomId: 'id-1', ttl });
    expect(metadata.items.get('id-1')).toMatchObject({
      status: 'PENDING',
      mediaType: 'MOVIE',
      genreIds: [28, 35],
      ttl,
    });
  });

  test('without genres makes a room of popular titles', async () => {
    const { create } = setUp();
    expect((await create({ genreIds: undefined })).genreIds).toEqual([]);
    expect((await create({ genreIds: [] })).genreIds).toEqual([]);
  });

  test('names every problem at once, with the value and what is allowed', async () => {
    const { problem, rooms, metadata } = setUp();
    const input = { name: ' \u{200B}', hostId: '', mediaType: 'RADIO', genreIds: [1, 2, 3] };
    expect(await problem({ action: 'create', input })).toEqual({
      ok: false,
      errorType: 'ValidationError',
      message:
        'name is " \u{200B}": allowed are 1 to 100 characters besides spaces. ' +
        'hostId is "": allowed are 1 to 128 characters besides spaces. ' +
        'mediaType is "RADIO": allowed are MOVIE and TV. ' +
        'genreIds is [1,2,3]: allowed are none, one or two different genre ids, as the query "genres" returns them.',
    });
    expect(rooms.rooms.size + rooms.invites.size + metadata.items.size).toBe(0);
  });

  test.each([
    [{ name: 'x'.repeat(101) }, 'name is "xxx'],
    [{ name: undefined }, 'name is missing: allowed are 1 to 100 characters'],
    [{ name: 7 }, 'name is 7: '],
    [{ hostId: 'h'.repeat(129) }, 'hostId is "hhh'],
    [{ genreIds: [28, 28] }, 'genreIds is [28,28]: allowed are none, one or two different'],
    [{ genreIds: [-1] }, 'genreIds is [-1]: '],
    [{ genreIds: [2.5] }, 'genreIds is [2.5]: '],
    [{ genreIds: 28 }, 'genreIds is 28: '],
  ])('refuses %j', async (change, message) => {
    const { problem } = setUp();
    const input = { name: 'Friday', hostId: 'ana', mediaType: 'TV', genreIds: [], ...change };
    expect((await problem({ action: 'create', input })).message).toContain(message);
  });

  const GENRES = [
    { id: 28, name: 'Action' },
    { id: 35, name: 'Comedy' },
  ];
  const ofGenres = (genreIds: number[]) => ({
    ...{ action: 'create', genres: GENRES },
    input: { name: 'Friday', hostId: 'ana', mediaType: 'MOVIE', genreIds },
  });

  test.each([[[]], [[35]], [[35, 28]]])('takes the genres %j, which there are', async (genreIds) => {
    const { call } = setUp();
    expect(await call(ofGenres(genreIds))).toMatchObject({ ok: true, value: { genreIds } });
  });

  test.each([[[999_999]], [[28, 18]]])('refuses the genres %j, and says which there are', async (genreIds) => {
    const { problem, rooms, metadata } = setUp();
    expect(await problem(ofGenres(genreIds))).toEqual({
      ok: false,
      errorType: 'ValidationError',
      message: `genreIds is ${JSON.stringify(genreIds)}: allowed are none, one or two different genre ids, as the query "genres" returns them for MOVIE: 28 (Action), 35 (Comedy).`,
    });
    expect(rooms.rooms.size + rooms.invites.size + metadata.items.size).toBe(0);
  });

  test('refuses an input that is none', async () => {
    const { problem } = setUp();
    expect(await problem({ action: 'create', input: null })).toMatchObject({ errorType: 'ValidationError' });
  });

  test('takes another invite code when the first one belongs to a room already', async () => {
    const { create, rooms, runtime } = setUp();
    const taken = setUp();
    const code = (await taken.create()).inviteCode; // the same dice roll the same code first
    await rooms.putInvite(code, 'another-room', runtime.time);
    const room = await create();
    expect(room.inviteCode).not.toBe(code);
    expect(rooms.invites.get(code)?.roomId).toBe('another-room');
  });

  test('says so when five codes in a row are taken, and makes no room', async () => {
    const { call, rooms, metadata } = setUp();
    rooms.putInvite = () => Promise.resolve(false);
    const input = { name: 'Friday', hostId: 'ana', mediaType: 'TV' };
    await expect(call({ action: 'create', input })).rejects.toThrow('5 invite codes in a row are taken');
    expect(rooms.rooms.size + metadata.items.size).toBe(0);
  });

  test('that fails on its way leaves no room without a cache', async () => {
    const { call, rooms, metadata } = setUp();
    metadata.create = () => Promise.reject(new Error('DynamoDB is away'));
    await expect(call({ action: 'create', input: { name: 'F', hostId: 'a', mediaType: 'TV' } })).rejects.toThrow(
      'away',
    );
    expect(rooms.rooms.size).toBe(0);
  });
});

test('invite codes have no characters that people confuse', async () => {
  const { create } = setUp();
  for (let round = 0; round < 200; round += 1) {
    const { inviteCode } = await create();
    expect(inviteCode).toMatch(/^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{6}$/);
    expect(isInviteCode(inviteCode)).toBe(true);
  }
});

describe('joining a room', () => {
  test('takes the code as people type it', async () => {
    const { call, create } = setUp();
    const room = await create();
    const [a, b] = [room.inviteCode.slice(0, 3), room.inviteCode.slice(3)];
    for (const typed of [room.inviteCode, room.inviteCode.toLowerCase(), ` ${a} ${b}\n`, `${a}-${b}`]) {
      expect(await call({ action: 'join', inviteCode: typed })).toEqual({ ok: true, value: room });
    }
  });

  test.each(['ZZZZZZ', 'AB', 'O0I1LU', 'x'.repeat(500)])('with the code "%s" finds no room', async (inviteCode) => {
    const { problem } = setUp();
    const result = await problem({ action: 'join', inviteCode });
    expect(result.errorType).toBe('RoomNotFound');
    expect(result.message).toBe(
      `No room has the invite code "${inviteCode.slice(0, 40)}". Ask the host for the code and type it again.`,
    );
  });

  test('with nothing says what a code looks like', async () => {
    const { problem } = setUp();
    expect(await problem({ action: 'join', inviteCode: ' - ' })).toMatchObject({ errorType: 'ValidationError' });
  });

  test('is over when the room has expired, and when it is closed', async () => {
    const { call, create, problem, runtime } = setUp();
    const room = await create();
    await call({ action: 'close', id: room.id });
    expect(await problem({ action: 'join', inviteCode: room.inviteCode })).toEqual({
      ok: false,
      errorType: 'RoomClosed',
      message: 'The room "Friday" is closed. Ask the host to open a new one.',
    });
    runtime.time += 600_000;
    expect((await problem({ action: 'join', inviteCode: room.inviteCode })).errorType).toBe('RoomNotFound');
  });
});

describe('who is in a room', () => {
  const member = (id: string, name: string) => ({ id, name });

  test('is its host, if they say their name, and who joins by name', async () => {
    const { call, create, members, runtime } = setUp();
    const room = await create({ hostName: ' Ana ' });
    runtime.time += 1_000;
    const inviteCode = room.inviteCode;
    expect(await call({ action: 'join', inviteCode, member: member('ben', 'Ben') })).toEqual({ ok: true, value: room });
    await call({ action: 'join', inviteCode }); // as clients of before do
    expect(await members.list(room.id)).toEqual([
      { roomId: 'id-1', userId: 'ana', name: 'Ana', role: 'HOST', joinedAt: room.createdAt, ttl: room.ttl },
      {
        ...{ roomId: 'id-1', userId: 'ben', name: 'Ben', role: 'MEMBER', ttl: room.ttl },
        joinedAt: new Date(runtime.time).toISOString(),
      },
    ]);
  });

  test.each([undefined, null])('is nobody for a host who says %s', async (hostName) => {
    const { create, members } = setUp();
    expect(await members.list((await create({ hostName })).id)).toEqual([]);
  });

  test('is its host by their id, also when they join later, or again under another name', async () => {
    const { call, create, members } = setUp();
    const { id, inviteCode } = await create();
    await call({ action: 'join', inviteCode, member: member('ana', 'Ana') });
    await call({ action: 'join', inviteCode, member: member('ana', 'Anita') });
    expect(await members.list(id)).toMatchObject([{ userId: 'ana', name: 'Anita', role: 'HOST' }]);
  });

  test.each([
    [member('', 'Ben'), 'member.id is "": allowed are 1 to 128 characters besides spaces.'],
    [
      member('ben', 'x'.repeat(51)),
      `member.name is "${'x'.repeat(51)}": allowed are 1 to 50 characters besides spaces.`,
    ],
    [{ id: 'ben' }, 'member.name is missing: allowed are 1 to 50 characters besides spaces.'],
  ])('is nobody called %j', async (wrong, message) => {
    const { problem, create, members } = setUp();
    const { id, inviteCode } = await create();
    const failure = { ok: false, errorType: 'ValidationError', message };
    expect(await problem({ action: 'join', inviteCode, member: wrong })).toEqual(failure);
    expect(await members.list(id)).toEqual([]);
  });

  test('is fifty at most; who is in it already may still come', async () => {
    const { call, problem, create, members } = setUp();
    const { id, inviteCode } = await create({ hostName: 'Ana' });
    const join = (index: number) => ({ action: 'join', inviteCode, member: member(`m${index}`, `M ${index}`) });
    for (let index = 1; index < 50; index += 1) await call(join(index));
    expect(await problem(join(50))).toEqual({
      ok: false,
      errorType: 'RoomFull',
      message: 'The room "Friday" has 50 members, and 50 are allowed. Open another room.',
    });
    expect(await call(join(7))).toMatchObject({ ok: true });
    expect(await members.list(id)).toHaveLength(50);
  });

  test('is nobody new in a room that is closed', async () => {
    const { call, problem, create, members } = setUp();
    const { id, inviteCode } = await create();
    await call({ action: 'close', id });
    expect(await problem({ action: 'join', inviteCode, member: member('ben', 'Ben') })).toMatchObject({
      errorType: 'RoomClosed',
    });
    expect(await members.list(id)).toEqual([]);
  });
});

describe('who has signed in', () => {
  const [ANA, BEN] = ['7f3c-ana', '7f3c-ben'];
  const asAna = { by: ANA };
  const opened = async () => {
    const all = setUp();
    const input = { name: 'Friday', hostId: ANA, hostName: 'Ana', mediaType: 'MOVIE', genreIds: [] };
    const { value } = (await all.call({ action: 'create', input, ...asAna })) as Success<Room>;
    const join = (id: string, more: object = {}) => ({
      ...{ action: 'join', inviteCode: value.inviteCode, member: { id, name: 'Somebody' } },
      ...more,
    });
    return { ...all, room: value, join };
  };

  test('closes the rooms that they opened, and nobody else does', async () => {
    const { call, problem, rooms, room } = await opened();
    const close = { action: 'close', id: room.id };
    for (const way of [{ by: BEN }, {}]) {
      expect(await problem({ ...close, ...way })).toEqual({
        ok: false,
        errorType: 'Unauthorized',
        message: 'The room "Friday" is another\'s. Ask its host to close it.',
      });
    }
    expect(rooms.rooms.get(room.id)).toMatchObject({ status: 'ACTIVE' });
    const closed = { ok: true, value: { ...room, status: 'CLOSED' } };
    expect(await call({ ...close, ...asAna })).toEqual(closed);
    expect(await call({ ...close, ...asAna })).toEqual(closed);
    expect((await problem({ ...close, by: BEN })).errorType).toBe('Unauthorized');
  });

  test('does not close the room of a client with a key, which such a client does, as before', async () => {
    const { call, create, problem } = setUp();
    const { id } = await create();
    expect((await problem({ action: 'close', id, ...asAna })).errorType).toBe('Unauthorized');
    expect(await call({ action: 'close', id })).toMatchObject({ ok: true });
    expect((await problem({ action: 'close', id: 'nowhere', ...asAna })).errorType).toBe('RoomNotFound');
  });

  test('is a member as whom nobody comes with a key', async () => {
    const { call, problem, members, room, join } = await opened();
    await call(join(BEN, { by: BEN }));
    for (const id of [ANA, BEN, ` ${BEN} `]) {
      expect(await problem(join(id))).toEqual({
        ok: false,
        errorType: 'Unauthorized',
        message: `"${id.trim()}" is in the room "Friday", and has signed in. Join as another.`,
      });
    }
    await call(join('eva'));
    await call(join(BEN, { by: BEN, member: { id: BEN, name: 'Ben' } }));
    expect(await members.list(room.id)).toMatchObject([
      { userId: ANA, name: 'Ana', role: 'HOST', signedIn: true },
      { userId: BEN, name: 'Ben', role: 'MEMBER', signedIn: true },
      { userId: 'eva', role: 'MEMBER' },
    ]);
    expect((await members.list(room.id))[2]).not.toHaveProperty('signedIn');
  });

  test('takes their place where a client with a key has come as them before', async () => {
    const { call, problem, join } = await opened();
    await call(join(BEN));
    await call(join(BEN));
    await call(join(BEN, { by: BEN }));
    expect((await problem(join(BEN))).errorType).toBe('Unauthorized');
  });
});

describe('closing a room', () => {
  test('closes it, and closes it again', async () => {
    const { call, create } = setUp();
    const room = await create();
    const closed = { ok: true, value: { ...room, status: 'CLOSED' } };
    expect(await call({ action: 'close', id: room.id })).toEqual(closed);
    expect(await call({ action: 'close', id: room.id })).toEqual(closed);
  });

  test('that is not there, or not any more', async () => {
    const { create, problem, runtime } = setUp();
    const room = await create();
    expect(await problem({ action: 'close', id: 'nowhere' })).toEqual({
      ok: false,
      errorType: 'RoomNotFound',
      message: 'There is no room with the id "nowhere", or it has expired. Use the id that createRoom returned.',
    });
    runtime.time += 600_000;
    expect((await problem({ action: 'close', id: room.id })).errorType).toBe('RoomNotFound');
  });
});
