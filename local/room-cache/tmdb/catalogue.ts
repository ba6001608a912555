import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { own } from '../../../keys/own';
import { movieGenres, televisionGenresOf, type MediaType } from './genres';

/** A title as the local TMDB knows it. */
export interface Film {
  id: number;
  mediaType: MediaType;
  title: string;
  overview: string;
  /** YYYY-MM-DD */
  releaseDate: string;
  genreIds: number[];
  /** ISO 639-1 */
  originalLanguage: string;
  popularity: number;
  /** 0 to 10 */
  voteAverage: number;
  voteCount: number;
  adult: boolean;
  posterPath: string | null;
  /** Minutes; null when unknown. */
  runtime: number | null;
}

/** A row of vega-datasets' movies.json, as far as it is used. */
interface Row {
  Title: string | number | null;
  /** "Jun 12 1998" */
  'Release Date': string;
  'MPAA Rating': string | null;
  'Running Time min': number | null;
  Distributor: string | null;
  Source: string | null;
  'Major Genre': string | null;
  'Creative Type': string | null;
  Director: string | null;
  'IMDB Rating': number | null;
  'IMDB Votes': number | null;
}

let films: Film[] | undefined;

/**
 * The films of the npm package vega-datasets: 3,200 with real titles, years and genres, up to 2011. Read at first use.
 *
 * What the data do not hold: overviews (a sentence is composed of what they do hold), posters (null), the original
 * language ('en' for all) and series (TV is the films that are "Based on TV"). A film's id is its row, counted from 1.
 */
export function loadFilms(): Film[] {
  films ??= readRows().flatMap((row, index) => toFilms(row, index + 1));
  return films;
}

function readRows(): Row[] {
  const file = join(require.resolve('vega-datasets'), '..', '..', 'data', 'movies.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Row[];
}

function toFilms(row: Row, id: number): Film[] {
  if (row.Title === null) return [];
  const votes = row['IMDB Votes'] ?? 0;
  const movie: Film = {
    id,
    mediaType: 'MOVIE',
    title: repairText(String(row.Title)),
    overview: composeOverview(row),
    releaseDate: toDate(row['Release Date']),
    genreIds: movieGenres(row['Major Genre'], row['Creative Type']),
    originalLanguage: 'en',
    popularity: votes / 1000,
    voteAverage: row['IMDB Rating'] ?? 0,
    voteCount: votes,
    adult: false,
    posterPath: null,
    runtime: row['Running Time min'],
  };
  if (row.Source !== 'Based on TV') return [movie];
  return [movie, { ...movie, mediaType: 'TV', genreIds: televisionGenresOf(movie.genreIds) }];
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The data end in 2011. A later year is one of the 20th century that had two digits: Gone with the Wind is of "2039". */
function toDate(text: string): string {
  const [month = '', day = '', year = ''] = text.split(' ');
  const fullYear = Number(year) > 2011 ? Number(year) - 100 : Number(year);
  return `${fullYear}-${String(months.indexOf(month) + 1).padStart(2, '0')}-${day}`;
}

const sources: Record<string, string> = {
  'Based on Book/Short Story': 'based on a book or a short story',
  'Based on Comic/Graphic Novel': 'based on a comic',
  'Based on Factual Book/Article': 'based on a factual book or article',
  'Based on Game': 'based on a game',
  'Based on Magazine Article': 'based on a magazine article',
  'Based on Musical/Opera': 'based on a musical or an opera',
  'Based on Play': 'based on a play',
  'Based on Real Life Events': 'based on real events',
  'Based on Short Film': 'based on a short film',
  'Based on Toy': 'based on a toy',
  'Based on TV': 'based on a television series',
  'Disney Ride': 'based on a ride at Disneyland',
  'Original Screenplay': 'from an original screenplay',
  Remake: 'a remake',
  'Spin-Off': 'a spin-off',
  'Traditional/Legend/Fairytale': 'based on a legend or a fairy tale',
};

/** Says in one to three sentences what the row says, and nothing else. */
function composeOverview(row: Row): string {
  const year = toDate(row['Release Date']).slice(0, 4);
  const kind = [row['Creative Type'], row['Major Genre']].filter((part) => part !== null).map(lowerCase);
  const first = [`A film of ${year}${kind.length > 0 ? ` (${kind.join(', ')})` : ''}`];
  if (row.Director !== null) first.push(`directed by ${repairText(row.Director)}`);
  const source = own(sources, row.Source ?? '');
  if (source !== undefined) first.push(source);
  const sentences = [first.join(', ')];
  if (row.Distributor !== null) sentences.push(`Released by ${row.Distributor.replace(/\.$/, '')}`);
  const details = [
    ...(row['Running Time min'] === null ? [] : [`runs ${row['Running Time min']} minutes`]),
    ...(row['MPAA Rating'] === null ? [] : [`rated ${row['MPAA Rating']}`]),
  ].join(', ');
  if (details !== '') sentences.push(details.charAt(0).toUpperCase() + details.slice(1));
  return `${sentences.join('. ')}.`;
}

const lowerCase = (text: string): string => text.toLowerCase();

/** Byte of each Mac Roman character beyond ASCII. */
let macRoman: Map<string, number> | undefined;

/** The file's Latin-1 was once read as Mac Roman: "LÈon" is Léon. Text with any other character is right as it is. */
function repairText(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  const decoder = new TextDecoder('macintosh');
  macRoman ??= new Map(Array.from({ length: 128 }, (_, i) => [decoder.decode(Uint8Array.of(128 + i)), 128 + i]));
  const bytes: number[] = [];
  for (const character of text) {
    const byte = character <= '\x7f' ? character.charCodeAt(0) : macRoman.get(character);
    if (byte === undefined) return text;
    bytes.push(byte);
  }
  // 0x85 is the ellipsis of Windows-1252, which Latin-1 does not have.
  return Buffer.from(bytes).toString('latin1').replaceAll('\x85', '…');
}
