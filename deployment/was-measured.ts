import { isDeepStrictEqual } from 'node:util';
import type { Commit } from './commit';
import type { LiveFunction } from './functions/aliases';
import type { Report } from './report/schema';
import { versionsOf } from './rollback/choose';

/**
 * Whether what serves has come through a whole deploy of this very commit, measurement included, and nothing was recorded
 * since: then an empty plan says that it is still the same. A deploy that died has no record, and its commit is another.
 *
 * @param last the newest record
 * @param commit what is checked out
 * @param live what serves
 */
export function wasMeasured(last: Report | undefined, commit: Commit | null, live: readonly LiveFunction[]): boolean {
  if (last?.kind !== 'deploy' || last.status !== 'SUCCESS' || !commit || commit.dirty) return false;
  return isDeepStrictEqual(last.commit, commit) && isDeepStrictEqual(versionsOf(last.functions), versionsOf(live));
}
