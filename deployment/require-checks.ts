import { describeResults, runChecks, type Check } from './checks';
import { DeploymentError, isError, type Stage } from './errors';
import { explain, textOf } from './explain';
import type { Context } from './project';
import { isOutside } from './outside';
import type { OnEvent } from './events';

/**
 * Runs all checks.
 *
 * @returns what they came to, in one sentence
 * @throws DeploymentError of the stage, with everything that failed, after all have run
 */
export async function requireChecks(
  stage: Stage,
  checks: readonly Check[],
  { environment, signal }: Pick<Context, 'signal'> & Partial<Pick<Context, 'environment'>>,
  onEvent: OnEvent,
): Promise<string> {
  const results = await runChecks(checks, {
    signal,
    explain(error) {
      if (error instanceof DeploymentError) return { reason: error.message, next: error.next };
      const text = textOf(error);
      if (isBug(error)) return { reason: `A fault of Trinity itself: ${text}`, next: 'Report it.' };
      return environment ? explain(text, environment) : { reason: text, next: 'Mend it, and run the command again.' };
    },
    onStart: (name) => onEvent({ type: 'check-begun', name }),
    onResult: (result) => onEvent({ type: 'check', result }),
  });
  const failures = results.flatMap(({ name, outcome }) => (outcome.status === 'failed' ? [{ name, ...outcome }] : []));
  if (failures.length === 0) return describeResults(results);
  throw new DeploymentError(
    stage,
    failures.map(({ name, reason }) => `${name}: ${reason}`).join('\n'),
    [...new Set(failures.map(({ next }) => next))].join('\n'),
  );
}

const isBug = (error: unknown): boolean =>
  isError(error) && ['TypeError', 'ReferenceError', 'RangeError'].includes(error.name) && !isOutside(error);
