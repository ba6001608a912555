import { readCommit } from '../../../deployment/commit';
import {
  showReviews,
  writeFailures,
  type ReviewConsole,
  type Verdict,
} from '../../../packages/plan-review/src/cli/show';
import type { OnCheckout } from '../command';
import { nameOf, type ReviewArguments } from './target';
import { planTargets } from './targets';

/**
 * `trinity review`. Where the reviews would have been written, it says why there are none: `trinity post` posts that in their
 * place.
 *
 * @throws DeploymentError with the name of what cannot be read
 */
export async function review(args: ReviewArguments, on: OnCheckout, out: ReviewConsole): Promise<Verdict> {
  try {
    const { targets, warnings } = await planTargets(args, on);
    for (const warning of warnings) out.warn([`WARNING: ${warning}`]);
    return showReviews(targets, args.accept, args, out);
  } catch (error) {
    const { asFailure }: typeof import('../../failure') = require('../../failure');
    const failure = asFailure(error, { name: 'review' }, on.signal);
    if (args.write === undefined) throw failure;
    const { stage, message: reason, next } = failure;
    const why = { stage, reason, next: next.split('\n'), commit: await readCommit(on.project) };
    const failures = args.plans.map((plan) => ({ name: nameOf(plan, args), ...why }));
    writeFailures(failures, args.write, on.project.env, out);
    throw failure;
  }
}
