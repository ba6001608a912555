import type { Tenant } from '../../../model/booking/items/tenant';
import type { Runtime } from '../../shared/ports';
import type { Availability } from '../shared/availability';
import type { Catalog, Staff } from '../shared/catalog';
import type { Language } from './extractor';
import type { Facts } from './facts';

export interface BusinessPorts {
  readonly catalog: Pick<Catalog, 'listServices' | 'listStaff'>;
  readonly availability: Pick<Availability, 'weekdays'>;
  readonly runtime: Pick<Runtime, 'now'>;
}

/** Milliseconds for which opening hours are not asked for again: one request for each provider, to tell five in the morning from the afternoon. */
const HOURS_FRESH = 600_000;
/** Tenants whose hours are remembered. */
const MOST_REMEMBERED = 1_000;
/** Of a business of which nobody has said when it opens. */
const ALL_DAY = { from: '00:00', to: '24:00' };

/** What is true of a business, as the chat asks for it. */
export class Business {
  private readonly remembered = new Map<string, { readonly opens: Facts['opens']; readonly until: number }>();

  constructor(private readonly ports: BusinessPorts) {}

  async facts({ tenantId, timeZone, language, rules }: Tenant): Promise<Facts & { readonly language: Language }> {
    const { catalog, runtime } = this.ports;
    const [services, everybody] = await Promise.all([catalog.listServices(tenantId), catalog.listStaff(tenantId)]);
    const staff = everybody.filter(({ provider }) => provider.active);
    return {
      services: services.filter(({ active }) => active).map(({ serviceId: id, name }) => ({ id, name })),
      providers: staff.map(({ provider, serviceIds }) => ({
        id: provider.providerId,
        name: provider.name,
        services: serviceIds,
      })),
      opens: await this.opens(tenantId, staff),
      zone: timeZone,
      horizon: rules.horizonDays,
      now: runtime.now(),
      language,
    };
  }

  private async opens(tenantId: string, staff: readonly Staff[]): Promise<Facts['opens']> {
    const now = this.ports.runtime.now();
    const known = this.remembered.get(tenantId);
    if (known && known.until > now) return known.opens;
    const all = await Promise.all(
      staff.map(({ provider }) => this.ports.availability.weekdays(tenantId, provider.providerId)),
    );
    const open = all.flatMap((weekdays) => [...weekdays.values()].flatMap((hours) => hours.open));
    if (open.length === 0) return ALL_DAY; // not remembered: whoever sets hours now sees them at once
    const opens = open.reduce(
      (widest, { from, to }) => ({
        from: from < widest.from ? from : widest.from,
        to: to > widest.to ? to : widest.to,
      }),
      open[0]!,
    );
    this.remembered.delete(tenantId);
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.delete(this.remembered.keys().next().value!);
    this.remembered.set(tenantId, { opens, until: now + HOURS_FRESH });
    return opens;
  }
}
