import type { Environment } from '../environments';
import type { Aws } from './aws/clients';
import type { Check } from './checks';
import type { Deployed } from './deployed';
import type { Context } from './project';
import type { Performance, PerformanceLimits } from './room-cache/performance';

/** What a deploy asks of a system beside its resources, which it judges by their types. */
export interface DeployedSystem {
  /** Checks of what it needs and Terraform does not make. They change nothing. */
  preflight(context: Context, aws: Aws): Check[];

  /**
   * Checks that it works, as its clients use it. They leave nothing behind, and run in their order, after all others.
   *
   * @param limits what may be slow at most: it is waited for longer than that, to tell slow from broken. Default: as long as it sees fit
   * @throws DeploymentError when the state has no complete deploy of it
   */
  verification(deployed: Deployed, aws: Aws, limits?: PerformanceLimits): Check[];

  /** The same with what AWS says alone, without a state: after a rollback. */
  endToEnd(environment: Environment, aws: Aws): Check;

  /**
   * Measures what its clients wait for.
   *
   * @param deployed as the state has it. Default: AWS is asked where it is
   * @throws DeploymentError (`performance`) when there is nothing to measure
   */
  measure(
    context: Pick<Context, 'environment' | 'signal'>,
    aws: Aws,
    options: {
      readonly deployed?: Deployed;
      readonly limits: PerformanceLimits;
      /** Clients at once. */
      readonly readers: number;
    },
  ): Promise<Performance>;

  /** What ends soon, a sentence each with what to do. @param now epoch milliseconds */
  warnings(environment: Environment, now: number): string[];
}
