import { type Context, type LambdaRequest, util } from '@aws-appsync/utils';
import type { CacheTasks } from '../../../functions/room-cache/cache/handler';
import type { MovieTasks } from '../../../functions/room-cache/movie/handler';
import type { RoomTasks } from '../../../functions/room-cache/room/handler';
import type { Result } from '../../../functions/shared/result';
import type { functions } from '../wiring';
import type { Step } from './context';
import { failInternally } from '../../shared/errors';
import type { Stash } from './stash';

/** By data source, what its function is asked and answers. */
interface Lambdas {
  cache: CacheTasks;
  movie: MovieTasks;
  room: RoomTasks;
}
type LambdaOf<S extends Step> = Lambdas[(typeof functions)[S]['dataSource'] & keyof Lambdas];

/** What an AppSync function asks the function behind its data source. The correlation id is added on the way. */
type PayloadOf<S extends Step> = LambdaOf<S>['payloads'][keyof LambdaOf<S>['payloads']] & object;

/** What it has of it; undefined when that function crashed. */
export type ResultOf<S extends Step, Action extends keyof LambdaOf<S>['results']> =
  LambdaOf<S>['results'][Action] | undefined;

/** Invokes the data source's function and waits for it; `action` says which of its tasks. */
export function invoke<S extends Step = never>(ctx: Context<unknown, Stash>, payload: PayloadOf<S>): LambdaRequest {
  return { operation: 'Invoke', payload: { ...payload, correlationId: correlationId(ctx) } };
}

/** Hands the data source's function an event and does not wait: Lambda queues and retries it. */
export function send<S extends Step = never>(ctx: Context<unknown, Stash>, payload: PayloadOf<S>): LambdaRequest {
  return { ...invoke<S>(ctx, payload), invocationType: 'Event' };
}

/** The value of an outcome; an outcome that names an error, or a function that crashed, ends the request. Who may not is told so in AppSync's words. */
export function valueOf<T>(ctx: { result: Result<T> | undefined; error?: unknown }, whatFailed: string): T {
  const outcome = ctx.result;
  if (ctx.error || !outcome) {
    failInternally(whatFailed);
  }
  if (!outcome.ok) {
    if (outcome.errorType === 'Unauthorized') {
      util.unauthorized();
    }
    util.error(outcome.message, outcome.errorType);
  }
  return outcome.value;
}

function correlationId(ctx: Context<unknown, Stash>): string {
  const id = ctx.stash.correlationId ?? util.autoId();
  ctx.stash.correlationId = id;
  return id;
}
