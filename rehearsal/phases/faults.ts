import { AssertionError } from 'node:assert';
import type { Fault } from '../aws';
import type { World } from '../world';

/** What AWS and the way to it do at times, and clients are to ride out by asking again. */
export const THROTTLED = { kind: 'throttle' } as const;
export const AT_FAULT = {
  kind: 'error',
  status: 500,
  code: 'InternalServerError',
  message: 'The request could not be served.',
} as const;
export const CUT_OFF = { kind: 'timeout', milliseconds: 0 } as const;
export const SLOW = { kind: 'delay', milliseconds: 2000 } as const;

/** DynamoDB refuses it, and asking again does not help. */
export const denied = (operation: string): Fault['answer'] => ({
  kind: 'error',
  status: 400,
  code: 'AccessDeniedException',
  message: `User: arn:aws:iam::123456789012:user/x is not authorized to perform: dynamodb:${operation}`,
});

/** The first request of an operation of DynamoDB meets the fault, and if it fails, the next one, too. */
export const ridingOut = (faults: Readonly<Record<string, Fault['answer']>>): Fault[] =>
  Object.entries(faults).map(([operation, answer]) => ({
    service: 'dynamodb',
    operation,
    times: answer === SLOW ? 1 : 2,
    answer,
  }));

/** Of the requests with which the provider imports tables. */
export const WHILE_IT_PLANS = ridingOut({
  ListTables: AT_FAULT,
  DescribeTable: SLOW,
  DescribeTimeToLive: AT_FAULT,
  DescribeContinuousBackups: CUT_OFF,
  ListTagsOfResource: THROTTLED,
});

/**
 * Does something while these faults are at the door.
 *
 * @throws AssertionError with all that the last command said, when one of them was not met, or not as often as it was to be
 */
export async function withFaults<T>(
  { aws, shell }: World,
  faults: readonly Fault[],
  work: () => Promise<T>,
): Promise<T> {
  const injected = faults.map((fault) => ({ fault, met: aws.inject(fault) }));
  const result = await work().finally(() => injected.forEach(({ met }) => met.remove()));
  const missed = injected.filter(({ fault, met }) => met.hits < (fault.times ?? 1));
  if (missed.length > 0) {
    const faults = missed.map(({ fault, met }) => `${JSON.stringify(fault)}, met ${met.hits} times`).join('\n');
    const said = shell.transcript.at(-1)?.text;
    throw new AssertionError({ message: `faults that were not met:\n${faults}\n${said}` });
  }
  return result;
}
