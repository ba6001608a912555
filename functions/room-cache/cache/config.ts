import * as z from 'zod/mini';
import { address, common, list, notEmpty, parseEnvironment, wholeNumber } from '../../shared/environment-variables';
import type { CacheSettings } from './ports';

const schema = z.object({
  ...common,
  ROOM_MOVIE_CACHE_TABLE: notEmpty,
  ROOM_CACHE_METADATA_TABLE: notEmpty,
  FILTER_CACHE_TABLE: notEmpty,
  TMDB_URL: address,
  TMDB_PARAMETER_NAME: notEmpty,
  BATCH_SIZE: wholeNumber,
  MAX_BATCHES: wholeNumber,
  PREFETCH_THRESHOLD: z.coerce.number().check(z.gte(0), z.lte(1)),
  LANGUAGES: list,
  MIN_VOTE_COUNT: wholeNumber,
  FILTER_TTL_SECONDS: wholeNumber,
  CACHE_TTL_SECONDS: wholeNumber,
});

export interface CacheConfig {
  readonly environment: string;
  readonly logLevel: z.infer<typeof schema>['LOG_LEVEL'];
  readonly tables: {
    readonly roomMovieCache: string;
    readonly roomCacheMetadata: string;
    readonly filterCache: string;
  };
  readonly tmdb: { readonly url: string; readonly parameterName: string };
  readonly settings: CacheSettings;
}

/** What Terraform has told this function. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): CacheConfig {
  const values = parseEnvironment({ system: 'room-cache', functionName: 'cache' }, schema, variables);
  return {
    environment: values.ENVIRONMENT,
    logLevel: values.LOG_LEVEL,
    tables: {
      roomMovieCache: values.ROOM_MOVIE_CACHE_TABLE,
      roomCacheMetadata: values.ROOM_CACHE_METADATA_TABLE,
      filterCache: values.FILTER_CACHE_TABLE,
    },
    tmdb: { url: values.TMDB_URL, parameterName: values.TMDB_PARAMETER_NAME },
    settings: {
      batchSize: values.BATCH_SIZE,
      maxBatches: values.MAX_BATCHES,
      prefetchThreshold: values.PREFETCH_THRESHOLD,
      languages: values.LANGUAGES,
      minVoteCount: values.MIN_VOTE_COUNT,
      filterTtlSeconds: values.FILTER_TTL_SECONDS,
      roomTtlSeconds: values.CACHE_TTL_SECONDS,
    },
  };
}
