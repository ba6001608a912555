import type { Booking } from '../../../model/booking/items/booking';

/** A booking as the API says it. */
export interface BookingView extends Pick<
  Booking,
  | 'serviceId'
  | 'serviceName'
  | 'providerId'
  | 'providerName'
  | 'startsAt'
  | 'endsAt'
  | 'timeZone'
  | 'customer'
  | 'notes'
  | 'conversationId'
  | 'movedTo'
> {
  readonly id: string;
  readonly status: 'CONFIRMED' | 'CANCELLED';
}

/** @param booking one that was read by Bookings, which knows whether it stands */
export function viewBooking({ bookingId, status, notes, conversationId, movedTo, ...booking }: Booking): BookingView {
  const { serviceId, serviceName, providerId, providerName, startsAt, endsAt, timeZone, customer } = booking;
  return {
    id: bookingId,
    status: status === 'CANCELLED' ? 'CANCELLED' : 'CONFIRMED',
    ...{ serviceId, serviceName, providerId, providerName, startsAt, endsAt, timeZone, customer },
    ...(notes !== undefined && { notes }),
    ...(conversationId !== undefined && { conversationId }),
    ...(movedTo !== undefined && { movedTo }),
  };
}
