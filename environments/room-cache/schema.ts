import { z } from 'zod';
import { forEachKey } from '../../keys/entries';
import { FUNCTIONS } from '../../model/room-cache/functions';
import { TABLES } from '../../model/room-cache/tables';
import { atLeast, exactly, listOf, text, whole } from '../kinds-of-value';
import { logGroup, topic } from '../resources/adoption';
import { graphqlApi, keyOrToken } from '../resources/graphql-api';
import { lambdaFunction } from '../resources/lambda-function';
import { NEVER_ADOPTED_PARAMETER } from './secure-string';
import { table } from '../resources/table';

/** What an environment says of the room cache: `systems.roomCache` in its file. */
export const roomCacheSchema = exactly({
  tables: exactly(forEachKey(TABLES, () => table)),
  functions: exactly(forEachKey(FUNCTIONS, () => lambdaFunction)),
  api: exactly({ ...graphqlApi.shape, auth: keyOrToken }),
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
  /** Default: every log group is made. */
  logs: exactly({
    /** Log groups that exist and are taken over, by what writes into them. */
    adopt: exactly({
      ...forEachKey(FUNCTIONS, () => logGroup.exactOptional()),
      api: logGroup.exactOptional(),
    }),
  }).exactOptional(),
  /** Thresholds: an alarm goes off when a five-minute period reaches its number. */
  alarms: exactly({
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
});

export type RoomCache = z.infer<typeof roomCacheSchema>;
