import { type Context, type LambdaRequest, util } from '@aws-appsync/utils';
import { failInternally } from './errors';
import type { Stash } from './stash';

/** What every function of this project answers with (functions/shared). */
export type Outcome<T> = { ok: true; value: T } | { ok: false; errorType: string; message: string };

/** What a function is asked to do; the correlation id is added on the way. */
export type Task = { action: string } & Record<string, unknown>;

/** Invokes the data source's function and waits for it; `action` says which of its tasks. */
export function invoke(ctx: Context<unknown, Stash>, payload: Task): LambdaRequest {
  return { operation: 'Invoke', payload: { ...payload, correlationId: correlationId(ctx) } };
}

/** Hands the data source's function an event and does not wait: Lambda queues and retries it. */
export function send(ctx: Context<unknown, Stash>, payload: Task): LambdaRequest {
  return { ...invoke(ctx, payload), invocationType: 'Event' };
}

/** The value of an outcome; an outcome that names an error, or a function that crashed, ends the request. */
export function valueOf<T>(ctx: { result: Outcome<T> | undefined; error?: unknown }, whatFailed: string): T {
  const outcome = ctx.result;
  if (ctx.error || !outcome) {
    failInternally(whatFailed);
  }
  if (!outcome.ok) {
    util.error(outcome.message, outcome.errorType);
  }
  return outcome.value;
}

function correlationId(ctx: Context<unknown, Stash>): string {
  const id = ctx.stash.correlationId ?? util.autoId();
  ctx.stash.correlationId = id;
  return id;
}
