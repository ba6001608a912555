import { createHandler } from '../../../functions/room-cache/cache/handler';
import { UpstreamError } from '../../../functions/shared/errors';
import { INHERITED_NAMES } from '../../support/inherited-names';
import { createQuietObservability, lambdaContext } from '../support/lambda';
import { World } from './support/world';

function setUp() {
  const world = new World();
  const observability = createQuietObservability();
  const ports = { ...world.ports(), log: observability.log, metrics: observability.metrics };
  const handler = createHandler({ ports, settings: world.settings, observability });
  return { world, ports, observability, handler };
}

test('fill loads a batch and says how it ended', async () => {
  const { world, handler, observability } = setUp();
  const roomId = await world.createRoom();
  const result = await handler({ action: 'fill', roomId, after: 0, correlationId: 'c-1' }, lambdaContext());
  expect(result).toEqual({ ok: true, value: { outcome: 'PUBLISHED', loaded: 30, status: 'READY' } });
  expect(observability.correlationIds).toEqual(['c-1']);
  expect(observability.flushes).toBe(1);
  expect(observability.log.lines.join()).toContain('"outcome":"PUBLISHED"');
});

test('clean removes the room, once and again', async () => {
  const { world, handler } = setUp();
  const roomId = await world.createRoom();
  await world.fill(roomId);
  expect(await handler({ action: 'clean', roomId }, lambdaContext())).toEqual({ ok: true, value: { removed: 30 } });
  expect(await handler({ action: 'clean', roomId }, lambdaContext())).toEqual({ ok: true, value: { removed: 0 } });
  expect(world.read(roomId)).toEqual([]);
});

test.each([
  [30_000, 31_000, 27_000],
  [900_000, 59_000, 55_000], // a lease never outlasts the minute after which Lambda repeats a failed event
  [4_000, 5_000, 3_000],
])('with %i ms to go the lease ends after %i ms, and waiting after %i ms', async (remaining, lease, waiting) => {
  const { world, ports, observability } = setUp();
  const started = world.runtime.time;
  const left: number[] = [];
  const leases: unknown[] = [];
  const discover: typeof ports.discover = (query, call) => {
    left.push(call.timeLeft());
    leases.push((world.metadata.items.get('room-1')?.leaseUntil ?? 0) - started);
    return ports.discover(query, call);
  };
  const handler = createHandler({ ports: { ...ports, discover }, settings: world.settings, observability });
  await world.createRoom('room-1');
  await handler(
    { action: 'fill', roomId: 'room-1', after: 0 },
    lambdaContext(remaining, () => world.runtime.time),
  );
  expect(new Set(left)).toEqual(new Set([waiting]));
  expect(new Set(leases)).toEqual(new Set([lease]));
});

test('a fill whose TMDB never answers ends as FAILED before Lambda ends it', async () => {
  const { world, ports, observability } = setUp();
  const reason = 'The film catalogue did not answer in time. Try again in a moment.';
  const started = world.runtime.time;
  const discover: typeof ports.discover = (_query, call) => {
    world.runtime.time += call.timeLeft();
    return Promise.reject(new UpstreamError('GET /discover/movie', reason));
  };
  const handler = createHandler({ ports: { ...ports, discover }, settings: world.settings, observability });
  const roomId = await world.createRoom();
  const result = await handler(
    { action: 'fill', roomId, after: 0 },
    lambdaContext(30_000, () => world.runtime.time),
  );
  expect(result).toEqual({ ok: true, value: { outcome: 'FAILED', reason } });
  expect(world.metadata.items.get(roomId)).toMatchObject({ status: 'FAILED', reason });
  expect(world.runtime.time - started).toBeLessThan(30_000);
});

describe('a payload that no resolver sends is a bug, and says which', () => {
  test.each<[payload: unknown, message: string]>([
    [{ action: 'fil', roomId: 'r' }, 'cache: action is "fil"; allowed are fill, clean.'],
    ...INHERITED_NAMES.map((action): [unknown, string] => [
      { action },
      `cache: action is "${action}"; allowed are fill, clean.`,
    ]),
    [{}, 'cache: action is undefined; allowed are fill, clean.'],
    [null, 'cache: action is undefined; allowed are fill, clean.'],
    [{ action: 'fill', roomId: 'r', after: -1 }, 'cache: payload of "fill" is wrong: after: '],
    [{ action: 'fill', after: 0 }, 'cache: payload of "fill" is wrong: roomId: '],
    [{ action: 'clean', roomId: '' }, 'cache: payload of "clean" is wrong: roomId: '],
  ])('%j', async (payload, message) => {
    const { handler, observability } = setUp();
    await expect(handler(payload, lambdaContext())).rejects.toThrow(message);
    expect(observability.correlationIds).toEqual(['request-1']); // Lambda's own, when the payload has none
    expect(observability.log.lines.join()).toContain('ERROR Unexpected error');
    expect(observability.flushes).toBe(1);
  });
});
