import { z } from 'zod';
import { forEachKey } from '../keys/entries';
import { FUNCTIONS } from '../model/room-cache/functions';
import { TABLES } from '../model/room-cache/tables';
import {
  atLeast,
  choice,
  exactly,
  flag,
  listOf,
  options,
  region,
  tagsOfEveryService,
  text,
  whole,
  words,
} from './checks';
import { api, logGroup, retentionDays, topic, userPools } from './adoption-schema';
import { NAMES } from './names';
import { NEVER_ADOPTED_PARAMETER } from './secure-string';
import { table } from './table-schema';

const lambdaFunction = exactly({
  /** MB; Lambda gives CPU in proportion. */
  memorySize: whole(128, 10_240, 'MB'),
  /** Seconds after which Lambda stops an invocation. */
  timeout: whole(1, 900, 'seconds'),
  /** Executions kept for this function, and its most; Lambda leaves 100 of the account's to all. Default: it shares those. */
  reservedConcurrency: atLeast(1, 'executions').exactOptional(),
  /**
   * Executions kept warm for the version that was deployed. Default: none, the first call after a pause waits for a cold
   * start. Costs by the hour, used or not: 2 of 512 MB some 8.76 $ a month (0.0000033334 $ a GB-second on arm64 in
   * us-east-1, https://aws.amazon.com/lambda/pricing). A version that a rollback puts back has none.
   */
  provisionedConcurrency: atLeast(1, 'executions').exactOptional(),
});

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

const state = z.discriminatedUnion(
  'backend',
  [
    /** A file beside the project: for one person, to be lost without harm. */
    exactly({ backend: z.literal('local') }),
    /** An object in S3, encrypted, locked by S3 itself. The bucket exists already. */
    exactly({
      backend: z.literal('s3'),
      bucket: text(
        'an S3 bucket name: 3 to 63 of a-z, 0-9 and -, a letter or digit at both ends, and no dot, which TLS does not cover',
        /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
        (name) => !/^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|--x-s3|--table-s3)$/.test(name),
      ),
      key: text(
        "an S3 object key, such as 'trinity/prod.tfstate', with no / at either end",
        /^[^/\s](.{0,1022}[^/\s])?$/,
      ),
      region: region(),
    }),
  ],
  options('backend', "'local' or 's3'"),
);

export const environmentSchema = exactly({
  name: choice(...NAMES),
  /** The AWS account that this environment, and no other, may be deployed to. */
  account: text('an AWS account id: a string of 12 digits', /^\d{12}$/),
  region: region(),
  /** First part of every physical name: `<namePrefix>-<resource>-<environment>`. */
  namePrefix: text('1 to 20 of a-z, 0-9 and -, a letter first, no - last', /^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/),
  /** On every resource that can be tagged. */
  tags: tagsOfEveryService(),
  state,
  tables: exactly(forEachKey(TABLES, () => table)),
  functions: exactly(forEachKey(FUNCTIONS, () => lambdaFunction)),
  api: exactly({
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
    adopt: api.exactOptional(),
  }),
  /** TMDB's terms let nobody keep its content for more than six months: the two lifetimes add up to less. */
  cache: exactly({
    /** Days that a room and its films live. */
    ttlDays: whole(1, 90, 'days'),
    /** Films that one fill adds to a room. A room's sequence has 300 at most. */
    batchSize: whole(1, 30, 'films'),
    /** Fills that a room can have. */
    maxBatches: whole(1, 10, 'batches'),
    /** Part of the loaded films after which a read starts the next batch. */
    prefetchThreshold: z
      .number('a number above 0 and below 1')
      .gt(0, 'a number above 0 and below 1')
      .lt(1, 'a number above 0 and below 1'),
    /** Original languages that a film may have, ISO 639-1. */
    languages: listOf(
      text("a language's two letters (ISO 639-1), such as 'en'", /^[a-z]{2}$/),
      "a list of languages, such as ['en', 'fr']",
    ).min(1, 'a list of at least one language'),
    /** Votes on TMDB below which a film is left out. */
    minVoteCount: atLeast(0, 'votes'),
    /** Hours for which rooms with the same filter share what TMDB said. */
    filterTtlHours: whole(1, 24 * 90, 'hours'),
  }),
  logs: exactly({
    retentionDays: retentionDays(),
    /** Log groups that exist and are taken over, by what writes into them. Default: none. */
    adopt: exactly({
      ...forEachKey(FUNCTIONS, () => logGroup.exactOptional()),
      api: logGroup.exactOptional(),
    }).exactOptional(),
  }),
  /** Thresholds: an alarm goes off when a five-minute period reaches its number. */
  alarms: exactly({
    /** Email addresses. AWS sends each a link to confirm first. */
    notify: listOf(z.email('an email address'), 'a list of email addresses'),
    functionErrors: atLeast(1, 'errors in 5 minutes'),
    functionThrottles: atLeast(1, 'throttled calls in 5 minutes'),
    /** Per cent of a function's timeout. */
    functionDurationPercent: whole(1, 100, "per cent of the function's timeout"),
    apiServerErrors: atLeast(1, 'server errors in 5 minutes'),
    failedRequests: atLeast(1, 'failed requests in 5 minutes'),
    /** Milliseconds. */
    apiLatencyMs: whole(1, 30_000, 'milliseconds'),
    tableThrottles: atLeast(1, 'throttled requests in 5 minutes'),
    tmdbFailures: atLeast(1, 'failed TMDB calls in 5 minutes'),
    deadLetters: atLeast(1, 'dead letters'),
    /** Where alarms are told. Default: a topic is made. */
    topic: exactly({
      /** A topic that exists and is taken over. */
      adopt: topic,
    }).exactOptional(),
  }),
  tmdb: exactly(
    {
      /** Base of every TMDB request, with its API version. */
      url: text(
        "an https address without a / at the end, such as 'https://api.themoviedb.org/3'",
        /^https:\/\/[^\s/?#@]+(\/[^\s/?#]+)*$/,
      ),
      /** SSM parameter (SecureString) with TMDB's key. It is made outside Terraform, so that no state ever holds it. */
      parameterName: text(
        "an SSM parameter's path, such as '/trinity/dev/tmdb-api-key'",
        /^(\/[A-Za-z0-9_.-]+){1,15}$/,
        (name) => name.length <= 1011 && !/^\/(aws|ssm)/i.test(name),
      ),
    },
    { adopt: `nothing: ${NEVER_ADOPTED_PARAMETER}` },
  ),
  /**
   * Findings of a plan review (docs/plan-review.md) that somebody takes the risk of, each by its name and with a reason,
   * for as long as a plan has exactly them: one that a plan has not, or has otherwise, is a finding itself. Default: none.
   */
  review: exactly({
    accept: z.record(
      words("a finding's whole name, such as 'stateful-loss/aws_dynamodb_table.rooms#3f9a2c1b'", /^[a-z-]+\/\S/),
      words('a sentence that says why the risk is taken', /\S/),
      'an object of findings and reasons',
    ),
  }).exactOptional(),
});

export type Environment = z.infer<typeof environmentSchema>;
export type FunctionConfig = Environment['functions']['cache'];
export type { TableConfig } from './table-schema';
