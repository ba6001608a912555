import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command';
import { MEASURED, measuredBy } from './shared-options';

export const performance = command({
  name: 'performance',
  on: 'deployed',
  does: 'measures the API, writes performance-ENV.json and a picture, performance-ENV.svg',
  examples: ['performance staging --readers 20 --page-p95 150'],
  outside: 'performance',
  options: MEASURED,
  args: measuredBy,

  async run(asked, context, out) {
    const { requireAccount }: typeof import('../../deployment/aws/account') = require('../../deployment/aws/account');
    const { awsOf }: typeof import('../../deployment/aws/clients') = require('../../deployment/aws/clients');
    const { DeploymentError }: typeof import('../../deployment/errors') = require('../../deployment/errors');
    const { systemOf }: typeof import('../../deployment/systems') = require('../../deployment/systems');
    const { project, environment, stack, system } = context;
    const aws = awsOf(environment);
    await requireAccount(aws.sts, environment);
    const { performance } = systemOf(system);
    const measured = await performance.measure(context, aws, asked[system]);
    const file = join(project.root, `performance-${stack.name}`);
    writeFileSync(`${file}.json`, `${JSON.stringify(measured, null, 2)}\n`);
    writeFileSync(`${file}.svg`, performance.draw(measured));
    out.say([...performance.print(measured), `  written to performance-${stack.name}.json and .svg`]);
    out.result(measured);
    const problems = performance.judge(measured);
    if (problems.length === 0) return;
    out.say(problems);
    throw new DeploymentError(
      'performance',
      problems.join('\n'),
      `Look at performance-${stack.name}.svg and at the dashboard.`,
      { reported: true },
    );
  },
});
