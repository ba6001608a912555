import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Environment } from '../../environments';
import { DeploymentError, type Explanation } from '../errors';

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
  const { name, account: own } = environment;
  if (account === own) return undefined;
  return {
    reason: `These credentials are of account ${account} (${arn}); ${name} is account ${own}.`,
    next: `Use credentials of account ${own}: set AWS_PROFILE and run aws sts get-caller-identity.`,
  };
}

/** @throws DeploymentError of the stage `preflight` when the credentials are of another account */
export async function requireAccount(sts: STSClient, environment: Environment): Promise<Identity> {
  const identity = await readIdentity(sts);
  const wrong = explainWrongAccount(identity, environment);
  if (wrong) throw new DeploymentError('preflight', wrong.reason, wrong.next);
  return identity;
}
