import { deployedOf, type Deployed } from '../deployed';
import type { LiveFunction } from '../functions/aliases';
import type { Report } from '../report/schema';
import { requireChecks } from '../require-checks';
import type { Reviewed } from '../reviewed/open';
import { readServing } from '../serving';
import type { Demands } from '../systems';
import { openTerraform, type State } from '../terraform';
import { verificationOf } from '../verify-environment';
import type { Planned } from './plan';
import type { Step } from './step';

interface Needs extends Pick<Planned, 'plan'> {
  readonly reviewed?: Reviewed;
  readonly demands: Demands;
}

export interface Verified {
  readonly deployed: Deployed;
  /** What serves now. */
  readonly live: readonly LiveFunction[];
  readonly tables: Report['tables'];
}

/** Sees that what serves now is what was synthesized, and works. */
export const verify: Step<Needs, Verified> = {
  name: 'verify',
  stage: 'verification',
  async run({ plan, reviewed, demands }, { context, aws, onEvent, learn }) {
    const terraform = await openTerraform(context);
    const state = await terraform.state();
    const serving = { live: await readServing(context, aws), tables: tablesIn(state) };
    learn(serving);
    const deployed = deployedOf(context, state);
    // A plan that was reviewed may be a day old; one that was applied says nothing of what it left.
    const made = plan.isEmpty && !reviewed ? plan : undefined;
    const checks = verificationOf(context.project, deployed, aws, terraform, { plan: made, demands });
    return {
      gives: { ...serving, deployed },
      detail: await requireChecks('verification', checks, context, onEvent),
    };
  },
};

/** As the state has them, whoever looks after them. */
function tablesIn({ resources, used }: State): Report['tables'] {
  const of = (all: State['resources']) =>
    all
      .filter(({ type }) => type === 'aws_dynamodb_table')
      .map(({ values }) => ({ name: String(values.name), arn: String(values.arn) }));
  return [...of(resources), ...of(used).map((one) => ({ ...one, released: true as const }))];
}
