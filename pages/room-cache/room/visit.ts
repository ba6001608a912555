import type { Member, RoomMovie } from '../../../api/room-cache/schema.types';
import { ApiError } from '../../shared/ask';
import type { RoomApi, ShownMatch, ShownRoom } from './api';
import { Deck } from './deck';
import { Outbox, type Said } from './outbox';
import { keepUnsent, readUnsent, type Session } from './session';

/** What a visit shows. */
export interface VisitView {
  showFilm(film: RoomMovie | undefined, waiting: string): void;
  showMembers(members: readonly Pick<Member, 'id' | 'name'>[]): void;
  showMatches(matches: readonly ShownMatch[], newest: ShownMatch | undefined): void;
  showProblem(text: string): void;
  /** What was said and is not heard yet: how much. */
  showUnsent(count: number): void;
}

/** Milliseconds until a page without films is asked for again, as the schema tells clients to. */
const PAUSE = 1_000;

/** One member in one room: what they see, and what they say. */
export class Visit {
  private readonly outbox: Outbox;
  private readonly deck: Deck;
  private readonly matches = new Map<string, ShownMatch>();
  private isLoading = false;
  private hasEnded = false;
  private readonly endings: (() => void)[] = [];

  constructor(
    private readonly api: RoomApi,
    private readonly session: Session,
    private readonly view: VisitView,
    said: readonly number[],
  ) {
    const kept = readUnsent();
    this.deck = new Deck([...said, ...kept.map(({ sequenceIndex }) => sequenceIndex)]);
    this.outbox = new Outbox({ kept, keep: keepUnsent, send: (one) => this.send(one), later });
  }

  begin(): void {
    const { roomId } = this.session;
    const atOnce = (): void => {
      void this.outbox.flush();
      void this.load();
    };
    addEventListener('online', atOnce);
    this.endings.push(
      () => removeEventListener('online', atOnce),
      this.api.onMatch(
        roomId,
        () => void this.look(),
        (match) => {
          this.addMatch(match);
          void this.look(); // somebody may have joined meanwhile
        },
      ),
    );
    this.show();
    void this.look();
    void this.outbox.flush();
    void this.load();
  }

  end(): void {
    this.hasEnded = true;
    this.outbox.end();
    for (const ending of this.endings) ending();
  }

  say(liked: boolean): void {
    const film = this.deck.current;
    if (!film) return;
    this.deck.say(film.sequenceIndex);
    this.outbox.add({ ...this.session, sequenceIndex: film.sequenceIndex, liked });
    this.show();
    void this.load();
  }

  /** Who is there, and what they agree on. */
  private async look(): Promise<void> {
    try {
      const { roomMembers, roomMatches } = await this.api.company(this.session.roomId);
      if (this.hasEnded) return;
      this.view.showMembers([...roomMembers].sort((one, other) => (one.joinedAt < other.joinedAt ? -1 : 1)));
      const isFirst = this.matches.size === 0;
      const known = roomMatches.filter(({ movieId }) => !this.matches.has(movieId));
      for (const match of known) this.matches.set(match.movieId, match);
      if (known.length > 0) this.showMatches(isFirst ? undefined : known.at(-1));
    } catch (error) {
      this.fail(error);
    }
  }

  private addMatch(match: ShownMatch): void {
    if (this.matches.has(match.movieId)) return;
    this.matches.set(match.movieId, match);
    this.showMatches(match);
  }

  private showMatches(newest: ShownMatch | undefined): void {
    if (this.hasEnded) return;
    const all = [...this.matches.values()].sort((one, other) => (one.matchedAt < other.matchedAt ? -1 : 1));
    this.view.showMatches(all, newest);
  }

  /** Reads pages until there is enough. */
  private async load(): Promise<void> {
    if (this.isLoading) return;
    this.isLoading = true;
    try {
      for (let from = this.deck.due; from !== undefined && !this.hasEnded; from = this.deck.due) {
        const page = await this.api.movies(this.session.roomId, from);
        this.deck.add(page);
        this.show();
        if (page.status === 'FAILED' && page.items.length === 0) await this.api.refill(this.session.roomId);
        if (page.items.length === 0 && this.deck.due !== undefined) await new Promise<void>((go) => later(go, PAUSE));
      }
    } catch (error) {
      this.fail(error);
      if (error instanceof ApiError && error.isPassing) later(() => void this.load(), 3 * PAUSE);
    } finally {
      this.isLoading = false;
    }
  }

  private async send(said: Said): Promise<boolean> {
    try {
      const { match } = await this.api.vote(said);
      if (match) this.addMatch(match);
      this.view.showUnsent(Math.max(0, this.outbox.size - 1));
      this.view.showProblem('');
      return true;
    } catch (error) {
      this.fail(error);
      this.view.showUnsent(this.outbox.size);
      return !(error instanceof ApiError && error.isPassing);
    }
  }

  private show(): void {
    if (!this.hasEnded) this.view.showFilm(this.deck.current, this.deck.waiting);
  }

  private fail(error: unknown): void {
    if (!this.hasEnded) this.view.showProblem(wordsOf(error));
  }
}

/** What to do about an error, for a person. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  if (error.type === undefined) return `${error.message} What you say is kept, and sent as soon as it can be.`;
  return error.message;
}

function later(run: () => void, milliseconds: number): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}

/** @returns undefined when the room is gone, or closed */
export async function comeBack(
  api: RoomApi,
  { roomId, memberId }: Session,
): Promise<{ room: ShownRoom; said: number[] } | undefined> {
  try {
    const state = await api.state(roomId, memberId);
    if (state?.room.status !== 'ACTIVE') return undefined;
    return { room: state.room, said: state.votes.map(({ sequenceIndex }) => sequenceIndex) };
  } catch (error) {
    if (error instanceof ApiError && error.type === 'RoomNotFound') return undefined;
    throw error;
  }
}
