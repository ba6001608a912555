import { describeCounts } from '../../packages/plan-review/src/render/headline';
import type { Review } from '../../packages/plan-review/src/review';
import { fileOf } from '../../environments/names';
import { planWithAdoption, type Journal } from '../adoption';
import { readIdentity } from '../aws/account';
import { DeploymentError } from '../errors';
import type { LiveFunction } from '../functions/aliases';
import { readServing } from '../serving';
import type { Holding } from '../system';
import { systemOf } from '../systems';
import { openTerraform, type SavedPlan, type Terraform } from '../terraform';
import { readUnfinished } from './read-unfinished';
import type { Run, Step } from './step';

export interface PlannedDestroy {
  readonly plan: SavedPlan;
  readonly review: Review;
  /** What nothing brings back, a sentence each. */
  readonly losses: readonly string[];
  /** ARN of who destroys. */
  readonly by: string;
  /** What serves before anything is touched, and now. */
  readonly before: readonly LiveFunction[];
  readonly live: readonly LiveFunction[];
  /** What an apply or a destroy that died was at; undefined when the last one came to its end. */
  readonly unfinished: Journal | undefined;
}

/** Plans that all goes which the state has, and looks at what is lost with it. Refuses what could not go whole. */
export const planDestroy: Step<object, PlannedDestroy> = {
  name: 'plan',
  stage: 'plan',
  async run(_, run) {
    const { context, aws, commit, learn } = run;
    const { environment, stack } = context;
    const terraform = await openTerraform(context);
    const unfinished = await readUnfinished(run);
    const [{ arn }, live, holdings] = await Promise.all([
      readIdentity(aws.sts),
      readServing(context, aws),
      systemOf(context.system).holdings(environment, aws),
      terraform.init(),
    ]);
    const serving = { by: arn, before: live, live };
    learn(serving);
    await requireNothingUnknown(terraform, unfinished, run);
    const plan = await planWhole(terraform, run);
    if (plan.isEmpty) requireNothingThere(live, holdings, run);
    const review = plan.review({ name: stack.name, commit: await commit, acceptances: [] });
    const lost = holdings.filter(({ name }) => plan.deletions.some(({ values }) => values.name === name));
    return {
      gives: { ...serving, plan, review, losses: lost.map(({ name, what }) => `${name}: ${what}`), unfinished },
      detail: plan.isEmpty ? 'the state has nothing' : describeCounts(review),
      event: { type: 'plan', review },
    };
  },
};

/** @throws DeploymentError with all that is protected, by the configuration or by AWS alone */
async function planWhole(terraform: Terraform, { context, atEnd }: Run<PlannedDestroy>): Promise<SavedPlan> {
  const { name } = context.stack;
  let refusal: DeploymentError | undefined;
  const plan = await terraform.plan({ destroy: true, onRefused: (why) => (refusal = why) });
  atEnd(() => plan.discard());
  const inAws = plan.refused.filter((address) => !refusal?.about.includes(address));
  if (!refusal && inAws.length === 0) return plan;
  const reasons = inAws.map((address) => `${address} is protected: AWS has deletion protection on.`);
  const next = `bin/trinity deploy ${name} sets deletion protection in AWS as ${fileOf(context.environment.name)} says; only then destroy.`;
  throw new DeploymentError(
    'plan',
    [...(refusal ? [refusal.message] : []), ...reasons].join('\n'),
    [...(refusal ? [refusal.next] : []), ...(inAws.length > 0 ? [next] : [])].join('\n'),
    { about: [...(refusal?.about ?? []), ...inAws] },
  );
}

/**
 * What an apply that died has created, and its state was not told of, would stay: Terraform imports nothing while it destroys.
 *
 * @throws DeploymentError that names it
 */
async function requireNothingUnknown(
  terraform: Terraform,
  unfinished: Journal | undefined,
  { context, aws }: Run<PlannedDestroy>,
): Promise<void> {
  if (!unfinished || unfinished.creates.length === 0) return;
  const { name } = context.stack;
  const look = await planWithAdoption(terraform, unfinished, context, aws, {
    toLook: true,
    onRefused: () => undefined,
  });
  look.discard();
  const { imports } = look.review({ name, commit: null, acceptances: [] });
  const unknown = imports.map(({ address }) => address).filter((address) => unfinished.creates.includes(address));
  if (unknown.length === 0) return;
  throw new DeploymentError(
    'plan',
    `The state of ${name} does not know what a deploy that died at ${unfinished.startedAt} has created: ${unknown.join(', ')}. A destroy would leave it behind.`,
    `Run bin/trinity deploy ${name}, which takes it over; then destroy.`,
    { about: unknown },
  );
}

/** "Nothing is deployed" is said only of what is not there. @throws DeploymentError where the state is lost, or elsewhere */
function requireNothingThere(
  live: readonly LiveFunction[],
  holdings: readonly Holding[],
  { context: { environment, stack } }: Run<PlannedDestroy>,
): void {
  const there = [
    ...live.map((one) => one.functionName),
    ...holdings.filter((one) => !one.isAdopted).map((one) => one.name),
  ];
  if (there.length === 0) return;
  const { account, region } = environment;
  const { name, state } = stack;
  throw new DeploymentError(
    'plan',
    `The state of ${name} has nothing, and account ${account} has ${there.join(', ')} in ${region}.`,
    state.backend === 'local'
      ? `Run it in the checkout that ${name} was deployed from: its state is there, in terraform.${name}.tfstate. If it is lost: docs/runbooks/lost-state.md.`
      : `The state is lost: docs/runbooks/lost-state.md says how it comes back.`,
  );
}
