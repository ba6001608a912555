import { DeploymentError } from '../errors';
import { explainOutside, faultOf } from '../explain';
import type { ReportStep } from '../report/schema';
import type { Run, Step, Surroundings, Undo, Undone } from './step';
import { asStack } from '../project';

export type { Run, Step, Surroundings } from './step';

/** Steps that were gone through: what a report is made of. */
export interface Ended<Known> {
  readonly steps: readonly ReportStep[];
  /** All that the steps have given; one that failed may have given a part. */
  readonly known: Partial<Known>;
  /** Undefined when all went well. Of a bug, what a report says of it. */
  readonly failure?: DeploymentError;
  /** As it was thrown. */
  readonly bug?: { readonly error: unknown };
  /** What was undone after the failure, or could not be: the last first. Empty when there was nothing to undo. */
  readonly undone: readonly Pick<Undone, 'note' | 'isBack'>[];
}

/**
 * Steps in their order. A step that needs what none before it gives does not compile.
 *
 * @typeParam Start what is known before the first of them
 * @typeParam Known what is known after the last
 */
export class Steps<Start extends object, Known extends Start = Start> {
  private constructor(private readonly list: readonly Step<never, object>[]) {}

  static from<Start extends object>(): Steps<Start> {
    return new Steps<Start>([]);
  }

  add<Gives extends object>(step: Step<Known, Gives>): Steps<Start, Known & Gives> {
    return new Steps<Start, Known & Gives>([...this.list, step]);
  }

  /**
   * Goes through them. After a failure, what has begun is undone, the last first, and nothing stops that.
   *
   * @param start what it throws is the failure of no step
   */
  async run(around: Surroundings, start: (run: Run<Start>) => Promise<Start>): Promise<Ended<Known>> {
    const log = new Log(around);
    const closing: (() => unknown)[] = [];
    const undos: Undo<never>[] = [];
    let known: Partial<Known> = {};
    const run: Run<object> = {
      ...around,
      learn: (gives) => void (known = { ...known, ...gives }),
      atEnd: (close) => void closing.unshift(close),
    };
    try {
      run.learn(await start(run));
      for (const step of this.list) {
        if (step.undo) undos.unshift(step.undo);
        run.learn(await log.step(step, known as never, run));
      }
      return { steps: log.steps, known, undone: [] };
    } catch (error) {
      const failure = error instanceof DeploymentError ? error : faultOf(error);
      const undone: Ended<Known>['undone'][number][] = [];
      for (const undo of undos.filter((one) => one.isNeeded(known as never, failure))) {
        undone.push(await log.undo(undo, known as never, run));
      }
      return { steps: log.steps, known, failure, undone, ...(failure !== error && { bug: { error } }) };
    } finally {
      for (const close of closing) await close();
    }
  }
}

/** Tells and keeps how each step begins and ends. */
class Log {
  readonly steps: ReportStep[] = [];

  constructor(private readonly around: Surroundings) {}

  /** @returns what it gives @throws DeploymentError, which a fault of the outside world is turned into; a bug stays what it is */
  async step(step: Step<never, object>, known: never, run: Run<object>): Promise<object> {
    const skipped = await step.skip?.(known, run);
    if (skipped) {
      this.ended({ name: step.name, status: 'skipped', durationMs: 0, detail: skipped.why });
      return skipped.gives;
    }
    const { gives, event } = await this.timed(step, () => step.run(known, run));
    if (event) this.around.onEvent(event);
    return gives;
  }

  async undo(undo: Undo<never>, known: never, run: Run<object>): Promise<Pick<Undone, 'note' | 'isBack'>> {
    try {
      return await this.timed(undo, () => undo.run(known, run));
    } catch (error) {
      return { note: undo.explain(error instanceof DeploymentError ? error : faultOf(error)), isBack: false };
    }
  }

  private async timed<T extends { readonly detail: string }>(
    { name, stage }: Pick<Step<never, object>, 'name' | 'stage'>,
    work: () => Promise<T>,
  ): Promise<T> {
    this.around.onEvent({ type: 'step-begun', name });
    const start = performance.now();
    const end = (status: 'passed' | 'failed', detail: string): void =>
      this.ended({ name, status, durationMs: performance.now() - start, detail });
    try {
      const came = await work();
      end('passed', came.detail);
      return came;
    } catch (error) {
      const failure = this.asFailure({ name, stage }, error);
      end('failed', (failure ?? faultOf(error)).message);
      throw failure ?? error;
    }
  }

  private ended(step: ReportStep): void {
    this.steps.push(step);
    this.around.onEvent({ type: 'step-ended', step });
  }

  /** @returns undefined for a bug */
  private asFailure({ name, stage }: Pick<Step<never, object>, 'name' | 'stage'>, error: unknown) {
    const { context } = this.around;
    const { signal } = context;
    if (error instanceof DeploymentError) return error;
    // Nothing stops a rollback: what went wrong in one is not the interruption.
    if (signal.aborted && stage !== 'rollback') {
      const options = { cause: error };
      return new DeploymentError('interrupted', `Interrupted during ${name}.`, 'Run the command again.', options);
    }
    return explainOutside(error, stage, asStack(context));
  }
}
