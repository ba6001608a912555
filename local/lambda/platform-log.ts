import type { FunctionFailure } from './definition';

/**
 * Lines that Lambda itself writes to a function's log, in the text format: what ended an invocation, or the loading of the
 * function, whoever waited for its answer. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 *
 * @param at epoch milliseconds
 * @param requestId of the invocation; undefined while the function loads
 * @param what `Invoke Error`: the handler threw. `Uncaught Exception`: anything else did
 */
export function errorLine(
  at: number,
  requestId: string | undefined,
  what: 'Invoke Error' | 'Uncaught Exception',
  { errorType, errorMessage, trace }: FunctionFailure,
): string {
  const details = JSON.stringify({ errorType, errorMessage, stack: trace });
  return `${timestamp(at)}\t${requestId}\tERROR\t${what} \t${details}`;
}

/** @param seconds that it was allowed */
export const timeoutLine = (at: number, requestId: string, seconds: number): string =>
  `${timestamp(at)} ${requestId} ${timedOut(seconds)}`;

/** What Lambda calls a timeout, to the caller, too. */
export const timedOut = (seconds: number): string => `Task timed out after ${seconds.toFixed(2)} seconds`;

export const exitLine = (requestId: string | undefined, message: string): string =>
  `RequestId: ${requestId} Error: ${message} Runtime.ExitError`;

/** @param milliseconds that it was allowed */
export const initTimeoutLine = (milliseconds: number): string =>
  `INIT_REPORT Init Duration: ${milliseconds.toFixed(2)} ms\tPhase: init\tStatus: timeout`;

const timestamp = (at: number): string => new Date(at).toISOString();
