import { command } from './command';

export const unlock = command({
  name: 'unlock',
  on: 'deployed',
  takes: 'one',
  operands: 'LOCK_ID',
  does: 'clears the lock that a deploy or destroy which died has left on the state',
  examples: ['unlock staging 6f1c2f4e-0c7e-7a0a-1b7e-6d1c0a5b2c3d'],
  args: (_, [lockId]) => ({ lockId: lockId! }),

  async run({ lockId }, context, out) {
    const { unlock }: typeof import('../../deployment/unlock') = require('../../deployment/unlock');
    await unlock(context, lockId);
    out.result({ unlocked: lockId });
    out.say([
      `The lock ${lockId} is gone.`,
      `next: run the command that died again, bin/trinity deploy or destroy ${context.stack.name}: it finishes what was begun.`,
    ]);
  },
});
