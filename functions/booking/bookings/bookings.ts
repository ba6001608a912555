import type { Booking, Place } from '../../../model/booking/items/booking';
import type { Duration } from '../../../model/booking/items/service';
import type { Taken } from '../../../model/booking/items/taken';
import { epochSeconds } from '../../shared/time';
import type { Claim } from '../shared/availability';
import { datesAround, takenBy, whyNot, type Worker } from '../shared/free-slots';
import type { Span } from '../shared/opening';
import { addDays, cellOf, clockAt, DAY, MINUTE, startOf, startOfCell, type LocalDate } from '../shared/time';
import type {
  BookOutcome,
  BookRequest,
  CancelOutcome,
  Refused,
  RescheduleOutcome,
  RescheduleRequest,
} from './outcomes';
import { customerIdOf, type Contact } from './customer-id';
import { digestOf } from './digest';
import type { BookingsPorts } from './ports';

/** What is not booked is kept so long after its time: until then its cells, if it has any after all, need its details. */
const KEPT_AFTER_END = 30 * DAY;

/**
 * Makes, moves and cancels bookings, so that two never overlap. The item of a provider's day decides (taken.ts), each time by one
 * conditional write; a booking's own item follows. Whoever dies in between leaves what the next reader of the booking, or of
 * the day, brings to its end (`settle`). All can be asked again, by any number at once.
 */
export class Bookings {
  constructor(private readonly ports: BookingsPorts) {}

  async book(request: BookRequest): Promise<BookOutcome> {
    const bookingId = bookingIdOf(request.tenantId, request.requestId);
    return this.place(request, await this.ports.bookings.get(request.tenantId, bookingId));
  }

  /**
   * Books the other time, then gives up the first. Until that one is given up it stands, and the other waits.
   *
   * @param bookingId the booking that is to be at another time, or with another provider
   */
  async reschedule(tenantId: string, bookingId: string, request: RescheduleRequest): Promise<RescheduleOutcome> {
    const old = await this.get(tenantId, bookingId);
    if (!old) return { outcome: 'UNKNOWN_BOOKING' };
    // After the other: that may have been moved by this very request a moment ago.
    const earlier = await this.ports.bookings.get(tenantId, bookingIdOf(tenantId, request.requestId));
    const { serviceId, providerId, customer, conversationId, notes } = old;
    const wanted: BookRequest = {
      ...{ tenantId, serviceId, providerId, customer, ...request },
      ...(conversationId !== undefined && { conversationId }),
      ...(notes !== undefined && { notes }),
    };
    if (old.status === 'CONFIRMED' && this.hasBegun(old)) return { outcome: 'BEGUN', booking: old };
    return this.place(wanted, earlier, old);
  }

  async cancel(tenantId: string, bookingId: string): Promise<CancelOutcome> {
    const booking = await this.get(tenantId, bookingId);
    if (!booking) return { outcome: 'UNKNOWN_BOOKING' };
    if (booking.status === 'CANCELLED') return over(booking);
    if (this.hasBegun(booking)) return { outcome: 'BEGUN', booking };
    if (!(await this.ports.availability.giveUp(booking))) {
      const now = await this.get(tenantId, bookingId);
      if (now?.status === 'CANCELLED') return over(now); // somebody was faster, or DynamoDB's first answer got lost
    }
    return over(await this.cancelled(booking));
  }

  /** @returns undefined when there is none, or it never came to be */
  async get(tenantId: string, bookingId: string): Promise<Booking | undefined> {
    const booking = await this.ports.bookings.get(tenantId, bookingId);
    return booking && this.settle(booking);
  }

  /** A provider's bookings of a local date, in order, also cancelled ones. None that stands is missing. */
  async ofDay(tenantId: string, providerId: string, date: LocalDate): Promise<Booking[]> {
    const [from, to] = [addDays(date, -1), addDays(date, 2)].map((one) => new Date(startOf(one)).toISOString());
    const [listed, day] = await Promise.all([
      this.ports.bookings.ofProvider(tenantId, providerId, from!, to!),
      this.ports.availability.taken(tenantId, { providerId, date }),
    ]);
    const ofDate = listed.filter(({ place }) => place.date === date);
    const known = new Set(ofDate.map(({ bookingId }) => bookingId));
    // The list lags behind: who has cells is asked for by name.
    const missing = [...new Set(day?.cells.values())].filter((bookingId) => !known.has(bookingId));
    const asked = await Promise.all(missing.map((bookingId) => this.ports.bookings.get(tenantId, bookingId)));
    const all = [...ofDate, ...asked.filter((booking) => booking !== undefined)];
    return this.settled(all, () => Promise.resolve(day));
  }

  /**
   * A customer's bookings, in order, also cancelled ones. One of the last moment may be missing.
   *
   * @param contact as `customerIdOf` takes it; none has no bookings
   * @param from ISO 8601, UTC
   */
  async ofCustomer(tenantId: string, contact: Contact, from: string): Promise<Booking[]> {
    const customerId = customerIdOf(contact);
    if (customerId === undefined) return [];
    return this.settled(await this.ports.bookings.ofCustomer(tenantId, customerId, from), this.eachDay());
  }

  /** The bookings of a chat, in order, also cancelled ones. One of the last moment may be missing. */
  async ofConversation(tenantId: string, conversationId: string): Promise<Booking[]> {
    return this.settled(await this.ports.bookings.ofConversation(tenantId, conversationId), this.eachDay());
  }

  /**
   * @param earlier what has this request's id
   * @param old the booking that it replaces
   */
  private async place(request: BookRequest, earlier: Booking | undefined, old?: Booking): Promise<BookOutcome> {
    if (earlier) {
      if (!isOf(earlier, request, old)) return { outcome: 'REQUEST_REUSED', booking: earlier };
      const settled = await this.settle(earlier);
      if (settled) return this.told(settled);
    }
    if (old?.status === 'CANCELLED') return over(old);
    const found = await this.find(request);
    if ('outcome' in found) return found;
    const booking = earlier ?? this.pending(request, found, old);
    const refused = whyNot(found, found, Date.parse(booking.startsAt), spanOf(booking.place), [
      booking.bookingId,
      ...(old ? [old.bookingId] : []),
    ]);
    if (refused === 'TAKEN') return this.whyNotTaken(booking);
    if (refused) return { outcome: refused };
    if (!earlier && !(await this.ports.bookings.create(booking))) {
      const twin = await this.ports.bookings.get(booking.tenantId, booking.bookingId);
      if (!twin) throw new Error(`The booking ${booking.bookingId} is there, and cannot be read.`);
      return this.place(request, twin, old);
    }
    const isTaken = await this.take(booking);
    const settled = isTaken ? await this.finish(booking) : await this.settle(booking);
    return settled ? this.told(settled) : this.whyNotTaken(booking);
  }

  /** The commit point of a booking, and of a move within a day. */
  private async take(booking: Booking): Promise<boolean> {
    const { availability } = this.ports;
    const old = replacedBy(booking);
    return old && isSameDay(old.place, booking.place) ? availability.move(old, booking) : availability.take(booking);
  }

  /** Of a booking that has its cells. The commit point of a move to another day is that the old cells are given up for it. */
  private async finish(booking: Booking): Promise<Booking> {
    const { availability, bookings } = this.ports;
    const old = replacedBy(booking);
    if (old && !isSameDay(old.place, booking.place)) {
      const isMoved =
        (await availability.giveUp(old, booking.bookingId)) ||
        (await availability.taken(old.tenantId, old.place))?.gone.get(old.bookingId) === booking.bookingId;
      if (!isMoved) {
        await availability.giveUp(booking); // what it was to replace has been cancelled, or moved elsewhere
        return this.cancelled(booking);
      }
    }
    if (old) await bookings.cancel(old, booking.bookingId);
    await bookings.confirm(booking);
    return decided({ ...booking, status: 'CONFIRMED' });
  }

  /**
   * What a booking is by its day's item, which its own item is made to say.
   *
   * @param day Default: it is asked for
   * @returns undefined when it is not booked, or not yet
   */
  private async settle(booking: Booking, day?: Taken): Promise<Booking | undefined> {
    if (booking.status === 'CANCELLED') return booking;
    const { bookingId, tenantId, place } = booking;
    const { cells, gone } = day ?? (await this.ports.availability.taken(tenantId, place)) ?? NOTHING;
    if (gone.has(bookingId)) return this.cancelled(booking, gone.get(bookingId));
    if (booking.status === 'CONFIRMED') return booking; // also when its day's item has been lost
    return cells.get(place.firstCell) === bookingId ? this.finish(booking) : undefined;
  }

  private async cancelled(booking: Booking, movedTo?: string): Promise<Booking> {
    await this.ports.bookings.cancel(booking, movedTo);
    return decided({ ...booking, status: 'CANCELLED', ...(movedTo !== undefined && { movedTo }) });
  }

  private async settled(
    bookings: readonly Booking[],
    dayOf: (booking: Booking) => Promise<Taken | undefined>,
  ): Promise<Booking[]> {
    const all = await Promise.all(bookings.map(async (booking) => this.settle(booking, await dayOf(booking))));
    return all
      .filter((booking) => booking !== undefined)
      .sort(
        (one, other) =>
          Date.parse(one.startsAt) - Date.parse(other.startsAt) || (one.bookingId < other.bookingId ? -1 : 1),
      );
  }

  /** Asks for each day once. */
  private eachDay(): (booking: Booking) => Promise<Taken | undefined> {
    const days = new Map<string, Promise<Taken | undefined>>();
    return ({ tenantId, place, status }) => {
      if (status === 'CANCELLED') return Promise.resolve(undefined);
      const name = `${place.providerId}#${place.date}`;
      const day = days.get(name) ?? this.ports.availability.taken(tenantId, place);
      days.set(name, day);
      return day;
    };
  }

  /** What a request is told of its booking. One that never came to be, since what it was to replace is gone, is told of that. */
  private async told(booking: Booking): Promise<BookOutcome> {
    if (booking.status !== 'CANCELLED') return { outcome: 'BOOKED', booking };
    const old = await this.replaced(booking);
    return old?.status === 'CANCELLED' && old.movedTo !== booking.bookingId ? over(old) : over(booking);
  }

  private async whyNotTaken(booking: Booking): Promise<BookOutcome> {
    const old = await this.replaced(booking);
    return old?.status === 'CANCELLED' ? over(old) : { outcome: 'TAKEN' };
  }

  private async replaced({ tenantId, replaces }: Booking): Promise<Booking | undefined> {
    return replaces && this.get(tenantId, replaces.bookingId);
  }

  /** All that a time is judged by, asked for at once. */
  private async find(request: BookRequest): Promise<Found | Refused> {
    const { tenantId, serviceId, providerId } = request;
    const { catalog, availability, runtime } = this.ports;
    const startsAt = Date.parse(request.startsAt);
    if (Number.isNaN(startsAt)) return { outcome: 'UNALIGNED' };
    const dates = datesAround(startsAt, startsAt);
    const [tenant, service, provider, isOffered, calendar] = await Promise.all([
      catalog.tenant(tenantId),
      catalog.service(tenantId, serviceId),
      catalog.provider(tenantId, providerId),
      catalog.isOffered(tenantId, serviceId, providerId),
      availability.calendar(tenantId, providerId, dates.from, dates.to),
    ]);
    if (!tenant) return { outcome: 'UNKNOWN_TENANT' };
    if (!service?.active) return { outcome: 'UNKNOWN_SERVICE' };
    if (!provider?.active) return { outcome: 'UNKNOWN_PROVIDER' };
    if (!isOffered) return { outcome: 'NOT_OFFERED' };
    const names = { serviceName: service.name, providerName: provider.name };
    const { timeZone } = provider;
    return { duration: service, rules: tenant.rules, now: runtime.now(), timeZone, calendar, ...names };
  }

  private pending(request: BookRequest, found: Found, old: Booking | undefined): Booking {
    const { requestId, startsAt, ...details } = request;
    const customerId = customerIdOf(details.customer);
    const { duration, timeZone, now, serviceName, providerName } = found;
    const start = Date.parse(startsAt);
    const end = start + duration.durationMinutes * MINUTE;
    const takes = takenBy(duration, start);
    const firstCell = cellOf(takes.from);
    return {
      ...details,
      ...(customerId !== undefined && { customerId }),
      bookingId: bookingIdOf(request.tenantId, requestId),
      ...{ serviceName, providerName, timeZone },
      startsAt: new Date(start).toISOString(),
      endsAt: new Date(end).toISOString(),
      place: {
        providerId: request.providerId,
        date: clockAt(timeZone, takes.from).date,
        firstCell,
        cells: cellOf(takes.to - 1) + 1 - firstCell,
      },
      status: 'PENDING',
      createdAt: new Date(now).toISOString(),
      ...(old && { replaces: { bookingId: old.bookingId, place: old.place } }),
      ttl: epochSeconds(end + KEPT_AFTER_END),
    };
  }

  private hasBegun({ startsAt }: Booking): boolean {
    return Date.parse(startsAt) <= this.ports.runtime.now();
  }
}

const NOTHING: Taken = { cells: new Map(), gone: new Map() };

interface Found extends Omit<Worker, 'providerId'> {
  readonly duration: Duration;
  readonly rules: Parameters<typeof whyNot>[1]['rules'];
  readonly now: number;
  readonly serviceName: string;
  readonly providerName: string;
}

/** The same request is the same booking. */
const bookingIdOf = (tenantId: string, requestId: string): string => digestOf(tenantId, requestId);

/** Whether a booking is what this request asks for. */
function isOf(booking: Booking, request: BookRequest, old: Booking | undefined): boolean {
  return (
    booking.serviceId === request.serviceId &&
    booking.providerId === request.providerId &&
    Date.parse(booking.startsAt) === Date.parse(request.startsAt) &&
    booking.replaces?.bookingId === old?.bookingId
  );
}

const replacedBy = ({ tenantId, replaces }: Booking): Claim | undefined => replaces && { tenantId, ...replaces };

const isSameDay = (one: Place, other: Place): boolean => one.providerId === other.providerId && one.date === other.date;

const spanOf = ({ firstCell, cells }: Place): Span => ({
  from: startOfCell(firstCell),
  to: startOfCell(firstCell + cells),
});

/** One that came to be is kept, and so is one that is gone. */
function decided({ ...booking }: Booking): Booking {
  delete booking.ttl;
  return booking;
}

/** Of a booking that is cancelled. */
const over = (booking: Booking): { outcome: 'CANCELLED' | 'MOVED'; booking: Booking } => ({
  outcome: booking.movedTo === undefined ? 'CANCELLED' : 'MOVED',
  booking,
});
