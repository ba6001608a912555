import type { Plan, ResourceChange } from '../../plan/model';
import { isNew } from '../attributes';

/** Undefined for something new of which nobody knows in whose account it will be. */
export type Accounts = ReadonlySet<string> | undefined;

/** The accounts that are the project's own, as far as the plan tells. */
export function ownAccounts(change: ResourceChange, { accounts }: Plan): Accounts {
  const { before, after } = change;
  const arns = [before?.arn, after?.arn].filter((one) => typeof one === 'string');
  const own = [...accounts, ...arns.map((arn) => arn.split(':')[4] ?? '')].filter((account) => account !== '');
  return own.length === 0 && isNew(change) ? undefined : new Set(own);
}

/**
 * Whether it is of another account than those of the plan; undefined accounts are not judged.
 *
 * @param one a principal (`AWS arn:aws:iam::123456789012:root`), an ARN, or an account's id
 */
export function isForeign(one: string | undefined, own: Accounts): boolean {
  if (own === undefined) return false;
  const account = /^(?:AWS )?(?:arn:[^:]*:[^:]*:[^:]*:)?(\d{12})\b/.exec(one ?? '')?.[1];
  return account !== undefined && !own.has(account);
}

/** An account of the plan that leaves it to its own policies who may do what. */
export const isOwnRoot = (principal: string | undefined, own: Accounts): boolean =>
  principal !== undefined &&
  /^AWS (\d{12}|arn:[^:]*:iam::(\d{12}|\$\{[^}]*\}):root)$/.test(principal) &&
  !isForeign(principal, own);
