import { join } from 'node:path';
import { explainLoadError } from '../build/load-error';
import { DeploymentError } from '../deployment/errors';
import { explain, textOf } from '../deployment/explain';
import { isOutside } from '../deployment/outside';
import type { Context } from '../deployment/project';
import { ConfigurationError } from '../environments/problem';
import { ReviewError } from '../packages/plan-review/src/errors';
import type { Arguments } from './arguments';

/** What stopped a command, for a person. @throws the error itself when it is a bug */
export function asFailure(
  error: unknown,
  context: Context | undefined,
  args: Arguments,
  signal: AbortSignal,
): DeploymentError {
  if (error instanceof DeploymentError) return error;
  if (error instanceof ReviewError) {
    const { stage, message, next, reported } = error;
    return new DeploymentError(stage, message, next, { cause: error, reported });
  }
  if (error instanceof ConfigurationError) return new DeploymentError('invalid', error.message, 'Set what is allowed.');
  if (signal.aborted) {
    return new DeploymentError('interrupted', `Interrupted: ${args.command}.`, 'Run the command again.', {
      cause: error,
    });
  }
  const unloaded = explainLoadError(error, join(__dirname, '..'));
  if (unloaded !== undefined) return new DeploymentError('invalid', unloaded, 'Mend it, and run the command again.');
  if (!context || !isOutside(error)) throw error;
  const { reason, next } = explain(textOf(error), context.environment);
  return new DeploymentError(OUTSIDE[args.command] ?? 'invalid', reason, next, { cause: error });
}

/** The stage of a command that the outside world has stopped, where something may have been changed by then. */
const OUTSIDE: Readonly<Partial<Record<Arguments['command'], DeploymentError['stage']>>> = {
  bootstrap: 'apply',
  verify: 'verification',
  performance: 'performance',
};
