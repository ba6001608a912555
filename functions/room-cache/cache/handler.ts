import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { createLambda, task, type LambdaHandler, type Tasks } from '../../shared/lambda';
import type { Observability } from '../../shared/observability';
import type { MetricName } from '../shared/metrics';
import type { Runtime } from '../../shared/ports';
import { succeed, type Result } from '../../shared/result';
import { Catalogue } from './catalogue';
import { clean } from './clean';
import { Filler, type FillOutcome } from './fill';
import { look, type LookOutcome } from './look';
import type { CachePorts, CacheSettings, Invocation } from './ports';

export interface CacheDependencies {
  readonly ports: CachePorts;
  readonly settings: CacheSettings;
  readonly observability: Observability<MetricName>;
}

const roomId = z.string().check(z.minLength(1));
const fill = z.object({
  roomId,
  after: z.int().check(z.nonnegative()),
  /** Films may be lost: they are looked for first, and the room gets this status if it is so. */
  ifLost: z.optional(z.enum(['FAILED', 'PENDING'])),
});

/** `fill` loads a room's next batch, or what it has lost, called as an event; `clean` removes a room's cache, called by `closeRoom`. */
function tasksOf({ ports, settings }: CacheDependencies) {
  const filler = new Filler(ports, new Catalogue(ports, settings), settings);
  return {
    fill: task(fill, async ({ roomId, after, ifLost }, context): Promise<Result<FillOutcome | LookOutcome>> => {
      let from = after;
      if (ifLost) {
        const found = await look(ports, roomId, ifLost);
        if (found.outcome === 'NOT_NEEDED' || ifLost === 'FAILED') return succeed(found);
        from = found.kept;
      }
      const outcome = await filler.fill({ roomId, after: from }, planInvocation(context, ports.runtime));
      ports.log.info('Fill ended', { roomId, after: from, ...outcome });
      return succeed(outcome);
    }),
    clean: task(z.object({ roomId }), async (payload) => succeed(await clean(ports, payload.roomId))),
  };
}
export type CacheTasks = Tasks<ReturnType<typeof tasksOf>>;

export function createHandler(dependencies: CacheDependencies): LambdaHandler {
  const { observability } = dependencies;
  return createLambda({ functionName: 'cache', tasks: tasksOf(dependencies), observability });
}

/** Milliseconds. Lambda repeats a failed event after a minute: by then the lease has to be over. */
const longestBudget = 58_000;
/** Milliseconds, and part of the budget at most: so long before the end a fill stops hoping and says FAILED. */
const reserve = 3_000;
const largestReserve = 0.25;
/** Milliseconds that a lease outlasts the function. */
const leaseMargin = 1_000;

function planInvocation(context: Context, runtime: Runtime): Invocation {
  const remaining = context.getRemainingTimeInMillis();
  const budget = Math.min(remaining, longestBudget);
  const unused = remaining - budget + Math.min(reserve, budget * largestReserve);
  return {
    id: runtime.uniqueId(),
    timeLeft: () => context.getRemainingTimeInMillis() - unused,
    leaseUntil: runtime.now() + budget + leaseMargin,
  };
}
