import fc from 'fast-check';
import type { Api } from '../../../packages/appsync-js/src';
import { cache, FakeBackends, movie, NOW, nowSeconds, room, type RoomStore } from './room-store';
import { ask, bothWays, createTrinityApi } from './trinity-api';

const PAGE = `query Page($from: Int!, $limit: Int!) {
  roomMovies(roomId: "r1", from: $from, limit: $limit) { items { sequenceIndex id } nextFrom loaded status }
}`;

interface Page {
  items: { sequenceIndex: number; id: string }[];
  nextFrom: number | null;
  loaded: number;
}

const RUNS = { numRuns: 200 };
const LONGEST = 90;

let backends: FakeBackends;
/** Asked in turn. */
let apis: Api[];
let turn = 0;
const store: RoomStore = { movies: [] };

beforeAll(async () => {
  backends = new FakeBackends(store);
  apis = await Promise.all(bothWays.map(([, options]) => createTrinityApi(backends, options)));
});

async function read(from: number, limit: number): Promise<Page> {
  backends.counts();
  const { data, errors } = await ask(apis[(turn += 1) % apis.length]!, PAGE, { from, limit });
  expect(errors).toBeUndefined();
  return data!['roomMovies'] as Page;
}

const status = fc.constantFrom('PENDING', 'LOADING', 'READY', 'EXHAUSTED', 'FAILED');
const paging = fc.record({ from: fc.nat(LONGEST + 10), limit: fc.integer({ min: 1, max: 100 }) });

/** True mostly, so that pages are long enough to have an end. */
const often = fc.nat(9).map((number) => number > 0);

interface Seen {
  isThere: boolean;
  isLive: boolean;
  /** Not so: a filler that died before it published wrote it, and the replica has not seen its successor's yet. */
  isPublished: boolean;
}

const isShown = (item: Seen | undefined): boolean =>
  item !== undefined && item.isThere && item.isLive && item.isPublished;

/** What a replica shows of a sequence: any subset of the items, any of them expired or of a filler that died. */
const replica = fc
  .record({ written: fc.nat(LONGEST), loaded: fc.nat(LONGEST) })
  .chain(({ written, loaded }) =>
    fc.record({
      loaded: fc.constant(loaded),
      seen: fc.array(fc.record({ isThere: often, isLive: often, isPublished: often }), {
        minLength: written,
        maxLength: written,
      }),
    }),
  )
  .map(({ loaded, seen }) => ({
    loaded,
    seen,
    items: seen.flatMap(({ isThere, isLive, isPublished }, index) =>
      isThere ? [movie(index, { ttl: nowSeconds + (isLive ? 1 : 0), ...(isPublished ? {} : { fence: 1 }) })] : [],
    ),
  }));

it('a page is contiguous, published and live, whatever a replica shows', async () => {
  await fc.assert(
    fc.asyncProperty(replica, status, paging, async ({ loaded, seen, items }, state, { from, limit }) => {
      Object.assign(store, {
        room: room(),
        cache: cache({ loaded, status: state, leaseUntil: NOW + 1 }),
        movies: items,
      });

      const page = await read(from, limit);

      let end = from;
      while (end < Math.min(from + limit, loaded) && isShown(seen[end])) end += 1;
      expect(page.items.map(({ sequenceIndex }) => sequenceIndex)).toEqual(range(from, end));
      expect(page.nextFrom).toBe(state === 'EXHAUSTED' && end >= loaded ? null : end);
      expect(page.loaded).toBe(loaded);
      expect(backends.counts().reads).toBeLessThanOrEqual(2);
    }),
    RUNS,
  );
});

it('pages that follow nextFrom give the sequence, once each, in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: LONGEST }),
      fc.array(fc.record({ limit: fc.integer({ min: 1, max: 100 }), hidden: fc.nat(LONGEST * 3) }), {
        minLength: 1,
        maxLength: 20,
      }),
      async (length, readers) => {
        const all = Array.from({ length }, (_, index) => movie(index));
        Object.assign(store, { room: room(), cache: cache({ loaded: length, status: 'EXHAUSTED' }) });

        const sequence: string[] = [];
        let from: number | null = 0;
        for (let turn = 0; from !== null; turn += 1) {
          // Each page comes from a replica that may not have seen one of the items; late ones have seen them all.
          const { limit, hidden } = readers[turn % readers.length]!;
          store.movies = turn > 2 * LONGEST ? all : all.filter(({ sequenceIndex }) => sequenceIndex !== hidden);
          const page: Page = await read(from, limit);
          sequence.push(...page.items.map(({ id }) => id));
          from = page.nextFrom;
        }

        expect(sequence).toEqual(range(0, length).map((index) => `m${index}`));
      },
    ),
    RUNS,
  );
});

it('a filler is asked for exactly when a page reaches the threshold of a room that nobody fills', async () => {
  await fc.assert(
    fc.asyncProperty(
      replica,
      status,
      paging,
      fc.integer({ min: -6000, max: 6000 }),
      async ({ loaded, items }, state, { from, limit }, age) => {
        const prefetchFrom = Math.ceil(loaded * 0.8);
        const metadata = { loaded, prefetchFrom, status: state, leaseUntil: NOW - age, updatedAt: NOW - age };
        Object.assign(store, { room: room(), cache: cache(metadata), movies: items });

        await read(from, limit);

        const reaches = from + limit - 1 >= prefetchFrom;
        const idle = state === 'READY' || (state === 'LOADING' && age > 0) || (state === 'PENDING' && age > 5000);
        expect(backends.counts().invocations).toBe(reaches && idle ? 1 : 0);
      },
    ),
    RUNS,
  );
});

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
