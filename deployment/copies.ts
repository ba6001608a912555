import { isCopy } from '../environments/derived';
import { partsOf } from '../environments/names';
import { requireAccount } from './aws/account';
import { awsOf } from './aws/clients';
import { DeploymentError } from './errors';
import type { Context } from './project';
import { systemOf } from './systems';

/** A person's copy of an environment that has been deployed. */
export interface Copy {
  /** `dev-ana` */
  readonly environment: string;
  /** `ana`; null where nobody says it. */
  readonly owner: string | null;
  /** RFC 3339 */
  readonly made: string;
  /** The command that takes it down. */
  readonly destroy: string;
}

/**
 * The copies of an environment that are in its account and region, whoever has deployed them. Asks AWS only.
 *
 * @returns the oldest first
 * @throws DeploymentError of the stage `invalid` for what is a copy itself, or another region of an environment
 */
export async function listCopies({ environment, system }: Context): Promise<Copy[]> {
  const { declared, rest } = partsOf(environment.name)!;
  if (rest !== undefined) {
    const what = isCopy(environment) ? `a copy of ${declared}` : `${declared} in another region`;
    const reason = `${environment.name} is ${what}: it has no copies.`;
    throw new DeploymentError('invalid', reason, `Run bin/trinity copies ${declared}.`);
  }
  const aws = awsOf(environment);
  await requireAccount(aws.sts, environment);
  const found = await systemOf(system).copies(environment, aws);
  return found
    .sort((one, other) => one.made.getTime() - other.made.getTime())
    .map((copy) => ({
      environment: copy.environment,
      owner: copy.owner ?? null,
      made: copy.made.toISOString(),
      destroy: `bin/trinity destroy ${copy.environment}`,
    }));
}
