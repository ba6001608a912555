import type { Environment } from '../environments';
import { messageOf } from '../programs/user-error';
import type { RolesMode } from './identities';
import { adopted, failedUpdate, indexesDropped, untouchedByTheKill } from './phases/adopted';
import { DEFAULT_SYSTEM, SYSTEMS } from '../model/systems';
import { adoptedInTheConfiguration } from './phases/adopting';
import { beside } from './phases/beside';
import { beforeTheFirstDeploy, bootstrapped, preflightPasses } from './phases/before';
import * as deploys from './phases/deploys';
import { end } from './phases/end';
import { brokenFunction, failures } from './phases/failures';
import type { Phase } from './phases/phase';
import { released } from './phases/released';
import { reviewed } from './phases/reviewed';
import { rolesFit } from './phases/roles';
import { noSecretAnywhere } from './phases/secrets';
import { createWorld } from './world';

/** What happens every day. Each phase builds on the ones before. */
export const MAIN_WAY: readonly Phase[] = [
  bootstrapped,
  preflightPasses,
  deploys.firstDeploy,
  deploys.nothingToDo,
  deploys.oneFunction,
  brokenFunction,
  deploys.rollback,
];

/** The whole way of an environment, all that is known to go wrong included. Each phase builds on the ones before. */
export const EVERYTHING: readonly Phase[] = [
  ...beforeTheFirstDeploy,
  ...adoptedInTheConfiguration,
  deploys.nothingWithoutYes,
  deploys.killedFirstDeploy,
  untouchedByTheKill,
  failedUpdate,
  deploys.takenOver,
  adopted,
  deploys.nothingToDo,
  deploys.plainDeploy,
  indexesDropped,
  released,
  ...reviewed,
  deploys.rollback,
  deploys.forwardAndBack,
  ...failures,
  ...SYSTEMS.filter((system) => system !== DEFAULT_SYSTEM).flatMap(beside),
  noSecretAnywhere,
  ...end,
  rolesFit,
];

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
  readonly phases: readonly Phase[];
  /** Default: staging, which has a remote state and protection. */
  readonly environment?: Environment['name'] | (string & {});
  /** Of the process. */
  readonly env: NodeJS.ProcessEnv;
  /** What deploys and plans is refused what its role may not do, or all that it calls is only written down. Default: enforced */
  readonly roles?: RolesMode;
  readonly onPhase?: (result: PhaseResult) => void;
  /** Stops it before the next phase. */
  readonly signal?: AbortSignal;
}

/**
 * Deploys a copy of the checkout to an emulated AWS with real Terraform.
 * A phase that fails ends it, since the ones after build on it; they count as not run.
 *
 * @throws UserError when a program that it needs is missing
 */
export async function rehearse(options: RehearsalOptions): Promise<PhaseResult[]> {
  const world = await createWorld(options.root, options.environment ?? 'staging', options.env, {
    roles: options.roles ?? 'enforced',
  });
  const results: PhaseResult[] = [];
  const add = (result: PhaseResult): void => {
    results.push(result);
    options.onPhase?.(result);
  };
  let broken: string | undefined;
  try {
    for (const { name, unless, run } of options.phases) {
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
