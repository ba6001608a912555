import type { Bookings } from '../bookings/bookings';
import type { BookRequest, RescheduleOutcome } from '../bookings/outcomes';
import { findSlots, MOST_DAYS, type SlotPorts } from '../shared/find-slots';
import type { BookingMetrics } from '../shared/metrics';
import { datesBetween } from '../shared/time';
import type { AgentPorts, ConversationKey } from './ports';
import type { Slot } from './state';

export interface EffectPorts extends SlotPorts {
  readonly protocol: Pick<Bookings, 'book' | 'cancel' | 'reschedule' | 'get'>;
  readonly metrics: Pick<BookingMetrics, 'count'>;
}

/** Bookings that were moved by others while somebody chats, followed so often. */
const MOST_MOVES = 10;

type Effects = Pick<AgentPorts, 'findSlots' | 'book' | 'cancel' | 'standing' | 'handOver'>;

/** What the chat does in the world: by the same calendar and the same protocol as everybody else. */
export function effectsOf(ports: EffectPorts, { conversationId }: ConversationKey): Effects {
  const { protocol, metrics } = ports;
  return {
    /** Of a longer time than is looked at at once, the first days. */
    findSlots: async (tenantId, { serviceId, providerId, from, to }) => {
      const days = Math.min(datesBetween(from, to).length, MOST_DAYS);
      const found = await findSlots(ports, { tenantId, serviceId, providerId, from, days });
      if (!found.ok) return []; // nobody offers it any more
      return found.value.slots.flatMap(({ startsAt, free }) =>
        free.map(({ providerId: who, timeZone }): Slot => ({ providerId: who, startsAt, zone: timeZone })),
      );
    },

    book: async (tenantId, { requestId, serviceId, slot, name, phone, email, replaces }) => {
      const { providerId, startsAt } = slot;
      const customer = { name, ...(phone !== undefined && { phone }), ...(email !== undefined && { email }) };
      const request = { tenantId, requestId, serviceId, providerId, startsAt, customer, conversationId };
      const told = replaces === undefined ? await protocol.book(request) : await move(protocol, request, replaces);
      if (told.outcome === 'BOOKED') {
        metrics.count('BookingMade');
        return { kind: 'BOOKED', bookingId: told.booking.bookingId };
      }
      metrics.count('BookingRefused');
      return { kind: 'TAKEN' };
    },

    cancel: async (tenantId, bookingId) => {
      let wanted = bookingId;
      for (let moves = 0; moves < MOST_MOVES; moves += 1) {
        const told = await protocol.cancel(tenantId, wanted);
        if (told.outcome === 'BEGUN') return 'TOO_LATE';
        if (told.outcome !== 'MOVED') {
          metrics.count('BookingCancelled');
          return 'CANCELLED';
        }
        wanted = told.booking.movedTo!;
      }
      throw new Error(`A booking was moved ${MOST_MOVES} times and more while it was to be cancelled.`);
    },

    standing: async (tenantId, bookingId) => {
      let wanted: string | undefined = bookingId;
      for (let moves = 0; wanted !== undefined && moves < MOST_MOVES; moves += 1) {
        const found = await protocol.get(tenantId, wanted);
        if (found && found.status !== 'CANCELLED') {
          const { serviceId, providerId, startsAt, timeZone } = found;
          return { bookingId: wanted, serviceId, slot: { providerId, startsAt, zone: timeZone } };
        }
        wanted = found?.movedTo;
      }
      return undefined;
    },

    /** Counted: an alarm may tell somebody. The conversation itself says that its visitor waits. */
    handOver: () => {
      metrics.count('HumanAsked');
      return Promise.resolve();
    },
  };
}

/** Moves a booking, or the one that is in its stead by now; books anew where there is none that can be moved. */
async function move(
  protocol: EffectPorts['protocol'],
  request: BookRequest,
  replaces: string,
): Promise<RescheduleOutcome> {
  const { tenantId, requestId, serviceId, providerId, startsAt } = request;
  let wanted = replaces;
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    const told = await protocol.reschedule(tenantId, wanted, { requestId, serviceId, providerId, startsAt });
    const isOfOld = 'booking' in told && told.booking.bookingId === wanted;
    if (told.outcome === 'MOVED' && isOfOld) {
      wanted = told.booking.movedTo!; // by others
      continue;
    }
    // With REQUEST_REUSED, it was booked anew before.
    const isAnew = ['UNKNOWN_BOOKING', 'BEGUN', 'REQUEST_REUSED'].includes(told.outcome);
    return isAnew || (told.outcome === 'CANCELLED' && isOfOld) ? protocol.book(request) : told;
  }
  throw new Error(`A booking was moved ${MOST_MOVES} times and more while it was to be moved.`);
}
