/**
 * The attribute of an administrator that says whose tenants they manage, and as what: `<tenantId>:OWNER <tenantId>:STAFF`. A token's
 * claim is called `custom:tenants`. Members of the pool cannot write it.
 */
export const TENANTS_ATTRIBUTE = 'tenants';
export const TENANTS_CLAIM = 'custom:tenants';

/** An owner may do all; staff see and change bookings and hours. */
export type Role = 'OWNER' | 'STAFF';

/** What a claim says, by tenant; of words that are none of ours, nothing. */
export function rolesOf(claim: string = ''): Map<string, Role> {
  const words = claim.split(' ').map((word) => word.split(':'));
  return new Map(
    words.flatMap(([tenantId = '', role]) => (role === 'OWNER' || role === 'STAFF' ? [[tenantId, role] as const] : [])),
  );
}

/** Of nobody's tenants, empty. */
export const claimOf = (roles: ReadonlyMap<string, Role>): string =>
  [...roles].map(([tenantId, role]) => `${tenantId}:${role}`).join(' ');
