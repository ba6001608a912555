import type { Aws } from './aws/clients';
import { DeploymentError } from './errors';
import { describeMoves, moveAliases, movesBack, readLive } from './functions/aliases';
import type { Context } from './project';
import { faultOf, type OnEvent, type Outcome, type Recording } from './recording';
import { keep } from './report/keep';

/**
 * After a deploy that failed, the functions serve again what they served before; said in the report, also when it does
 * not work.
 *
 * @param recording what is known of the deploy
 * @returns the report, and the failure
 */
export async function putBack(
  failure: DeploymentError,
  recording: Recording,
  context: Context,
  aws: Aws,
  onEvent: OnEvent,
): Promise<Outcome> {
  const { stage, message, next } = failure;
  const status: { value: 'FAILED' | 'ROLLED_BACK'; note: string } = { value: 'FAILED', note: '' };
  try {
    await recording.step('rollback', async () => {
      // No signal is passed on: whatever stopped the deploy does not stop this.
      const moves = movesBack(await readLive(aws.lambda, context.environment), recording.before);
      await moveAliases(aws.lambda, moves);
      onEvent({ type: 'moved', moves });
      recording.live = await readLive(aws.lambda, context.environment);
      if (moves.length === 0) {
        status.note =
          recording.before.length > 0
            ? 'No function serves another version than before.'
            : 'No version was serving before, so there is none to go back to: what was deployed serves.';
        return [undefined, 'no function had changed'];
      }
      if (stage !== 'apply') status.value = 'ROLLED_BACK';
      status.note = `The functions serve what they served before (${describeMoves(moves)}); tables, resolvers and settings stay as they are now.`;
      return [undefined, describeMoves(moves)];
    });
  } catch (error) {
    const { message, next } = error instanceof DeploymentError ? error : faultOf(error);
    status.note = `THE FUNCTIONS COULD NOT BE PUT BACK: ${message} ${next}`;
    recording.live = await readLive(aws.lambda, context.environment).catch(() => recording.live);
  }
  const report = await recording.report(status.value, `${message}\n${status.note}`, next.split('\n'));
  await keep(report, context, aws, onEvent);
  return { report, failure };
}
