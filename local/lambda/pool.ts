import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { UserError } from '../user-error';
import { unpack } from './archive';
import type { FunctionDefinition, InvocationResult } from './definition';
import { Sandbox } from './sandbox';

/** Workers of one function where Terraform reserves no concurrency: threads cost memory, and a laptop has few cores. */
const defaultConcurrency = 10;

export interface PoolOptions {
  definition: FunctionDefinition;
  environment: Record<string, string>;
  onLog: (line: string) => void;
}

/**
 * The execution environments of one function. They are made when a call finds none idle, up to its reserved concurrency
 * (at most ten); calls beyond that wait, where Lambda would throttle them.
 */
export class Pool {
  private readonly taskRoot = mkdtempSync(join(tmpdir(), 'trinity-function-'));
  private readonly idle: Sandbox[] = [];
  private readonly all = new Set<Sandbox>();
  private readonly waiting: (() => void)[] = [];
  private readonly limit: number;
  private running = 0;
  private onQuiet: (() => void) | undefined;

  constructor(private readonly options: PoolOptions) {
    this.limit = Math.min(options.definition.reservedConcurrency ?? defaultConcurrency, defaultConcurrency);
  }

  /** Unpacks the bundle and loads it once. @throws UserError when it cannot be loaded */
  async warm(): Promise<void> {
    const { definition } = this.options;
    unpack(definition, this.taskRoot);
    const sandbox = this.create();
    const failure = await sandbox.loaded;
    if (failure !== undefined) {
      throw new UserError(
        `The function ${definition.name} does not load: ${failure.errorType}: ${failure.errorMessage}`,
      );
    }
    this.idle.push(sandbox);
  }

  async invoke(invokedFunctionArn: string, payload: string): Promise<InvocationResult> {
    if (this.limit === 0) {
      return {
        functionError: {
          errorType: 'TooManyRequestsException',
          errorMessage: 'Rate Exceeded: reserved concurrency is 0',
        },
      };
    }
    await this.enter();
    try {
      const sandbox = this.takeIdle() ?? this.create();
      const failure = await sandbox.loaded;
      if (failure !== undefined) return { functionError: failure };
      const result = await sandbox.invoke(invokedFunctionArn, payload);
      if (sandbox.usable) this.idle.push(sandbox);
      return result;
    } finally {
      this.leave();
    }
  }

  /** Lets the calls underway end, then stops the workers. */
  async drain(): Promise<void> {
    if (this.running > 0 || this.waiting.length > 0) await new Promise<void>((resolve) => (this.onQuiet = resolve));
    await this.close();
  }

  /** Stops the workers, whatever they do. */
  async close(): Promise<void> {
    await Promise.all([...this.all].map((sandbox) => sandbox.stop()));
    rmSync(this.taskRoot, { recursive: true, force: true });
  }

  /** One that has crashed since its last call is of no use. */
  private takeIdle(): Sandbox | undefined {
    let sandbox = this.idle.pop();
    while (sandbox !== undefined && !sandbox.usable) sandbox = this.idle.pop();
    return sandbox;
  }

  private create(): Sandbox {
    for (const sandbox of this.all) if (!sandbox.usable) this.all.delete(sandbox);
    const sandbox = new Sandbox({ ...this.options, taskRoot: this.taskRoot });
    this.all.add(sandbox);
    return sandbox;
  }

  private async enter(): Promise<void> {
    if (this.running >= this.limit) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
  }

  /** Hands the place to the call that waits longest. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) return next();
    this.running -= 1;
    if (this.running === 0) this.onQuiet?.();
  }
}
