import { DeploymentError } from '../deployment/errors';
import { loadEnvironments, type Environment } from '../environments';

/** @throws DeploymentError that lists the environments when there is none of this name; ConfigurationError */
export function findEnvironment(name: string): Environment {
  const environments = loadEnvironments();
  const found = environments.find((environment) => environment.name === name);
  if (found) return found;
  const names = environments.map((environment) => environment.name).join(', ');
  throw new DeploymentError('invalid', `There is no environment "${name}".`, `There are ${names} (environments/).`);
}
