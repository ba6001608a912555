import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { createLambda, type LambdaHandler, type Tasks } from '../../shared/lambda';
import type { Observability } from '../../shared/observability';
import type { MetricName } from '../shared/metrics';
import type { Runtime } from '../../shared/ports';
import { succeed } from '../../shared/result';
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
const actions = {
  fill: z.object({
    roomId,
    after: z.int().check(z.nonnegative()),
    /** Films may be lost: they are looked for first, and the room gets this status if it is so. */
    ifLost: z.optional(z.enum(['FAILED', 'PENDING'])),
  }),
  clean: z.object({ roomId }),
};

interface Values {
  readonly fill: FillOutcome | LookOutcome;
  readonly clean: Awaited<ReturnType<typeof clean>>;
}
export type CacheTasks = Tasks<typeof actions, Values>;

/** `fill` loads a room's next batch, or what it has lost, called as an event; `clean` removes a room's cache, called by `closeRoom`. */
export function createHandler({ ports, settings, observability }: CacheDependencies): LambdaHandler {
  const filler = new Filler(ports, new Catalogue(ports, settings), settings);
  return createLambda<typeof actions, Values>({
    functionName: 'cache',
    actions,
    observability,
    run: async (payload, context) => {
      if (payload.action === 'clean') return succeed(await clean(ports, payload.roomId));
      const { roomId, ifLost } = payload;
      let after = payload.after;
      if (ifLost) {
        const found = await look(ports, roomId, ifLost);
        if (found.outcome === 'NOT_NEEDED' || ifLost === 'FAILED') return succeed(found);
        after = found.kept;
      }
      const outcome = await filler.fill({ roomId, after }, planInvocation(context, ports.runtime));
      ports.log.info('Fill ended', { roomId, after, ...outcome });
      return succeed(outcome);
    },
  });
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
