import { REVIEW_OPTIONS } from './arguments';
import { optionRow, row, wrapped } from './help';

export const usage = (): string => `${wrapped(
  'Says what a Terraform or OpenTofu plan does, and what of it is dangerous. PLAN is a file that terraform show -json printed, or - for standard input.',
  0,
)}

  plan-review PLAN... [options]
  plan-review post REVIEW... [--expect NAMES] [--json]

post posts reviews (--write) to the pull request that GitHub Actions runs for.

${Object.entries(REVIEW_OPTIONS)
  .map(([name, option]) => optionRow(name, option, name === 'expect' ? 'post: ' : ''))
  .join('\n')}
${row('-h, --help', 'this')}
${row('-v, --version', 'of plan-review, and of Node')}

For example:
  terraform plan -out=plan && terraform show -json plan > plan.json
  plan-review plan.json
  plan-review plan.json --write reviews; plan-review post reviews/review-plan.json

${wrapped(
  'Exit codes: 0 nothing changes, or all is posted; 2 something changes, and nothing of it blocks; 3 findings block that nobody has accepted; 10 the request is not valid; 18 no plan that can be judged; 19 not posted; 64 the command line was not understood; 1 a fault of plan-review itself.',
  0,
)}`;
