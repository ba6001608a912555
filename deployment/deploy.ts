import { isDeepStrictEqual } from 'node:util';
import { openJournal, planWithAdoption, type Journal, type JournalStore } from './adoption';
import { startBuild, type Building } from '../build/synthesize';
import type { Review } from '../packages/plan-review/src/review';
import { describeCounts } from '../packages/plan-review/src/render/headline';
import { readIdentity } from './aws/account';
import { awsOf } from './aws/clients';
import { deployedOf } from './deployed';
import { DeploymentError } from './errors';
import { readLive } from './functions/aliases';
import { readIndexReads } from './index-reads';
import { judge, type PerformanceLimits } from './room-cache/performance';
import { wasMeasured } from './was-measured';
import { acceptancesFrom } from '../packages/plan-review/src/acceptances';
import { acceptancesOf } from './planned';
import { preflight } from './preflight';
import type { Context } from './project';
import { putBack } from './put-back';
import { faultOf, Recording, sentence, type OnEvent, type Outcome } from './recording';
import { openHistory } from './report/history';
import { keep, writeReport } from './report/keep';
import type { Report } from './report/schema';
import { requireChecks } from './require-checks';
import { openReviewed, type Reviewed } from './reviewed/open';
import { reviewAgain } from './reviewed/refuse';
import { systemOf } from './systems';
import { openTerraform, type SavedPlan, type State } from './terraform';
import { readArchives, verificationOf } from './verify-environment';

export interface DeployOptions {
  /** Asked before an apply, never when the plan is empty. */
  readonly confirm: (review: Review) => Promise<boolean>;
  /** By a finding's name, why it is accepted, beside what the environment's file accepts. Default: none. */
  readonly accept?: Readonly<Record<string, string>>;
  /** Why the quality gates are not run. Default: they are. */
  readonly skipGates?: string;
  /** The plan that is applied, if nothing has changed since its review. Default: a new one is made. */
  readonly reviewed?: Reviewed;
  /** Default: it is begun now. */
  readonly building?: Building | undefined;
  readonly limits: PerformanceLimits;
  /** Members that read at once when it is measured. */
  readonly readers: number;
  readonly onEvent: OnEvent;
}

/**
 * Deploys an environment: preflight, synth, plan, confirmation, apply of that plan, verification, performance. A plan that
 * was reviewed takes the place of a new one. What fails before the apply has touched nothing. What fails in it or after it
 * puts the functions back to the versions that served before. Run again, it finishes what was begun.
 *
 * @returns the report, and why it failed if it did
 */
export async function deploy(context: Context, options: DeployOptions): Promise<Outcome> {
  const one = new Deploy(context, options);
  let plan: SavedPlan | undefined;
  try {
    plan = await one.prepare();
    await one.confirm(plan);
  } catch (error) {
    plan?.discard();
    return one.leaveUntouched(asFailure(error));
  }
  try {
    await one.apply(plan);
    await one.prove(plan);
  } catch (error) {
    if (!one.touched && error instanceof DeploymentError && error.stage === 'plan') return one.leaveUntouched(error);
    const outcome = await one.putBack(error instanceof DeploymentError ? error : faultOf(error));
    if (!(error instanceof DeploymentError)) throw error; // a bug, too, leaves what served before; then it surfaces
    return outcome;
  } finally {
    plan.discard();
  }
  return one.succeed();
}

class Deploy {
  private readonly aws;
  private readonly recording: Recording;
  private readonly journal: JournalStore;
  /** What the last apply was about to create, if it did not come to its end. */
  private unfinished: Journal | undefined;
  /** Hashes of the archives that were planned, by function. */
  private archives: ReadonlyMap<string, string> = new Map();
  /** Whether the apply has begun with a first resource. */
  touched = false;

  constructor(
    private readonly context: Context,
    private readonly options: DeployOptions,
  ) {
    this.aws = awsOf(context.environment);
    this.recording = new Recording('deploy', context, options.onEvent);
    this.journal = openJournal(context.project, context.environment, this.aws.s3);
  }

  /** Everything that touches nothing. */
  async prepare(): Promise<SavedPlan> {
    const { context, recording, aws, options } = this;
    const { project, environment, signal } = context;
    const reviewed = options.reviewed && (await openReviewed(options.reviewed, context));
    // Beside the checks, most of which wait for AWS: nothing but cdktf.out is touched.
    const { bundled, synthesized } =
      options.building ?? startBuild({ root: project.root, environment: environment.name, signal });
    try {
      await recording.step('preflight', async () => {
        const checks = await preflight(context, aws, { skipGates: options.skipGates, bundled });
        return [undefined, await requireChecks('preflight', checks, context, options.onEvent)];
      });
      await recording.step('synth', async () => {
        await synthesized;
        return [undefined, `cdktf.out/stacks/${environment.name}`];
      });
    } finally {
      await Promise.allSettled([synthesized]);
    }
    const plan = await recording.step('plan', async () => {
      this.archives = readArchives(project);
      reviewed?.requireSameArchives(this.archives);
      const terraform = await openTerraform(context);
      const [identity, live, unfinished] = await Promise.all([
        readIdentity(aws.sts),
        readLive(aws.lambda, environment),
        this.journal.read(),
        terraform.init(),
      ]);
      recording.by = identity.arn;
      recording.before = recording.live = live;
      this.unfinished = unfinished;
      const saved = reviewed
        ? await reviewed.reopen(terraform, recording.live, aws)
        : await planWithAdoption(terraform, this.unfinished, context, aws);
      recording.review = await this.judge(saved);
      return [saved, `${describeCounts(recording.review)}${reviewed ? ', as reviewed' : ''}`];
    });
    options.onEvent({ type: 'plan', review: recording.review! });
    return plan;
  }

  private async judge(plan: SavedPlan): Promise<Review> {
    const { environment, signal } = this.context;
    const acceptances = [...acceptancesFrom(this.options.accept, '--accept'), ...acceptancesOf(environment)];
    return plan.review({
      name: environment.name,
      commit: await this.recording.commit,
      indexReads: await readIndexReads(plan.droppedIndexes, this.aws, signal),
      // Run again, a deploy finishes what was begun: what was accepted may be done by now.
      acceptances: acceptances.map((one) => ({ ...one, mayBeUnused: true })),
    });
  }

  async confirm(plan: SavedPlan): Promise<void> {
    if (plan.isEmpty) return this.recording.skip('confirm', 'nothing to confirm');
    await this.recording.step('confirm', async () => {
      if (await this.options.confirm(this.recording.review!)) return [undefined, 'confirmed'];
      const next = `Run bin/trinity deploy ${this.context.environment.name} again when it may go out.`;
      throw new DeploymentError('declined', 'The plan was declined.', next);
    });
  }

  async apply(plan: SavedPlan): Promise<void> {
    const { journal } = this;
    if (plan.isEmpty) {
      if (!this.unfinished) return this.recording.skip('apply', 'nothing to apply');
      return this.recording.step('apply', async () => {
        // Applied, a plan of no changes writes what it found: the state was not told what the apply that died has done.
        const terraform = await openTerraform(this.context);
        await terraform.apply(plan, () => undefined);
        await this.closeJournal();
        return [undefined, 'nothing to change; the state has caught up with an apply that died'];
      });
    }
    await this.recording.step('apply', async () => {
      const terraform = await openTerraform(this.context);
      await this.requireWhatWasPlanned();
      const before = await journal.read();
      const creates = [...(before?.creates ?? []), ...plan.creations.map(({ address }) => address)];
      await journal.write({ startedAt: new Date().toISOString(), creates: [...new Set(creates)] });
      try {
        await terraform.apply(plan, (progress) => {
          this.touched = true;
          this.options.onEvent({ type: 'apply', progress });
        });
      } catch (error) {
        if (this.touched || !(error instanceof DeploymentError) || error.stage === 'interrupted') throw error;
        // Refused as a whole: the plan is stale, or somebody else holds the lock. Theirs is the journal, and what serves.
        await (before ? journal.write(before) : journal.remove());
        throw new DeploymentError('plan', error.message, error.next, { cause: error });
      }
      await this.closeJournal();
      return [undefined, describeCounts(this.recording.review!)];
    });
  }

  /** Between the plan and the answer, anything may have happened. @throws DeploymentError when it has */
  private async requireWhatWasPlanned(): Promise<void> {
    const { aws, context, recording, archives } = this;
    const { name } = context.environment;
    const { reviewed } = this.options;
    const again = reviewed
      ? reviewAgain(name, reviewed.file)
      : `Run bin/trinity deploy ${name} again, which plans anew.`;
    if (!isDeepStrictEqual(await readLive(aws.lambda, context.environment), recording.before)) {
      throw new DeploymentError('plan', 'Somebody has deployed or rolled back since the plan was made.', again);
    }
    if (!isDeepStrictEqual(readArchives(context.project), archives)) {
      throw new DeploymentError(
        'plan',
        "The functions' archives in cdktf.out have changed since the plan was made.",
        again,
      );
    }
  }

  /** A journal that stays does no harm: the next deploy looks for what it lists, and finds that the state knows it. */
  private async closeJournal(): Promise<void> {
    try {
      await this.journal.remove();
    } catch (error) {
      this.options.onEvent({
        type: 'warning',
        message: `The journal of this apply could not be removed: ${sentence(error)}`,
      });
    }
  }

  /** What serves now is what was synthesized, works, and is quick enough. */
  async prove(plan: SavedPlan): Promise<void> {
    const { context, recording, aws, options } = this;
    // A plan that was reviewed may be a day old; one that was applied says nothing of what it left.
    const made = plan.isEmpty && !options.reviewed ? plan : undefined;
    const terraform = await openTerraform(context);
    const deployed = await recording.step('verify', async () => {
      const state = await terraform.state();
      recording.live = await readLive(aws.lambda, context.environment);
      recording.tables = tablesIn(state);
      const deployed = deployedOf(context, state);
      const { limits } = options;
      const checks = verificationOf(context.project, deployed, aws, terraform, { plan: made, limits });
      return [deployed, await requireChecks('verification', checks, context, options.onEvent)];
    });
    const { name } = context.environment;
    if (plan.isEmpty && wasMeasured(await this.lastRecord(), await recording.commit, recording.live)) {
      const why = `the last deploy was of this commit, was quick enough, and nothing has changed since: bin/trinity performance ${name} measures again`;
      return recording.skip('performance', why);
    }
    await recording.step('performance', async () => {
      const { limits, readers } = options;
      const measured = await systemOf(context.system).measure(context, aws, { deployed, limits, readers });
      recording.performance = measured;
      const problems = judge(measured, limits);
      if (problems.length === 0) return [undefined, `page p95 ${Math.round(measured.pageMs.p95)} ms`];
      const next = `Look at performance-${name}.svg and at the dashboard; bin/trinity performance ${name} measures again.`;
      throw new DeploymentError('performance', problems.join('\n'), next);
    });
  }

  /** @returns undefined also when the history cannot be read: it says nothing then */
  private async lastRecord(): Promise<Report | undefined> {
    const { project, environment } = this.context;
    const newest = await openHistory(project, environment, this.aws.s3)
      .list(1)
      .catch(() => []);
    return newest[0];
  }

  async succeed(): Promise<Outcome> {
    const { name } = this.context.environment;
    const report = await this.recording.report('SUCCESS', null, [
      `bin/trinity status ${name} says what runs.`,
      `bin/trinity rollback ${name} puts the functions back to what ran before.`,
    ]);
    await keep(report, this.context, this.aws, this.options.onEvent);
    return { report };
  }

  putBack(failure: DeploymentError): Promise<Outcome> {
    return putBack(failure, this.recording, this.context, this.aws, this.options.onEvent);
  }

  /** Told to whoever ran it, not to the environment's history. */
  async leaveUntouched(failure: DeploymentError): Promise<Outcome> {
    const next = [...failure.next.split('\n'), 'Nothing was changed.'];
    const report = await this.recording.report('FAILED', failure.message, next);
    writeReport(report, this.context);
    return { report, failure };
  }
}

/** As the state has them, whoever looks after them. */
function tablesIn({ resources, used }: State): Report['tables'] {
  const of = (all: State['resources']) =>
    all
      .filter(({ type }) => type === 'aws_dynamodb_table')
      .map(({ values }) => ({ name: String(values.name), arn: String(values.arn) }));
  return [...of(resources), ...of(used).map((one) => ({ ...one, released: true as const }))];
}

/** @throws the error itself when it is a bug */
function asFailure(error: unknown): DeploymentError {
  if (error instanceof DeploymentError) return error;
  throw error;
}
