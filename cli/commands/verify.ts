import { command } from './command';

export const verify = command({
  name: 'verify',
  on: 'deployed',
  does: 'compares AWS with what this checkout synthesizes, and uses each system through its API, as its clients do',
  examples: ['verify staging'],
  outside: 'verification',
  args: () => ({}),

  async run(_, context, out) {
    const { buildToLook }: typeof import('../../build/synthesize') = require('../../build/synthesize');
    const { requireAccount }: typeof import('../../deployment/aws/account') = require('../../deployment/aws/account');
    const { awsOf }: typeof import('../../deployment/aws/clients') = require('../../deployment/aws/clients');
    const { deployedOf }: typeof import('../../deployment/deployed') = require('../../deployment/deployed');
    const { openTerraform }: typeof import('../../deployment/terraform') = require('../../deployment/terraform');
    const verification: typeof import('../../deployment/verify-environment') = require('../../deployment/verify-environment');
    const { showChecks }: typeof import('../progress') = require('../progress');
    const { project, environment, signal } = context;
    const aws = awsOf(environment);
    await requireAccount(aws.sts, environment);
    await buildToLook({ root: project.root, environment: environment.name, signal });
    const terraform = await openTerraform(context);
    await terraform.init();
    const checks = verification.verificationOf(project, deployedOf(context, await terraform.state()), aws, terraform);
    await showChecks('verification', checks, context, out);
  },
});
