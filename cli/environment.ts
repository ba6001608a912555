import { DeploymentError } from '../deployment/errors';
import { explainUnknown, isName } from '../environments/names';
import { loadEnvironment, loadEnvironments, type Environment } from '../environments';
import type { Command } from './options';

/** Commands that look at what is deployed, or mend it: none of them brings a configuration to AWS. */
const LOOK_AND_MEND: readonly Command[] = ['rollback', 'status', 'state', 'unlock', 'verify', 'performance'];

/**
 * @param command that it is for: a mistake in another environment's file stops those that bring a configuration to AWS
 * @throws DeploymentError that lists the environments when there is none of this name; ConfigurationError
 */
export function findEnvironment(name: string, command: Command): Environment {
  if (!isName(name)) throw new DeploymentError('invalid', explainUnknown(name), 'Name one of them.');
  if (LOOK_AND_MEND.includes(command)) return loadEnvironment(name);
  loadEnvironments();
  return loadEnvironment(name);
}
