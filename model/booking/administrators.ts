/**
 * The attribute of an administrator that says whose tenants they manage, and as what: `<tenantId>:OWNER <tenantId>:STAFF`. A token's
 * claim is called `custom:tenants`. Members of the pool cannot write it.
 */
export const TENANTS_ATTRIBUTE = 'tenants';
export const TENANTS_CLAIM = 'custom:tenants';

/** An owner may do all; staff see and change bookings and hours. */
export type Role = 'OWNER' | 'STAFF';
