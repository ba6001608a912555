import { createHash } from 'node:crypto';
import type { Film } from '../shared/film-catalogue';

/** How well a film fits a room. A lower tier comes first. */
export enum Tier {
  All = 0,
  Any = 1,
  Popular = 2,
}

export interface SequenceProps {
  readonly roomId: string;
  readonly genreIds: readonly number[];
  /** Unique by id. Their order does not matter. */
  readonly films: readonly Film[];
  /** The sequence ends here, whatever the catalogue holds. */
  readonly length: number;
}

/**
 * The order in which a room sees its films: by tier, and inside a tier shuffled by a hash of room and film. A pure
 * function of its arguments; the same on every machine and at every attempt.
 */
export function sequence(props: SequenceProps): Film[] {
  return props.films
    .map((film) => ({ film, tier: tierOf(film, props.genreIds), rank: rankOf(props.roomId, film) }))
    .sort((a, b) => a.tier - b.tier || compare(a.rank, b.rank))
    .slice(0, props.length)
    .map(({ film }) => film);
}

/** By the film's own genres, not by the query that found it: a popular film may well carry all of the room's genres. */
export function tierOf(film: Pick<Film, 'genreIds'>, genreIds: readonly number[]): Tier {
  if (genreIds.every((genre) => film.genreIds.includes(genre))) return Tier.All;
  return genreIds.some((genre) => film.genreIds.includes(genre)) ? Tier.Any : Tier.Popular;
}

function rankOf(roomId: string, film: Film): string {
  return createHash('sha256').update(`${roomId}:${film.id}`).digest('hex');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
