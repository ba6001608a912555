import { readConfig as readCacheConfig } from '../../../functions/room-cache/cache/config';
import { readConfig as readMovieConfig } from '../../../functions/room-cache/movie/config';
import { readConfig as readRoomConfig } from '../../../functions/room-cache/room/config';

const common = { ENVIRONMENT: 'dev', LOG_LEVEL: 'INFO' };
const cache = {
  ...common,
  ROOM_MOVIE_CACHE_TABLE: 'trinity-room-movie-cache-dev',
  ROOM_CACHE_METADATA_TABLE: 'trinity-room-cache-metadata-dev',
  FILTER_CACHE_TABLE: 'trinity-filter-cache-dev',
  TMDB_URL: 'https://api.themoviedb.org/3/',
  TMDB_PARAMETER_NAME: '/trinity/dev/tmdb-api-key',
  BATCH_SIZE: '30',
  MAX_BATCHES: '10',
  PREFETCH_THRESHOLD: '0.8',
  LANGUAGES: 'en, fr',
  MIN_VOTE_COUNT: '0',
  FILTER_TTL_SECONDS: '86400',
  CACHE_TTL_SECONDS: '604800',
};

test('the cache function is told its tables, TMDB, and how to fill', () => {
  expect(readCacheConfig(cache)).toEqual({
    environment: 'dev',
    logLevel: 'INFO',
    tables: {
      roomMovieCache: 'trinity-room-movie-cache-dev',
      roomCacheMetadata: 'trinity-room-cache-metadata-dev',
      filterCache: 'trinity-filter-cache-dev',
    },
    tmdb: { url: 'https://api.themoviedb.org/3', parameterName: '/trinity/dev/tmdb-api-key' },
    settings: {
      batchSize: 30,
      maxBatches: 10,
      prefetchThreshold: 0.8,
      languages: ['en', 'fr'],
      minVoteCount: 0,
      filterTtlSeconds: 86_400,
      roomTtlSeconds: 604_800,
    },
  });
});

test('the room function is told its tables, how long a room lives, and when the key expires', () => {
  const keyExpires = '2027-11-01T00:00:00Z';
  const tables = { ROOMS_TABLE: 'r', ROOM_MEMBERS_TABLE: 'p', ROOM_CACHE_METADATA_TABLE: 'm' };
  const variables = { ...common, ...tables, CACHE_TTL_SECONDS: '600', API_KEY_EXPIRES: keyExpires };
  expect(readRoomConfig(variables)).toEqual({
    environment: 'dev',
    logLevel: 'INFO',
    tables: { rooms: 'r', roomMembers: 'p', roomCacheMetadata: 'm' },
    roomTtlSeconds: 600,
    keyExpires,
  });
});

test('the movie function is told its table, TMDB, and how long an answer is fresh', () => {
  const variables = {
    ...common,
    FILTER_CACHE_TABLE: 'f',
    TMDB_URL: 'http://127.0.0.1:4001/3',
    TMDB_PARAMETER_NAME: 'p',
    FILTER_TTL_SECONDS: '60',
  };
  expect(readMovieConfig(variables)).toEqual({
    environment: 'dev',
    logLevel: 'INFO',
    tables: { filterCache: 'f' },
    tmdb: { url: 'http://127.0.0.1:4001/3', parameterName: 'p' },
    filterTtlSeconds: 60,
  });
});

test('every variable that is missing or wrong is named, with its value', () => {
  const wrong = {
    ...cache,
    ROOM_MOVIE_CACHE_TABLE: undefined,
    LOG_LEVEL: 'LOUD',
    TMDB_URL: 'themoviedb',
    BATCH_SIZE: '-1',
    PREFETCH_THRESHOLD: '80',
    LANGUAGES: '',
  };
  const read = () => readCacheConfig(wrong);
  for (const part of [
    'The environment variables of the function "cache" are wrong:',
    '  ROOM_MOVIE_CACHE_TABLE is missing: ',
    '  LOG_LEVEL is "LOUD": ',
    '  TMDB_URL is "themoviedb": ',
    '  BATCH_SIZE is "-1": ',
    '  PREFETCH_THRESHOLD is "80": ',
    '  LANGUAGES is "": ',
  ]) {
    expect(read).toThrow(part);
  }
});
