import { command } from './command';

export const gates = command({
  name: 'gates',
  on: 'project',
  does: 'the quality gates: format, types, lint, tests',
  examples: ['gates'],
  args: () => ({}),

  async run(_, { project, signal }, out) {
    const { gateChecks }: typeof import('../../deployment/gates') = require('../../deployment/gates');
    const { showChecks }: typeof import('../progress') = require('../progress');
    await showChecks('preflight', await gateChecks(project), { signal }, out);
  },
});
