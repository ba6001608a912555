import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { UserError } from '../../programs/user-error';
import { unpack } from './archive';
import { InvocationRefused, type FunctionFailure, type InvocationResult } from './definition';
import { inSources, type PlacesOf } from './in-sources';
import { Sandbox, type SandboxOptions } from './sandbox';

/** Workers of one function where Terraform reserves no concurrency: threads cost memory, and a laptop has few cores. */
const defaultConcurrency = 10;

export interface PoolOptions extends Omit<SandboxOptions, 'taskRoot' | 'inSources'> {
  /** Says of code where it was bundled from. Default: not known. */
  placesOf?: PlacesOf | undefined;
}

const STOPPED: FunctionFailure = { errorType: 'Runtime.ExitError', errorMessage: 'The function was stopped.' };

/** The last environment that is to be loaded in this process, of whatever pool. */
let lastLoad: Promise<void> = Promise.resolve();

/** Who waits for an execution environment: gets one, or the reason why none could be loaded. */
type Waiting = (next: Sandbox | FunctionFailure) => void;

/**
 * The execution environments of one function. They are made when a call finds none idle, up to its reserved concurrency
 * (at most ten); calls beyond that wait, where Lambda would throttle them. They are loaded one after the other, whatever function
 * they are of: a burst would else load thirty at once on two cores, and most calls find an idle one before theirs is ready.
 */
export class Pool {
  private readonly taskRoot = mkdtempSync(join(tmpdir(), 'trinity-function-'));
  private readonly inSources: (text: string) => string;
  private readonly idle: Sandbox[] = [];
  private readonly all = new Set<Sandbox>();
  private readonly waiting: Waiting[] = [];
  private readonly limit: number;
  private isLoading = false;
  private isClosed = false;
  /** Calls underway, those that wait among them. */
  private calls = 0;
  private onQuiet: (() => void) | undefined;

  constructor(private readonly options: PoolOptions) {
    this.inSources = inSources(this.taskRoot, options.placesOf);
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

  /** @throws InvocationRefused when its reserved concurrency is 0 */
  async invoke(invokedFunctionArn: string, payload: string): Promise<InvocationResult> {
    if (this.limit === 0) {
      throw new InvocationRefused('TooManyRequestsException', 'Rate Exceeded: reserved concurrency is 0');
    }
    this.calls += 1;
    try {
      const sandbox = await this.take();
      if (!(sandbox instanceof Sandbox)) return { functionError: sandbox };
      const result = await sandbox.invoke(invokedFunctionArn, payload);
      this.giveBack(sandbox);
      return result;
    } finally {
      this.calls -= 1;
      if (this.calls === 0) this.onQuiet?.();
    }
  }

  /** Lets the calls underway end, then stops the workers. */
  async drain(): Promise<void> {
    if (this.calls > 0) await new Promise<void>((resolve) => (this.onQuiet = resolve));
    await this.close();
  }

  /** Stops the workers, whatever they do; calls underway and calls that wait fail. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const next of this.waiting.splice(0)) next(STOPPED);
    await Promise.all([...this.all].map((sandbox) => sandbox.stop()));
    rmSync(this.taskRoot, { recursive: true, force: true });
  }

  /** An idle environment at once; otherwise the next that is given back or loaded. */
  private take(): Promise<Sandbox | FunctionFailure> {
    const sandbox = this.takeIdle();
    if (sandbox) return Promise.resolve(sandbox);
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.grow();
    });
  }

  private giveBack(sandbox: Sandbox): void {
    if (!sandbox.usable) return this.grow();
    const next = this.waiting.shift();
    if (next) next(sandbox);
    else this.idle.push(sandbox);
  }

  /** Loads another environment, if somebody waits for one and there may be one more. */
  private grow(): void {
    if (this.isLoading || !this.mayGrow()) return;
    this.isLoading = true;
    lastLoad = lastLoad.then(async () => {
      if (this.mayGrow()) await this.load(); // else nobody waits any more
      this.isLoading = false;
      this.grow();
    });
  }

  private async load(): Promise<void> {
    const sandbox = this.create();
    const failure = await sandbox.loaded;
    if (failure === undefined) this.giveBack(sandbox);
    else this.waiting.shift()?.(failure);
  }

  private mayGrow(): boolean {
    for (const sandbox of this.all) if (!sandbox.usable) this.all.delete(sandbox);
    return !this.isClosed && this.waiting.length > 0 && this.all.size < this.limit;
  }

  /** One that has crashed since its last call is of no use. */
  private takeIdle(): Sandbox | undefined {
    let sandbox = this.idle.pop();
    while (sandbox !== undefined && !sandbox.usable) sandbox = this.idle.pop();
    return sandbox;
  }

  private create(): Sandbox {
    const sandbox = new Sandbox({ ...this.options, taskRoot: this.taskRoot, inSources: this.inSources });
    this.all.add(sandbox);
    return sandbox;
  }
}
