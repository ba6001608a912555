import { acceptances, REVIEW_OPTIONS } from '../../packages/plan-review/src/cli/arguments';
import { UsageError } from '../../programs/user-error';
import { command, flag, valued } from './command';
import { MEASURED, measuredBy, SKIP_GATES, skippedGates } from './shared-options';

export const deploy = command({
  name: 'deploy',
  on: 'environment',
  does: 'preflight, synth, plan, confirmation, apply of that plan, verification, performance, report',
  examples: ['deploy staging', 'deploy prod --plan prod.plan --reviewed DIGEST'],
  options: {
    yes: flag('do not ask before the apply; what the review blocks is refused all the same'),
    ...SKIP_GATES,
    ...MEASURED,
    plan: valued('FILE', 'apply the plan that review --plan-out has kept, and no other'),
    reviewed: valued(
      'DIGEST',
      'what that plan was reviewed as, of several systems with a comma between; anything else is refused',
    ),
    accept: REVIEW_OPTIONS.accept,
  },

  args: ({ yes, accept, plan, reviewed, ...values }) => ({
    yes,
    options: {
      ...reviewedPlan(plan, reviewed),
      ...(accept && { accept: acceptances(accept) }),
      ...skippedGates(values),
      demands: measuredBy(values),
    },
  }),

  /** It takes as long as AWS's clients take to load, in processes of its own. */
  begin({ root }, environment, signal) {
    const { startBuild }: typeof import('../../build/synthesize') = require('../../build/synthesize');
    return startBuild({ root, environment, signal });
  },

  async run({ yes, options }, context, out, building) {
    const { agree, confirm }: typeof import('../confirm') = require('../confirm');
    const { deploy }: typeof import('../../deployment/deploy') = require('../../deployment/deploy');
    const { eventsTo, showEnding }: typeof import('../progress') = require('../progress');
    const { name } = context.stack;
    const outcome = await deploy(context, {
      ...options,
      demands: options.demands[context.system],
      building,
      confirm: async (review) =>
        yes ? agree(review) : confirm({ name, command: `deploy ${name}`, to: 'apply this plan' }, context.signal, out),
      onEvent: eventsTo(out),
    });
    showEnding(outcome, out);
  },
});

/** A plan that was reviewed, and what it was reviewed as. */
function reviewedPlan(file: string | undefined, digest: string | undefined) {
  if (file === undefined && digest === undefined) return {};
  if (file === undefined || digest === undefined) throw new UsageError('--plan and --reviewed go together.');
  const digests = digest.split(',');
  const wrong = digests.find((one) => !/^[0-9a-f]{64}$/.test(one));
  if (wrong !== undefined)
    throw new UsageError(`--reviewed "${wrong}" is no digest: 64 of 0-9 and a-f, as the review shows it.`);
  return { reviewed: { file, digests } };
}
