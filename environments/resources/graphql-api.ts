import { z } from 'zod';
import { choice, exactly, flag, options, text, whole, words } from '../kinds-of-value';
import { api as adoptedApi, isExpression, userPools } from './adoption';
import { userPoolSettings } from './user-pool';

const RFC_3339_HOUR = /^\d{4}-\d{2}-\d{2}T\d{2}:00:00Z$/;

/** When the key stops working, RFC 3339 in UTC. A whole hour, because AppSync rounds down to one. */
const expires = text(
  "a whole hour in UTC, such as '2027-11-01T00:00:00Z'",
  RFC_3339_HOUR,
  (value) => toRfc3339(value) === value,
);

/** Clients have a key, and say for whom they ask. */
const apiKey = exactly({ mode: z.literal('API_KEY'), expires });

/** Members may sign in, and are who they are. The key stays, for clients of before and for the verification of a deploy. */
const cognito = exactly({
  mode: z.literal('COGNITO'),
  expires,
  /** Their user pool, which a deploy makes. Administrators of it make members; nobody signs up by themselves. */
  members: exactly(userPoolSettings),
});

/** How an API lets clients in whose members may sign in. */
export const keyOrToken = z.discriminatedUnion('mode', [apiKey, cognito], options('mode', "'API_KEY' or 'COGNITO'"));

/** A day that the calendar does not have comes back as another one, or not at all. */
function toRfc3339(value: string): string | undefined {
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace('.000Z', 'Z');
}

/** What an environment says of a function that lets clients in. */
export const lambdaAuthorizer = exactly({
  /** For how long the function's answer counts for its token. Default: for one request. */
  authorizerResultTtlInSeconds: whole(0, 3600, 'seconds').exactOptional(),
  /** The tokens that the function is asked about. Default: all. As of clients of a user pool, AWS does not say what has to match. */
  identityValidationExpression: words(
    "a regular expression of tokens, such as '^bk_[a-z0-9]{32}$'",
    /\S/,
    isExpression,
  ).exactOptional(),
});

/** An API's size and logs, whoever may ask it. */
export const graphqlApiSettings = {
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
};

/** A GraphQL API of AppSync whose clients have a key. */
export const graphqlApi = exactly({
  auth: z.discriminatedUnion('mode', [apiKey], options('mode', "'API_KEY'")),
  ...graphqlApiSettings,
  /** Pools that exist, whose members may call the API, too. Default: none. */
  userPools: userPools.exactOptional(),
  /** An API that exists and is taken over. Default: one is made. */
  adopt: adoptedApi.exactOptional(),
});

export type GraphqlApiConfig = z.infer<typeof graphqlApi>;
export type GraphqlApiSettings = z.infer<z.ZodObject<typeof graphqlApiSettings>>;
export type LambdaAuthorizerSettings = z.infer<typeof lambdaAuthorizer>;
