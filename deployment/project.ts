import { join } from 'node:path';
import type { Environment } from '../environments';
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
  readonly signal: AbortSignal;
}

/** A Terraform state that is kept in a bucket. */
export type S3State = Extract<Environment['state'], { backend: 's3' }>;

/** Key of what is kept beside a state in its bucket, such as `deployments/`. */
export const besideState = ({ key }: Pick<S3State, 'key'>, name: string): string =>
  `${key.replace(/\.tfstate$/, '')}/${name}`;

/** Where the environment's synthesized Terraform is, and Terraform runs: the same as with `cdktf deploy`. */
export const stackDirectory = (project: Pick<Project, 'root'>, environment: string): string =>
  join(project.root, 'cdktf.out', 'stacks', environment);
