import { DeploymentError } from '../deployment/errors';
import { explainUnknown, isName } from '../environments/names';
import { loadEnvironment, loadEnvironments, type Environment } from '../environments';

/**
 * @param by a command on what is `deployed` needs no other environment to be valid
 * @throws DeploymentError that lists the environments when there is none of this name; ConfigurationError
 */
export function findEnvironment(name: string, by: 'environment' | 'deployed'): Environment {
  if (!isName(name)) throw new DeploymentError('invalid', explainUnknown(name), 'Name one of them.');
  if (by === 'deployed') return loadEnvironment(name);
  loadEnvironments();
  return loadEnvironment(name);
}
