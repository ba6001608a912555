import { UsageError } from '../packages/plan-review/src/errors';
import { formatOf, requireOnePlan, type Output } from '../packages/plan-review/src/cli/arguments';
import type { Values } from './options';

export interface ReviewArguments extends Output {
  /** A commit, branch or tag to compare the synthesized Terraform with. Default: plans. */
  readonly base?: string;
  /** Where the plan is kept for `deploy --plan`. */
  readonly planOut?: string;
  /** Instead of the file's name. */
  readonly name?: string;
}

export function reviewArguments(values: Values, targets: readonly string[]): ReviewArguments {
  const { accept, base, write, name, 'plan-out': planOut } = values;
  requireOnePlan(targets, { name, 'plan-out': planOut }, accept);
  if (base !== undefined && planOut !== undefined)
    throw new UsageError('--base makes no plan: it does not go with --plan-out.');
  return {
    format: formatOf(values),
    ...(base !== undefined && { base }),
    ...(typeof write === 'string' && { write }),
    ...(name !== undefined && { name }),
    ...(planOut !== undefined && { planOut }),
  };
}

export function reviewedPlan({ plan, reviewed }: Values): { reviewed?: { file: string; digest: string } } {
  if (plan === undefined && reviewed === undefined) return {};
  if (plan === undefined || reviewed === undefined) throw new UsageError('--plan and --reviewed go together.');
  if (!/^[0-9a-f]{64}$/.test(reviewed))
    throw new UsageError(`--reviewed "${reviewed}" is no digest: 64 of 0-9 and a-f, as the review shows it.`);
  return { reviewed: { file: plan, digest: reviewed } };
}
