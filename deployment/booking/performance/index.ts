import { DeploymentError } from '../../errors';
import { GraphqlFailure } from '../../graphql';
import { summaryOf } from '../../performance/latencies';
import { orFail } from '../../performance/or-fail';
import { inBusiness } from '../business';
import type { Functions } from '../functions';
import { Visitor, type Reply } from '../visitor';
import { DEFAULT_LIMITS } from './limits';
import type { Performance, PerformanceDemands } from './schema';

const VISITORS = 5;
/** What each of them says: a greeting, and then what makes the agent read services, providers and free times. */
const SAID = ['Hola', 'Quiero un corte', 'Con Ana', 'Mañana por la tarde'];
/** Errors that are told. */
const TOLD = 3;

/**
 * Measures how long visitors wait for an answer, through the deployed endpoint, in a business of its own, which is taken back whatever
 * happens. The first message counts, too: a function that has to start is what a visitor waits for.
 *
 * @throws DeploymentError (`performance`) when there is nothing to measure; the signal's reason when it was aborted
 */
export async function measurePerformance(
  endpoint: string,
  functions: Functions,
  signal: AbortSignal,
  { limits }: PerformanceDemands = { limits: DEFAULT_LIMITS },
): Promise<Performance> {
  signal.throwIfAborted();
  const measuredAt = new Date().toISOString();
  const latencies: number[] = [];
  const messages: string[] = [];
  const { result, leftBehind } = await inBusiness(functions, 'Trinity performance', signal, async (business) => {
    for (let visit = 1; visit <= VISITORS; visit += 1) {
      const visitor = new Visitor(endpoint, business, signal);
      let last: Reply | undefined;
      for (const text of SAID) {
        const start = performance.now();
        try {
          last = await visitor.say(text, last);
          latencies.push(performance.now() - start);
        } catch (error) {
          if (!(error instanceof GraphqlFailure)) throw error;
          messages.push(error.message);
        }
      }
    }
  });
  const cleanupProblem = leftBehind ? `${leftBehind.reason} ${leftBehind.next}` : null;
  if (result.status === 'rejected') {
    await orFail(Promise.reject(result.reason as Error)).catch((error: unknown) => {
      if (cleanupProblem === null) throw error;
      const { message, next } =
        error instanceof DeploymentError ? error : { message: 'The measurement ended early.', next: '' };
      throw new DeploymentError('performance', `${message} ${cleanupProblem}`, next, { cause: error });
    });
  }
  const { percentiles, histogram } = summaryOf(latencies);
  return {
    ...{ measuredAt, limits, visitors: VISITORS, messages: latencies.length, errors: messages.length },
    ...{ errorMessages: [...new Set(messages)].slice(0, TOLD), messageMs: percentiles, histogram, cleanupProblem },
  };
}
