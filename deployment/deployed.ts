import type { Environment } from '../environments';
import type { SystemName } from '../model/systems';
import type { Context } from './project';
import type { DeployedResource, State } from './terraform/state';

/** A system of an environment that has been deployed, as its Terraform state has it. */
export interface Deployed extends State {
  readonly environment: Environment;
  readonly system: SystemName;
}

/** Of what a command is about, and of its state. */
export const deployedOf = (
  { environment, system }: Pick<Context, 'environment' | 'system'>,
  state: State,
): Deployed => ({
  ...state,
  environment,
  system,
});

export const ofType = ({ resources }: Pick<Deployed, 'resources'>, type: string): DeployedResource[] =>
  resources.filter((resource) => resource.type === type);
