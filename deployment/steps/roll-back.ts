import type { LambdaClient } from '@aws-sdk/client-lambda';
import { DeploymentError } from '../errors';
import { describeMoves, withoutVersion, type LiveFunction, type Move } from '../functions/aliases';
import { move } from './move';
import type { Step } from './step';

interface Moved {
  /** What serves now. */
  readonly live?: readonly LiveFunction[];
}

/** Points aliases at the versions that a rollback leads to: all of them, or none. */
export const rollBack: Step<{ readonly moves: readonly Move[] }, Moved> = {
  name: 'rollback',
  stage: 'rollback',
  async run({ moves }, run) {
    await requireVersions(run.aws.lambda, moves, run.context.stack.name);
    await move(moves, run);
    return { gives: {}, detail: describeMoves(moves) };
  },
};

/** Half a rollback is worse than none. @throws DeploymentError before anything has moved */
async function requireVersions(lambda: LambdaClient, moves: readonly Move[], environment: string): Promise<void> {
  const missing = await withoutVersion(lambda, moves);
  if (missing.length === 0) return;
  throw new DeploymentError(
    'rollback',
    `Lambda does not keep ${missing.map(({ name, to }) => `version ${to} of ${name}`).join(', ')}: nothing was moved.`,
    `bin/trinity rollback ${environment} --list shows what there is.`,
  );
}
