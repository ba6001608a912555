import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, BundleError } from '../../build/bundle';
import type { BundleReport } from '../../build/bundle-report';
import { beforeDeploy } from '../../environments';
import { schemaOf } from '../../model/systems';
import { explainWrongAccount, readIdentity } from '../aws/account';
import type { Aws } from '../aws/clients';
import { failed, passed, type Check } from '../checks';
import { gateChecks } from '../gates';
import type { Context } from '../project';
import { systemOf } from '../systems';
import { explainMissing, findTerraform, isAtLeast, LEAST_VERSION } from '../terraform/binary';
import { adoptedCheck, adoptsAnything } from './adopted';
import { runtimeCheck } from './runtime';
import { stateCheck } from './state';
import { fileOf } from '../../environments/names';

const REQUIRED_FILES = [
  'package.json',
  'package-lock.json',
  'cdktf.json',
  'main.ts',
  'tsconfig.json',
  'tsconfig.deployed.json',
];

/**
 * Everything that can be known before a deploy touches anything. The quick checks come first, the quality gates last.
 *
 * @param options.skipGates why the quality gates are not run. Default: they are.
 * @param options.bundled the bundles, begun already. Default: they are made now.
 * @param options.now epoch milliseconds. Default: the clock
 */
export async function preflight(
  context: Context,
  aws: Aws,
  {
    skipGates,
    bundled,
    now = Date.now(),
  }: {
    readonly skipGates?: string | undefined;
    readonly bundled?: Promise<BundleReport>;
    readonly now?: number;
  } = {},
): Promise<Check[]> {
  return [
    files(context),
    bundles(context, bundled),
    configuration(context),
    runtimeCheck(now),
    terraform(context),
    identity(context, aws),
    region(context),
    stateCheck(context, aws),
    ...systemOf(context.system).preflight(context, aws),
    ...(adoptsAnything(context.environment) ? [adoptedCheck(context)] : []),
    ...(await gateChecks(context.project, skipGates)),
  ];
}

const files = ({ project, system }: Context): Check => ({
  name: 'required files',
  run() {
    const required = [...REQUIRED_FILES, schemaOf(system)];
    const missing = required.filter((file) => !existsSync(join(project.root, file)));
    if (missing.length === 0) return Promise.resolve(passed(`${required.length} files`));
    return Promise.resolve(
      failed(`${project.root} has no ${missing.join(', no ')}.`, 'Restore them: git checkout HEAD -- <file>.'),
    );
  },
});

const bundles = ({ project }: Context, bundled?: Promise<BundleReport>): Check => ({
  name: 'functions and resolvers bundle',
  async run() {
    try {
      const { functions, resolvers, appsyncFunctions } = await (bundled ?? bundle({ root: project.root }));
      return passed(`${functions.length} functions, ${resolvers.length + appsyncFunctions.length} resolver files`);
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      return failed(error.message, 'Mend the code; npm run build bundles again.');
    }
  },
});

/** The configuration is valid, or there would be no environment; here is what the clock and the placeholders have a say in. */
const configuration = ({ environment }: Context): Check => ({
  name: 'configuration',
  run() {
    const problems = beforeDeploy([environment]);
    if (problems.length === 0) return Promise.resolve(passed(fileOf(environment.name)));
    const lines = problems.map(
      ({ file, path, value, allowed }) => `${file}: ${path} is ${JSON.stringify(value)}; allowed: ${allowed}.`,
    );
    return Promise.resolve(failed(lines.join('\n'), `Set them in ${fileOf(environment.name)}.`));
  },
});

const terraform = ({ project }: Context): Check => ({
  name: 'Terraform',
  async run() {
    const found = await findTerraform(project);
    const next = `Install Terraform or OpenTofu, ${LEAST_VERSION} or later: the first that locks state in S3 itself.`;
    if (!found) {
      const missing = explainMissing(project);
      return failed(missing.reason, missing.next);
    }
    const { command, version } = found;
    if (!isAtLeast(version, LEAST_VERSION)) return failed(`${command} is ${version}.`, next);
    return passed(`${command} ${version}`);
  },
});

const identity = ({ environment }: Context, { sts }: Aws): Check => ({
  name: 'AWS account',
  async run(signal) {
    const identity = await readIdentity(sts, signal);
    const wrong = explainWrongAccount(identity, environment);
    return wrong ? failed(wrong.reason, wrong.next) : passed(`${identity.account} as ${identity.arn}`);
  },
});

/** The provider is told the region; the other AWS tools of whoever deploys should not look elsewhere. */
const region = ({ project: { env }, environment: { name, region } }: Context): Check => ({
  name: 'AWS region',
  run() {
    for (const variable of ['AWS_REGION', 'AWS_DEFAULT_REGION'] as const) {
      const set = env[variable];
      if (!set || set === region) continue;
      const reason = `${variable} is ${set}; ${name} is in ${region} (${fileOf(name)}).`;
      return Promise.resolve(failed(reason, `Run export ${variable}=${region}, or unset ${variable}.`));
    }
    return Promise.resolve(passed(region));
  },
});
