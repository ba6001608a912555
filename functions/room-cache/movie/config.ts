import * as z from 'zod/mini';
import { address, common, notEmpty, parseEnvironment, wholeNumber } from '../../shared/environment-variables';

const schema = z.object({
  ...common,
  FILTER_CACHE_TABLE: notEmpty,
  TMDB_URL: address,
  TMDB_PARAMETER_NAME: notEmpty,
  FILTER_TTL_SECONDS: wholeNumber,
});

export interface MovieConfig {
  readonly environment: string;
  readonly logLevel: z.infer<typeof schema>['LOG_LEVEL'];
  readonly tables: { readonly filterCache: string };
  readonly tmdb: { readonly url: string; readonly parameterName: string };
  /** How long an answer of TMDB counts as fresh. */
  readonly filterTtlSeconds: number;
}

/** What Terraform has told this function. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): MovieConfig {
  const values = parseEnvironment({ system: 'room-cache', functionName: 'movie' }, schema, variables);
  return {
    environment: values.ENVIRONMENT,
    logLevel: values.LOG_LEVEL,
    tables: { filterCache: values.FILTER_CACHE_TABLE },
    tmdb: { url: values.TMDB_URL, parameterName: values.TMDB_PARAMETER_NAME },
    filterTtlSeconds: values.FILTER_TTL_SECONDS,
  };
}
