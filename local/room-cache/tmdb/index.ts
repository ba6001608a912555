import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { own } from '../../../keys/own';
import { serveLoopback } from '../../../programs/loopback-server';
import { loadFilms, type Film } from './catalogue';
import { details, discover, TmdbError } from './discover';
import { genreList, type MediaType } from './genres';

export { loadFilms, type Film } from './catalogue';

/** What a request meets instead of its answer. `retryAfter` in seconds; `hang` never answers; `truncate` cuts the JSON in half. */
export type Fault = { status: number; retryAfter?: number } | { truncate: true } | { hang: true } | { body: string };

export interface TmdbOptions {
  /** A free port unless given. */
  port?: number;
  /** The only key that is accepted; any key unless given, but never none. */
  apiKey?: string;
  /** vega-datasets' films unless given. */
  films?: Film[];
  /** Milliseconds between a request and its answer; 0 unless given. */
  latencyMs?: number;
  /** Asked for every request with a good key, and waited for; `n` counts them from 1. `path` is as in `requests`. */
  fault?: (request: {
    path: string;
    query: URLSearchParams;
    n: number;
  }) => Fault | undefined | Promise<Fault | undefined>;
}

/** A request that came in. `path` has no query: `/3/discover/movie`. `at` and `doneAt`: `performance.now()`, milliseconds. */
export interface TmdbRequest {
  path: string;
  query: URLSearchParams;
  at: number;
  doneAt?: number;
}

export interface LocalTmdb {
  /** As the environments write TMDB's address: with the version, without a slash at the end (`http://127.0.0.1:4001/3`). */
  url: string;
  requests: TmdbRequest[];
  close(): Promise<void>;
}

/** Speaks TMDB's protocol, version 3, on 127.0.0.1: discover, details, genres, and TMDB's errors. */
export async function startTmdb(options: TmdbOptions = {}): Promise<LocalTmdb> {
  const requests: TmdbRequest[] = [];
  let films: Film[] | undefined;
  const getFilms = (): Film[] => (films ??= [...(options.films ?? loadFilms())].sort(byPopularity));
  const answerOne = (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://tmdb');
    const entry: TmdbRequest = { path: url.pathname, query: url.searchParams, at: performance.now() };
    requests.push(entry);
    response.once('close', () => (entry.doneAt = performance.now()));
    return answer({ ...options, getFilms }, request, response, entry, requests.length);
  };
  const server = await serveLoopback(answerOne, options.port === undefined ? {} : { port: options.port });
  return { url: `${server.endpoint}/3`, requests, close: () => server.close() };
}

const byPopularity = (a: Film, b: Film): number => b.popularity - a.popularity || a.id - b.id;

async function answer(
  options: TmdbOptions & { getFilms: () => Film[] },
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: TmdbRequest,
  n: number,
): Promise<void> {
  if (options.latencyMs) await delay(options.latencyMs);
  const send = (status: number, body: string, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json;charset=utf-8', ...headers }).end(body);
  };
  try {
    requireKey(options.apiKey, request, query);
    const fault = await options.fault?.({ path, query, n });
    if (fault && 'hang' in fault) return;
    if (fault && 'body' in fault) return send(200, fault.body);
    if (fault && 'status' in fault) {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      return send(fault.status, errorBody(faultError(fault.status)), headers);
    }
    const body = JSON.stringify(route(options.getFilms(), path, query));
    send(200, fault ? body.slice(0, body.length / 2) : body);
  } catch (error) {
    if (!(error instanceof TmdbError)) throw error;
    send(error.httpStatus, errorBody(error));
  }
}

function route(films: readonly Film[], path: string, query: URLSearchParams): object {
  const mediaTypes: Record<string, MediaType> = { movie: 'MOVIE', tv: 'TV' };
  const list = /^\/3\/discover\/(movie|tv)$/.exec(path)?.[1];
  if (list !== undefined) return discover(films, own(mediaTypes, list)!, query);
  const genres = /^\/3\/genre\/(movie|tv)\/list$/.exec(path)?.[1];
  if (genres !== undefined) return { genres: genreList[own(mediaTypes, genres)!] };
  const [, kind, id] = /^\/3\/(movie|tv)\/(\d+)$/.exec(path) ?? [];
  if (kind !== undefined && id !== undefined) return details(films, own(mediaTypes, kind)!, id);
  throw new TmdbError(404, 34, 'The resource you requested could not be found.');
}

/** A v3 key comes as `api_key`, a v4 token as Bearer. */
function requireKey(expected: string | undefined, request: IncomingMessage, query: URLSearchParams): void {
  const given = query.get('api_key') ?? /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (given && (expected === undefined || given === expected)) return;
  throw new TmdbError(401, 7, 'Invalid API key: You must be granted a valid key.');
}

function faultError(status: number): TmdbError {
  if (status === 429) return new TmdbError(429, 25, 'Your request count (41) is over the allowed limit of (40).');
  if (status === 503)
    return new TmdbError(503, 9, 'Service offline: This service is temporarily offline, try again later.');
  if (status === 401) return new TmdbError(401, 7, 'Invalid API key: You must be granted a valid key.');
  if (status === 404) return new TmdbError(404, 34, 'The resource you requested could not be found.');
  return new TmdbError(status, 11, 'Internal error: Something went wrong, contact TMDB.');
}

const errorBody = (error: TmdbError): string =>
  JSON.stringify({ success: false, status_code: error.statusCode, status_message: error.message });
