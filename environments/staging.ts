import { base, booking, roomCache } from './base';
import type { NewTableConfig } from './resources/table';
import type { Environment } from './schema';

const onDemand: NewTableConfig = {
  billing: { mode: 'PAY_PER_REQUEST', maxReadRequestUnits: 2000, maxWriteRequestUnits: 2000 },
  deletionProtection: { enabled: true },
  pointInTimeRecovery: { enabled: true },
};

/** prod's rehearsal: protected and kept like prod, at a smaller size. */
export const staging: Environment = {
  ...base,
  name: 'staging',
  account: '222222222222', // a placeholder: set your own account for staging
  region: 'eu-west-1',
  tags: { ...base.tags, Environment: 'staging' },
  state: {
    backend: 's3',
    bucket: 'trinity-terraform-state-222222222222', // bin/trinity bootstrap makes it
    key: 'trinity/staging.tfstate',
    region: 'eu-west-1',
  },
  notify: ['trinity-staging@example.com'], // a placeholder: set your team's address
  logRetentionDays: 30,
  systems: {
    roomCache: {
      ...roomCache,
      tables: {
        rooms: onDemand,
        roomMovieCache: onDemand,
        roomCacheMetadata: onDemand,
        roomMembers: onDemand,
        votes: onDemand,
        roomMatches: onDemand,
        filterCache: onDemand,
      },
      api: {
        auth: { mode: 'API_KEY', expires: '2027-10-01T00:00:00Z' },
        logLevel: 'ERROR',
        introspection: true,
        queryDepthLimit: 20, // GraphiQL's introspection query is 15 levels deep
        resolverCountLimit: 100,
        tracing: true,
      },
      tmdb: { url: 'https://api.themoviedb.org/3', parameterName: '/trinity/staging/tmdb-api-key' },
    },
    booking: {
      ...booking,
      tables: {
        tenants: onDemand,
        apiKeys: onDemand,
        services: onDemand,
        providers: onDemand,
        availability: onDemand,
        bookings: onDemand,
        conversations: onDemand,
      },
      api: { logLevel: 'ERROR', introspection: true, queryDepthLimit: 20, resolverCountLimit: 100, tracing: true },
      administrators: { mfa: 'ON', deletionProtection: onDemand.deletionProtection },
    },
  },
};
