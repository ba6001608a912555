import { UsageError } from '../../programs/user-error';
import { command, flag, valued } from './command';

export const rollback = command({
  name: 'rollback',
  on: 'deployed',
  does: 'points the functions at the versions of the deployment before, within seconds',
  examples: ['rollback prod --list', 'rollback prod', 'rollback prod --to cache=4,room=2'],
  options: {
    to: valued('TARGET', "a deployment's id, the beginning of its commit, or versions such as cache=4,room=2"),
    list: flag('show what there is to go back to, and change nothing'),
  },

  args({ list, to }) {
    if (list && to !== undefined) throw new UsageError('--list changes nothing: it does not go with --to.');
    return { list, options: to === undefined ? {} : { to } };
  },
  takesOne: ({ options: { to } }) => to !== undefined, // it is in one history

  async run({ list, options }, context, out) {
    const {
      listAvailable,
      rollback,
    }: typeof import('../../deployment/rollback') = require('../../deployment/rollback');
    const { eventsTo, showEnding }: typeof import('../progress') = require('../progress');
    const { renderAvailable }: typeof import('../render') = require('../render');
    if (!list) return showEnding(await rollback(context, { ...options, onEvent: eventsTo(out) }), out);
    const available = await listAvailable(context);
    out.result(available);
    out.say(renderAvailable(available));
  },
});
