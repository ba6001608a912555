import { DeploymentError } from '../deployment/errors';
import { absentFrom } from '../environments/absent';
import { explainUnknown, isName } from '../environments/names';
import { systemsOf } from '../environments/systems';
import { DEFAULT_SYSTEM, type SystemName } from '../model/systems';
import type { Command } from './commands/command';
import { loadEnvironment, loadEnvironments, type Environment } from '../environments';

/**
 * @param by a command on what is `deployed` needs no other environment to be valid
 * @throws DeploymentError that lists the environments when there is none of this name; ConfigurationError
 */
export function findEnvironment(name: string, by: 'environment' | 'deployed'): Environment {
  if (!isName(name)) throw new DeploymentError('invalid', explainUnknown(name), 'Name one of them.');
  if (by === 'deployed') return loadEnvironment(name);
  return loadEnvironments().find((environment) => environment.name === name) ?? loadEnvironment(name);
}

type Takes = Extract<Command, { on: 'environment' | 'deployed' }>['takes'];

/**
 * The systems that a command goes through.
 *
 * @param takes of the command
 * @param named by whoever runs it
 * @throws DeploymentError when the environment has no such system
 */
export function systemsFor(
  takes: Takes = 'each',
  environment: Environment,
  named: SystemName | undefined,
): SystemName[] {
  const there = systemsOf(environment);
  if (named !== undefined) {
    const absent = absentFrom(environment.name, named);
    if (!absent) return [named];
    const { reason, elsewhere } = absent;
    const who = elsewhere.length === 0 ? '' : ` ${named} is in ${elsewhere.join(', ')}.`;
    throw new DeploymentError('invalid', reason, `It has ${there.join(', ')}.${who}`);
  }
  switch (takes) {
    case 'each':
      return there;
    case 'each, the last first':
      return there.reverse();
    case 'one':
    case 'place':
      return [DEFAULT_SYSTEM];
  }
}
