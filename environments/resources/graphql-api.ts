import { z } from 'zod';
import { choice, exactly, flag, options, text, whole } from '../kinds-of-value';
import { api as adoptedApi, userPools } from './adoption';

const RFC_3339_HOUR = /^\d{4}-\d{2}-\d{2}T\d{2}:00:00Z$/;

const apiKey = exactly({
  mode: z.literal('API_KEY'),
  /** When the key stops working, RFC 3339 in UTC. A whole hour, because AppSync rounds down to one. */
  expires: text(
    "a whole hour in UTC, such as '2027-11-01T00:00:00Z'",
    RFC_3339_HOUR,
    (value) => toRfc3339(value) === value,
  ),
});

/** A day that the calendar does not have comes back as another one, or not at all. */
function toRfc3339(value: string): string | undefined {
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace('.000Z', 'Z');
}

/** A GraphQL API of AppSync. */
export const graphqlApi = exactly({
  auth: z.discriminatedUnion('mode', [apiKey], options('mode', "'API_KEY'")),
  /** What AppSync logs of each field: its errors, which an alarm counts, or all of it. */
  logLevel: choice('ERROR', 'ALL'),
  /** Whether a client may ask for the schema. */
  introspection: flag(),
  /** Levels of nesting that a query may have. */
  queryDepthLimit: whole(1, 75, 'levels'),
  /** Resolvers that one request may run. */
  resolverCountLimit: whole(1, 10_000, 'resolvers'),
  /** X-Ray traces of the requests. */
  tracing: flag(),
  /** Whose members may call the API, beside those with a key. Default: nobody's. */
  userPools: userPools.exactOptional(),
  /** An API that exists and is taken over. Default: one is made. */
  adopt: adoptedApi.exactOptional(),
});

export type GraphqlApiConfig = z.infer<typeof graphqlApi>;
