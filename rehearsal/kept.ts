import { makeBucket } from '../deployment/bootstrap';
import { beforeDeploy, type Environment } from '../environments';
import { Closers } from '../local/closers';
import { openFilms } from '../local/room-cache/films';
import type { FilmSource } from '../local/options';
import { startEmulatedAws } from './aws';
import { clientsOf } from './clients';
import { plantKey } from './world';
import { fileOf } from '../environments/names';

export interface KeptAws {
  /** Lines to paste into a shell, whatever it has set: what points Terraform, the AWS CLI and the SDKs at it. */
  readonly exports: readonly string[];
  /** What to know of it, and what to try, for a person. */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

/**
 * The rehearsal's AWS for a person to try things on: an account that has what an environment's first deploy expects, the
 * bucket of its state and TMDB's key, and nothing else. Gone with `close`.
 *
 * @param onLog every line that a function writes
 * @throws UserError when moto is not there or does not start
 */
export async function keepAws(
  environment: Environment,
  films: FilmSource,
  onLog: (functionName: string, line: string) => void,
): Promise<KeptAws> {
  const { name, account, region } = environment;
  const closers = new Closers();
  try {
    const { key, url, description } = await openFilms(films, closers);
    const tmdb = { url: url ?? environment.systems.roomCache.tmdb.url };
    const aws = await closers.add(startEmulatedAws({ account, region, tmdb, onLog }));
    await plantKey(aws, environment, key);
    const { state } = environment;
    const { signal } = new AbortController();
    if (state.backend === 's3') await makeBucket({ environment, signal }, clientsOf(aws, state.region), state);
    return {
      exports: Object.entries(aws.env).map(([variable, value]) =>
        value === '' ? `unset ${variable}` : `export ${variable}='${value}'`,
      ),
      notes: [
        `Account ${account} in ${region}, on this machine, until Ctrl-C; films come from ${description}.`,
        ...(state.backend === 's3'
          ? [`It has the bucket of ${name}'s state and TMDB's key, as after a bootstrap.`]
          : [
              `It has TMDB's key. The state of ${name} is a file: remove terraform.${name}.tfstate when this AWS is gone, or Terraform believes that all is still there.`,
            ]),
        ...placeholdersOf(environment),
      ],
      close: () => closers.close(),
    };
  } catch (error) {
    await closers.close();
    throw error;
  }
}

/** What `trinity deploy` refuses, and cdktf does not ask about. */
function placeholdersOf(environment: Environment): string[] {
  const problems = beforeDeploy([environment]);
  if (problems.length === 0) return [];
  const list = problems.map(({ path, value }) => `${path} (${String(value)})`).join(', ');
  return [
    `bin/trinity deploy ${environment.name} wants ${list} in ${fileOf(environment.name)} changed first, such as account: '123456789012'; then start this again. npx cdktf takes it as it is.`,
  ];
}
