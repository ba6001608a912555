import { own } from '../../../keys/own';
export type MediaType = 'MOVIE' | 'TV';

export interface Genre {
  id: number;
  name: string;
}

/** TMDB's genres with TMDB's ids: /genre/movie/list and /genre/tv/list in English. */
export const genreList: Record<MediaType, readonly Genre[]> = {
  MOVIE: [
    { id: 28, name: 'Action' },
    { id: 12, name: 'Adventure' },
    { id: 16, name: 'Animation' },
    { id: 35, name: 'Comedy' },
    { id: 80, name: 'Crime' },
    { id: 99, name: 'Documentary' },
    { id: 18, name: 'Drama' },
    { id: 10751, name: 'Family' },
    { id: 14, name: 'Fantasy' },
    { id: 36, name: 'History' },
    { id: 27, name: 'Horror' },
    { id: 10402, name: 'Music' },
    { id: 9648, name: 'Mystery' },
    { id: 10749, name: 'Romance' },
    { id: 878, name: 'Science Fiction' },
    { id: 10770, name: 'TV Movie' },
    { id: 53, name: 'Thriller' },
    { id: 10752, name: 'War' },
    { id: 37, name: 'Western' },
  ],
  TV: [
    { id: 10759, name: 'Action & Adventure' },
    { id: 16, name: 'Animation' },
    { id: 35, name: 'Comedy' },
    { id: 80, name: 'Crime' },
    { id: 99, name: 'Documentary' },
    { id: 18, name: 'Drama' },
    { id: 10751, name: 'Family' },
    { id: 10762, name: 'Kids' },
    { id: 9648, name: 'Mystery' },
    { id: 10763, name: 'News' },
    { id: 10764, name: 'Reality' },
    { id: 10765, name: 'Sci-Fi & Fantasy' },
    { id: 10766, name: 'Soap' },
    { id: 10767, name: 'Talk' },
    { id: 10768, name: 'War & Politics' },
    { id: 37, name: 'Western' },
  ],
};

/** vega-datasets' "Major Genre" in TMDB's movie genres. */
const majorGenres: Record<string, readonly number[]> = {
  Action: [28],
  Adventure: [12],
  'Black Comedy': [35],
  Comedy: [35],
  'Concert/Performance': [10402],
  Documentary: [99],
  Drama: [18],
  Horror: [27],
  Musical: [10402],
  'Romantic Comedy': [10749, 35],
  'Thriller/Suspense': [53],
  Western: [37],
};

/** vega-datasets' "Creative Type" in TMDB's movie genres. "Contemporary Fiction" and "Dramatization" say nothing of a genre. */
const creativeTypes: Record<string, readonly number[]> = {
  Factual: [99],
  Fantasy: [14],
  'Historical Fiction': [36],
  'Kids Fiction': [10751],
  'Science Fiction': [878],
  'Super Hero': [28],
};

/** Movie genres in TMDB's television genres. Thriller, horror, history, romance and music have none. */
const televisionGenres: Record<number, number> = {
  28: 10759,
  12: 10759,
  14: 10765,
  878: 10765,
  18: 18,
  35: 35,
  37: 37,
  99: 99,
  10751: 10751,
};

export function movieGenres(majorGenre: string | null, creativeType: string | null): number[] {
  const ids = [...(own(majorGenres, majorGenre ?? '') ?? []), ...(own(creativeTypes, creativeType ?? '') ?? [])];
  return [...new Set(ids)];
}

export function televisionGenresOf(movieGenreIds: readonly number[]): number[] {
  return [...new Set(movieGenreIds.map((id) => televisionGenres[id]).filter((id) => id !== undefined))];
}
