import { readProvider } from '../../../model/booking/items/provider';
import { readService } from '../../../model/booking/items/service';
import type { Tenant } from '../../../model/booking/items/tenant';
import { succeed, type Result } from '../../shared/result';
import { unknownProvider, unknownService } from '../shared/find-slots';
import { checked, invalid, isId, tidy } from '../shared/problems';
import { viewProvider, viewService, type ProviderView, type ServiceView } from './lists';
import type { CatalogPorts } from './ports';

/** Services that one provider offers, at most. */
const MOST_OFFERED = 200;

/** What a client sends: it has the types that the API's schema says, and may have any values. */
type Input = Readonly<Record<string, unknown>> & { readonly id?: string | null | undefined };

/** Makes a service, or changes the one with this id: all of it. */
export async function saveService(
  { catalog, runtime }: CatalogPorts,
  { tenantId }: Tenant,
  input: Input,
): Promise<Result<ServiceView>> {
  const { id, ...said } = tidy(input);
  if (id !== undefined && !isId(String(id))) return unknownService(String(id));
  const serviceId = id ?? runtime.uniqueId();
  const read = readService({
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    active: true,
    ...said,
    tenantId,
    serviceId,
  });
  const service = checked(read, input);
  if (!service.ok) return service;
  const isSaved = await catalog.putService(service.value, id === undefined);
  return isSaved ? succeed(viewService(service.value)) : unknownService(serviceId);
}

/** Makes a provider, or changes the one with this id: all of it, and what they offer. */
export async function saveProvider(
  { catalog, runtime }: CatalogPorts,
  { tenantId, timeZone }: Tenant,
  input: Input & { readonly serviceIds: readonly string[] },
): Promise<Result<ProviderView>> {
  const { id, serviceIds, ...said } = tidy(input);
  if (id !== undefined && !isId(String(id))) return unknownProvider(String(id));
  const providerId = id ?? runtime.uniqueId();
  const provider = checked(readProvider({ timeZone, active: true, ...said, tenantId, providerId }), input);
  if (!provider.ok) return provider;
  const offered = [...new Set(serviceIds)];
  if (offered.length > MOST_OFFERED) {
    return invalid(`input.serviceIds is not up to ${MOST_OFFERED} ids`, `${offered.length} ids`);
  }
  const known = new Set((await catalog.listServices(tenantId)).map(({ serviceId }) => serviceId));
  const unknown = offered.find((one) => !known.has(one));
  if (unknown !== undefined) return unknownService(unknown);
  const isSaved = await catalog.putProvider(provider.value, offered, id === undefined);
  return isSaved ? succeed(viewProvider(provider.value)) : unknownProvider(providerId);
}
