import {
  judge,
  measurePerformance,
  performanceSchema,
  type PerformanceLimits,
} from '../../../../deployment/room-cache/performance';
import { refusal, startBreakableApi, type BreakableApi } from '../../verify/breakable-api';

/** This machine is not what the limits are about. */
const limits: PerformanceLimits = { pageP95Ms: 60_000, firstBatchMs: 60_000 };
let api: BreakableApi;
beforeAll(async () => {
  api = await startBreakableApi();
});
afterEach(() => api.mend());
afterAll(() => api.close());

const measure = (signal = new AbortController().signal, gone = {}) =>
  measurePerformance(api, { readers: 4, pagesPerReader: 5, limits, signal, gone });

/** Ids of the rooms that were asked for since `mend`. */
const rooms = () => [...new Set(api.requests.flatMap(({ variables }) => variables.roomId ?? variables.id ?? []))];

async function statuses(): Promise<unknown[]> {
  const answers = rooms().map((id) =>
    api.run.execute({ query: 'query ($id: ID!) { room(id: $id) { status } }', variables: { id }, apiKey: api.apiKey }),
  );
  return (await Promise.all(answers)).map(
    ({ body }) => (body as { data: { room: { status: string } } }).data.room.status,
  );
}

describe('a measurement', () => {
  it('has figures that fit together, and leaves a closed room', async () => {
    const measured = await measure();
    expect(performanceSchema.parse(measured)).toEqual(measured);
    const { pageMs, histogram, firstBatchMs, cleanupMs } = measured;
    expect(measured).toMatchObject({
      limits,
      readers: 4,
      pages: 20,
      errors: 0,
      errorMessages: [],
      cleanupProblem: null,
    });
    expect(histogram.reduce((sum, { count }) => sum + count, 0)).toBe(20);
    expect([pageMs.p50, pageMs.p95, pageMs.p99, pageMs.max]).toEqual(
      [pageMs.p50, pageMs.p95, pageMs.p99, pageMs.max].sort((a, b) => a - b),
    );
    for (const figure of [pageMs.p50, firstBatchMs, cleanupMs]) expect(figure).toBeGreaterThan(0);
    expect(judge(measured)).toEqual([]);
    expect(await statuses()).toEqual(['CLOSED']);
  });

  it('opens a connection for each reader, and counts the pages after the first one on each', async () => {
    const perConnection = new Map<number, number>();
    api.faults.answer = ({ field }, connection) => {
      if (field === 'roomMovies') perConnection.set(connection, (perConnection.get(connection) ?? 0) + 1);
      return undefined;
    };
    expect(await measure()).toMatchObject({ pages: 20 });
    const ofReaders = [...perConnection.values()].filter((requests) => requests === 6);
    expect(ofReaders.length).toBeGreaterThanOrEqual(4);
  });

  it('starts the readers together: none counts before all are connected', async () => {
    const readers = 4;
    const seen: number[] = [];
    api.faults.answer = ({ field }, connection) => {
      if (field === 'roomMovies') seen.push(connection);
      return undefined;
    };
    await measure();
    const counts = new Map<number, number>();
    for (const connection of seen) counts.set(connection, (counts.get(connection) ?? 0) + 1);
    // The readers come last: whoever waits for the first films before them may ask as often.
    const ofReaders = new Set([...counts.keys()].slice(-readers));
    expect([...ofReaders].map((connection) => counts.get(connection))).toEqual([6, 6, 6, 6]);
    const firstOnes = seen.filter((connection) => ofReaders.has(connection)).slice(0, readers);
    expect(new Set(firstOnes).size).toBe(readers);
  });
});

describe('what is wrong is counted, and the room is closed all the same', () => {
  /** Pages of the readers: all those after the first films, which the measurement waits for alone. */
  const broken = async (gone = {}) => {
    const measured = await measure(undefined, gone);
    expect(await statuses()).toEqual(['CLOSED']);
    return measured;
  };

  it('pages that cannot be read', async () => {
    // From when all batches are loaded on, only the readers ask.
    let isLoaded = false;
    api.faults.change = ({ field }, data) => {
      if (field === 'roomMovies') isLoaded ||= (data.roomMovies as { loaded: number }).loaded >= 90;
    };
    api.faults.answer = ({ field, variables }) =>
      field === 'roomMovies' && isLoaded && variables.from === 30 ? refusal('InternalError', 'Try again.') : undefined;
    const measured = await broken();
    expect(measured.errors).toBeGreaterThan(0);
    expect(measured.pages + measured.errors).toBe(20);
    expect(measured.errorMessages).toEqual(['InternalError: Try again.']);
    expect(judge(measured)).toEqual([
      `${measured.errors} of 20 pages could not be read, allowed are none: InternalError: Try again.`,
    ]);
  });

  it('a film that another reader saw elsewhere', async () => {
    let pages = 0;
    api.faults.change = ({ field }, data) => {
      if (field === 'roomMovies' && ++pages > 15) {
        const { items } = data.roomMovies as { items: { id: string }[] };
        if (items[3]) items[3].id = `other ${pages % 2}`;
      }
    };
    const { errors, errorMessages } = await broken();
    expect(errors).toBeGreaterThan(0);
    expect(errorMessages[0]).toMatch(/^At index \d+ is film .+, another reader saw .+\.$/);
  });

  it('a gap', async () => {
    let pages = 0;
    api.faults.change = ({ field }, data) => {
      if (field === 'roomMovies' && ++pages > 12) (data.roomMovies as { items: unknown[] }).items.splice(2, 1);
    };
    const { errorMessages } = await broken();
    expect(errorMessages.join()).toMatch(/The page from \d+ has index \d+ in place of \d+\./);
  });

  it('a closed room that still shows films', async () => {
    api.faults.change = ({ field }, data) => {
      if (field === 'roomCache') data.roomCache = { loaded: 30, reason: null };
    };
    const measured = await broken({ timeoutMs: 0 });
    expect(measured.cleanupMs).toBeNull();
    expect(judge(measured)).toEqual([
      `The room ${rooms()[0] as string} is closed, but roomCache still shows 30 films. TTL removes what is left of it.`,
    ]);
  });
});

describe('nothing to measure', () => {
  it('without a room', async () => {
    api.faults.answer = () => refusal('InternalError', 'The room could not be created.');
    await expect(measure()).rejects.toMatchObject({
      stage: 'performance',
      message: 'InternalError: The room could not be created.',
      next: 'Verify the environment first: it says what does not work.',
    });
    expect(api.requests).toHaveLength(1);
  });

  it('without films, says why, and closes the room', async () => {
    api.faults.change = ({ field }, data) => {
      if (field === 'roomMovies') data.roomMovies = { items: [], nextFrom: 0, loaded: 0, status: 'FAILED' };
      if (field === 'roomCache' && data.roomCache) data.roomCache = { reason: 'TMDB refused the key.' };
    };
    await expect(measure()).rejects.toMatchObject({
      stage: 'performance',
      message: 'The room has no films: its status is FAILED, "TMDB refused the key.".',
    });
    expect(await statuses()).toEqual(['CLOSED']);
  });
});

describe('a room that cannot be closed', () => {
  const leftBehind =
    /The room [\w-]+ could not be closed, it is LEFT BEHIND: InternalError: Broken\. Close it: `curl -s http/;

  it('spoils the measurement, and its figures are kept', async () => {
    api.faults.answer = ({ field }) => (field === 'closeRoom' ? refusal('InternalError', 'Broken.') : undefined);
    const measured = await measure();
    expect(measured).toMatchObject({ pages: 20, cleanupMs: null });
    expect(judge(measured)).toEqual([expect.stringMatching(leftBehind)]);
  });

  it('is told beside what failed before', async () => {
    api.faults.answer = ({ field }) =>
      field === 'closeRoom' || field === 'roomMovies' ? refusal('InternalError', 'Broken.') : undefined;
    await expect(measure()).rejects.toThrow(leftBehind);
  });
});

it.each(['createRoom', 'roomMovies', 'closeRoom'])('an abort during %s closes the room', async (field) => {
  const controller = new AbortController();
  api.faults.answer = (request) => {
    if (request.field === field) controller.abort(new Error('Ctrl-C'));
    return undefined;
  };
  const measured = measure(controller.signal);
  // Closing is not aborted, and after it there is nothing left to abort.
  if (field === 'closeRoom') await measured;
  else await expect(measured).rejects.toThrow('Ctrl-C');
  expect(await statuses()).toEqual(['CLOSED']);
});

it('an abort while many read closes the room and every connection', async () => {
  const controller = new AbortController();
  let pages = 0;
  api.faults.answer = ({ field }) => {
    if (field === 'roomMovies' && ++pages === 20) controller.abort(new Error('Ctrl-C'));
    return undefined;
  };
  await expect(measure(controller.signal)).rejects.toThrow('Ctrl-C');
  expect(await statuses()).toEqual(['CLOSED']);
});
