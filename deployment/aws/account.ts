import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { beforeDeploy, type Environment } from '../../environments';
import { DeploymentError, type Explanation } from '../errors';
import { explainOutside } from '../explain';
import { wrongAccount } from '../wrong-account';
import { fileOf } from '../../environments/names';

export interface Identity {
  readonly account: string;
  readonly arn: string;
}

/** Whose the credentials are. */
export async function readIdentity(sts: STSClient, abortSignal?: AbortSignal): Promise<Identity> {
  const { Account = 'unknown', Arn = 'unknown' } = await sts.send(new GetCallerIdentityCommand({}), {
    ...(abortSignal && { abortSignal }),
  });
  return { account: Account, arn: Arn };
}

/** @returns undefined when the account is the environment's */
export function explainWrongAccount({ account, arn }: Identity, environment: Environment): Explanation | undefined {
  if (account === environment.account) return undefined;
  return wrongAccount(account, environment, `${account} (${arn})`);
}

/**
 * Before anything is asked or changed.
 *
 * @throws DeploymentError of the stage `preflight` when there are no credentials that AWS takes, or they are of another account
 */
export async function requireAccount(sts: STSClient, environment: Environment): Promise<Identity> {
  const identity = await readIdentity(sts).catch((error: unknown) => {
    throw explainOutside(error, 'preflight', environment) ?? error;
  });
  const wrong = explainWrongAccount(identity, environment);
  if (wrong) throw new DeploymentError('preflight', wrong.reason, wrong.next);
  return identity;
}

/** @throws DeploymentError of the stage `invalid` while the environment has the account that it came with */
export function requireOwnAccount(environment: Environment): void {
  const placeholder = beforeDeploy([environment]).find(({ path }) => path === 'account');
  if (!placeholder) return;
  const next = `Set account, region and state in ${fileOf(environment.name)}.`;
  throw new DeploymentError('invalid', `account is "${environment.account}": ${placeholder.allowed}.`, next);
}
