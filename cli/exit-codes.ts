import type { Stage } from '../deployment/errors';

/** How `trinity` ends: a script can tell what happened. */
export const EXIT_CODES: Readonly<Record<Stage | 'success' | 'changes' | 'blocked' | 'bug' | 'usage', number>> = {
  success: 0,
  /** A fault of Trinity itself: please report it. */
  bug: 1,
  /** A review: the plan changes something, and nothing of it has to be accepted. */
  changes: 2,
  /** A review: findings that block, and that nobody has accepted. */
  blocked: 3,
  /** The environment or the request is not valid: nothing was changed. */
  invalid: 10,
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
  /** What was to be reviewed is no plan, or says what is not known here: it was not judged. */
  unreadable: 18,
  /** The review could not be posted. */
  post: 19,
  /** The command line was not understood (EX_USAGE of sysexits.h). */
  usage: 64,
  /** Ctrl-C, SIGTERM or SIGHUP (128 + SIGINT). */
  interrupted: 130,
};
