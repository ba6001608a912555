import { Bookings } from '../../../../functions/booking/bookings/bookings';
import { customerIdOf, type Contact } from '../../../../functions/booking/bookings/customer-id';
import type { BookRequest } from '../../../../functions/booking/bookings/outcomes';
import type { BookingsPorts } from '../../../../functions/booking/bookings/ports';
import type { Booking } from '../../../../model/booking/items/booking';
import type { DayHours } from '../../../../model/booking/items/hours';
import type { Provider } from '../../../../model/booking/items/provider';
import type { Service } from '../../../../model/booking/items/service';
import type { Tenant } from '../../../../model/booking/items/tenant';
import { interceptTable, type Interceptor } from '../../support/interrupt';
import { createRuntime, type VirtualRuntime } from '../../support/machine';
import { MemoryAvailability, MemoryBookings, MemoryCatalog } from './memory-tables';

export const tenantId = 'hair';

export const tenant: Tenant = {
  ...{ tenantId, ownerId: 'owner', slug: 'hair', name: 'Peluquería Ana', timeZone: 'Europe/Madrid', language: 'es' },
  rules: { stepMinutes: 15, leadMinutes: 60, horizonDays: 60 },
  ...{ status: 'ACTIVE', createdAt: '2026-01-01T00:00:00.000Z' },
};

export const service = (serviceId: string, duration: number, before = 0, after = 0): Service => ({
  ...{ tenantId, serviceId, name: `Service ${serviceId}`, category: 'hair', active: true },
  durationMinutes: duration,
  bufferBeforeMinutes: before,
  bufferAfterMinutes: after,
});

export const provider = (providerId: string, timeZone = 'Europe/Madrid'): Provider => ({
  ...{ tenantId, providerId, name: `Provider ${providerId}`, timeZone, active: true },
});

/** From nine to two and from four to eight, with coffee at eleven. */
export const WORKDAY: DayHours = {
  open: [
    { from: '09:00', to: '14:00' },
    { from: '16:00', to: '20:00' },
  ],
  breaks: [{ from: '11:00', to: '11:15' }],
};

/** Tuesday, 2026-03-24, six in the morning in Madrid. */
export const NOW = Date.parse('2026-03-24T05:00:00.000Z');

export const customer = { name: 'Eva', phone: '+34600000000' };
/** Nobody else's: her bookings are found by it. */
export const eva = { name: 'Eva', email: 'eva@x.test' };

/** Providers `ana` and `leo` work each day; services `cut` (30 minutes) and `dye` (60, with 10 before and 15 after). */
export class World {
  readonly runtime: VirtualRuntime = createRuntime();
  readonly catalog = new MemoryCatalog();
  readonly availability = new MemoryAvailability();
  readonly bookings = new MemoryBookings(this.runtime.now);

  constructor(hours: DayHours = WORKDAY) {
    this.runtime.time = NOW;
    this.catalog.tenants.set(tenantId, tenant);
    for (const one of [service('cut', 30), service('dye', 60, 10, 15)])
      this.catalog.services.set(`${tenantId}#${one.serviceId}`, one);
    for (const one of ['ana', 'leo']) {
      this.catalog.providers.set(`${tenantId}#${one}`, provider(one));
      for (const serviceId of ['cut', 'dye']) this.catalog.offers.add(`${tenantId}#${serviceId}#${one}`);
      this.availability.hours.set(
        `${tenantId}#${one}`,
        new Map([1, 2, 3, 4, 5, 6, 7].map((weekday) => [weekday, hours])),
      );
    }
  }

  ports(): BookingsPorts {
    const { catalog, availability, bookings, runtime } = this;
    return { catalog, availability, bookings, runtime };
  }

  protocol(): Bookings {
    return new Bookings(this.ports());
  }

  /** The same, with an interceptor at every await. */
  intercepted(interceptor: Interceptor): Bookings {
    const { catalog, availability, bookings, runtime } = this.ports();
    return new Bookings({
      catalog: interceptTable(catalog, 'catalog', interceptor),
      availability: interceptTable(availability, 'availability', interceptor),
      bookings: interceptTable(bookings, 'bookings', interceptor),
      runtime,
    });
  }

  /** Where cells and items do not say the same; empty when they do, after all were read. */
  contradictions(): string[] {
    const problems: string[] = [];
    const owned = new Map<string, number>();
    for (const { cells } of this.availability.days.values())
      for (const owner of cells.values()) owned.set(owner, (owned.get(owner) ?? 0) + 1);
    for (const { bookingId, status, place } of this.bookings.items.values()) {
      const cells = owned.get(bookingId) ?? 0;
      if (cells !== (status === 'CONFIRMED' ? place.cells : 0))
        problems.push(`${bookingId} is ${status}, ${cells} cells`);
      owned.delete(bookingId);
    }
    return [...problems, ...[...owned.keys()].map((bookingId) => `${bookingId} has cells, and no item`)];
  }

  /** Which bookings of a customer's stand by the days' items alone, which decide. One for a move waits until the old one is given up. */
  decided(contact: Contact): Set<string> {
    const days = [...this.availability.days.values()];
    const owners = new Set(days.flatMap(({ cells }) => [...cells.values()]));
    const gone = new Map(days.flatMap(({ gone }) => [...gone]));
    const standing = [...this.bookings.items.values()].filter(
      ({ bookingId, replaces }) => owners.has(bookingId) && (!replaces || gone.get(replaces.bookingId) === bookingId),
    );
    const customerId = customerIdOf(contact);
    return new Set(standing.filter((one) => one.customerId === customerId).map(({ bookingId }) => bookingId));
  }

  standing(): Booking[] {
    return [...this.bookings.items.values()].filter(({ status }) => status === 'CONFIRMED');
  }
}

let requests = 0;
/** Another request each time. @param startsAt `2026-03-25T10:00` is as Madrid's clock shows it in winter */
export const request = (startsAt: string, more: Partial<BookRequest> = {}): BookRequest => ({
  ...{ tenantId, requestId: `request-${(requests += 1)}`, serviceId: 'cut', providerId: 'ana', customer },
  startsAt: new Date(`${startsAt}:00.000+01:00`).toISOString(),
  ...more,
});
