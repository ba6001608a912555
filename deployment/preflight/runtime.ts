import { RUNTIME, runtimeEnd } from '../../stacks/runtime';
import { failed, passed, type Check } from '../checks';

/** Lambda still takes what this checkout synthesizes; months before it does not, it is said. */
export const runtimeCheck = (now: number): Check => ({
  name: 'Lambda runtime',
  run() {
    const end = runtimeEnd(RUNTIME, now);
    if (end?.isOver) return Promise.resolve(failed(end.reason, end.next));
    return Promise.resolve(passed(end ? `${RUNTIME}\nWARNING: ${end.reason}\n${end.next}` : RUNTIME));
  },
});
