/** How a review ends, and a posting: a script can tell what happened. */
export const REVIEW_EXIT_CODES = {
  /** Nothing changes; all is posted. */
  success: 0,
  /** A fault of the program itself: please report it. */
  bug: 1,
  /** A review: the plan changes something, and nothing of it has to be accepted. */
  changes: 2,
  /** A review: findings that block, and that nobody has accepted. */
  blocked: 3,
  /** The request is not valid. */
  invalid: 10,
  /** What was to be reviewed is no plan, or says what is not known here: it was not judged. */
  unreadable: 18,
  /** The review could not be posted. */
  post: 19,
  /** The command line was not understood (EX_USAGE of sysexits.h). */
  usage: 64,
} as const;
