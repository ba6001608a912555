import type { Context } from 'aws-lambda';
import type { Observability } from '../../../functions/shared/observability';
import { createLog, createMetrics } from './machine';

/** What Lambda hands to a function, as far as these functions look at it. @param remaining milliseconds */
export function lambdaContext(remaining = 30_000, now: () => number = () => 0): Context {
  const end = now() + remaining;
  return { awsRequestId: 'request-1', getRemainingTimeInMillis: () => end - now() } as Context;
}

/** Remembers instead of writing. */
export function createQuietObservability() {
  const correlationIds: string[] = [];
  const quiet = {
    log: createLog(),
    metrics: createMetrics(),
    correlationIds,
    flushes: 0,
    correlate: (id: string) => void correlationIds.push(id),
    flush: () => void (quiet.flushes += 1),
  };
  return quiet satisfies Observability<string>;
}
