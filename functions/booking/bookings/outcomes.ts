import type { Booking, Customer } from '../../../model/booking/items/booking';
import type { Refusal } from '../shared/free-slots';

/** What a booking is to be. */
export interface BookRequest {
  readonly tenantId: string;
  /** The client's, one for each thing that somebody wants: asked again with the same, it is the same booking. */
  readonly requestId: string;
  readonly serviceId: string;
  readonly providerId: string;
  /** ISO 8601, UTC, as a slot says it. */
  readonly startsAt: string;
  readonly customer: Customer;
  readonly conversationId?: string;
  readonly notes?: string;
}

/** When, and with whom and for what, a booking is to be instead. Default: what is not said stays. */
export type RescheduleRequest = Pick<BookRequest, 'requestId' | 'startsAt'> &
  Partial<Pick<BookRequest, 'serviceId' | 'providerId'>>;

/** Why a booking is not made, however often it is asked for: nothing was written. */
export type Refused =
  /** Times are judged in free-slots.ts. TAKEN may also be said by who was faster. */
  | { readonly outcome: Refusal }
  | { readonly outcome: 'UNKNOWN_TENANT' | 'UNKNOWN_SERVICE' | 'UNKNOWN_PROVIDER' }
  /** There are both, but the provider does not offer the service. */
  | { readonly outcome: 'NOT_OFFERED' };

export type BookOutcome =
  | { readonly outcome: 'BOOKED'; readonly booking: Booking }
  /** This request was booked, and the booking has been cancelled or moved since; or the one was that it was to replace. */
  | { readonly outcome: 'CANCELLED' | 'MOVED'; readonly booking: Booking }
  /** The request's id is another booking's. */
  | { readonly outcome: 'REQUEST_REUSED'; readonly booking: Booking }
  | Refused;

export type CancelOutcome =
  /** Also when it was before. */
  | { readonly outcome: 'CANCELLED'; readonly booking: Booking }
  /** Its `movedTo` stands in its stead. */
  | { readonly outcome: 'MOVED'; readonly booking: Booking }
  | { readonly outcome: 'BEGUN'; readonly booking: Booking }
  | { readonly outcome: 'UNKNOWN_BOOKING' };

export type RescheduleOutcome = BookOutcome | CancelOutcome;
