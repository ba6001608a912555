import { randomUUID } from 'node:crypto';
import { failed, passed, type Check, type Outcome } from '../checks';
import type { Environment } from '../../environments';
import { Finding } from '../finding';
import { GraphqlClient, GraphqlFailure, type GraphqlTarget } from '../graphql';
import {
  closeForGood,
  howToClose,
  leftAfterClosing,
  Member,
  type MoviePage,
  type NewRoom,
  type RoomMovie,
} from './rooms';
import { pause, waitFor, type Wait } from '../wait';
import { fileOf } from '../../environments/names';

/** The room that was opened to look at it. */
export interface TriedRoom {
  readonly room: NewRoom;
  /** Whether it was closed. */
  readonly isClosed: boolean;
}

/** An environment's room, tried out. */
export interface Trial {
  readonly check: Check;
  /** The room of the last run; undefined when none could be opened. */
  readonly tried: () => TriedRoom | undefined;
}

/** Films that are read past the first batch: the second one, which reading starts, has to come. */
const FILMS_OF_SECOND_BATCH = 10;

/** Two members who read in pages of their own see the same only if the sequence does not depend on the page. */
const PAGE_OF_HOST = 12;
const PAGE_OF_GUEST = 7;

const HOST = { id: 'trinity-verify', name: 'Host' };
const GUEST = { id: 'trinity-verify-guest', name: 'Guest' };

const match = (matched: boolean): string => (matched ? 'of a match' : 'of none');

/**
 * A room through the deployed endpoint, as the app does it: opened, filled, joined, read by two members who like the same film, closed. The room
 * is closed whatever happens, also when the check is aborted; a room that cannot be closed is a failure of its own.
 *
 * @param films how long films may take
 */
export function tryRoom(environment: Environment, target: GraphqlTarget, films: Wait): Trial {
  const client = new GraphqlClient(target);
  const name = environment.name;
  const { now = () => performance.now() } = films;
  const look = `See the functions' errors on the dashboard (\`terraform output dashboard_address\`) and in CloudWatch Logs.`;
  let tried: TriedRoom | undefined;

  async function run(signal: AbortSignal): Promise<Outcome> {
    tried = undefined;
    signal.throwIfAborted();
    const label = `Trinity verification ${randomUUID()}`;
    const room = await step('createRoom', () => new Member(client, signal).createRoom(label, HOST.id, HOST.name)).catch(
      (error: unknown) => notOpened(error, label),
    );
    if (!('id' in room)) return room;
    tried = { room, isClosed: false };

    let outcome: Outcome | undefined;
    let thrown: unknown;
    try {
      outcome = passed(await tryOut(room, signal));
    } catch (error) {
      if (error instanceof Finding) outcome = failed(`${error.message} (room ${room.id})`, error.next);
      else thrown = error;
    }
    const why = await closeForGood(client, room.id).catch((error: unknown) => String(error));
    if (why !== undefined) {
      const before = outcome?.status === 'failed' ? `${outcome.reason} And the ` : 'The ';
      const next = howToClose(target, room.id);
      // Told even when the run was aborted: somebody has to close it.
      return failed(`${before}room ${room.id} could not be closed, it is LEFT BEHIND: ${why}`, next);
    }
    tried = { room, isClosed: true };
    if (outcome) return outcome;
    throw thrown;
  }

  /** @returns what was seen */
  async function tryOut(room: NewRoom, signal: AbortSignal): Promise<string> {
    const start = performance.now();
    const [host, guest] = [new Member(client, signal), new Member(client, signal)];
    await firstFilms(host, room, signal);
    const waited = Math.round(performance.now() - start);

    const joined = await step('joinRoom', () => guest.join(room.inviteCode, GUEST));
    if (joined !== room.id) throw new Finding(`joinRoom led to the room ${joined}, expected ${room.id}.`, look);

    const wanted = environment.systems.roomCache.cache.batchSize + FILMS_OF_SECOND_BATCH;
    const [byHost, byGuest] = await together(
      read(host, room, { wanted, limit: PAGE_OF_HOST }, signal),
      read(guest, room, { wanted, limit: PAGE_OF_GUEST }, signal),
    );
    const wrong = wrongWith(byHost, byGuest);
    if (wrong !== undefined) throw new Finding(wrong, `Members see different rooms. ${rollBack(name)}`);

    const alone = await step('vote', () => host.like(room.id, HOST.id, 0));
    const both = await step('vote', () => guest.like(room.id, GUEST.id, 0));
    if (alone || !both) {
      const told = `${HOST.name}, the first to like a film, was told ${match(alone)}, and ${GUEST.name}, the last, ${match(both)}`;
      throw new Finding(`${told}; expected no match and a match.`, `Members who agree are not told so. ${look}`);
    }

    const status = await step('closeRoom', () => host.close(room.id));
    if (status !== 'CLOSED') throw new Finding(`closeRoom answered with status ${status}, expected CLOSED.`, look);
    const left = await step('reading the closed room', () => leftAfterClosing(guest, room.id, { now }, signal));
    if (left !== undefined) {
      throw new Finding(`The room is closed, but ${left}.`, `The function cache has not removed its films. ${look}`);
    }
    return `first films after ${waited} ms; ${byHost.length} films, the same for two members; a match of both; closed and gone`;
  }

  /** Waits until a page has films. */
  async function firstFilms(member: Member, room: NewRoom, signal: AbortSignal): Promise<void> {
    let last: MoviePage | undefined;
    await waitFor(
      async () => {
        last = await step('roomMovies', () => member.page(room.id, 0, 1));
        return last.items.length > 0 || last.status === 'FAILED' || isEnd(last) ? last : undefined;
      },
      films,
      signal,
    );
    if (last && last.items.length > 0) return;
    throw await noFilms(member, room, last, 0);
  }

  /** A member's films from the first one on, page by page, as the schema tells a client to read. */
  async function read(
    member: Member,
    { id, ...room }: NewRoom,
    { wanted, limit }: { wanted: number; limit: number },
    signal: AbortSignal,
  ): Promise<RoomMovie[]> {
    const end = now() + films.timeoutMs;
    const seen: RoomMovie[] = [];
    for (let from: number | null = 0; from !== null && from < wanted;) {
      const page: MoviePage = await step('roomMovies', () => member.page(id, from ?? 0, limit));
      seen.push(...page.items);
      from = page.nextFrom;
      if (page.items.length > 0 || from === null) continue;
      if (page.status === 'FAILED' || now() > end) throw await noFilms(member, { id, ...room }, page, from);
      await pause(films.pollMs, signal);
    }
    return seen.slice(0, wanted);
  }

  async function noFilms(member: Member, { id }: NewRoom, page: MoviePage | undefined, from: number): Promise<Finding> {
    const status = page?.status ?? 'unknown';
    const reason = status === 'FAILED' ? await step('roomCache', () => member.failureReason(id)) : undefined;
    const after = status === 'FAILED' || (page && isEnd(page)) ? '' : ` after ${films.timeoutMs / 1000} s`;
    return new Finding(
      `The room has no film at ${from}${after}: its status is ${status}${reason === undefined ? '' : `, "${reason}"`}.`,
      status === 'FAILED'
        ? `Check that the parameter ${environment.systems.roomCache.tmdb.parameterName} holds a valid TMDB key and that ${environment.systems.roomCache.tmdb.url} answers. ${look}`
        : `The function cache does not load films. ${look}`,
    );
  }

  /** @throws Finding in place of a GraphqlFailure, with the operation's name */
  async function step<T>(operation: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof GraphqlFailure)) throw error;
      throw new Finding(`${operation} failed: ${error.message}`, nextAfter(error));
    }
  }

  function nextAfter({ errorType }: GraphqlFailure): string {
    if (errorType === 'UnauthorizedException') {
      return `The API key has expired or was deleted: set systems.roomCache.api.auth.expires in ${fileOf(name)} and \`npx cdktf deploy ${name}\`.`;
    }
    return `${look} ${rollBack(name)}`;
  }

  return { check: { name: 'end to end', run }, tried: () => tried };
}

const rollBack = (environmentName: string): string =>
  `\`bin/trinity rollback ${environmentName}\` goes back to the functions that ran before.`;

/** @throws what is no Finding */
function notOpened(error: unknown, label: string): Outcome {
  if (!(error instanceof Finding)) throw error;
  const { message, next } = error;
  return failed(
    `${message} Should a room "${label}" exist all the same, nobody knows its id and TTL removes it.`,
    next,
  );
}

const isEnd = (page: MoviePage): boolean => page.nextFrom === null && page.items.length === 0;

/** Both to their end: none of them goes on while the room is being closed. */
async function together<T>(...reads: [Promise<T>, Promise<T>]): Promise<[T, T]> {
  const settled = await Promise.allSettled(reads);
  for (const one of settled) if (one.status === 'rejected') throw one.reason;
  return Promise.all(reads);
}

/** A sentence; undefined when both saw the same films, 0, 1, 2 and so on, each once. */
function wrongWith(byHost: readonly RoomMovie[], byGuest: readonly RoomMovie[]): string | undefined {
  for (const [who, seen] of [
    ['host', byHost],
    ['guest', byGuest],
  ] as const) {
    const gap = seen.findIndex(({ sequenceIndex }, index) => sequenceIndex !== index);
    if (gap >= 0) return `The ${who} sees index ${seen[gap]?.sequenceIndex} at place ${gap}, expected ${gap}.`;
    const first = new Map<string, number>();
    for (const { id, sequenceIndex } of seen) {
      const before = first.get(id);
      if (before !== undefined) return `The ${who} sees the film ${id} twice, at ${before} and at ${sequenceIndex}.`;
      first.set(id, sequenceIndex);
    }
  }
  if (byHost.length !== byGuest.length) {
    return `The host sees ${byHost.length} films and the guest ${byGuest.length}, expected the same number.`;
  }
  const other = byHost.findIndex(({ id }, index) => byGuest[index]?.id !== id);
  if (other < 0) return undefined;
  return `At index ${other} the host sees the film ${byHost[other]?.id} and the guest ${byGuest[other]?.id}, expected the same.`;
}
