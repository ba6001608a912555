import { type LambdaRequest, util } from '@aws-appsync/utils';
import { failInternally } from '../../shared/errors';
import type { Fields } from '../schema.types';
import { type Asked, askingOf, type Identity } from './access';
import type { AskContext, FieldContext, TaskOf } from './context';

/** What a field's resolver does: says what its function is asked, for whom. The arguments go along as they are. */
export function ask<F extends keyof Fields>(ctx: FieldContext<F>, field: F, task: TaskOf<F>): Record<string, never> {
  ctx.stash.task = { ...task, ...askingOf(ctx.identity as Identity, ctx.args as Asked, field) };
  return {};
}

/** What an AppSync function does: asks the function behind its data source. */
export function invoke(ctx: AskContext): LambdaRequest {
  const correlationId = ctx.stash.correlationId ?? util.autoId();
  ctx.stash.correlationId = correlationId;
  return { operation: 'Invoke', payload: { ...ctx.stash.task, correlationId } };
}

/** The value of an outcome; an outcome that names an error, or a function that crashed, ends the request. */
export function answerOf(ctx: AskContext, whatFailed: string): unknown {
  const outcome = ctx.result;
  if (ctx.error || !outcome) {
    failInternally(whatFailed);
  }
  if (!outcome.ok) {
    util.error(outcome.message, outcome.errorType);
  }
  return outcome.value;
}
