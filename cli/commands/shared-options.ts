import { DEFAULT_LIMITS as OF_CHAT } from '../../deployment/booking/performance/limits';
import { DEFAULT_LIMITS, DEFAULT_READERS } from '../../deployment/room-cache/performance/limits';
import type { DemandsOf } from '../../deployment/systems';
import type { SystemName } from '../../model/systems';
import { UsageError } from '../../programs/user-error';
import { ofSystem, valued } from './command';

/* What several commands take: their options, and what the values of these mean. */

export const SKIP_GATES = { 'skip-gates': valued('WHY', 'do not run the quality gates; the report says why') };

/** @throws UsageError for a reason that is none */
export function skippedGates({ 'skip-gates': reason }: { readonly 'skip-gates'?: string }): { skipGates?: string } {
  if (reason === undefined) return {};
  if (/\S/.test(reason)) return { skipGates: reason.trim() };
  throw new UsageError('--skip-gates wants to know why, for example --skip-gates "passed in the job before".');
}

/** What whoever measures may demand: each is of one system. */
export const MEASURED = {
  'page-p95': ofSystem(
    'room-cache',
    'MS',
    `limit of a page's 95th percentile, ${DEFAULT_LIMITS.pageP95Ms} unless given`,
  ),
  'first-batch': ofSystem(
    'room-cache',
    'MS',
    `limit from createRoom to the first films, ${DEFAULT_LIMITS.firstBatchMs} unless given; a deploy's verification gives up after three times as long`,
  ),
  readers: ofSystem('room-cache', 'N', `members that read at once, ${DEFAULT_READERS} unless given`),
  'message-p95': ofSystem(
    'booking',
    'MS',
    `limit of a message's 95th percentile, ${OF_CHAT.messageP95Ms} unless given`,
  ),
} as const;

/** The limits of each system's measurement, and the members that read at once. @throws UsageError */
export const measuredBy = (values: { readonly [option in keyof typeof MEASURED]?: string }): {
  readonly [S in SystemName]: DemandsOf<S>;
} => ({
  'room-cache': {
    limits: {
      ...DEFAULT_LIMITS,
      pageP95Ms: milliseconds('--page-p95', values['page-p95'], DEFAULT_LIMITS.pageP95Ms),
      firstBatchMs: milliseconds('--first-batch', values['first-batch'], DEFAULT_LIMITS.firstBatchMs),
    },
    readers: members(values.readers),
  },
  booking: { limits: { messageP95Ms: milliseconds('--message-p95', values['message-p95'], OF_CHAT.messageP95Ms) } },
});

function members(text: string | undefined): number {
  if (text === undefined) return DEFAULT_READERS;
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new UsageError(`--readers "${text}" is no number of members from 1 to 999.`);
}

function milliseconds(option: string, text: string | undefined, byDefault: number): number {
  if (text === undefined) return byDefault;
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new UsageError(`${option} "${text}" is no number of milliseconds from 1 to 9999999.`);
}
