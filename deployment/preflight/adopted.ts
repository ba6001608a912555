import type { Environment } from '../../environments';
import { explainAnother, othersInState } from '../../import/another-in-state';
import { adoptedIds } from '../../import/objects';
import { failed, passed, skipped, type Check } from '../checks';
import type { Context } from '../project';
import { readState } from '../terraform/state';
import { readStateFile } from '../terraform/state-file';

export const adoptsAnything = (environment: Environment): boolean => adoptedIds(environment).length > 0;

/** What is adopted is not another object than the one that the state has: that would be replaced, or left as it is. */
export const adoptedCheck = (context: Context): Check => ({
  name: 'what is adopted',
  async run() {
    const state = await readStateFile(context);
    if (state === undefined) return skipped('only Terraform can read this state');
    const others = othersInState(readState(state).resources, context.environment).map((one) =>
      explainAnother(one, context.environment),
    );
    if (others.length === 0) return passed('the state has it, or nothing there');
    return failed(others.map(({ reason }) => reason).join('\n'), others.map(({ next }) => next).join('\n'));
  },
});
