import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Worker } from 'node:worker_threads';

import { startWorker } from '../worker';
import type { FunctionDefinition, FunctionFailure, InvocationResult } from './definition';
import { afterGiven, startClock, type StartClock } from './given-time';
import { errorLine, exitLine, initTimeoutLine, timedOut, timeoutLine } from './platform-log';
import type { InvocationMessage, WorkerAnswer, WorkerData, WorkerMessage } from './protocol';

/** Lambda's limit for loading a function, milliseconds of the time that the machine gives. */
const initLimit = 10_000;

/** An invocation that has ended. */
export interface Invoked {
  /** Lambda's: the function finds it in its context. */
  readonly requestId: string;
  readonly milliseconds: number;
  /** `errorType: errorMessage`; undefined when the function has answered. */
  readonly failure: string | undefined;
}

export interface SandboxOptions {
  definition: FunctionDefinition;
  taskRoot: string;
  /** All that the function sees in process.env. */
  environment: Record<string, string>;
  /**
   * Every line of the function's log: what it writes, and what Lambda writes of a failure.
   *
   * @param requestId of the invocation underway, or of the last one: what it wrote may come after its answer
   */
  onLog: (line: string, requestId?: string) => void;
  /** Told of each invocation when it has ended. */
  onInvoked?: ((invoked: Invoked) => void) | undefined;
  /** Puts sources into what the function says, in the place of the code that it runs. */
  inSources: (text: string) => string;
  /** What the limits of loading and running are counted by. Default: the time that the machine gives. */
  startClock?: StartClock | undefined;
}

/** An execution environment: one worker thread with one function loaded, which runs one invocation at a time. */
export class Sandbox {
  private readonly worker: Worker;
  private readonly definition: FunctionDefinition;
  private readonly startClock: StartClock;
  private readonly log: (line: string) => void;
  private readonly onInvoked: SandboxOptions['onInvoked'];
  private thread: string | undefined;
  /** Resolves when the function is loaded, or with the reason why it is not. */
  readonly loaded: Promise<FunctionFailure | undefined>;
  private listener: ((outcome: WorkerAnswer) => void) | undefined;
  /** Of the invocation underway. */
  private requestId: string | undefined;
  private lastRequestId: string | undefined;
  private isLoaded = false;
  private stopped = false;

  constructor(options: SandboxOptions) {
    const { definition, taskRoot, environment, onLog, inSources } = options;
    this.definition = definition;
    this.startClock = options.startClock ?? startClock;
    this.log = (line) => onLog(line, this.lastRequestId);
    this.onInvoked = options.onInvoked;
    const data: WorkerData = {
      taskRoot,
      handler: definition.handler,
      functionName: definition.name,
      memorySize: definition.memorySize,
      logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME ?? '',
      logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME ?? '',
    };
    this.worker = startWorker(join(__dirname, 'worker.ts'), {
      workerData: data,
      env: environment,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: definition.memorySize },
    });
    let crash: FunctionFailure | undefined;
    let signal: string | undefined;
    for (const stream of [this.worker.stdout, this.worker.stderr]) {
      createInterface({ input: stream }).on('line', (line) => this.log(inSources(line)));
    }
    const failureOf = ({ trace, ...failure }: FunctionFailure): FunctionFailure =>
      trace ? { ...failure, trace: trace.map(inSources) } : failure;
    this.worker.on('message', (said: WorkerMessage) => {
      const message = 'failure' in said ? { failure: failureOf(said.failure) } : said;
      if ('thread' in message) return void (this.thread = message.thread);
      if ('signal' in message) return void (signal = message.signal);
      const what = this.isLoaded ? 'Invoke Error' : 'Uncaught Exception';
      if ('failure' in message) this.log(errorLine(Date.now(), this.requestId, what, message.failure));
      // One that has not loaded has said all there is to say: its exit may come in the same turn.
      if ('failure' in message && !this.isLoaded) this.stopped = true;
      this.settle(message);
    });
    this.worker.on('error', (error: Error & { code?: string }) => {
      this.stopped = true;
      const errorType = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'Runtime.OutOfMemory' : error.name;
      crash = failureOf({ errorType, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] });
    });
    // An error overtakes an answer that was given before it. When `exit` comes, all that was said has come.
    this.worker.on('exit', (code) => {
      const errorMessage = `Runtime exited with error: ${signal === undefined ? `exit status ${code}` : `signal: ${signal}`}`;
      if (crash) this.log(errorLine(Date.now(), this.requestId, 'Uncaught Exception', crash));
      else if (this.usable) this.log(exitLine(this.requestId, errorMessage));
      this.stopped = true;
      this.settle({ failure: crash ?? { errorType: 'Runtime.ExitError', errorMessage } });
    });
    this.loaded = this.load();
  }

  /** Whether another invocation can run here: the worker has not ended. */
  get usable(): boolean {
    return !this.stopped;
  }

  /** @param payload JSON text */
  async invoke(invokedFunctionArn: string, payload: string): Promise<InvocationResult> {
    const requestId = randomUUID();
    const since = performance.now();
    const result = await this.run(requestId, invokedFunctionArn, payload);
    const { errorType, errorMessage } = result.functionError ?? {};
    const failure = errorType === undefined ? undefined : `${errorType}: ${errorMessage}`;
    this.onInvoked?.({ requestId, milliseconds: performance.now() - since, failure });
    return result;
  }

  private async run(requestId: string, invokedFunctionArn: string, payload: string): Promise<InvocationResult> {
    const limit = this.definition.timeout * 1000;
    const message: InvocationMessage = { requestId, invokedFunctionArn, payload, limit };
    this.requestId = requestId;
    this.lastRequestId = requestId;
    const outcome = await this.within(limit, () => this.worker.postMessage(message));
    if (outcome === undefined) {
      // Lambda ends the environment with the invocation: what the handler still holds is gone.
      const { timeout } = this.definition;
      this.log(timeoutLine(Date.now(), requestId, timeout));
      return failed('Sandbox.Timedout', `RequestId: ${requestId} Error: ${timedOut(timeout)}`);
    }
    if ('failure' in outcome) return { functionError: outcome.failure };
    if ('payload' in outcome) return { payload: JSON.parse(outcome.payload) as unknown };
    return failed('Runtime.Unknown', 'The worker said that it is ready in the middle of an invocation');
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.worker.terminate();
  }

  private async load(): Promise<FunctionFailure | undefined> {
    const outcome = await this.within(initLimit, () => undefined);
    if (outcome === undefined) {
      this.log(initTimeoutLine(initLimit));
      return { errorType: 'Sandbox.Timedout', errorMessage: `Init phase timed out after ${initLimit / 1000} seconds` };
    }
    this.isLoaded = !('failure' in outcome);
    if (!('failure' in outcome)) return undefined;
    await this.stop();
    return outcome.failure;
  }

  /** The worker's next message; undefined after `limit` milliseconds of its clock, and then the worker is gone. */
  private within(limit: number, start: () => void): Promise<WorkerAnswer | undefined> {
    return new Promise((resolve) => {
      const timed = { performance: this.worker.performance, thread: () => this.thread };
      const timer = afterGiven(limit, this.startClock(timed), () => {
        this.endWait();
        void this.stop().then(() => resolve(undefined));
      });
      this.listener = (message) => {
        clearTimeout(timer());
        this.endWait();
        resolve(message);
      };
      start();
    });
  }

  /** At once: what comes after the outcome, even in the same turn, is of no invocation. */
  private endWait(): void {
    this.listener = undefined;
    this.requestId = undefined;
  }

  private settle(outcome: WorkerAnswer): void {
    this.listener?.(outcome);
  }
}

const failed = (errorType: string, errorMessage: string): InvocationResult => ({
  functionError: { errorType, errorMessage },
});
