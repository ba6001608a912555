import type { Stage } from '../deployment/errors';
import { REVIEW_EXIT_CODES } from '../packages/plan-review/src/cli/exit-codes';

/** How `trinity` ends: a script can tell what happened. */
export const EXIT_CODES: Readonly<Record<Stage | 'success' | 'changes' | 'blocked' | 'bug' | 'usage', number>> = {
  // When the environment or the request is not valid, nothing was changed.
  ...REVIEW_EXIT_CODES,
  /** A check before the deploy failed: nothing was changed. */
  preflight: 11,
  /** Terraform could not plan: nothing was changed. */
  plan: 12,
  /** Somebody said no, or there was nobody to ask: nothing was changed. */
  declined: 13,
  /** The apply, or a bootstrap, failed half-way; the functions serve what they served before. */
  apply: 14,
  /** The verification failed; after a deploy, the functions serve what they served before. */
  verification: 15,
  /** Too slow; after a deploy, the functions serve what they served before. */
  performance: 16,
  /** The rollback failed. */
  rollback: 17,
  /** Ctrl-C, SIGTERM or SIGHUP (128 + SIGINT). */
  interrupted: 130,
};
