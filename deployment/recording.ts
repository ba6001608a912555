import type { Review } from '../packages/plan-review/src/review';
import type { CheckResult } from './checks';
import { readCommit, type Commit } from './commit';
import { DeploymentError, messageOf } from './errors';
import { explain, textOf } from './explain';
import { featuresOf } from './features';
import type { LiveFunction, Move } from './functions/aliases';
import { isOutside } from './outside';
import { listChanges } from './planned';
import type { Context } from './project';
import type { Report, ReportStep, StepName } from './report/schema';
import type { Progress } from './terraform';

/** What happens, as it happens. Holds no secrets. */
export type DeployEvent =
  | { readonly type: 'step-begun'; readonly name: StepName }
  | { readonly type: 'step-ended'; readonly step: ReportStep }
  /** A check that takes minutes. */
  | { readonly type: 'check-begun'; readonly name: string }
  | { readonly type: 'check'; readonly result: CheckResult }
  | { readonly type: 'plan'; readonly review: Review }
  | { readonly type: 'apply'; readonly progress: Progress }
  | { readonly type: 'moved'; readonly moves: readonly Move[] }
  | { readonly type: 'warning'; readonly message: string };

export type OnEvent = (event: DeployEvent) => void;

/** A command that has come to its end, well or badly. */
export interface Outcome {
  readonly report: Report;
  /** Undefined when all went well. */
  readonly failure?: DeploymentError;
}

/** What is known of the deploy or rollback that runs: becomes its report. */
export class Recording {
  by: string | null = null;
  /** Of the plan. */
  review: Review | null = null;
  /** Before anything was touched, and now. */
  before: readonly LiveFunction[] = [];
  live: readonly LiveFunction[] = [];
  tables: Report['tables'] = [];
  performance: Report['performance'] = null;
  /** What is checked out. */
  readonly commit: Promise<Commit | null>;

  private readonly steps: ReportStep[] = [];
  private readonly started = new Date();

  constructor(
    private readonly kind: Report['kind'],
    private readonly context: Context,
    private readonly onEvent: OnEvent,
  ) {
    this.commit = readCommit(context.project);
  }

  /**
   * Runs a step.
   *
   * @param work gives the result, and what the step came to in one sentence
   * @throws DeploymentError, which what the step throws is turned into, but for a bug, which stays what it is
   */
  async step<T>(name: StepName, work: () => Promise<readonly [T, string]>): Promise<T> {
    this.onEvent({ type: 'step-begun', name });
    const start = performance.now();
    const end = (status: ReportStep['status'], detail: string): void => {
      const step = { name, status, durationMs: performance.now() - start, detail };
      this.steps.push(step);
      this.onEvent({ type: 'step-ended', step });
    };
    try {
      const [result, detail] = await work();
      end('passed', detail);
      return result;
    } catch (error) {
      const failure = this.asFailure(name, error);
      end('failed', (failure ?? faultOf(error)).message);
      throw failure ?? error;
    }
  }

  skip(name: StepName, detail: string): void {
    const step = { name, status: 'skipped', durationMs: 0, detail } as const;
    this.steps.push(step);
    this.onEvent({ type: 'step-ended', step });
  }

  async report(status: Report['status'], reason: string | null, nextSteps: readonly string[]): Promise<Report> {
    const { environment } = this.context;
    const finished = new Date();
    return {
      schemaVersion: 1,
      kind: this.kind,
      id: this.started.toISOString().replaceAll(':', '-'),
      environment: environment.name,
      account: environment.account,
      region: environment.region,
      by: this.by,
      commit: await this.commit,
      startedAt: this.started.toISOString(),
      finishedAt: finished.toISOString(),
      durationMs: Math.max(0, finished.getTime() - this.started.getTime()), // the clock may be set back
      steps: this.steps,
      resources: this.review && {
        ...this.review.counts,
        unchanged: this.review.unchanged,
        changes: listChanges(this.review),
      },
      tables: this.tables,
      functions: this.live.map((one) => ({
        ...one,
        previousVersion: this.before.find(({ functionName }) => functionName === one.functionName)?.version ?? null,
      })),
      features: featuresOf(environment),
      performance: this.performance,
      status,
      reason,
      nextSteps: [...nextSteps],
    };
  }

  /** Of a fault of the outside world, what it means. @returns undefined for a bug */
  private asFailure(step: StepName, error: unknown): DeploymentError | undefined {
    if (error instanceof DeploymentError) return error;
    const { environment, signal } = this.context;
    // Nothing stops a rollback: what went wrong in one is not the interruption.
    if (signal.aborted && step !== 'rollback') {
      return new DeploymentError('interrupted', `Interrupted during ${step}.`, 'Run the command again.', {
        cause: error,
      });
    }
    if (!isOutside(error)) return undefined;
    const { reason, next } = explain(textOf(error), environment);
    return new DeploymentError(STAGES[step], reason, next, { cause: error });
  }
}

const STAGES: Readonly<Record<StepName, DeploymentError['stage']>> = {
  preflight: 'preflight',
  synth: 'invalid',
  plan: 'plan',
  confirm: 'declined',
  apply: 'apply',
  verify: 'verification',
  performance: 'performance',
  rollback: 'rollback',
};

/** A bug, as a report has it. */
export const faultOf = (error: unknown): DeploymentError =>
  new DeploymentError(
    'verification',
    `A fault of Trinity itself: ${textOf(error)}`,
    'Report it, with what standard error said.',
    { cause: error },
  );

export const sentence = (error: unknown): string => messageOf(error).replace(/\s+/g, ' ');
