import { UsageError } from '../../programs/user-error';
import { command, flag, valued } from './command';

export const bootstrap = command({
  name: 'bootstrap',
  on: 'environment',
  takes: 'place',
  does: "makes the bucket of the environment's Terraform state, and GitHub's roles; can be run again, deletes nothing",
  examples: ['bootstrap staging', 'bootstrap staging --roles --repository OWNER/NAME'],
  outside: 'apply',
  options: {
    roles: flag("make GitHub's roles that plan and deploy ENV, too; needs an administrator of its account"),
    repository: valued(
      'REPO',
      "--roles: whose jobs may take them, as OWNER/NAME, or OWNER@1/NAME@2 where GitHub's tokens have ids; that of origin unless given",
    ),
    'no-pull-requests': flag('--roles: what a pull request has may not plan before it is merged'),
    'dry-run': flag('--roles: show what would be written, and write nothing'),
  },

  /** @returns of GitHub's roles, which are made or shown, whose they are */
  args(values) {
    const ofRoles = (['dry-run', 'repository', 'no-pull-requests'] as const).find((one) => values[one]);
    if (!values.roles && ofRoles) throw new UsageError(`--${ofRoles} of bootstrap goes with --roles.`);
    const { repository, 'no-pull-requests': noPullRequests, 'dry-run': isDryRun } = values;
    return { roles: values.roles ? { repository, pullRequests: !noPullRequests, isDryRun } : undefined };
  },

  async run({ roles }, context, out) {
    const { awsOf }: typeof import('../../deployment/aws/clients') = require('../../deployment/aws/clients');
    const { bootstrap }: typeof import('../../deployment/bootstrap') = require('../../deployment/bootstrap');
    const { documentsOf }: typeof import('../../deployment/roles') = require('../../deployment/roles');
    const { makeRoles }: typeof import('../../deployment/roles/make') = require('../../deployment/roles/make');
    const github: typeof import('../../deployment/roles/repository') = require('../../deployment/roles/repository');
    const { renderRoles }: typeof import('../render') = require('../render');
    const { environment } = context;
    const { repository, pullRequests = false, isDryRun = false } = roles ?? {};
    const trusted = roles && { subject: await github.subjectOf(repository, context), pullRequests };
    const documents = trusted && documentsOf(environment, trusted); // or why there are none, before the first call
    if (isDryRun) {
      out.result(documents);
      return out.say([JSON.stringify(documents, null, 2)]);
    }
    const aws = awsOf(environment);
    const { bucket, created } = await bootstrap(context, aws);
    out.say([
      bucket
        ? `${bucket} ${created ? 'was made' : 'exists'}: versions kept, for a year and the last thirty, encrypted, nothing public, TLS only.`
        : `${environment.name} keeps its state in terraform.${environment.name}.tfstate in this checkout: nothing to make.`,
    ]);
    const made = trusted && (await makeRoles(environment, aws, trusted));
    if (made) out.say(renderRoles(made));
    out.result({ bucket: bucket ?? null, created, ...made });
    if (bucket && !made) out.say([`next: bin/trinity deploy ${environment.name}`]);
  },
});
