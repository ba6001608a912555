import { command } from './command';

export const copies = command({
  name: 'copies',
  on: 'deployed',
  takes: 'place',
  does: "people's own copies of an environment that are in its account, and how each is taken down",
  examples: ['copies dev', 'copies dev --json'],
  args: () => ({}),

  async run(_, context, out) {
    const { listCopies }: typeof import('../../deployment/copies') = require('../../deployment/copies');
    const { renderCopies }: typeof import('../render') = require('../render');
    const found = await listCopies(context);
    out.result({ copies: found });
    out.say(renderCopies(context.environment.name, found, Date.now()));
  },
});
