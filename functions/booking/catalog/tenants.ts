import * as z from 'zod/mini';
import { readTenant, type Tenant } from '../../../model/booking/items/tenant';
import { succeed, type Result } from '../../shared/result';
import { given, unknownTenant } from '../shared/admission';
import { checked, invalid, isId, tidy } from '../shared/problems';
import type { CatalogPorts } from './ports';

/** What whoever runs the service says of a new tenant. Its values are checked by the item's own shape. */
export const newTenant = z.object({
  tenantId: given(z.string()),
  slug: z.string(),
  name: z.string(),
  ownerId: z.string(),
  timeZone: z.string(),
  language: z.string(),
});

/** By which rules a new tenant takes bookings, until it says others. */
const RULES: Tenant['rules'] = { stepMinutes: 15, leadMinutes: 60, horizonDays: 90 };

export interface TenantView extends Pick<
  Tenant,
  'slug' | 'name' | 'ownerId' | 'timeZone' | 'language' | 'status' | 'createdAt'
> {
  readonly id: string;
}

/** Made again with the same id, slug and owner, it is the same tenant. */
export async function createTenant(ports: CatalogPorts, input: z.infer<typeof newTenant>): Promise<Result<TenantView>> {
  const { tenantId, ...said } = tidy(input);
  const item = {
    ...said,
    ...{ tenantId: tenantId ?? ports.runtime.uniqueId(), status: 'ACTIVE', rules: RULES },
    createdAt: new Date(ports.runtime.now()).toISOString(),
  };
  const tenant = checked(readTenant(item), item);
  if (!tenant.ok) return tenant;
  const { slug } = tenant.value;
  switch (await ports.tenants.create(tenant.value)) {
    case 'CREATED':
      return succeed(view((await ports.tenants.get(tenant.value.tenantId)) ?? tenant.value));
    case 'SLUG_TAKEN':
      return invalid("input.slug is another business's", slug);
    case 'ID_TAKEN':
      return invalid("input.tenantId is another business's", tenant.value.tenantId);
  }
}

/** @param name its id or its slug */
export async function findTenant({ tenants }: CatalogPorts, name: string): Promise<Result<TenantView>> {
  const [byId, bySlug] = isId(name) ? await Promise.all([tenants.get(name), tenants.ofSlug(name)]) : [];
  if (byId && bySlug && byId.tenantId !== bySlug.tenantId) {
    return invalid(
      'tenant is the id of one business and the slug of another. Say the slug of the one, or the id of the other',
      name,
    );
  }
  const tenant = byId ?? bySlug;
  return tenant ? succeed(view(tenant)) : unknownTenant(name);
}

/** Whose word for themselves this is, as `createTenant` was told it. @returns in the order in which they were made */
export async function tenantsOfOwner({ tenants }: CatalogPorts, ownerId: string): Promise<Result<TenantView[]>> {
  if (!isId(ownerId)) return invalid('ownerId is not 1 to 64 letters, digits, _ or -', ownerId);
  return succeed((await tenants.ofOwner(ownerId)).map(view));
}

/** A suspended one's widgets are turned away within a minute, and nothing of it changes; what it has stays. */
export async function setSuspended(
  { tenants }: CatalogPorts,
  tenantId: string,
  isSuspended: boolean,
): Promise<Result<TenantView>> {
  const isThere = isSuspended ? await tenants.suspend(tenantId) : await tenants.resume(tenantId);
  const tenant = isThere ? await tenants.get(tenantId) : undefined;
  return tenant ? succeed(view(tenant)) : unknownTenant(tenantId);
}

const view = ({ tenantId, slug, name, ownerId, timeZone, language, status, createdAt }: Tenant): TenantView => ({
  ...{ id: tenantId, slug, name, ownerId, timeZone, language, status, createdAt },
});
