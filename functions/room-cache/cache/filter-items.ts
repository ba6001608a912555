import type { Attributes, Reading } from '../../../model/item';
import { countOf, expiryOf, idOf, textOf, wholeOf, WRONG_TTL } from '../../../model/room-cache/items/attributes';
import { readFilmDetails } from '../../../model/room-cache/items/room-movie';
import type { Film } from '../shared/film-catalogue';

/** What is known of a filter's catalogue. */
export interface Head {
  /** The snapshot that new rooms start from; absent until the first one is complete. */
  readonly version?: string;
  /** Epoch seconds; after it TMDB is asked again. */
  readonly freshUntil: number;
  /** Epoch milliseconds; while somebody asks TMDB. */
  readonly leaseUntil?: number;
  /** Counts those who asked TMDB. */
  readonly fence: number;
  /** The latest one who asked in vain, and why. Those who waited for it share the answer. */
  readonly failedFence?: number;
  readonly reason?: string;
  /** Epoch seconds. */
  readonly ttl: number;
}

/** Some films of a snapshot. */
export interface Part {
  readonly films: readonly Film[];
  /** How many parts the snapshot has. */
  readonly parts: number;
  /** Epoch seconds. */
  readonly ttl: number;
}

/** A filter's head. What it does not say was never asked: TMDB tells it again. */
export function readHead(item: Attributes): Reading<Head> {
  const version = textOf(item.version);
  const leaseUntil = typeof item.leaseUntil === 'number' ? wholeOf(item.leaseUntil) : undefined;
  const failedFence = wholeOf(item.failedFence);
  const reason = textOf(item.reason);
  const ttl = expiryOf(item.ttl);
  if (ttl === undefined) return { problem: WRONG_TTL };
  return {
    value: {
      ...(version !== undefined && { version }),
      freshUntil: expiryOf(item.freshUntil ?? 0) ?? 0,
      ...(leaseUntil !== undefined && { leaseUntil }),
      fence: wholeOf(item.fence) ?? 0,
      ...(failedFence !== undefined && { failedFence }),
      ...(reason !== undefined && { reason }),
      ttl,
    },
  };
}

/** A part of a snapshot: a film that cannot be read makes all of it useless, since rooms count on a snapshot as it was. */
export function readPart(item: Attributes): Reading<Part> {
  const parts = countOf(item.parts);
  const ttl = expiryOf(item.ttl);
  const films = Array.isArray(item.films) ? item.films.map(readFilm) : [];
  if (!Array.isArray(item.films) || films.includes(undefined)) return { problem: 'films is not a list of films' };
  if (parts === undefined) return { problem: 'parts is not a whole number' };
  if (ttl === undefined) return { problem: WRONG_TTL };
  return { value: { films: films.filter((film) => film !== undefined), parts, ttl } };
}

function readFilm(film: unknown): Film | undefined {
  if (typeof film !== 'object' || film === null) return undefined;
  const { value } = readFilmDetails(film as Attributes);
  const id = idOf((film as Attributes).id);
  return value && id !== undefined ? { id, ...value } : undefined;
}
