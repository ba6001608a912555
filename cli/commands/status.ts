import { command, flag } from './command';

export const status = command({
  name: 'status',
  on: 'deployed',
  does: 'what runs, since when, by which deploy, and what was changed outside Terraform',
  examples: ['status prod', 'status prod --no-drift --json'],
  options: { 'no-drift': flag('do not ask Terraform, which takes a while') },
  args: ({ 'no-drift': noDrift }) => ({ drift: !noDrift }),

  async run(asked, context, out) {
    const { readStatus }: typeof import('../../deployment/status') = require('../../deployment/status');
    const { renderStatus }: typeof import('../render') = require('../render');
    const status = await readStatus(context, asked);
    out.result(status);
    out.say(renderStatus(status));
  },
});
