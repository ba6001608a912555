import { isDeepStrictEqual } from 'node:util';

import { own, setOwn } from '../../keys/own';
import { AsynchronousInvocations, lambdaRetryDelays, type DeadLetter } from './asynchronous';
import { InvocationRefused, type FunctionDefinition, type FunctionFailure, type InvocationResult } from './definition';
import { createEnvironment } from './environment';
import type { StartClock } from './given-time';
import type { PlacesOf } from './in-sources';
import { errorLine } from './platform-log';
import { Pool } from './pool';
import type { Invoked } from './sandbox';

export type { DeadLetter } from './asynchronous';
export type { Invoked } from './sandbox';
export type { FunctionDefinition, FunctionFailure, InvocationResult } from './definition';

/** Lambda's limits of a payload, bytes: of a synchronous call or its answer, and of an asynchronous call. */
const synchronousLimit = 6_291_556;
const asynchronousLimit = 1_048_576;

export interface LambdaOptions {
  region: string;
  /** Variables that every function gets on this machine, over those of Terraform: endpoints, TMDB's address. */
  overrides: (definition: FunctionDefinition) => Record<string, string>;
  /** Every line of a function's log: what it writes, and what Lambda writes of a failure. */
  onLog?(functionName: string, line: string, requestId?: string): void;
  /** Told of each invocation that an execution environment has run to its end. */
  onInvoked?(functionName: string, invoked: Invoked): void;
  onAsynchronousFailure?(
    functionName: string,
    failure: FunctionFailure,
    attempt: number,
    retryIn: number | undefined,
  ): void;
  /** `queue`: ARN of the queue of on_failure; undefined when the function has none and Lambda would drop the event. */
  onDeadLetter?(queue: string | undefined, letter: DeadLetter): void;
  /** Milliseconds before each retry of an asynchronous call; Lambda's own (60 s, 120 s) unless given. */
  retryDelays?: readonly number[];
  /** Says of code where it was bundled from, so that stacks name the sources. Default: they name places in the code. */
  placesOf?: PlacesOf;
  /** What the functions' limits are counted by. Default: the time that the machine gives. */
  startClock?: StartClock;
}

/** Lambda functions in worker threads of this process. */
export class LocalLambda {
  /** Invocations so far, attempts of asynchronous ones included, by function. */
  readonly invocations: Record<string, number> = {};
  private functions = new Map<string, { definition: FunctionDefinition; pool: Pool }>();
  /** Pools of old code whose last calls are not over. */
  private readonly retired = new Set<Pool>();
  private readonly events: AsynchronousInvocations;

  constructor(private readonly options: LambdaOptions) {
    this.events = new AsynchronousInvocations({
      retryDelays: options.retryDelays ?? lambdaRetryDelays,
      invoke: (definition, functionArn, payload) => this.run(definition.name, functionArn, payload).catch(toFailure),
      onFailure: (...failure) => options.onAsynchronousFailure?.(...failure),
      onDeadLetter: (...letter) => options.onDeadLetter?.(...letter),
    });
  }

  /**
   * Loads these functions in place of those that ran so far. One that is unchanged goes on in its workers; the calls
   * underway in the others end in the old code.
   *
   * @returns the names of the functions that were loaded
   * @throws UserError when one cannot be loaded; then the old ones go on
   */
  async deploy(definitions: FunctionDefinition[]): Promise<string[]> {
    const next = new Map<string, { definition: FunctionDefinition; pool: Pool }>();
    const loaded: Pool[] = [];
    try {
      for (const definition of definitions) {
        const running = this.functions.get(definition.name);
        if (running && isDeepStrictEqual(running.definition, definition)) next.set(definition.name, running);
        else next.set(definition.name, { definition, pool: this.createPool(definition, loaded) });
      }
      const outcomes = await Promise.allSettled(loaded.map((pool) => pool.warm()));
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
    } catch (error) {
      await Promise.all(loaded.map((pool) => pool.close()));
      throw error;
    }
    const previous = this.functions;
    this.functions = next;
    for (const [name, { pool }] of previous) if (next.get(name)?.pool !== pool) this.retire(pool);
    return [...next].filter(([, { pool }]) => loaded.includes(pool)).map(([name]) => name);
  }

  /**
   * @param functionArn of a function or of one of its aliases; the function's name will do
   * @throws InvocationRefused when Lambda would not take the call
   */
  async invoke(functionArn: string, type: 'RequestResponse' | 'Event', payload: unknown): Promise<InvocationResult> {
    const definition = this.find(functionArn);
    if (definition === undefined) {
      throw new InvocationRefused('ResourceNotFoundException', `Function not found: ${functionArn}`);
    }
    const text = JSON.stringify(payload ?? null);
    const limit = type === 'Event' ? asynchronousLimit : synchronousLimit;
    const size = Buffer.byteLength(text);
    if (size > limit) {
      throw new InvocationRefused(
        'RequestTooLargeException',
        `Request must be smaller than ${limit} bytes for the InvokeFunction operation, found ${size}`,
      );
    }
    if (type === 'Event') {
      this.events.accept(definition, functionArn, text);
      return {};
    }
    return this.run(definition.name, functionArn, text);
  }

  /** @returns the ARN itself, where there is no such function */
  nameOf(functionArn: string): string {
    return this.find(functionArn)?.name ?? functionArn;
  }

  async close(): Promise<void> {
    this.events.close();
    const pools = [...[...this.functions.values()].map(({ pool }) => pool), ...this.retired];
    await Promise.all(pools.map((pool) => pool.close()));
  }

  private retire(pool: Pool): void {
    this.retired.add(pool);
    void pool.drain().then(() => this.retired.delete(pool));
  }

  private find(functionArn: string): FunctionDefinition | undefined {
    for (const { definition } of this.functions.values()) {
      if ([definition.name, definition.arn, ...definition.aliases].includes(functionArn)) return definition;
    }
    return undefined;
  }

  /** By name, so that a retry runs the code of now. */
  private async run(name: string, functionArn: string, payload: string): Promise<InvocationResult> {
    const target = this.functions.get(name);
    if (!target) throw new InvocationRefused('ResourceNotFoundException', `Function not found: ${functionArn}`);
    setOwn(this.invocations, name, (own(this.invocations, name) ?? 0) + 1);
    const result = await target.pool.invoke(functionArn, payload);
    const size = Buffer.byteLength(JSON.stringify(result.payload ?? null));
    if (size <= synchronousLimit) return result;
    const errorMessage = `Response payload size (${size} bytes) exceeded maximum allowed payload size (${synchronousLimit} bytes).`;
    const failure = { errorType: 'Function.ResponseSizeTooLarge', errorMessage };
    this.options.onLog?.(name, errorLine(Date.now(), undefined, 'Invoke Error', failure));
    return { functionError: failure };
  }

  private createPool(definition: FunctionDefinition, created: Pool[]): Pool {
    const pool = new Pool({
      definition,
      environment: createEnvironment(definition, this.options.region, this.options.overrides(definition)),
      onLog: (line, requestId) => this.options.onLog?.(definition.name, line, requestId),
      onInvoked: (invoked) => this.options.onInvoked?.(definition.name, invoked),
      placesOf: this.options.placesOf,
      startClock: this.options.startClock,
    });
    created.push(pool);
    return pool;
  }
}

/** Of an event that was accepted, a refusal is a failed attempt. */
function toFailure(error: unknown): InvocationResult {
  if (!(error instanceof InvocationRefused)) throw error;
  return { functionError: { errorType: error.name, errorMessage: error.message } };
}
