import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { own } from '../../keys/own';
import { BugError, UpstreamError } from './errors';
import type { Observability } from './observability';
import { fail, type Result } from './result';

/** A payload is told by its `action`; each action has its shape. */
type Actions = Record<string, z.ZodMiniType<object>>;
type Payload<A extends Actions> = { [Action in keyof A]: { action: Action } & z.infer<A[Action]> }[keyof A];

/** By action, what its answer holds when all is well. */
type Values<A extends Actions> = Record<keyof A, unknown>;

/** What a function is asked and what it answers, by action: for who calls it. */
export interface Tasks<A extends Actions, V extends Values<A>> {
  readonly payloads: { readonly [Action in keyof A]: { readonly action: Action } & z.input<A[Action]> };
  readonly results: { readonly [Action in keyof A]: Result<V[Action]> };
}

export interface LambdaProps<A extends Actions, V extends Values<A>> {
  /** For messages. */
  readonly functionName: string;
  readonly actions: A;
  readonly observability: Pick<Observability, 'log' | 'correlate' | 'flush'>;
  /** What each line of the log says of who asks: never what somebody wrote. Default: nothing. */
  readonly about?: (payload: Payload<A>) => Readonly<Record<string, unknown>>;
  /** Whether why somebody is refused stays out of the log, since it may quote what they wrote. Default: false. */
  readonly isPrivate?: boolean;
  readonly run: (payload: Payload<A>, context: Context) => Promise<Result<V[keyof A]>>;
}

export type LambdaHandler = (event: unknown, context: Context) => Promise<Result<unknown>>;

/**
 * What every function does around its work: check the payload, correlate the log, answer the outside world's failures
 * as a result, let bugs through (Lambda counts them), and write the metrics whatever happens.
 */
export function createLambda<A extends Actions, V extends Values<A>>(props: LambdaProps<A, V>): LambdaHandler {
  const { log, correlate, flush } = props.observability;
  return async (event, context) => {
    correlate(correlationIdOf(event) ?? context.awsRequestId);
    let about: Readonly<Record<string, unknown>> = {};
    try {
      const payload = parse(props.functionName, props.actions, event);
      about = props.about?.(payload) ?? {};
      const result = await props.run(payload, context);
      const { errorType, message } = result.ok ? {} : result;
      const problem = props.isPrivate ? undefined : message;
      log.info(`${String(payload.action)} done`, {
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

function parse<A extends Actions>(functionName: string, actions: A, event: unknown): Payload<A> {
  const action: unknown = typeof event === 'object' && event !== null && 'action' in event ? event.action : undefined;
  const schema = typeof action === 'string' ? own(actions, action) : undefined;
  if (!schema) {
    const known = Object.keys(actions).join(', ');
    throw new BugError(
      `${functionName}: action is ${JSON.stringify(action)}; allowed are ${known}. Compare who asks, in api/, with handler.ts.`,
    );
  }
  const parsed = schema.safeParse(event);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new BugError(
      `${functionName}: payload of "${String(action)}" is wrong: ${problems}. Compare who asks, in api/, with handler.ts.`,
    );
  }
  return { action, ...parsed.data } as Payload<A>;
}

const correlationSchema = z.object({ correlationId: z.string() });

function correlationIdOf(event: unknown): string | undefined {
  return correlationSchema.safeParse(event).data?.correlationId;
}
