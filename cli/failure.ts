import { join } from 'node:path';
import { explainLoadError } from '../build/load-error';
import { DeploymentError } from '../deployment/errors';
import { explain, textOf } from '../deployment/explain';
import { isOutside } from '../deployment/outside';
import type { Context } from '../deployment/project';
import { ConfigurationError } from '../environments/problem';
import { UnreadablePlanError } from '../packages/plan-review/src/plan/unreadable';
import { visible } from '../packages/plan-review/src/render/escape';
import type { Arguments } from './arguments';

/** What stopped a command, for a person. @throws the error itself when it is a bug */
export function asFailure(
  error: unknown,
  context: Context | undefined,
  args: Arguments,
  signal: AbortSignal,
): DeploymentError {
  if (error instanceof DeploymentError) return error;
  if (error instanceof UnreadablePlanError) {
    return new DeploymentError('unreadable', error.message, error.next, { cause: error });
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

/** Lines for a person. */
export const renderFailure = ({ message, next }: DeploymentError): string[] => [
  ...message.split('\n').map(visible),
  ...next.split('\n').map((step) => `next: ${visible(step)}`),
];
