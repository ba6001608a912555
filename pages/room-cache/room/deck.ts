import type { CacheStatus, MoviePage, RoomMovie } from '../../../api/room-cache/schema.types';

/** Fewer films than so many ahead of a member, and the next page is due. */
const AHEAD = 10;

/** The films that a member has before them. It asks nobody: pages come in, and it says what to show and what to ask for. */
export class Deck {
  private readonly films = new Map<number, RoomMovie>();
  private readonly said: Set<number>;
  private next: number | null = 0;
  private state: CacheStatus = 'PENDING';

  /** @param said places of films of which the member has said something before */
  constructor(said: Iterable<number> = []) {
    this.said = new Set(said);
  }

  /** Takes a page. What a place once held never changes. */
  add({ items, nextFrom, status }: Pick<MoviePage, 'items' | 'nextFrom' | 'status'>): void {
    for (const film of items) this.films.set(film.sequenceIndex, film);
    this.next = nextFrom ?? null;
    this.state = status;
  }

  /** The first film of which the member has said nothing; undefined when it is not here, or there is none. */
  get current(): RoomMovie | undefined {
    let place = 0;
    while (this.said.has(place)) place += 1;
    return this.films.get(place);
  }

  /** The member says something of a film, which is behind them then. */
  say(sequenceIndex: number): void {
    this.said.add(sequenceIndex);
  }

  /** Where the next page begins, if it is due; undefined when there is enough, or no more. */
  get due(): number | undefined {
    const ahead = [...this.films.keys()].filter((place) => !this.said.has(place)).length;
    return this.next === null || ahead >= AHEAD ? undefined : this.next;
  }

  /** Why there is no film to show, for a person; empty while there is one. */
  get waiting(): string {
    if (this.current) return '';
    if (this.next === null) return 'You have seen all films of this room.';
    return this.state === 'FAILED' ? 'The films could not be loaded.' : 'Films are being loaded …';
  }

  get hasFailed(): boolean {
    return this.state === 'FAILED' && !this.current;
  }
}
