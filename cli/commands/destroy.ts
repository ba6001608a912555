import { command, flag } from './command';

export const destroy = command({
  name: 'destroy',
  on: 'deployed',
  takes: 'each, the last first',
  does: 'takes an unprotected environment down, whole: plan, what is lost, confirmation, apply of that plan, nothing left',
  examples: ['destroy dev', 'destroy dev-ana --yes'],
  options: { yes: flag('do not ask before all of it goes; what is protected is refused all the same') },
  args: ({ yes }) => ({ yes }),

  async run({ yes }, context, out) {
    const { confirm }: typeof import('../confirm') = require('../confirm');
    const { destroy }: typeof import('../../deployment/destroy') = require('../../deployment/destroy');
    const { eventsTo, showEnding }: typeof import('../progress') = require('../progress');
    const { stack, signal } = context;
    const question = { name: stack.name, command: `destroy ${stack.name}`, to: 'destroy all of it' };
    const outcome = await destroy(context, {
      confirm: async () => yes || confirm(question, signal, out),
      onEvent: eventsTo(out),
    });
    showEnding(outcome, out);
  },
});
