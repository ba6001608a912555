import { base, roomCache } from './base';
import type { TableConfig } from './resources/table';
import type { Environment } from './schema';

const onDemand: TableConfig = {
  billing: { mode: 'PAY_PER_REQUEST' },
  deletionProtection: { enabled: true },
  pointInTimeRecovery: { enabled: true },
};

/** What members use. */
export const prod: Environment = {
  ...base,
  name: 'prod',
  account: '333333333333', // a placeholder: set your own account for prod
  region: 'eu-west-1',
  tags: { ...base.tags, Environment: 'prod' },
  state: {
    backend: 's3',
    bucket: 'trinity-terraform-state-333333333333', // bin/trinity bootstrap makes it
    key: 'trinity/prod.tfstate',
    region: 'eu-west-1',
  },
  notify: ['trinity-operations@example.com'], // a placeholder: set your team's address
  logRetentionDays: 90,
  systems: {
    roomCache: {
      ...roomCache,
      tables: {
        // Rooms and films come in bursts, and autoscaling takes minutes. Since on demand costs half (November 2024), capacity
        // bought ahead pays for rooms above some 1.9 million of them a month.
        rooms: onDemand,
        roomMovieCache: onDemand,
        roomCacheMetadata: onDemand,
        roomMembers: onDemand,
        votes: onDemand,
        roomMatches: onDemand,
        filterCache: onDemand,
      },
      functions: {
        ...roomCache.functions,
        cache: { ...roomCache.functions.cache, reservedConcurrency: 100 }, // a storm of new rooms leaves the others their share
        room: { ...roomCache.functions.room, reservedConcurrency: 100 },
      },
      api: {
        auth: { mode: 'API_KEY', expires: '2027-11-01T00:00:00Z' },
        logLevel: 'ERROR',
        introspection: false,
        queryDepthLimit: 5, // the deepest that the schema has is 3
        resolverCountLimit: 50,
        tracing: true,
      },
      alarms: { ...roomCache.alarms, functionErrors: 1, apiServerErrors: 1, failedRequests: 1 },
      tmdb: { url: 'https://api.themoviedb.org/3', parameterName: '/trinity/prod/tmdb-api-key' },
    },
  },
};
