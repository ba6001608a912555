import * as z from 'zod/mini';
import { CELL_MINUTES, date, id, instant, readerOf, seconds, text, timeZone, whole } from './values';
import { LONGEST_TAKEN_MINUTES } from './service';
import { FIRST_CELL, LAST_CELL } from './taken';

/** What of whose day a booking takes, with its buffers. */
const place = z.object(
  {
    providerId: id,
    /** The provider's local day, by whose item it is decided. */
    date,
    /** Counted from 1970 (time.ts): a time zone may change, the cells do not. */
    firstCell: whole(FIRST_CELL, LAST_CELL),
    cells: whole(1, LONGEST_TAKEN_MINUTES / CELL_MINUTES),
  },
  'is not providerId, date, firstCell and cells',
);

const customer = z.object(
  { name: text(200), phone: z.exactOptional(text(50)), email: z.exactOptional(text(320)) },
  'is not name, phone and email',
);

/** What a customer says. */
const details = { customer, notes: z.exactOptional(text(2_000)) };
export const readDetails = readerOf(z.object(details));

const STATUSES = ['PENDING', 'CONFIRMED', 'CANCELLED'] as const;

const booking = z.object({
  tenantId: id,
  bookingId: id,
  serviceId: id,
  /** As it was called when it was booked, and so is the provider. */
  serviceName: text(200),
  providerId: id,
  providerName: text(200),
  /** Follows from e-mail address or telephone. Absent: no list of a customer's has it. */
  customerId: z.exactOptional(id),
  /** Absent: no list of a conversation's has it. */
  conversationId: z.exactOptional(id),
  ...details,
  startsAt: instant,
  endsAt: instant,
  /** The provider's. */
  timeZone,
  place,
  /** PENDING until its cells are taken; what they say counts. */
  status: z.enum(STATUSES, `is not ${STATUSES.join(', ')}`),
  createdAt: instant,
  /** The booking in whose stead it is, and the cells of that one. */
  replaces: z.exactOptional(z.object({ bookingId: id, place }, 'is not bookingId and place')),
  /** The booking that is in its stead. */
  movedTo: z.exactOptional(id),
  /** Epoch seconds; only while PENDING. */
  ttl: z.exactOptional(seconds),
});

export type Place = z.infer<typeof place>;
export type Customer = z.infer<typeof customer>;
export type Booking = z.infer<typeof booking>;
export const readBooking = readerOf(booking);
