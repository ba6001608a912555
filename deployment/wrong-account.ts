import type { Environment } from '../environments';
import { isPlaceholder } from '../environments/before-deploy';
import type { Explanation } from './errors';

/**
 * Credentials of another account than the environment's. Where its account is still the placeholder that the project comes
 * with, no credentials are of it.
 *
 * @param whose such as `123456789012 (arn:aws:iam::…)`
 */
export function wrongAccount(
  account: string,
  { name, account: own }: Pick<Environment, 'name' | 'account'>,
  whose = account,
): Explanation {
  const reason = `These credentials are of account ${whose}; ${name} is account ${own}`;
  if (!isPlaceholder(own)) {
    const next = `Use credentials of account ${own}: set AWS_PROFILE and run aws sts get-caller-identity.`;
    return { reason: `${reason}.`, next };
  }
  const file = `environments/${name}.ts`;
  return {
    reason: `${reason}, which is a placeholder.`,
    next: `Set account and region in ${file}: account: '${account}', if that is where ${name} is. Else set AWS_PROFILE, too.`,
  };
}
