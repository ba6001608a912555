import { startTmdb, type LocalTmdb } from './tmdb';
import type { Closers } from '../closers';
import type { FilmSource } from '../options';
import type { StandIns } from '../system';

/** What the local TMDB is asked with when no real key is given: it has the form of one. */
const placeholderKey = '10ca110ca110ca110ca110ca110ca110';

export interface OpenFilms extends StandIns {
  /** TMDB's key, which the functions find in Parameter Store. Never shown. */
  readonly key: string;
  /** TMDB's address, where it is not the one that Terraform says. */
  readonly url?: string;
}

/** Where the functions get films from, and with which key. */
export async function openFilms(films: FilmSource, closers: Closers): Promise<OpenFilms> {
  switch (films.kind) {
    case 'tmdb':
      return filmsFrom({ key: films.key, description: 'the real TMDB' });
    case 'url':
      return filmsFrom({ key: films.key ?? placeholderKey, url: films.url, description: films.url });
    case 'local': {
      const key = films.options?.apiKey ?? placeholderKey;
      const server = await closers.add(startTmdb({ ...films.options, apiKey: key }));
      return filmsFrom({ key, url: server.url, server, description: `the local TMDB at ${server.url}` });
    }
  }
}

function filmsFrom({
  server,
  ...films
}: Pick<OpenFilms, 'key' | 'url' | 'description'> & { readonly server?: LocalTmdb }): OpenFilms {
  const { key, url } = films;
  return {
    ...films,
    overrides: (variables) => (url !== undefined && 'TMDB_URL' in variables ? { TMDB_URL: url } : {}),
    parameters: ({ TMDB_PARAMETER_NAME: name }) => (name === undefined ? {} : { [name]: key }),
    calls: () => server?.requests.map(({ path, query }) => `${path}?${withoutKey(query)}`),
  };
}

/** A v3 key comes in the address. */
function withoutKey(query: URLSearchParams): string {
  const shown = new URLSearchParams(query);
  shown.delete('api_key');
  return shown.toString();
}
