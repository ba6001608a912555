import type { z } from 'zod';
import { forEachKey } from '../../keys/entries';
import { FUNCTIONS } from '../../model/booking/functions';
import { TABLES } from '../../model/booking/tables';
import { atLeast, exactly, flag, whole } from '../kinds-of-value';
import { graphqlApiSettings } from '../resources/graphql-api';
import { lambdaFunction } from '../resources/lambda-function';
import { newTable } from '../resources/table';
import { userPoolSettings } from '../resources/user-pool';
import { extractor } from './extractor';

/** What an environment says of the booking chat: `systems.booking` in its file. */
export const bookingSchema = exactly({
  tables: exactly(forEachKey(TABLES, () => newTable)),
  functions: exactly(forEachKey(FUNCTIONS, () => lambdaFunction)),
  api: exactly(graphqlApiSettings),
  widgets: exactly({
    /** Seconds for which AppSync lets a key in without asking again: so long may one go on that has been revoked. */
    authorizerTtlSeconds: whole(0, 3600, 'seconds'),
  }),
  administrators: exactly({
    ...userPoolSettings,
    /**
     * Whether its code may come by SMS, too. Default: an app alone. SMS costs, and can be intercepted; an account whose Amazon SNS is in the SMS
     * sandbox sends to verified numbers only.
     */
    sms: flag().exactOptional(),
  }),
  chat: exactly({
    /** Days for which a chat goes on where it was. */
    conversationDays: whole(1, 90, 'days'),
    /** What reads a visitor's message. Default: rules alone. */
    extractor: extractor.exactOptional(),
  }),
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
    /** Widgets whose key is not let in. */
    refusedKeys: atLeast(1, 'refused keys in 5 minutes'),
    /** Messages that Bedrock was to read, and did not. Without Bedrock there is no such alarm. */
    modelFailures: atLeast(1, 'messages in 5 minutes'),
  }),
});

export type Booking = z.infer<typeof bookingSchema>;
