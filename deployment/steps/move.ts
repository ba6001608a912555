import { moveAliases, type LiveFunction, type Move } from '../functions/aliases';
import { readServing } from '../serving';
import type { Run } from './step';

/** Moves aliases. What serves then becomes known, also when only some could be moved. */
export async function move(
  moves: readonly Move[],
  { context, aws, onEvent, learn }: Run<{ readonly live: readonly LiveFunction[] }>,
): Promise<void> {
  const look = async () => learn({ live: await readServing(context, aws) });
  try {
    await moveAliases(aws.lambda, moves);
    onEvent({ type: 'moved', moves });
  } catch (error) {
    await look().catch(() => undefined);
    throw error;
  }
  await look();
}
