import { randomUUID } from 'node:crypto';

import type { FunctionDefinition, FunctionFailure, InvocationResult } from './definition';

/** Lambda waits one minute before the first retry and two before the second, milliseconds. */
export const lambdaRetryDelays = [60_000, 120_000];

/** An event that failed for good, as Lambda sends it to the queue of `on_failure`. */
export interface DeadLetter {
  version: '1.0';
  timestamp: string;
  requestContext: {
    requestId: string;
    functionArn: string;
    condition: 'RetriesExhausted';
    approximateInvokeCount: number;
  };
  requestPayload: unknown;
  responseContext: { statusCode: 200; executedVersion: string; functionError: 'Unhandled' };
  responsePayload: FunctionFailure;
}

export interface AsynchronousOptions {
  /** Before the first retry, the second … */
  retryDelays: readonly number[];
  invoke(definition: FunctionDefinition, functionArn: string, payload: string): Promise<InvocationResult>;
  /** Told of every failed attempt; `retryIn` in milliseconds, undefined after the last. */
  onFailure(functionName: string, failure: FunctionFailure, attempt: number, retryIn: number | undefined): void;
  onDeadLetter(queue: string | undefined, letter: DeadLetter): void;
}

/** Events that were accepted and whose caller is gone: run at once, again when they fail, and at last put aside. */
export class AsynchronousInvocations {
  private readonly timers = new Set<NodeJS.Timeout>();
  private closed = false;

  constructor(private readonly options: AsynchronousOptions) {}

  accept(definition: FunctionDefinition, functionArn: string, payload: string): void {
    void this.attempt({ definition, functionArn, payload, requestId: randomUUID(), attempt: 1 });
  }

  /** Forgets the events that wait for another attempt. */
  close(): void {
    this.closed = true;
    for (const timer of this.timers) clearTimeout(timer);
  }

  private async attempt(event: AsynchronousEvent): Promise<void> {
    const { definition, functionArn, payload, attempt } = event;
    const { functionError } = await this.options.invoke(definition, functionArn, payload);
    if (functionError === undefined || this.closed) return;
    const isLast = attempt > definition.asynchronous.maximumRetryAttempts;
    const delay = isLast ? undefined : (this.options.retryDelays[attempt - 1] ?? 0);
    this.options.onFailure(definition.name, functionError, attempt, delay);
    if (delay === undefined) {
      return this.options.onDeadLetter(definition.asynchronous.deadLetterQueue, toDeadLetter(event, functionError));
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.attempt({ ...event, attempt: attempt + 1 });
    }, delay);
    this.timers.add(timer);
  }
}

interface AsynchronousEvent {
  definition: FunctionDefinition;
  functionArn: string;
  payload: string;
  requestId: string;
  /** From 1. */
  attempt: number;
}

function toDeadLetter(
  { functionArn, payload, requestId, attempt }: AsynchronousEvent,
  failure: FunctionFailure,
): DeadLetter {
  return {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: { requestId, functionArn, condition: 'RetriesExhausted', approximateInvokeCount: attempt },
    requestPayload: JSON.parse(payload) as unknown,
    responseContext: { statusCode: 200, executedVersion: '1', functionError: 'Unhandled' },
    responsePayload: failure,
  };
}
