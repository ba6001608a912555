import { setTimeout as delay } from 'node:timers/promises';

import { startTmdb, type Fault } from '../../local/room-cache/tmdb';
import { copyCheckout } from '../support/checkout';
import { Member } from '../support/graphql-client';
import { startCli } from '../support/start';

const checkout = copyCheckout();
afterAll(() => checkout.remove());

test('films from another address fail in the words of the API, and come after a refill', async () => {
  const key = 'f'.repeat(32);
  let fault: Fault | undefined = { status: 500 };
  const tmdb = await startTmdb({ apiKey: key, fault: () => fault });
  const args = ['--json', '--no-demo', '--port', '0', '--tmdb-url', tmdb.url];
  const run = startCli(checkout.root, args, { TMDB_API_KEY: key });
  const { endpoint, apiKey } = await run.ready;
  const member = new Member(endpoint, apiKey);
  // Nobody can say which genres there are, so none is promised; a room of none opens.
  await expect(member.createRoom()).rejects.toMatchObject({ errors: [{ errorType: 'UpstreamUnavailable' }] });
  const room = await member.createRoom({ genreIds: [] });

  expect(await reasonOfFailure(member, room.id)).toMatch(/catalogue/);
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

/** Waits until filling the room has failed: jest ends what hangs. */
async function reasonOfFailure(member: Member, roomId: string): Promise<string | null> {
  for (;;) {
    const document = 'query ($roomId: ID!) { roomCache(roomId: $roomId) { status reason } }';
    const { roomCache } = await member.ask<{ roomCache: { status: string; reason: string | null } }>(document, {
      roomId,
    });
    if (roomCache.status === 'FAILED') return roomCache.reason;
    await delay(100);
  }
}
