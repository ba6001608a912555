import { join } from 'node:path';
import type { Environment } from '../environments';
import { stackName, stateOf } from '../environments/stack';
import type { SystemName } from '../model/systems';

/** A checkout, and the environment variables of whoever works in it. */
export interface Project {
  /** Absolute path of the checkout. */
  readonly root: string;
  /** Of this process; given to each program that is run. */
  readonly env: NodeJS.ProcessEnv;
}

/** What all commands on one system of an environment need. */
export interface Context {
  readonly project: Project;
  readonly environment: Environment;
  readonly system: SystemName;
  readonly stack: Stack;
  readonly signal: AbortSignal;
}

/** A system's stack in an environment. */
export interface Stack {
  /** As `cdktf deploy` takes it, and what is kept of it is called: `staging`, `staging-booking`. */
  readonly name: string;
  readonly state: Environment['state'];
}

export const stackOf = ({ environment, system }: Pick<Context, 'environment' | 'system'>): Stack => ({
  name: stackName(environment.name, system),
  state: stateOf(environment, system),
});

/** What has to be known to find what is kept of a stack. */
export type Kept = Pick<Context, 'project' | 'environment' | 'stack'>;

/** An environment as messages about one of its stacks name it: by what commands take. */
export const asStack = ({ environment, stack }: Pick<Context, 'environment' | 'stack'>): Environment => ({
  ...environment,
  name: stack.name as Environment['name'],
  state: stack.state,
});

export const contextOf = (of: Omit<Context, 'stack'>): Context => ({ ...of, stack: stackOf(of) });

/** A Terraform state that is kept in a bucket. */
export type S3State = Extract<Environment['state'], { backend: 's3' }>;

/** Key of what is kept beside a state in its bucket, such as `deployments/`. */
export const besideState = ({ key }: Pick<S3State, 'key'>, name: string): string =>
  `${key.replace(/\.tfstate$/, '')}/${name}`;

/** Where a stack's synthesized Terraform is, and Terraform runs: the same as with `cdktf deploy`. */
export const stackDirectory = ({
  project,
  stack,
}: {
  readonly project: Pick<Project, 'root'>;
  readonly stack: Pick<Stack, 'name'>;
}): string => join(project.root, 'cdktf.out', 'stacks', stack.name);
