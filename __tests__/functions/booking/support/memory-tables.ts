/* eslint-disable @typescript-eslint/require-await -- async like the real ones, though memory never waits */
import type { Conversations } from '../../../../functions/booking/agent/conversations';
import type { ConversationKey, Stored } from '../../../../functions/booking/agent/ports';
import type { ApiKeys } from '../../../../functions/booking/shared/api-keys';
import type { Tenants } from '../../../../functions/booking/shared/tenants';
import type { ApiKey } from '../../../../model/booking/items/api-key';
import type { Availability, Claim } from '../../../../functions/booking/shared/availability';
import type { Catalog } from '../../../../functions/booking/shared/catalog';
import type { Calendar } from '../../../../functions/booking/shared/free-slots';
import type { LocalDate } from '../../../../functions/booking/shared/time';
import type { BookingsTable } from '../../../../functions/booking/bookings/bookings-table';
import type { Booking, Place } from '../../../../model/booking/items/booking';
import type { DayHours } from '../../../../model/booking/items/hours';
import type { Provider } from '../../../../model/booking/items/provider';
import type { Service } from '../../../../model/booking/items/service';
import type { Taken } from '../../../../model/booking/items/taken';
import type { Tenant } from '../../../../model/booking/items/tenant';
import { without } from '../../support/without';

/**
 * The tables in memory, for tests that need thousands of bookings or a say in who comes first. They pass the very suite that the
 * real ones pass on DynamoDB (tables-suite.ts); each call takes effect at one moment, as a single-item write does.
 */

type Public<Class> = { [Key in keyof Class]: Class[Key] };

export class MemoryCatalog implements Public<Catalog> {
  readonly tenants = new Map<string, Tenant>();
  readonly services = new Map<string, Service>();
  readonly providers = new Map<string, Provider>();
  readonly offers = new Set<string>();

  async tenant(tenantId: string) {
    return this.tenants.get(tenantId);
  }
  async service(tenantId: string, serviceId: string) {
    return this.services.get(`${tenantId}#${serviceId}`);
  }
  async provider(tenantId: string, providerId: string) {
    return this.providers.get(`${tenantId}#${providerId}`);
  }
  async isOffered(tenantId: string, serviceId: string, providerId: string) {
    return this.offers.has(`${tenantId}#${serviceId}#${providerId}`);
  }
  async terms(tenantId: string, serviceId: string, providerId?: string) {
    return {
      tenant: this.tenants.get(tenantId),
      service: this.services.get(`${tenantId}#${serviceId}`),
      provider: this.providers.get(`${tenantId}#${providerId}`),
      isOffered: this.offers.has(`${tenantId}#${serviceId}#${providerId}`),
    };
  }
  async listServices(tenantId: string, category?: string) {
    const all = [...this.services.values()].filter((one) => one.tenantId === tenantId);
    return all.filter((one) => category === undefined || one.category === category).sort(byName);
  }
  async listStaff(tenantId: string) {
    const all = [...this.providers.values()].filter((one) => one.tenantId === tenantId).sort(byName);
    return all.map((provider) => ({ provider, serviceIds: this.offersOf(tenantId, provider.providerId) }));
  }
  async listOffering(tenantId: string, serviceId: string) {
    const staff = await this.listStaff(tenantId);
    return staff.filter((one) => one.serviceIds.includes(serviceId)).map(({ provider }) => provider);
  }
  async putService(service: Service, isNew: boolean) {
    const key = `${service.tenantId}#${service.serviceId}`;
    if (this.services.has(key) === isNew) return false;
    this.services.set(key, service);
    return true;
  }
  async putProvider(provider: Provider, serviceIds: readonly string[], isNew: boolean) {
    const { tenantId, providerId } = provider;
    const key = `${tenantId}#${providerId}`;
    if (this.providers.has(key) === isNew) return false;
    this.providers.set(key, provider);
    for (const one of this.offersOf(tenantId, providerId)) this.offers.delete(`${tenantId}#${one}#${providerId}`);
    for (const one of serviceIds) this.offers.add(`${tenantId}#${one}#${providerId}`);
    return true;
  }

  private offersOf(tenantId: string, providerId: string): string[] {
    const offers = [...this.offers].map((one) => one.split('#'));
    return offers
      .filter(([tenant, , provider]) => tenant === tenantId && provider === providerId)
      .map(([, service]) => service!)
      .sort();
  }
}

const byName = (one: Service | Provider, other: Service | Provider) => (nameOf(one) < nameOf(other) ? -1 : 1);
const nameOf = (one: Service | Provider) => `${one.name}\0${'serviceId' in one ? one.serviceId : one.providerId}`;

interface Day {
  readonly cells: Map<number, string>;
  readonly gone: Map<string, string | undefined>;
}

const cellsOf = ({ firstCell, cells }: Place) => Array.from({ length: cells }, (_, index) => firstCell + index);

export class MemoryAvailability implements Public<Availability> {
  readonly hours = new Map<string, Map<number, DayHours>>();
  readonly exceptions = new Map<string, Map<LocalDate, DayHours>>();
  readonly days = new Map<string, Day>();

  async calendar(tenantId: string, providerId: string, from: LocalDate, to: LocalDate): Promise<Calendar> {
    const key = `${tenantId}#${providerId}`;
    const inRange = (date: LocalDate) => from <= date && date <= to;
    const days = [...this.days].filter(([name]) => name.startsWith(`${key}#`) && inRange(name.slice(key.length + 1)));
    return {
      hours: new Map(this.hours.get(key)),
      exceptions: new Map([...(this.exceptions.get(key) ?? [])].filter(([date]) => inRange(date))),
      taken: new Map(days.flatMap(([, { cells }]) => [...cells])),
    };
  }

  async weekdays(tenantId: string, providerId: string) {
    return new Map(this.hours.get(`${tenantId}#${providerId}`));
  }

  async putHours(tenantId: string, providerId: string, weekday: number, hours: DayHours) {
    const key = `${tenantId}#${providerId}`;
    this.hours.set(key, new Map(this.hours.get(key)).set(weekday, hours));
  }

  async putException(tenantId: string, providerId: string, date: LocalDate, hours: DayHours) {
    const key = `${tenantId}#${providerId}`;
    this.exceptions.set(key, new Map(this.exceptions.get(key)).set(date, hours));
  }

  async removeException(tenantId: string, providerId: string, date: LocalDate) {
    this.exceptions.get(`${tenantId}#${providerId}`)?.delete(date);
  }

  async taken(tenantId: string, place: Pick<Place, 'providerId' | 'date'>): Promise<Taken | undefined> {
    const day = this.days.get(`${tenantId}#${place.providerId}#${place.date}`);
    return day && { cells: new Map(day.cells), gone: new Map(day.gone) };
  }

  async take({ bookingId, ...claim }: Claim) {
    const day = this.day(claim);
    const cells = cellsOf(claim.place);
    if (day.gone.has(bookingId) || cells.some((cell) => day.cells.has(cell))) return false;
    for (const cell of cells) day.cells.set(cell, bookingId);
    this.keep(claim, day);
    return true;
  }

  async giveUp({ bookingId, ...claim }: Claim, movedTo?: string) {
    const day = this.day(claim);
    if (day.cells.get(claim.place.firstCell) !== bookingId) return false;
    for (const cell of cellsOf(claim.place)) day.cells.delete(cell);
    day.gone.set(bookingId, movedTo);
    this.keep(claim, day);
    return true;
  }

  async move(from: Claim, to: Claim) {
    const day = this.day(to);
    const isInTheWay = (cell: number) => ![undefined, from.bookingId].includes(day.cells.get(cell));
    if (day.cells.get(from.place.firstCell) !== from.bookingId || day.gone.has(to.bookingId)) return false;
    if (cellsOf(to.place).some(isInTheWay)) return false;
    for (const cell of cellsOf(from.place)) day.cells.delete(cell);
    for (const cell of cellsOf(to.place)) day.cells.set(cell, to.bookingId);
    day.gone.set(from.bookingId, to.bookingId);
    this.keep(to, day);
    return true;
  }

  private day({ tenantId, place }: Pick<Claim, 'tenantId' | 'place'>): Day {
    return this.days.get(`${tenantId}#${place.providerId}#${place.date}`) ?? { cells: new Map(), gone: new Map() };
  }

  private keep({ tenantId, place }: Pick<Claim, 'tenantId' | 'place'>, day: Day): void {
    this.days.set(`${tenantId}#${place.providerId}#${place.date}`, day);
  }
}

export class MemoryBookings implements Public<BookingsTable> {
  readonly items = new Map<string, Booking>();
  /** What the lists do not show yet. */
  readonly lagging = new Set<string>();
  constructor(private readonly now: () => number) {}

  async get(tenantId: string, bookingId: string) {
    const item = this.items.get(`${tenantId}#${bookingId}`);
    return item && this.isLive(item) ? item : undefined;
  }

  async create(booking: Booking) {
    const key = `${booking.tenantId}#${booking.bookingId}`;
    const before = this.items.get(key);
    if (before && this.isLive(before)) return false;
    this.items.set(key, booking);
    return true;
  }

  async confirm({ tenantId, bookingId }: Pick<Booking, 'tenantId' | 'bookingId'>) {
    const item = this.items.get(`${tenantId}#${bookingId}`);
    if (item?.status !== 'PENDING') return;
    this.items.set(`${tenantId}#${bookingId}`, { ...without(item, 'ttl'), status: 'CONFIRMED' });
  }

  async cancel({ tenantId, bookingId }: Pick<Booking, 'tenantId' | 'bookingId'>, movedTo?: string) {
    const item = this.items.get(`${tenantId}#${bookingId}`);
    if (!item) return;
    const moved = movedTo === undefined ? {} : { movedTo };
    this.items.set(`${tenantId}#${bookingId}`, { ...without(item, 'ttl'), ...moved, status: 'CANCELLED' });
  }

  async ofProvider(tenantId: string, providerId: string, from: string, to: string) {
    return this.list(tenantId, (one) => one.providerId === providerId && from <= one.startsAt && one.startsAt <= to);
  }

  async ofCustomer(tenantId: string, customerId: string, from: string) {
    return this.list(tenantId, (one) => one.customerId === customerId && from <= one.startsAt);
  }

  async ofConversation(tenantId: string, conversationId: string) {
    return this.list(tenantId, (one) => one.conversationId === conversationId);
  }

  private list(tenantId: string, fits: (booking: Booking) => boolean): Booking[] {
    return [...this.items.values()]
      .filter((one) => one.tenantId === tenantId && fits(one) && this.isLive(one) && !this.lagging.has(one.bookingId))
      .sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1));
  }

  private isLive({ ttl = Infinity }: Booking): boolean {
    return ttl > Math.floor(this.now() / 1000);
  }
}

export class MemoryTenants implements Public<Tenants> {
  readonly slugs = new Map<string, string>();
  /** @param tenants the catalog's, which reads the same table */
  constructor(readonly tenants: Map<string, Tenant>) {}

  async get(tenantId: string) {
    return this.tenants.get(tenantId);
  }
  async ofSlug(slug: string) {
    return this.tenants.get(this.slugs.get(slug) ?? '');
  }
  async ofOwner(ownerId: string) {
    const theirs = [...this.tenants.values()].filter((one) => one.ownerId === ownerId);
    return theirs.sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
  }
  async create(tenant: Tenant) {
    const { tenantId, slug, ownerId } = tenant;
    if (![undefined, tenantId].includes(this.slugs.get(slug))) return 'SLUG_TAKEN' as const;
    const before = this.tenants.get(tenantId);
    if (before && (before.slug !== slug || before.ownerId !== ownerId)) return 'ID_TAKEN' as const;
    this.slugs.set(slug, tenantId);
    if (!before) this.tenants.set(tenantId, tenant);
    return 'CREATED' as const;
  }
  async suspend(tenantId: string) {
    return this.setStatus(tenantId, 'SUSPENDED');
  }
  async resume(tenantId: string) {
    return this.setStatus(tenantId, 'ACTIVE');
  }
  async erase(tenantId: string, slug?: string) {
    if (slug !== undefined && this.slugs.get(slug) === tenantId) this.slugs.delete(slug);
    this.tenants.delete(tenantId);
  }
  private setStatus(tenantId: string, status: Tenant['status']): boolean {
    const tenant = this.tenants.get(tenantId);
    if (tenant) this.tenants.set(tenantId, { ...tenant, status });
    return tenant !== undefined;
  }
}

export class MemoryApiKeys implements Public<ApiKeys> {
  readonly keys = new Map<string, ApiKey>();
  readonly used = new Map<string, number>();
  constructor(private readonly now: () => number) {}

  async get(keyHash: string) {
    const key = this.keys.get(keyHash);
    return key && (key.ttl ?? Infinity) > Math.floor(this.now() / 1000) ? key : undefined;
  }
  async ofTenant(tenantId: string) {
    const live = await Promise.all([...this.keys.keys()].map((keyHash) => this.get(keyHash)));
    return live
      .filter((key) => key !== undefined)
      .filter((key) => key.tenantId === tenantId)
      .sort((one, other) => (`${one.createdAt} ${one.keyHash}` < `${other.createdAt} ${other.keyHash}` ? 1 : -1));
  }
  async create(key: ApiKey) {
    if (this.keys.has(key.keyHash)) throw new Error('The conditional request failed');
    this.keys.set(key.keyHash, key);
  }
  async rotate({ tenantId, keyHash }: ApiKey, ttl: number, next: ApiKey) {
    await this.create(next);
    const old = await this.get(keyHash);
    if (old?.tenantId !== tenantId || old.status !== 'ACTIVE') {
      await this.revoke(tenantId, next.keyHash);
      return undefined;
    }
    const ends = Math.min(ttl, old.ttl ?? Infinity);
    this.keys.set(keyHash, { ...old, ttl: ends });
    return ends;
  }
  async revoke(tenantId: string, keyHash: string) {
    const key = await this.get(keyHash);
    if (key?.tenantId !== tenantId) return undefined;
    this.keys.set(keyHash, { revokedAt: new Date(this.now()).toISOString(), ...key, status: 'REVOKED' });
    return this.keys.get(keyHash);
  }
  async use(keyHash: string) {
    const minute = `${keyHash}#${Math.floor(this.now() / 60_000)}`;
    this.used.set(minute, (this.used.get(minute) ?? 0) + 1);
    return this.used.get(minute)!;
  }
}

export class MemoryConversations implements Public<Conversations> {
  readonly items = new Map<string, { readonly text: string; readonly until: number }>();
  constructor(
    private readonly now: () => number,
    private readonly ttlSeconds: number,
  ) {}

  async load(key: ConversationKey) {
    return this.live(key);
  }
  async save(key: ConversationKey, expected: number, stored: Stored) {
    if ((this.live(key)?.revision ?? 0) !== expected) return false;
    const until = Math.floor(this.now() / 1000) + this.ttlSeconds;
    this.items.set(`${key.tenantId}#${key.conversationId}`, { text: JSON.stringify(stored), until });
    return true;
  }

  private live({ tenantId, conversationId }: ConversationKey): Stored | undefined {
    const item = this.items.get(`${tenantId}#${conversationId}`);
    return item && item.until > Math.floor(this.now() / 1000) ? (JSON.parse(item.text) as Stored) : undefined;
  }
}
