import { base, booking, roomCache } from './base';
import type { NewTableConfig } from './resources/table';
import type { Environment } from './schema';

const disposable: NewTableConfig = {
  billing: { mode: 'PAY_PER_REQUEST', maxReadRequestUnits: 500, maxWriteRequestUnits: 500 },
  deletionProtection: { enabled: false, reason: 'dev is destroyed and rebuilt as a whole' },
  pointInTimeRecovery: { enabled: false, reason: 'dev holds nothing that anybody misses' },
};

/** For trying changes: cheap, talkative, can be destroyed whole. */
export const dev: Environment = {
  ...base,
  name: 'dev',
  account: '111111111111', // a placeholder: set your own account for dev
  region: 'eu-west-1',
  tags: { ...base.tags, Environment: 'dev' },
  state: { backend: 'local' },
  copies: true, // dev-ana: a person's own
  notify: [],
  logRetentionDays: 7,
  systems: {
    roomCache: {
      ...roomCache,
      tables: {
        rooms: disposable,
        roomMovieCache: disposable,
        roomCacheMetadata: disposable,
        roomMembers: disposable,
        votes: disposable,
        roomMatches: disposable,
        filterCache: disposable,
      },
      api: {
        // The key of dev runs out first, staging's and prod's a month and two later: a forgotten renewal shows here.
        auth: { mode: 'API_KEY', expires: '2027-09-01T00:00:00Z' },
        logLevel: 'ALL',
        introspection: true,
        queryDepthLimit: 20, // GraphiQL's introspection query is 15 levels deep
        resolverCountLimit: 100,
        tracing: true,
      },
      tmdb: { url: 'https://api.themoviedb.org/3', parameterName: '/trinity/dev/tmdb-api-key' },
    },
    booking: {
      ...booking,
      tables: {
        tenants: disposable,
        apiKeys: disposable,
        services: disposable,
        providers: disposable,
        availability: disposable,
        bookings: disposable,
        conversations: disposable,
      },
      api: { logLevel: 'ALL', introspection: true, queryDepthLimit: 20, resolverCountLimit: 100, tracing: true },
      administrators: { mfa: 'OPTIONAL', deletionProtection: disposable.deletionProtection },
    },
  },
};
