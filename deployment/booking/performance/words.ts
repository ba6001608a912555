import { drawLatencies } from '../../performance/draw';
import { atLeast, whole } from '../../performance/milliseconds';
import type { Performance } from './schema';

/** What does not hold, a sentence each; empty when everything does. */
export function judge({ messages, messageMs, limits, errors, errorMessages, cleanupProblem }: Performance): string[] {
  const problems: string[] = [];
  if (messages === 0) problems.push('No message was answered.');
  if (messages > 0 && messageMs.p95 > limits.messageP95Ms) {
    problems.push(
      `A message is answered after ${atLeast(messageMs.p95)} ms at p95; allowed are ${limits.messageP95Ms} ms.`,
    );
  }
  if (errors > 0) {
    const all = messages + errors;
    problems.push(`${errors} of ${all} messages were not answered, allowed are none: ${errorMessages.join('; ')}`);
  }
  if (cleanupProblem !== null) problems.push(cleanupProblem);
  return problems;
}

/** In a few words. */
export const summarize = ({ messageMs }: Performance): string => `message p95 ${whole(messageMs.p95)}`;

const answered = ({ messages, visitors, errors }: Performance): string =>
  `${messages} messages of ${visitors} visitors answered, ${errors} errors`;

/** Items of a list. */
export const list = (performance: Performance): string[] => {
  const { p50, p95, p99 } = performance.messageMs;
  return [answered(performance), `message: p50 ${whole(p50)}, p95 ${whole(p95)}, p99 ${whole(p99)}`];
};

/** Lines of a terminal. */
export const print = (performance: Performance): string[] => {
  const { p50, p95, p99, max } = performance.messageMs;
  return [
    answered(performance),
    `  message  p50 ${whole(p50)}   p95 ${whole(p95)}   p99 ${whole(p99)}   most ${whole(max)}`,
  ];
};

/** As a picture. */
export const draw = ({ messages, visitors, errors, messageMs, limits, histogram }: Performance): string =>
  drawLatencies({
    ...{ title: 'Message latency', unit: 'messages', nothing: 'no message was answered' },
    subtitle: `${messages} messages of ${visitors} visitors, one after the other, ${errors} errors`,
    ...{ count: messages, percentiles: messageMs, limitMs: limits.messageP95Ms, histogram },
  });
