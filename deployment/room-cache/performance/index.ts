import { DeploymentError } from '../../errors';
import { summaryOf } from '../../performance/latencies';
import { orFail } from '../../performance/or-fail';
import { GraphqlClient, GraphqlFailure, type GraphqlTarget } from '../../graphql';
import { closeForGood, howToClose, leftAfterClosing, Member, type NewRoom } from '../rooms';
import { waitFor, type Wait } from '../../wait';
import { DEFAULT_LIMITS, DEFAULT_READERS } from './limits';
import { PAGE_SIZE, readAtOnce } from './readers';
import type { Performance, PerformanceLimits } from './schema';

export { draw } from './draw';
export { DEFAULT_LIMITS, judge } from './limits';
export { performanceSchema, type Performance, type PerformanceLimits } from './schema';

export interface PerformanceOptions {
  /** Members that read at once. Default: 50. */
  readonly readers?: number;
  /** Pages that each of them reads. Default: 10. */
  readonly pagesPerReader?: number;
  /** Goes into the result, for `judge`. Default: 200 ms for a page, 10 s for the first batch. */
  readonly limits?: PerformanceLimits;
  /** For the closed room to be gone. Default: a minute. */
  readonly gone?: Partial<Wait>;
  readonly signal: AbortSignal;
}

/** Films that are loaded before the readers start, so that they have more than one page to read. */
const LOADED_AHEAD = 3 * PAGE_SIZE;

/** Films are waited for beyond their limit, so that the figure says by how much it was missed. */
const FIRST_FILMS = { timeoutMs: 120_000, pollMs: 50 };
const MORE_FILMS = { timeoutMs: 120_000, pollMs: 100 };

/**
 * Measures what a member waits for, through the deployed endpoint: the first films of a new room, pages under many
 * readers at once (one request per connection before that is not counted), the end of the room. The room is closed
 * whatever happens.
 *
 * @throws DeploymentError (`performance`) when there is nothing to measure; the signal's reason when it was aborted
 */
export async function measurePerformance(target: GraphqlTarget, options: PerformanceOptions): Promise<Performance> {
  const { readers = DEFAULT_READERS, pagesPerReader = 10, limits = DEFAULT_LIMITS, gone, signal } = options;
  const client = new GraphqlClient(target);
  const measuredAt = new Date().toISOString();
  signal.throwIfAborted();

  const start = performance.now();
  const room = await orFail(new Member(client, signal).createRoom('Trinity performance', 'trinity-performance'));
  let firstBatchMs: number;
  let reading: Awaited<ReturnType<typeof readAtOnce>>;
  try {
    firstBatchMs = await orFail(firstFilms(client, room, start, signal));
    await orFail(moreFilms(client, room, signal));
    reading = await readAtOnce(target, { roomId: room.id, readers, pagesPerReader, signal });
  } catch (error) {
    const { problem } = await cleanUp(client, room, gone);
    if (problem === null) throw error;
    const { message, next } =
      error instanceof DeploymentError ? error : { message: 'The measurement ended early.', next: '' };
    throw new DeploymentError('performance', `${message} ${problem}`, next, { cause: error });
  }
  const { latencies, errors, errorMessages } = reading;
  const { percentiles, histogram } = summaryOf(latencies);
  const { milliseconds: cleanupMs, problem: cleanupProblem } = await cleanUp(client, room, gone);
  return {
    measuredAt,
    limits,
    readers,
    pages: latencies.length,
    errors,
    errorMessages,
    pageMs: percentiles,
    histogram,
    firstBatchMs,
    cleanupMs,
    cleanupProblem,
  };
}

/** @returns milliseconds from `start` until a page had films */
async function firstFilms(client: GraphqlClient, { id }: NewRoom, start: number, signal: AbortSignal): Promise<number> {
  const member = new Member(client, signal);
  let status = 'unknown';
  const took = await waitFor(
    async () => {
      const page = await member.page(id, 0, PAGE_SIZE);
      status = page.status;
      if (page.items.length > 0) return performance.now() - start;
      if (status === 'FAILED' || page.nextFrom === null) {
        const reason = await member.failureReason(id);
        throw noFilms(`The room has no films: its status is ${status}${reason === undefined ? '' : `, "${reason}"`}.`);
      }
      return undefined;
    },
    FIRST_FILMS,
    signal,
  );
  if (took !== undefined) return took;
  throw noFilms(`The room has no films after ${FIRST_FILMS.timeoutMs / 1000} s: its status is ${status}.`);
}

/** Reads on, as a member does, until a few batches are there or the sequence has ended. */
async function moreFilms(client: GraphqlClient, { id }: NewRoom, signal: AbortSignal): Promise<void> {
  const member = new Member(client, signal);
  let from = 0;
  await waitFor(
    async () => {
      const page = await member.page(id, from, PAGE_SIZE);
      const isOver = page.loaded >= LOADED_AHEAD || page.nextFrom === null || page.status === 'FAILED';
      from = page.nextFrom ?? from;
      return isOver ? true : undefined;
    },
    MORE_FILMS,
    signal,
  );
}

/** Closes the room, whatever happened to it, and waits until it shows nothing any more. */
async function cleanUp(
  client: GraphqlClient,
  { id }: NewRoom,
  gone?: Partial<Wait>,
): Promise<{ milliseconds: number | null; problem: string | null }> {
  const start = performance.now();
  const why = await closeForGood(client, id);
  if (why !== undefined) {
    const problem = `The room ${id} could not be closed, it is LEFT BEHIND: ${why} ${howToClose(client.target, id)}`;
    return { milliseconds: null, problem };
  }
  try {
    const left = await leftAfterClosing(new Member(client), id, gone);
    if (left === undefined) return { milliseconds: performance.now() - start, problem: null };
    return { milliseconds: null, problem: `The room ${id} is closed, but ${left}. TTL removes what is left of it.` };
  } catch (error) {
    if (!(error instanceof GraphqlFailure)) throw error;
    return { milliseconds: null, problem: `Whether the closed room ${id} is gone could not be seen: ${error.message}` };
  }
}

const noFilms = (message: string): DeploymentError =>
  new DeploymentError(
    'performance',
    message,
    'See the errors of the function cache in CloudWatch Logs, and verify the environment first.',
  );
