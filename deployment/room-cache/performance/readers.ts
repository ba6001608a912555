import { GraphqlClient, GraphqlFailure, type GraphqlTarget, type Post } from '../../graphql';
import { Member, type MoviePage } from '../rooms';
import { openConnection } from './connection';

export interface Reading {
  /** Milliseconds, one for each page that was read. */
  readonly latencies: number[];
  readonly errors: number;
  /** The first few, each once. */
  readonly errorMessages: string[];
}

export interface ReadingOptions {
  readonly roomId: string;
  readonly readers: number;
  readonly pagesPerReader: number;
  readonly signal: AbortSignal;
}

/** Films of a page, as the app asks for them. */
export const PAGE_SIZE = 30;

/** Errors that are told. */
const TOLD = 3;

/**
 * Many members read a room at once, each over a connection of its own, a page after the other from 0 on; who comes to
 * the end of what is loaded begins anew. Each connection is opened by one request that is not counted, and all start
 * together. All have to see the same films without a gap; a page that shows others counts as an error. An empty page at the
 * end, where a replica lags, counts as nothing.
 */
export async function readAtOnce(target: GraphqlTarget, options: ReadingOptions): Promise<Reading> {
  const { roomId, readers, pagesPerReader, signal } = options;
  const latencies: number[] = [];
  const messages: string[] = [];
  const sequence = new Map<number, string>();
  const connections = Array.from({ length: readers }, () => openConnection(target.endpoint));

  async function read(member: Member, took: () => number): Promise<void> {
    for (let read = 0, from = 0; read < pagesPerReader; read++) {
      signal.throwIfAborted();
      const page = await member.page(roomId, from, PAGE_SIZE).catch(asMessage(signal));
      const problem = typeof page === 'string' ? page : wrongWith(page, from, sequence);
      if (problem !== undefined) messages.push(problem);
      else if (typeof page !== 'string' && page.items.length > 0) latencies.push(took());
      const isOver = typeof page === 'string' || page.nextFrom === null || page.nextFrom >= page.loaded;
      from = isOver ? 0 : (page.nextFrom ?? 0);
    }
  }

  try {
    const members = connections.map(({ post }) => {
      const timed = stopwatch(post);
      return { member: new Member(new GraphqlClient(target, timed.post), signal), took: timed.took };
    });
    await Promise.all(members.map(({ member }) => member.page(roomId, 0, PAGE_SIZE).catch(asMessage(signal))));
    await settled(members.map(({ member, took }) => read(member, took)));
  } finally {
    for (const connection of connections) connection.close();
  }
  return { latencies, errors: messages.length, errorMessages: [...new Set(messages)].slice(0, TOLD) };
}

/** Takes the time of the last request, from before it is sent until its answer has been read as a whole. */
function stopwatch(post: Post): { post: Post; took: () => number } {
  let last = 0;
  return {
    post: async (...request) => {
      const start = performance.now();
      const response = await post(...request);
      last = performance.now() - start;
      return response;
    },
    took: () => last,
  };
}

/** @param sequence what was seen so far, by anybody; what this page shows is added */
function wrongWith({ items }: MoviePage, from: number, sequence: Map<number, string>): string | undefined {
  if (items.length === 0 && from === 0) return 'The first page is empty although its films were loaded.';
  for (const [place, { sequenceIndex, id }] of items.entries()) {
    const index = from + place;
    if (sequenceIndex !== index) return `The page from ${from} has index ${sequenceIndex} in place of ${index}.`;
    const before = sequence.get(index);
    if (before !== undefined && before !== id) return `At index ${index} is film ${id}, another reader saw ${before}.`;
    sequence.set(index, id);
  }
  return undefined;
}

const asMessage =
  (signal: AbortSignal) =>
  (error: unknown): string => {
    signal.throwIfAborted();
    if (error instanceof GraphqlFailure) return error.message;
    throw error;
  };

/** All to their end, then the first error. */
async function settled(tasks: readonly Promise<void>[]): Promise<void> {
  for (const one of await Promise.allSettled(tasks)) if (one.status === 'rejected') throw one.reason;
}
