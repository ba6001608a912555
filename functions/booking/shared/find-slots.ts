import type { Provider } from '../../../model/booking/items/provider';
import type { Service } from '../../../model/booking/items/service';
import type { Tenant } from '../../../model/booking/items/tenant';
import type { Runtime } from '../../shared/ports';
import type { Failure, Result } from '../../shared/result';
import { succeed } from '../../shared/result';
import { standing } from './admission';
import type { Availability } from './availability';
import type { Catalog } from './catalog';
import { fail } from './failure';
import { datesAround, freeSlots, type Slot } from './free-slots';
import { isId, notFound } from './problems';
import { addDays, DAY, firstInstant, type LocalDate } from './time';

export interface SlotPorts {
  readonly catalog: Pick<Catalog, 'terms' | 'listOffering'>;
  readonly availability: Pick<Availability, 'calendar'>;
  readonly runtime: Pick<Runtime, 'now'>;
}

export interface SlotQuery {
  readonly tenantId: string;
  readonly serviceId: string;
  /** Default: whoever offers the service. */
  readonly providerId?: string | undefined;
  /** The first day, on the business's calendar. */
  readonly from: LocalDate;
  readonly days: number;
}

/** Days that are looked at at once, at most. */
export const MOST_DAYS = 31;

/**
 * Times that can be booked. With one provider: three requests of DynamoDB. With whoever offers the service: three, and two of each of
 * these side by side.
 */
export async function findSlots(
  ports: SlotPorts,
  query: SlotQuery,
): Promise<Result<{ readonly tenant: Tenant; readonly slots: Slot[] }>> {
  const { tenantId, serviceId, providerId, from, days } = query;
  if (!isId(serviceId)) return unknownService(serviceId);
  if (providerId !== undefined && !isId(providerId)) return unknownProvider(providerId);
  const { service, provider, isOffered, ...terms } = await ports.catalog.terms(tenantId, serviceId, providerId);
  const admitted = standing(terms.tenant, tenantId);
  if (!admitted.ok) return admitted;
  const tenant = admitted.value;
  if (!service?.active) return unknownService(serviceId);
  if (providerId !== undefined && !provider?.active) return unknownProvider(providerId);
  if (provider && !isOffered) return notOffered(service, provider);

  const now = ports.runtime.now();
  const { rules, timeZone } = tenant;
  const first = Math.max(firstInstant(timeZone, from, 0), now);
  // What begins at the horizon's very instant can be booked.
  const end = Math.min(firstInstant(timeZone, addDays(from, days), 0), now + rules.horizonDays * DAY + 1);
  if (first >= end) return succeed({ tenant, slots: [] });
  const providers = provider ? [provider] : await ports.catalog.listOffering(tenantId, serviceId);
  const dates = datesAround(first, end);
  const workers = await Promise.all(
    providers
      .filter(({ active }) => active)
      .map(async (one) => ({
        ...one,
        calendar: await ports.availability.calendar(tenantId, one.providerId, dates.from, dates.to),
      })),
  );
  return succeed({ tenant, slots: freeSlots(workers, { duration: service, rules, now }, first, end) });
}

export const unknownService = (serviceId: string): Failure => notFound('service', serviceId, 'the query "services"');
export const unknownProvider = (providerId: string): Failure =>
  notFound('provider', providerId, 'the query "providers"');

const notOffered = ({ name, serviceId }: Service, provider: Provider): Failure =>
  fail(
    'NotBookable',
    `${provider.name} does not offer ${name}. The query "providers" with the serviceId "${serviceId}" says who does.`,
  );
