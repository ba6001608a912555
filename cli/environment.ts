import { DeploymentError } from '../deployment/errors';
import { explainUnknown } from '../environments/names';
import { loadEnvironments, type Environment } from '../environments';

/** @throws DeploymentError that lists the environments when there is none of this name; ConfigurationError */
export function findEnvironment(name: string): Environment {
  const environments = loadEnvironments();
  const found = environments.find((environment) => environment.name === name);
  if (found) return found;
  throw new DeploymentError('invalid', explainUnknown(name), 'Name one of them.');
}
