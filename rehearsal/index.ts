import type { Environment } from '../environments';
import { messageOf } from '../local/user-error';
import { beforeTheFirstDeploy } from './phases/before';
import { deploys } from './phases/deploys';
import { end } from './phases/end';
import { failures } from './phases/failures';
import type { Phase } from './phases/phase';
import { noSecretAnywhere } from './phases/secrets';
import { createWorld } from './world';

/** The whole way of an environment, each phase on top of the ones before. */
export const PHASES: readonly Phase[] = [...beforeTheFirstDeploy, ...deploys, ...failures, noSecretAnywhere, ...end];

export interface PhaseResult {
  readonly name: string;
  /** `not run` says why in `detail`. */
  readonly status: 'passed' | 'failed' | 'not run';
  /** What was seen, or what went wrong. */
  readonly detail: string;
  readonly seconds: number;
}

export interface RehearsalOptions {
  /** The checkout. */
  readonly root: string;
  /** Default: staging, which has a remote state and protection. */
  readonly environment?: Environment['name'] | (string & {});
  /** Of the process. */
  readonly env: NodeJS.ProcessEnv;
  readonly onPhase?: (result: PhaseResult) => void;
  /** Stops it before the next phase. */
  readonly signal?: AbortSignal;
}

/**
 * Deploys a copy of the checkout to an emulated AWS with real Terraform, and breaks it in every way that is known.
 * A phase that fails ends it, since the ones after build on it; they count as not run.
 *
 * @throws UserError when a program that it needs is missing
 */
export async function rehearse(options: RehearsalOptions): Promise<PhaseResult[]> {
  const world = await createWorld(options.root, options.environment ?? 'staging', options.env);
  const results: PhaseResult[] = [];
  const add = (result: PhaseResult): void => {
    results.push(result);
    options.onPhase?.(result);
  };
  let broken: string | undefined;
  try {
    for (const { name, unless, run } of PHASES) {
      const why = broken ?? (options.signal?.aborted ? 'interrupted' : unless?.(world.environment));
      if (why !== undefined) {
        add({ name, status: 'not run', detail: why, seconds: 0 });
        continue;
      }
      const start = performance.now();
      const since = () => (performance.now() - start) / 1000;
      try {
        add({ name, status: 'passed', detail: await run(world), seconds: since() });
      } catch (error) {
        add({ name, status: 'failed', detail: messageOf(error), seconds: since() });
        broken = 'a phase before it failed';
      }
    }
  } finally {
    await world.close();
  }
  return results;
}
