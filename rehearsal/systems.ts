import type { SystemName } from '../model/systems';

/** What is changed and broken of a system, and how slow it may be here. */
interface Rehearsed {
  /** Functions, by what happens to them: other code of one is deployed, another is broken, a third changes beside the first. */
  readonly changed: string;
  readonly broken: string;
  readonly other: string;
  /** Options of a deploy: this machine is the cloud, the terminal and the clients at the same time, and may be busy with something else. */
  readonly wide: readonly string[];
  /** So that fewer clients wait for it. */
  readonly few: readonly string[];
  /** What a broken function never gives is not waited for as long as that. */
  readonly soon: readonly string[];
  /** Under which an answer that is 300 ms late is too slow. */
  readonly narrow: readonly string[];
}

export const REHEARSED: Readonly<Record<SystemName, Rehearsed>> = {
  'room-cache': {
    ...{ changed: 'movie', broken: 'cache', other: 'room' },
    wide: ['--page-p95', '60000', '--first-batch', '60000'],
    few: ['--readers', '5'],
    soon: ['--first-batch', '10000'],
    narrow: ['--page-p95', '250', '--first-batch', '60000'],
  },
  booking: {
    ...{ changed: 'availability', broken: 'agent', other: 'catalog' },
    wide: ['--message-p95', '60000'],
    few: [],
    soon: ['--message-p95', '60000'],
    narrow: ['--message-p95', '250'],
  },
};
