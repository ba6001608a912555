import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { startTmdb, type Fault } from '../../local/tmdb';
import { copyCheckout } from '../support/checkout';
import { Member } from '../support/graphql-client';
import { describeWith } from '../support/loud-skip';
import { groupEnds } from '../support/group-ends';
import { startCli, type Started } from '../support/start';

const checkout = copyCheckout();
afterAll(() => checkout.remove());

const options = ['--json', '--no-demo', '--port', '0'];

async function startWith(args: string[], environment?: NodeJS.ProcessEnv): Promise<{ run: Started; member: Member }> {
  const run = startCli(checkout.root, [...options, ...args], environment);
  const { endpoint, apiKey } = await run.ready;
  return { run, member: new Member(endpoint, apiKey) };
}

describe('--data with dynalite', () => keepsRooms('dynalite'));
describeWith('java', '--data with DynamoDB Local', () => keepsRooms('local'));

function keepsRooms(engine: string): void {
  it('keeps a room over a restart, and the members go on reading', async () => {
    const data = mkdtempSync(join(tmpdir(), 'trinity-data-'));
    const args = ['--data', data, '--dynamodb', engine];
    const first = await startWith(args);
    const room = await first.member.createRoom();
    const before = await first.member.films(room.id, 30, 30);
    expect(await first.run.interrupt()).toBe(0);
    await groupEnds(first.run.child.pid);

    const second = await startWith(args);
    const after = await second.member.films(room.id, 30, 60);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.length).toBeGreaterThanOrEqual(60);
    expect(await second.run.interrupt()).toBe(0);
    rmSync(data, { recursive: true });
  });
}

describe('films from another address', () => {
  it('fail in the words of the API, and come after a refill', async () => {
    const key = 'f'.repeat(32);
    let fault: Fault | undefined = { status: 500 };
    const tmdb = await startTmdb({ apiKey: key, fault: () => fault });
    const { run, member } = await startWith(['--tmdb-url', tmdb.url], { TMDB_API_KEY: key });
    const room = await member.createRoom();

    const failed = await waitFor(member, room.id, 'FAILED');
    expect(failed.reason).toMatch(/catalogue/);
    expect((await member.page(room.id)).items).toEqual([]);

    fault = undefined;
    const document = 'mutation ($id: ID!) { refillRoom(id: $id) { status reason } }';
    expect(await member.ask(document, { id: room.id })).toEqual({ refillRoom: { status: 'PENDING', reason: null } });
    expect(await member.films(room.id, 30, 30)).toHaveLength(30);

    await run.interrupt();
    await tmdb.close();
    expect(tmdb.requests.length).toBeGreaterThan(0);
    // The key is in TMDB's requests and nowhere else.
    expect(run.errors()).not.toContain(key);
    expect(run.output.join('\n')).not.toContain(key);
  });
});

interface RoomCache {
  status: string;
  reason: string | null;
}

async function waitFor(member: Member, roomId: string, status: string): Promise<RoomCache> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const document = 'query ($roomId: ID!) { roomCache(roomId: $roomId) { status reason } }';
    const { roomCache } = await member.ask<{ roomCache: RoomCache }>(document, { roomId });
    if (roomCache.status === status) return roomCache;
    await delay(100);
  }
  throw new Error(`The room's cache did not become ${status} within 60 s`);
}
