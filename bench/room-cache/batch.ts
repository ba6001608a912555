import { startLocal, type Counters, type LocalRun } from '../../local/run';
import { startTmdb } from '../../local/room-cache/tmdb';
import { RoomClient } from './client';
import { median } from '../statistics';

export interface BatchFigures {
  /** The first batch of the first room with a filter: nothing is cached. */
  readonly cold: { readonly upstreamCalls: number; readonly roundTrips: number };
  /** A further batch, whose filter is cached: the writes of a batch itself. */
  readonly warm: {
    readonly upstreamCalls: number;
    readonly writeUnits: number;
    readonly itemWrites: number;
    readonly metadataWrites: number;
  };
  /** Rooms with one filter, created at once; their upstream calls beside those of one room. */
  readonly shared: { readonly rooms: number; readonly upstreamCalls: number; readonly upstreamCallsOfOne: number };
  /** From sending `createRoom` to having read a page with films, in upstream round trips; medians over several filters. */
  readonly firstPage: {
    readonly roundTripMs: number;
    readonly cold: number;
    readonly warm: number;
  };
}

const apiKey = 'bench';
const batchSize = 30;

/** Measures fills through the whole local run: GraphQL, functions from their bundles, DynamoDB, a TMDB that takes its time. */
export async function measureBatch(options: { rooms: number; roundTripMs: number }): Promise<BatchFigures> {
  // TMDB takes its time here too: of answers that come at once one cannot tell who waited for whom.
  const { cold, warm } = await withRun(options.roundTripMs, async ({ run, client, requests }) => {
    const roomId = await client.createRoom([28, 12]);
    await client.waitForFilms(roomId, batchSize, 20);
    const cold = { upstreamCalls: requests().length, roundTrips: longestChain(requests()) };
    const before = run.counters();
    await client.page(roomId);
    await client.waitForFilms(roomId, 2 * batchSize, 20);
    return {
      cold,
      warm: { ...writesBetween(before, run.counters()), upstreamCalls: requests().length - cold.upstreamCalls },
    };
  });

  const shared = await withRun(0, async ({ client, requests }) => {
    const ids: string[] = [];
    const creator = async (): Promise<void> => {
      while (ids.length < options.rooms) {
        const place = ids.push('') - 1;
        ids[place] = await client.createRoom([28, 12], `Room ${place}`);
      }
    };
    await Promise.all(Array.from({ length: 50 }, creator));
    for (const id of ids) await client.waitForFilms(id, batchSize, 50, 600_000);
    return { rooms: ids.length, upstreamCalls: requests().length, upstreamCallsOfOne: cold.upstreamCalls };
  });

  const firstPage = await withRun(options.roundTripMs, async ({ client }) => {
    // The functions' first invocation starts their workers, which is Lambda's cold start and not a fill's work.
    await client.waitForFilms(await client.createRoom([99]), 1, 20);
    const [coldTimes, warmTimes]: [number[], number[]] = [[], []];
    for (const genre of [28, 35, 18, 27, 53]) {
      coldTimes.push(await timeToFirstPage(client, genre));
      warmTimes.push(await timeToFirstPage(client, genre));
    }
    return {
      roundTripMs: options.roundTripMs,
      cold: median(coldTimes) / options.roundTripMs,
      warm: median(warmTimes) / options.roundTripMs,
    };
  });
  return { cold, warm, shared, firstPage };
}

interface UpstreamRequest {
  readonly at: number;
  readonly doneAt?: number;
}

interface Bench {
  readonly run: LocalRun;
  readonly client: RoomClient;
  /** What TMDB was asked for rooms, in milliseconds since some moment. */
  readonly requests: () => readonly UpstreamRequest[];
}

async function withRun<T>(latencyMs: number, use: (bench: Bench) => Promise<T>): Promise<T> {
  const tmdb = await startTmdb({ apiKey, latencyMs });
  try {
    const run = await startLocal({ build: false, films: { kind: 'url', url: tmdb.url, key: apiKey } });
    const client = new RoomClient(run.endpoint, run.apiKey!);
    try {
      // Whoever opens a room has been shown the genres: TMDB's list of them is cached by then.
      await client.send('query { genres(mediaType: MOVIE) { id } }', {});
      const lists = tmdb.requests.length;
      return await use({ run, client, requests: () => tmdb.requests.slice(lists) });
    } finally {
      client.close();
      await run.close();
    }
  } finally {
    await tmdb.close();
  }
}

/** The most requests that had to wait for one another: how many round trips a fill took one after the other. */
function longestChain(requests: readonly UpstreamRequest[]): number {
  const chains = requests.map(() => 1);
  for (const [index, request] of requests.entries()) {
    for (let earlier = 0; earlier < index; earlier++) {
      if ((requests[earlier]!.doneAt ?? Infinity) <= request.at)
        chains[index] = Math.max(chains[index]!, chains[earlier]! + 1);
    }
  }
  return Math.max(0, ...chains);
}

function writesBetween(
  before: Counters,
  after: Counters,
): { writeUnits: number; itemWrites: number; metadataWrites: number } {
  const difference = (operation: string, key: 'requests' | 'writeUnits') =>
    (after.dynamodb[operation]?.[key] ?? 0) - (before.dynamodb[operation]?.[key] ?? 0);
  const operations = Object.keys(after.dynamodb);
  return {
    writeUnits: operations.reduce((sum, operation) => sum + difference(operation, 'writeUnits'), 0),
    itemWrites: difference('PutItem', 'requests'),
    metadataWrites: difference('UpdateItem', 'requests'),
  };
}

async function timeToFirstPage(client: RoomClient, genre: number): Promise<number> {
  const start = performance.now();
  const roomId = await client.createRoom([genre]);
  while ((await client.page(roomId)).items.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  return performance.now() - start;
}
