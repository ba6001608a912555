import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { clientsOf } from './clients';
import { IDENTITIES, principalsOf, type RolesMode } from './identities';
import { stackDirectory } from '../deployment/project';
import { loadEnvironments, type Environment } from '../environments';
import { stackName, stateOf as stateOfSystem } from '../environments/stack';
import { systemsOf } from '../environments/systems';
import { Closers } from '../local/closers';
import { startTmdb } from '../local/room-cache/tmdb';
import { DEFAULT_SYSTEM, type SystemName } from '../model/systems';
import { UserError } from '../programs/user-error';
import { startEmulatedAws, type EmulatedAws } from './aws';
import { copyProject, type ProjectCopy } from './project';
import { installProvider, startProvider, type RunningProvider } from './provider';
import { TerraformCalls } from './terraform-calls';
import { Shell } from './trinity';

/** Everything that a rehearsal plays with. */
export interface World {
  /** As this checkout has it; the copy's may have another account. */
  readonly environment: Environment;
  /** The one of its systems that is played with. */
  readonly system: SystemName;
  readonly aws: EmulatedAws;
  readonly project: ProjectCopy;
  readonly shell: Shell;
  readonly terraform: Pick<TerraformCalls, 'take'>;
  /** TMDB's key, planted in SSM: nothing but SSM and the functions' memory may ever hold it. */
  readonly secret: string;
  /** What the functions have logged. */
  readonly functionLogs: string[];
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Of Terraform's commands: one for all of them, or each its own as with a person, which takes longer. Default: shared */
  readonly provider?: 'shared' | 'own';
  /** Default: enforced */
  readonly roles?: RolesMode;
}

/**
 * A copy of a checkout, an empty AWS account and a TMDB, all on this machine.
 *
 * @param env of the process, to find programs by
 * @throws UserError when there is no such environment, or a program is missing
 */
export async function createWorld(
  root: string,
  environmentName: string,
  env: NodeJS.ProcessEnv,
  { provider = 'shared', roles = 'enforced' }: WorldOptions = {},
): Promise<World> {
  const environments = loadEnvironments();
  const environment = environments.find(({ name }) => name === environmentName);
  if (!environment) {
    const names = environments.map(({ name }) => name).join(', ');
    throw new UserError(`There is no environment "${environmentName}". There are ${names} (environments/).`);
  }
  const closers = new Closers();
  try {
    const project = copyProject(root, environment);
    await closers.add({ close: () => project.remove() });
    const secret = `planted-${randomUUID()}`;
    const tmdb = await closers.add(startTmdb({ apiKey: secret }));
    const functionLogs: string[] = [];
    const aws = await closers.add(
      startEmulatedAws({
        account: project.account,
        region: environment.region,
        tmdb,
        onLog: (functionName, line) => functionLogs.push(`${functionName} ${line}`),
        principals: principalsOf(inAccount(environment, project.account), roles),
        retryDelays: [1000, 2000], // a minute and two would be Lambda's: nobody learns more from waiting
      }),
    );
    await plantKey(aws, environment, secret);
    // An endpoint of one service would win over the one of all.
    const own = Object.entries(env).filter(([name]) => !name.startsWith('AWS_ENDPOINT_URL_'));
    const awsEnv = { ...Object.fromEntries(own), ...aws.env, AWS_ACCESS_KEY_ID: IDENTITIES.deploy };
    const directories = systemsOf(environment).map((system) =>
      stackDirectory({ project, stack: { name: stackName(environment.name, system) } }),
    );
    const shared = provider === 'own' ? [] : await installAndStart(awsEnv, directories, closers);
    const terraform = await closers.add(new TerraformCalls(env.PATH ?? '', shared));
    const shellEnv = { ...awsEnv, PATH: terraform.countedPath };
    const shell = new Shell(project.root, environment.name, DEFAULT_SYSTEM, shellEnv);
    return {
      ...{ environment, system: DEFAULT_SYSTEM, aws, project, shell, terraform, secret, functionLogs },
      close: () => closers.close(),
    };
  } catch (error) {
    await closers.close();
    throw error;
  }
}

/** An environment as the copy has it, whose account takes the place of a placeholder. */
function inAccount(environment: Environment, account: string): Environment {
  const { state } = environment;
  const bucket = bucketOf(environment, account);
  return { ...environment, account, state: state.backend === 's3' ? { ...state, bucket } : state };
}

/** Of the copy's account. */
export const bucketOf = ({ state, account: placeholder }: Environment, account: string): string =>
  state.backend === 's3' ? state.bucket.replace(placeholder, account) : '';

/** Puts TMDB's key where the functions of an environment read it. */
export async function plantKey(
  aws: Pick<EmulatedAws, 'endpoint'>,
  { region, systems }: Environment,
  key: string,
): Promise<void> {
  const { ssm } = clientsOf(aws, region);
  await ssm.send(
    new PutParameterCommand({ Name: systems.roomCache.tmdb.parameterName, Type: 'SecureString', Value: key }),
  );
}

/** @param stacks directories of those that are to have one */
async function installAndStart(
  env: NodeJS.ProcessEnv,
  stacks: readonly string[],
  closers: Closers,
): Promise<RunningProvider[]> {
  const { directory, why } = installProvider(env);
  if (why !== undefined) throw new UserError(why);
  await closers.add({ close: () => Promise.resolve(rmSync(directory, { recursive: true })) });
  const running: RunningProvider[] = [];
  for (const stack of stacks) running.push(await closers.add(startProvider(directory, stack, env)));
  return running;
}

/** The same world, in which another system of the environment is played with. */
export const inSystem = (world: World, system: SystemName): World => ({
  ...world,
  system,
  shell: world.shell.in(system),
});

/** The same world, of commands that are given no system. */
export const whole = (world: World): World => ({ ...world, shell: world.shell.in(undefined) });

/** The stack that is played with, as messages and files call it. */
export const stackOf = ({ environment, system }: Pick<World, 'environment' | 'system'>): string =>
  stackName(environment.name, system);

/** Its state, in the copy's account. */
export function stateOf({ environment, project, system }: World): Environment['state'] {
  const { state } = inAccount(environment, project.account);
  return stateOfSystem({ state }, system);
}
