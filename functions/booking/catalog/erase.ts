import { succeed, type Result } from '../../shared/result';
import { invalid } from '../shared/problems';
import type { CatalogPorts } from './ports';

/** Items that are a tenant's. */
export interface ErasedView {
  readonly services: number;
  readonly providers: number;
  /** That a provider offers a service. */
  readonly offers: number;
  /** Hours, and what of each day is taken. */
  readonly days: number;
  readonly bookings: number;
  readonly apiKeys: number;
  /** 1, with its slug; 0 once it is gone. */
  readonly tenants: number;
}

/**
 * Removes a suspended tenant with all that is its own, for good. TTL removes what it does not: conversations, and counts of how often a
 * key was used. What leads to something goes after it, and the tenant last: killed in between, or out of time, the same again
 * brings it to its end.
 *
 * Bookings are found by the days on which they took time, and those that never came to be by an index; so are keys. An index lags a moment:
 * suspended earlier than that, a tenant has nothing that it does not show. A key that is left lets nobody in without its tenant, and the
 * same again removes it; a booking that never came to be has a TTL.
 *
 * @param dryRun whether it is only counted
 * @returns what there was; all 0 where nothing is left
 */
export async function eraseTenant(
  ports: CatalogPorts,
  { tenantId, dryRun }: { readonly tenantId: string; readonly dryRun: boolean },
): Promise<Result<ErasedView>> {
  const { tenants, catalog, availability, bookings, apiKeys } = ports;
  const tenant = await tenants.get(tenantId);
  if (tenant?.status === 'ACTIVE') {
    return invalid('tenantId is not that of a suspended business. Ask suspendTenant first', tenantId);
  }
  const ids = await catalog.idsOf(tenantId);
  let [days, booked] = [0, 0];
  for (const providerId of ids.providers) {
    const items = await availability.itemsOf(tenantId, providerId);
    const bookingIds = [...new Set([...items.bookingIds, ...(await bookings.idsOf(tenantId, providerId))])];
    days += items.days.length;
    booked += bookingIds.length;
    if (dryRun) continue;
    await bookings.erase(tenantId, bookingIds);
    await availability.eraseItems(tenantId, providerId, items.days);
  }
  const keyHashes = await apiKeys.hashesOf(tenantId);
  if (!dryRun) {
    await catalog.erase(tenantId, ids);
    await apiKeys.erase(keyHashes);
    await tenants.erase(tenantId, tenant?.slug);
  }
  return succeed({
    ...{ services: ids.services.length, providers: ids.providers.length, offers: ids.offers.length },
    ...{ days, bookings: booked, apiKeys: keyHashes.length, tenants: tenant ? 1 : 0 },
  });
}
