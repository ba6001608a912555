import { command, valued } from './command';

export const state = command({
  name: 'state',
  on: 'deployed',
  takes: 'one',
  does: 'the versions of the Terraform state that its bucket keeps',
  examples: ['state staging', 'state staging --restore ID'],
  options: {
    restore: valued('ID', 'put this version on top; the versions before it stay'),
  },
  args: ({ restore }) => ({ restore }),

  async run({ restore }, context, out) {
    const { awsOf }: typeof import('../../deployment/aws/clients') = require('../../deployment/aws/clients');
    const {
      listStateVersions,
      restoreState,
    }: typeof import('../../deployment/state-versions') = require('../../deployment/state-versions');
    const { renderStateVersions }: typeof import('../render') = require('../render');
    const { name } = context.stack;
    const aws = awsOf(context.environment);
    if (restore !== undefined) {
      await restoreState(context, restore, aws);
      out.say([
        `The version ${restore} is the state of ${name} now.`,
        `next: bin/trinity status ${name} compares it with AWS.`,
      ]);
    }
    const versions = await listStateVersions(context, aws);
    out.result({ versions });
    if (restore === undefined) out.say(renderStateVersions(name, versions));
  },
});
