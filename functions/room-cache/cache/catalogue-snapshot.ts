import { createHash } from 'node:crypto';
import type { Film } from '../shared/film-catalogue';

/** What TMDB had for a filter at one time. It never changes; a later look at TMDB makes another one. */
export interface Snapshot {
  /** Derived from the films: the same films have the same version, whoever fetched them. */
  readonly version: string;
  readonly films: readonly Film[];
}

/** Merges pages in their order; of a title that appears twice the first one counts. */
export function createSnapshot(pages: readonly { readonly films: readonly Film[] }[]): Snapshot {
  const byId = new Map<string, Film>();
  for (const film of pages.flatMap((page) => page.films)) {
    if (!byId.has(film.id)) byId.set(film.id, film);
  }
  const films = [...byId.values()].sort((a, b) => Number(a.id) - Number(b.id));
  const version = createHash('sha256').update(JSON.stringify(films)).digest('hex').slice(0, 16);
  return { version, films };
}
