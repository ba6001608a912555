import { choice } from '../kinds-of-value';
import type { Finding, Parsed } from '../parsed';
import type { Place } from '../section';
import { COPY_CAN_GO } from './rules';
import { protection, type Protection } from './table';

/** What an environment says of a user pool that a deploy makes. */
export const userPoolSettings = {
  /** Whether each member needs a second factor, or may have one. */
  mfa: choice('ON', 'OPTIONAL'),
  /** Of the pool with all of its members. */
  deletionProtection: protection,
};

/**
 * Prod's pool is protected as its tables are; one that belongs to a person's copy is not: who made it takes it down again.
 *
 * @param path of the pool, within the system's section
 * @param loses what goes with the pool
 */
export function userPoolIsProtected(
  pool: { readonly deletionProtection?: Parsed<Protection> | undefined } | undefined,
  { name, copies }: Parsed<Place>,
  path: readonly string[],
  loses: string,
): Finding[] {
  const enabled = pool?.deletionProtection?.enabled;
  const refused = (allowed: string) => [{ path: [...path, 'deletionProtection', 'enabled'], value: enabled, allowed }];
  if (name === 'prod') return enabled === false ? refused(`true; prod's user pool holds what ${loses}`) : [];
  return copies === true && enabled === true ? refused(COPY_CAN_GO) : [];
}
