import { accountIn } from '../../plan/configuration';
import type { Plan, ResourceChange } from '../../plan/model';

/** Undefined where nobody knows in whose account it is, or will be. */
export type Accounts = ReadonlySet<string> | undefined;

/** The accounts that are the project's own, as far as the plan tells. */
export function ownAccounts(change: ResourceChange, { accounts }: Plan): Accounts {
  const { before, after } = change;
  const arns = [before?.arn, after?.arn].filter((one) => typeof one === 'string');
  const own = [...accounts, ...arns.flatMap((arn) => accountIn(arn) ?? [])];
  return own.length === 0 ? undefined : new Set(own);
}

/**
 * Whose account it is of; undefined for what is of none, or of one of the plan's own.
 *
 * @param one a principal (`AWS arn:aws:iam::123456789012:root`), an ARN, or an account's id
 */
export function describeForeign(one: string | undefined, own: Accounts): string | undefined {
  if (one?.startsWith('CanonicalUser ')) return 'an account that its canonical id does not tell';
  const account = /^(?:AWS )?(?:arn:[^:]*:[^:]*:[^:]*:)?(\d{12})\b/.exec(one ?? '')?.[1];
  if (account === undefined || own?.has(account)) return undefined;
  return own === undefined ? 'an account, and the plan does not say whose' : 'another account';
}

/** An account of the plan that leaves it to its own policies who may do what. */
export const isOwnRoot = (principal: string | undefined, own: Accounts): boolean =>
  principal !== undefined &&
  /^AWS (\d{12}|arn:[^:]*:iam::(\d{12}|\$\{[^}]*\}):root)$/.test(principal) &&
  (own === undefined || describeForeign(principal, own) === undefined);
