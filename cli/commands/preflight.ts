import { command } from './command';
import { SKIP_GATES, skippedGates } from './shared-options';

export const preflight = command({
  name: 'preflight',
  on: 'environment',
  does: 'every check that a deploy makes before it touches anything',
  examples: ['preflight staging', 'preflight staging --skip-gates "passed in the job before"'],
  options: SKIP_GATES,
  args: skippedGates,

  async run({ skipGates }, context, out) {
    const { bundle }: typeof import('../../build/bundle') = require('../../build/bundle');
    const { judged }: typeof import('../../build/judged') = require('../../build/judged');
    const { awsOf }: typeof import('../../deployment/aws/clients') = require('../../deployment/aws/clients');
    const { preflight }: typeof import('../../deployment/preflight') = require('../../deployment/preflight');
    const { showChecks }: typeof import('../progress') = require('../progress');
    const { root } = context.project;
    const bundled = judged(bundle({ root }), { root, signal: context.signal });
    bundled.catch(() => undefined); // the check says it
    const checks = await preflight(context, awsOf(context.environment), { skipGates, bundled });
    await showChecks('preflight', checks, context, out);
  },
});
