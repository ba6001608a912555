import type { Environment } from '../environments';
import { isPlaceholder } from '../environments/placeholder';
import type { Explanation } from './errors';
import { fileOf } from '../environments/names';

type Own = Pick<Environment, 'name' | 'account'>;

/**
 * Something of another account than the environment's. Where its account is still the placeholder that the project comes
 * with, the other one may be the right one.
 *
 * @param what such as `It is of account 123456789012`
 * @param next what to do where the environment's account is the right one
 */
export function anotherAccount(what: string, account: string, { name, account: own }: Own, next: string): Explanation {
  const reason = `${what}; ${name} is account ${own}`;
  if (!isPlaceholder(own)) return { reason: `${reason}.`, next };
  return {
    reason: `${reason}, which is a placeholder.`,
    next: `Set account and region in ${fileOf(name)}: account: '${account}', if that is where ${name} is.`,
  };
}

/**
 * Credentials of another account than the environment's. No credentials are of a placeholder.
 *
 * @param whose such as `123456789012 (arn:aws:iam::…)`
 */
export function wrongAccount(account: string, environment: Own, whose = account): Explanation {
  const { account: own } = environment;
  const use = `Use credentials of account ${own}: set AWS_PROFILE and run aws sts get-caller-identity.`;
  const { reason, next } = anotherAccount(`These credentials are of account ${whose}`, account, environment, use);
  return { reason, next: isPlaceholder(own) ? `${next} Else set AWS_PROFILE, too.` : next };
}
