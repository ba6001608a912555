import { failed, passed, type Check } from '../checks';
import { describeMoves, type LiveFunction, type Move } from '../functions/aliases';
import { requireChecks } from '../require-checks';
import { systemOf } from '../systems';
import type { Step } from './step';

interface Needs {
  readonly moves: readonly Move[];
  readonly live: readonly LiveFunction[];
}

/** Sees that what a rollback has moved to serves, and works. */
export const verifyMoved: Step<Needs, object> = {
  name: 'verify',
  stage: 'verification',
  async run({ moves, live }, { context, aws, onEvent }) {
    const checks = [aliasesMoved(moves, live), systemOf(context.system).endToEnd(context.environment, aws)];
    return { gives: {}, detail: await requireChecks('rollback', checks, context, onEvent) };
  },
};

const aliasesMoved = (moves: readonly Move[], live: readonly LiveFunction[]): Check => ({
  name: 'aliases',
  run() {
    const versionOf = (name: string) => live.find((one) => one.name === name)?.version;
    const wrong = moves.filter(({ name, to }) => versionOf(name) !== to);
    if (wrong.length === 0) return Promise.resolve(passed(describeMoves(moves)));
    const found = wrong.map(({ name, to }) => `${name} is on version ${versionOf(name)}, not ${to}`);
    return Promise.resolve(failed(`${found.join(', ')}.`, 'Somebody else deploys at the same time: run it again.'));
  },
});
