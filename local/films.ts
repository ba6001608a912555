import { startTmdb, type LocalTmdb } from './tmdb';
import type { Closers } from './closers';
import type { FilmSource } from './options';

/** What the local TMDB is asked with when no real key is given: it has the form of one. */
const placeholderKey = '10ca110ca110ca110ca110ca110ca110';

/** Where the functions get films from, and with which key. */
export interface OpenFilms {
  /** What Parameter Store has for the functions. Never shown. */
  key: string;
  /** TMDB's address, where it is not the one that Terraform says. */
  url?: string;
  /** The local server, where it is this. */
  server?: LocalTmdb;
  /** For a person. */
  description: string;
}

export async function openFilms(films: FilmSource, closers: Closers): Promise<OpenFilms> {
  switch (films.kind) {
    case 'tmdb':
      return { key: films.key, description: 'the real TMDB' };
    case 'url':
      return { key: films.key ?? placeholderKey, url: films.url, description: films.url };
    case 'local': {
      const key = films.options?.apiKey ?? placeholderKey;
      const server = await closers.add(startTmdb({ ...films.options, apiKey: key }));
      return { key, url: server.url, server, description: `the local TMDB at ${server.url}` };
    }
  }
}
