import { describeMoves, movesBack, type LiveFunction } from '../functions/aliases';
import { readServing } from '../serving';
import { systemOf } from '../systems';
import { move } from './move';
import type { Undo } from './step';

interface Known {
  readonly before: readonly LiveFunction[];
  readonly touched?: boolean;
}

/** The functions serve again what they served before the apply. */
export const putBack: Undo<Known> = {
  name: 'rollback',
  stage: 'rollback',
  isNeeded: ({ touched }, { stage }) => touched || stage !== 'plan',
  async run({ before }, run) {
    const { environment, system } = run.context;
    if (systemOf(system).releases(environment).length === 0) {
      const note = 'Nothing of it is released by itself, so nothing could be put back.';
      return { detail: 'nothing to put back', note, isBack: false };
    }
    const moves = movesBack(await readServing(run.context, run.aws), before);
    await move(moves, run);
    if (moves.length > 0) {
      const detail = describeMoves(moves);
      const note = `The functions serve what they served before (${detail}); tables, resolvers and settings stay as they are now.`;
      return { detail, note, isBack: true };
    }
    const note =
      before.length > 0
        ? 'No function serves another version than before.'
        : 'No version was serving before, so there is none to go back to: what was deployed serves.';
    return { detail: 'no function had changed', note, isBack: false };
  },
  explain: ({ message, next }) => `THE FUNCTIONS COULD NOT BE PUT BACK: ${message} ${next}`,
};
