import type { FunctionFailure } from './definition';

/** What a worker is started with. */
export interface WorkerData {
  /** Directory with the unpacked archive. */
  taskRoot: string;
  /** `index.handler` */
  handler: string;
  functionName: string;
  memorySize: number;
  logGroupName: string;
  logStreamName: string;
}

/** One invocation. Payloads cross as JSON text, as they do between Lambda and its clients. */
export interface InvocationMessage {
  requestId: string;
  invokedFunctionArn: string;
  payload: string;
  /** How long the invocation may take, milliseconds of the time that the machine gives. */
  limit: number;
}

/**
 * What a worker says: first which thread it is, once that it is ready or why not, then one outcome per invocation; last the signal
 * that its code has sent to its own process.
 */
export type WorkerMessage = { thread: string | undefined } | { signal: NodeJS.Signals } | WorkerAnswer;

export type WorkerAnswer = { ready: true } | { failure: FunctionFailure } | { payload: string };
