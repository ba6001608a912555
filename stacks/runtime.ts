import { own } from '../keys/own';

/**
 * Node.js runtimes of Lambda, and the days from which AWS refuses to make functions of them, and to update any: what exists runs
 * on, without patches. From https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html, in November 2026; AWS has moved
 * such days before, and never to an earlier one.
 */
const RUNTIMES = {
  'nodejs22.x': { noCreates: '2027-06-01', noUpdates: '2027-07-01' },
  'nodejs24.x': { noCreates: '2028-06-01', noUpdates: '2028-07-01' },
} as const;

/** Of all functions. build/compile.ts writes their code for the same Node. */
export const RUNTIME: keyof typeof RUNTIMES = 'nodejs22.x';

/** Days before the first of the two on which it is said. */
const NOTICE = 180;

/** What the end of a runtime means to whoever deploys. */
export interface RuntimeEnd {
  /** A sentence. */
  readonly reason: string;
  readonly next: string;
  /** Whether a deploy would fail by now. */
  readonly isOver: boolean;
}

/** @param now epoch milliseconds. @returns undefined while there is time, and for a runtime that is not known here */
export function runtimeEnd(runtime: string, now: number): RuntimeEnd | undefined {
  const days = own(RUNTIMES, runtime);
  if (!days || now < Date.parse(days.noCreates) - NOTICE * 86_400_000) return undefined;
  const { noCreates, noUpdates } = days;
  return {
    reason: `Lambda makes no function of ${runtime} from ${noCreates} on, and updates none from ${noUpdates} on.`,
    next: 'docs/dependencies.md says how the functions get a newer one: "The Node that the functions run on".',
    isOver: now >= Date.parse(noUpdates),
  };
}
