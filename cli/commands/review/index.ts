import { acceptances, formatOf, requireOnePlan, REVIEW_OPTIONS } from '../../../packages/plan-review/src/cli/arguments';
import { UsageError } from '../../../programs/user-error';
import { toWrite } from '../../../programs/writable';
import { command, valued, type Values } from '../command';
import type { ReviewArguments } from './target';

const OPTIONS = {
  format: REVIEW_OPTIONS.format,
  base: valued('REF', "compare the synthesized Terraform with REF's; needs no credentials and no state"),
  accept: REVIEW_OPTIONS.accept,
  name: REVIEW_OPTIONS.name,
  'plan-out': valued('FILE', 'keep the plan for deploy --plan, encrypted with TRINITY_PLAN_KEY'),
  write: REVIEW_OPTIONS.write,
} as const;

export const review = command({
  name: 'review',
  on: 'project',
  operands: 'PLAN...',
  does:
    'what a plan does, and what of it is dangerous: PLAN is a file that terraform show -json printed, - for standard input, ' +
    'or an environment, which is planned first',
  examples: ['review plan.json', 'review staging prod --write reviews', 'review staging --base origin/main'],
  options: OPTIONS,
  args: reviewArguments,

  run(asked, on, out) {
    const { review }: typeof import('./review') = require('./review');
    return review(asked, on, out);
  },
});

function reviewArguments(values: Values<typeof OPTIONS>, plans: readonly string[]): ReviewArguments {
  const { accept, base, write, name, 'plan-out': planOut } = values;
  requireOnePlan(plans, { name, 'plan-out': planOut }, accept);
  if (base !== undefined && planOut !== undefined)
    throw new UsageError('--base makes no plan: it does not go with --plan-out.');
  return {
    plans,
    accept: acceptances(accept ?? []),
    format: formatOf(values),
    ...(base !== undefined && { base }),
    ...(write !== undefined && { write: toWrite('--write', write, 'folder') }),
    ...(name !== undefined && { name }),
    ...(planOut !== undefined && { planOut: toWrite('--plan-out', planOut, 'file') }),
  };
}
