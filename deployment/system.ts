import type { z } from 'zod';
import type { Environment } from '../environments';
import type { Aws } from './aws/clients';
import type { Check } from './checks';
import type { Deployed } from './deployed';
import type { Released } from './functions/aliases';
import type { Context } from './project';

/**
 * What a deploy asks of a system beside its resources, which it judges by their types.
 *
 * @typeParam Figures what its measurement gives, as the report has it
 * @typeParam Demands what whoever deploys may demand of the measurement; `never`: nothing
 */
export interface DeployedSystem<Figures, Demands> {
  /** Checks of what it needs and Terraform does not make. They change nothing. */
  preflight(context: Context, aws: Aws): Check[];

  /** What a release of it switches, and a rollback switches back. None: it is deployed by the apply alone. */
  releases(environment: Environment): readonly Released[];

  /** What the configuration switches on or off, for the report. */
  features(environment: Environment): Feature[];

  /**
   * Checks that it works, as its clients use it. They leave nothing behind, and run in their order, after all others.
   *
   * @param demands what may be slow at most: it is waited for longer than that, to tell slow from broken. Default: as long as it sees fit
   * @throws DeploymentError when the state has no complete deploy of it
   */
  verification(deployed: Deployed, aws: Aws, demands?: Demands): Check[];

  /** The same with what AWS says alone, without a state: after a rollback. */
  endToEnd(environment: Environment, aws: Aws): Check;

  readonly performance: MeasuredPerformance<Figures, Demands>;

  /** What it holds in AWS that no deploy makes again: of what carries the environment's names, as far as it is there. */
  holdings(environment: Environment, aws: Aws): Promise<Holding[]>;

  /** What it needs, Terraform has not made and a destroy leaves: a sentence each, with how it goes. */
  leaves(environment: Environment, aws: Aws): Promise<string[]>;

  /** People's copies of the environment that are in its account and region, as what is in them is tagged. */
  copies(environment: Environment, aws: Aws): Promise<FoundCopy[]>;

  /** What ends soon, a sentence each with what to do. @param now epoch milliseconds */
  warnings(environment: Environment, now: number): string[];
}

export interface Holding {
  /** Of the object that holds it, as AWS calls it. */
  readonly name: string;
  /** Such as `some 1204 items`. */
  readonly what: string;
  /** It was there before this project: that it is there does not say that anything is deployed. */
  readonly isAdopted: boolean;
}

export interface FoundCopy {
  /** `dev-ana` */
  readonly environment: string;
  /** `ana`; undefined where the tag has gone. */
  readonly owner: string | undefined;
  readonly made: Date;
}

export interface Feature {
  readonly name: string;
  readonly enabled: boolean;
}

/** What a system's clients wait for. */
export interface MeasuredPerformance<Figures, Demands> {
  /** Of the figures, in a report. */
  readonly schema: z.ZodType<Figures>;

  /**
   * @param deployed as the state has it. Default: AWS is asked where it is
   * @throws DeploymentError (`performance`) when there is nothing to measure
   */
  measure(
    context: Pick<Context, 'environment' | 'signal'>,
    aws: Aws,
    demands: Demands,
    deployed?: Deployed,
  ): Promise<Figures>;

  /** What does not hold of the demands that they were measured against, a sentence each. */
  judge(figures: Figures): string[];

  /** In a few words, for the step. */
  summarize(figures: Figures): string;

  /** For people: items of a list in the report, lines of a terminal, an SVG. */
  list(figures: Figures): string[];
  print(figures: Figures): string[];
  draw(figures: Figures): string;
}
