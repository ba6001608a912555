import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { own } from '../../keys/own';
import { BugError, UpstreamError } from './errors';
import type { Observability } from './observability';
import { fail, type Result } from './result';

type Shape = z.ZodMiniType<object>;

/** One thing that a function does: the shape of what it is asked, and how it answers. */
export interface Task<S extends Shape, Value> {
  readonly payload: S;
  /** Of a method's kind, so that a function's tasks are one list, whatever each is asked. */
  run(payload: z.infer<S>, context: Context): Promise<Result<Value>>;
}

export function task<S extends Shape, Value>(payload: S, run: Task<S, Value>['run']): Task<S, Value> {
  return { payload, run };
}

/** By action: a payload says which one it is for. */
type TaskList = Readonly<Record<string, Task<Shape, unknown>>>;

/** What a function is asked and what it answers, by action: for who calls it. */
export interface Tasks<List extends TaskList> {
  readonly payloads: {
    readonly [Action in keyof List]: { readonly action: Action } & z.input<List[Action]['payload']>;
  };
  readonly results: { readonly [Action in keyof List]: Awaited<ReturnType<List[Action]['run']>> };
}

export interface LambdaProps {
  /** For messages. */
  readonly functionName: string;
  readonly tasks: TaskList;
  readonly observability: Pick<Observability, 'log' | 'correlate' | 'flush'>;
  /** What each line of the log says of who asks: never what somebody wrote. Default: nothing. */
  readonly about?: (payload: object) => Readonly<Record<string, unknown>>;
  /** Whether why somebody is refused stays out of the log, since it may quote what they wrote. Default: false. */
  readonly isPrivate?: boolean;
}

export type LambdaHandler = (event: unknown, context: Context) => Promise<Result<unknown>>;

/**
 * What every function does around its work: check the payload, correlate the log, answer the outside world's failures
 * as a result, let bugs through (Lambda counts them), and write the metrics whatever happens.
 */
export function createLambda({
  functionName,
  tasks,
  observability,
  about: aboutOf = () => ({}),
  isPrivate = false,
}: LambdaProps): LambdaHandler {
  const { log, correlate, flush } = observability;
  return async (event, context) => {
    correlate(correlationIdOf(event) ?? context.awsRequestId);
    let about: Readonly<Record<string, unknown>> = {};
    try {
      const { action, payload, run } = parse(functionName, tasks, event);
      about = aboutOf(payload);
      const result = await run(context);
      const { errorType, message } = result.ok ? {} : result;
      const problem = isPrivate ? undefined : message;
      log.info(`${action} done`, {
        ...about,
        ...(errorType !== undefined && { errorType }),
        ...(problem !== undefined && { problem }),
      });
      return result;
    } catch (error) {
      if (!(error instanceof UpstreamError)) {
        log.error('Unexpected error', { ...about, error });
        throw error;
      }
      log.error('The outside world failed', {
        ...about,
        operation: error.operation,
        reason: error.reason,
        cause: String(error.cause),
      });
      return fail('UpstreamUnavailable', error.reason);
    } finally {
      flush();
    }
  };
}

/** What a payload asks for, ready to be run. */
function parse(functionName: string, tasks: TaskList, event: unknown) {
  const action: unknown = typeof event === 'object' && event !== null && 'action' in event ? event.action : undefined;
  const asked = typeof action === 'string' ? own(tasks, action) : undefined;
  if (typeof action !== 'string' || !asked) {
    const known = Object.keys(tasks).join(', ');
    throw new BugError(
      `${functionName}: action is ${JSON.stringify(action)}; allowed are ${known}. Compare who asks, in api/, with handler.ts.`,
    );
  }
  const parsed = asked.payload.safeParse(event);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new BugError(
      `${functionName}: payload of "${action}" is wrong: ${problems}. Compare who asks, in api/, with handler.ts.`,
    );
  }
  return { action, payload: parsed.data, run: (context: Context) => asked.run(parsed.data, context) };
}

const correlationSchema = z.object({ correlationId: z.string() });

function correlationIdOf(event: unknown): string | undefined {
  return correlationSchema.safeParse(event).data?.correlationId;
}
