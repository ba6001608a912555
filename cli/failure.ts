import { join } from 'node:path';
import { explainLoadError } from '../build/load-error';
import { DeploymentError, type Stage } from '../deployment/errors';
import { explain, textOf } from '../deployment/explain';
import { isOutside } from '../deployment/outside';
import type { Environment } from '../environments';
import { ConfigurationError } from '../environments/problem';
import { ReviewError } from '../packages/plan-review/src/errors';
import type { CommandError } from '../programs/errors';
import { UsageError, UserError } from '../programs/user-error';

/**
 * What stopped a command, for a person.
 *
 * @param command.outside what a fault of the outside world is to it, where it has an environment
 * @throws the error itself when it is a bug, or the command line was not understood
 */
export function asFailure(
  error: unknown,
  command: { readonly name: string; readonly outside?: Stage },
  signal: AbortSignal,
  environment?: Environment,
): CommandError<Stage> {
  if (error instanceof DeploymentError || error instanceof ReviewError) return error;
  if (error instanceof UsageError) throw error;
  if (error instanceof ConfigurationError) return new DeploymentError('invalid', error.message, 'Set what is allowed.');
  const cause = error;
  if (signal.aborted)
    return new DeploymentError('interrupted', `Interrupted: ${command.name}.`, 'Run the command again.', { cause });
  const unloaded = explainLoadError(error, join(__dirname, '..'));
  if (unloaded !== undefined) return new DeploymentError('invalid', unloaded, 'Mend it, and run the command again.');
  if (!environment && error instanceof UserError)
    return new DeploymentError('invalid', error.message, error.next ?? 'Mend it, and run the command again.', {
      cause,
    });
  if (!environment || !isOutside(error)) throw error;
  const { reason, next } = explain(textOf(error), environment);
  return new DeploymentError(command.outside ?? 'invalid', reason, next, { cause });
}
