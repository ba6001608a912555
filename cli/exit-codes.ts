import type { Stage } from '../deployment/errors';
import { REVIEW_EXIT_CODES } from '../packages/plan-review/src/cli/exit-codes';

export type End = Stage | 'success' | 'changes' | 'blocked' | 'bug' | 'usage';

/** How `trinity` ends: a script can tell what happened. */
export const EXIT_CODES: Readonly<Record<End, number>> = {
  // When the environment or the request is not valid, nothing was changed.
  ...REVIEW_EXIT_CODES,
  /** A check before the deploy failed: nothing was changed. */
  preflight: 11,
  /** Terraform could not plan: nothing was changed. */
  plan: 12,
  /** Somebody said no, or there was nobody to ask: nothing was changed. */
  declined: 13,
  /** The apply, a destroy or a bootstrap failed half-way; after a deploy, the functions serve what they served before. */
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

/** What the help says of a code. Default: its name. */
const IN_WORDS: Readonly<Partial<Record<End, string>>> = {
  success: 'done',
  bug: 'a fault of Trinity itself',
  changes: 'review, import: changes',
  blocked: 'review, import: blocked',
  unreadable: 'no plan that can be judged',
  post: 'not posted',
  usage: 'command line',
};

/** In one sentence, by number. No space between a code and what it says breaks. */
export function exitCodesInWords(): string {
  const { invalid, declined } = EXIT_CODES;
  const codes = (Object.entries(EXIT_CODES) as [End, number][]).sort(([, one], [, other]) => one - other);
  const words = codes.map(([end, code]) => `${code}\u00a0${IN_WORDS[end] ?? end}`).join(', ');
  return `Exit codes: ${words}. ${invalid} to ${declined}: nothing was changed.`;
}
