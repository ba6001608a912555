import { readDetails } from '../../../model/booking/items/booking';
import { date as dateValue } from '../../../model/booking/items/values';
import { succeed, type Failure, type Result } from '../../shared/result';
import { fail } from '../shared/failure';
import { unknownProvider, unknownService } from '../shared/find-slots';
import { unknownTenant } from '../shared/admission';
import type { BookingMetrics } from '../shared/metrics';
import { checked, invalid, isId, isSecretId, notFound, SECRET_ID, tidy } from '../shared/problems';
import type { Bookings } from './bookings';
import { customerIdOf } from './customer-id';
import type { BookOutcome, CancelOutcome, RescheduleOutcome } from './outcomes';
import { viewBooking, type BookingView } from './view';

export interface RequestPorts {
  readonly protocol: Pick<
    Bookings,
    'book' | 'cancel' | 'reschedule' | 'get' | 'ofDay' | 'ofCustomer' | 'ofConversation'
  >;
  readonly metrics: Pick<BookingMetrics, 'count'>;
}

export interface BookInput {
  readonly requestId: string;
  readonly serviceId: string;
  readonly providerId: string;
  readonly startsAt: string;
  readonly customer: object;
  readonly notes?: string | null | undefined;
}

export interface RescheduleInput {
  readonly requestId: string;
  readonly startsAt: string;
  readonly providerId?: string | null | undefined;
}

export async function book(ports: RequestPorts, tenantId: string, input: BookInput): Promise<Result<BookingView>> {
  const { requestId, serviceId, providerId, startsAt, ...said } = tidy(input);
  const refused = refuseRequest(requestId, startsAt);
  if (refused) return refused;
  if (!isId(serviceId)) return unknownService(serviceId);
  if (!isId(providerId)) return unknownProvider(providerId);
  const details = checked(readDetails({ ...said }), input);
  if (!details.ok) return details;
  const request = { tenantId, requestId, serviceId, providerId, startsAt, ...details.value };
  return answer(ports, await ports.protocol.book(request), request);
}

export async function rescheduleBooking(
  ports: RequestPorts,
  { tenantId, id, input }: { readonly tenantId: string; readonly id: string; readonly input: RescheduleInput },
): Promise<Result<BookingView>> {
  const { requestId, startsAt, providerId } = tidy(input);
  const refused = refuseRequest(requestId, startsAt);
  if (refused) return refused;
  if (typeof providerId === 'string' && !isId(providerId)) return unknownProvider(providerId);
  if (!isId(id)) return unknownBooking(id);
  const request = { requestId, startsAt, ...(typeof providerId === 'string' && { providerId }) };
  return answer(ports, await ports.protocol.reschedule(tenantId, id, request), { ...request, tenantId, id });
}

export async function cancelBooking(ports: RequestPorts, tenantId: string, id: string): Promise<Result<BookingView>> {
  if (!isId(id)) return unknownBooking(id);
  const told = await ports.protocol.cancel(tenantId, id);
  if (told.outcome === 'MOVED' || told.outcome === 'CANCELLED') {
    ports.metrics.count('BookingCancelled');
    return succeed(viewBooking(told.booking));
  }
  return answer(ports, told, { tenantId, id });
}

export async function booking(
  { protocol }: RequestPorts,
  tenantId: string,
  id: string,
): Promise<Result<BookingView | null>> {
  const found = isId(id) ? await protocol.get(tenantId, id) : undefined;
  return succeed(found ? viewBooking(found) : null);
}

export async function bookingsOfDay(
  { protocol }: RequestPorts,
  { tenantId, providerId, date }: { readonly tenantId: string; readonly providerId: string; readonly date: string },
): Promise<Result<BookingView[]>> {
  if (!isId(providerId)) return unknownProvider(providerId);
  if (!dateValue.safeParse(date).success) return invalid('date is not a date as 2026-03-29', date);
  return succeed((await protocol.ofDay(tenantId, providerId, date)).map(viewBooking));
}

export interface CustomerQuery {
  readonly tenantId: string;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly from?: string | null | undefined;
}

/** @param now epoch milliseconds: from when on, unless the query says so */
export async function bookingsOfCustomer(
  { protocol }: RequestPorts,
  { tenantId, ...query }: CustomerQuery,
  now: number,
): Promise<Result<BookingView[]>> {
  const { email, phone, from } = tidy(query);
  if (typeof email === 'string' && typeof phone === 'string') {
    return invalid(
      'email and phone are not said together. Say the e-mail address, or the telephone of who said none',
      phone,
    );
  }
  const contact = { ...(typeof email === 'string' && { email }), ...(typeof phone === 'string' && { phone }) };
  if (customerIdOf(contact) === undefined) {
    return invalid('neither email nor phone says who. Say an e-mail address, or a telephone with its digits', phone);
  }
  const start = typeof from === 'string' ? Date.parse(from) : now;
  if (Number.isNaN(start)) return invalid('from is not a time as 2026-03-29T08:00:00.000Z', from);
  const found = await protocol.ofCustomer(tenantId, contact, new Date(start).toISOString());
  return succeed(found.map(viewBooking));
}

export async function bookingsOfConversation(
  { protocol }: RequestPorts,
  tenantId: string,
  conversationId: string,
): Promise<Result<BookingView[]>> {
  if (!isSecretId(conversationId)) return invalid(`conversationId is not ${SECRET_ID}`, conversationId);
  return succeed((await protocol.ofConversation(tenantId, conversationId)).map(viewBooking));
}

function refuseRequest(requestId: string, startsAt: string): Failure | undefined {
  if (!isSecretId(requestId)) return invalid(`input.requestId is not ${SECRET_ID}`, requestId);
  if (Number.isNaN(Date.parse(startsAt))) return invalid(`input.startsAt is not ${A_SLOT}`, startsAt);
  return undefined;
}

const A_SLOT = 'a time that the query "availableSlots" says';

interface Asked {
  readonly tenantId: string;
  /** Of the booking that was asked for. Default: a new one. */
  readonly id?: string;
  readonly requestId?: string;
  readonly serviceId?: string;
  readonly providerId?: string;
  readonly startsAt?: string;
}

/** What a client is told of what came of it. */
function answer(
  { metrics }: RequestPorts,
  told: BookOutcome | RescheduleOutcome | CancelOutcome,
  asked: Asked,
): Result<BookingView> {
  if (told.outcome === 'BOOKED') {
    metrics.count('BookingMade');
    return succeed(viewBooking(told.booking));
  }
  // This very request was booked, and what it booked has been cancelled or moved since: that is what it is told.
  const isOver = told.outcome === 'CANCELLED' || told.outcome === 'MOVED';
  if (isOver && told.booking.bookingId !== asked.id) return succeed(viewBooking(told.booking));
  metrics.count('BookingRefused');
  return refusalOf(told, asked);
}

function refusalOf(
  told: Exclude<BookOutcome | RescheduleOutcome | CancelOutcome, { readonly outcome: 'BOOKED' }>,
  { tenantId, id = '', requestId, serviceId, providerId, startsAt }: Asked,
): Failure {
  switch (told.outcome) {
    case 'UNKNOWN_TENANT':
      return unknownTenant(tenantId);
    case 'UNKNOWN_SERVICE':
      return serviceId === undefined ? fail('NotFound', GONE) : unknownService(serviceId);
    case 'UNKNOWN_PROVIDER':
      return providerId === undefined ? fail('NotFound', GONE) : unknownProvider(providerId);
    case 'UNKNOWN_BOOKING':
      return unknownBooking(id);
    case 'REQUEST_REUSED':
      return invalid('input.requestId is not one of its own: another booking has it. Make a new one', requestId);
    case 'UNALIGNED':
      return invalid(`input.startsAt is not ${A_SLOT}, in steps of 5 minutes`, startsAt);
    case 'TAKEN':
      return fail('SlotTaken', `${startsAt} is taken. Ask for ${FREE_TIMES} again, and choose another.`);
    case 'PAST':
      return fail('NotBookable', `${startsAt} is too soon to be booked, or over. Choose one of ${FREE_TIMES}.`);
    case 'TOO_FAR':
      return fail('NotBookable', `${startsAt} is too far ahead to be booked yet. Choose one of ${FREE_TIMES}.`);
    case 'OUTSIDE_HOURS':
      return fail(
        'NotBookable',
        `${startsAt} is not within working hours, or does not fit. Choose one of ${FREE_TIMES}.`,
      );
    case 'NOT_OFFERED':
      return fail(
        'NotBookable',
        'This provider does not offer this service. The query "providers" with its serviceId says who does.',
      );
    case 'BEGUN':
      return fail('AlreadyBegun', `It began at ${told.booking.startsAt}: it can be neither moved nor cancelled.`);
    case 'CANCELLED':
      return fail('NotBookable', 'This booking is cancelled: it cannot be moved. Book anew.');
    case 'MOVED':
      return fail(
        'NotBookable',
        `This booking was moved already. Move "${told.booking.movedTo}", which is in its stead.`,
      );
  }
}

const GONE = 'What was booked is offered no more: the booking can be cancelled, or stays as it is.';
const FREE_TIMES = 'the free times, the query "availableSlots"';

const unknownBooking = (id: string): Failure => notFound('booking', id, 'the mutation "book"');
