import type { Provider } from '../../../model/booking/items/provider';
import type { Service } from '../../../model/booking/items/service';
import type { Tenant } from '../../../model/booking/items/tenant';
import { succeed, type Result } from '../../shared/result';
import { unknownTenant } from '../shared/admission';
import { isId } from '../shared/problems';
import type { CatalogPorts } from './ports';

/* What is there, as the API says it: an item's id is `id`, and whose it is is not said. */

export interface BusinessView extends Pick<Tenant, 'name' | 'timeZone' | 'language'> {
  readonly id: string;
}
export interface ServiceView extends Omit<Service, 'tenantId' | 'serviceId'> {
  readonly id: string;
}
export interface ProviderView extends Omit<Provider, 'tenantId' | 'providerId'> {
  readonly id: string;
}

export const viewService = ({ tenantId: _, serviceId: id, ...service }: Service): ServiceView => ({ id, ...service });
export const viewProvider = ({ tenantId: _, providerId: id, ...provider }: Provider): ProviderView => ({
  id,
  ...provider,
});

export async function business({ catalog }: CatalogPorts, tenantId: string): Promise<Result<BusinessView>> {
  const tenant = await catalog.tenant(tenantId);
  if (!tenant) return unknownTenant(tenantId);
  const { name, timeZone, language } = tenant;
  return succeed({ id: tenantId, name, timeZone, language });
}

interface Shown {
  readonly tenantId: string;
  /** Widgets see what can be booked. */
  readonly isWidget?: boolean | null | undefined;
}

export async function services(
  { catalog }: CatalogPorts,
  { tenantId, isWidget, category }: Shown & { readonly category?: string | null | undefined },
): Promise<Result<ServiceView[]>> {
  if (category === '') return succeed([]); // no service is of it, and no key of an index may be empty
  const all = await catalog.listServices(tenantId, category ?? undefined);
  return succeed(all.filter(({ active }) => active || !isWidget).map(viewService));
}

export async function providers(
  { catalog }: CatalogPorts,
  { tenantId, isWidget, serviceId }: Shown & { readonly serviceId?: string | null | undefined },
): Promise<Result<ProviderView[]>> {
  const isAll = serviceId === undefined || serviceId === null;
  if (!isAll && !isId(serviceId)) return succeed([]);
  const all = isAll
    ? (await catalog.listStaff(tenantId)).map(({ provider }) => provider)
    : await catalog.listOffering(tenantId, serviceId);
  return succeed(all.filter(({ active }) => active || !isWidget).map(viewProvider));
}
