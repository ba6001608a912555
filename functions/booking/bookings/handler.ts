import * as z from 'zod/mini';
import { createLambda, type LambdaHandler, type Tasks } from '../../shared/lambda';
import type { Observability } from '../../shared/observability';
import type { Runtime } from '../../shared/ports';
import { admit, asker, given, type AdmissionPorts } from '../shared/admission';
import { overRate } from '../shared/rate-limit';
import type { MetricName } from '../shared/metrics';
import { Bookings } from './bookings';
import type { BookingsPorts } from './ports';
import { book, booking, bookingsOfDay, cancelBooking, rescheduleBooking } from './requests';
import type { BookingView } from './view';

export interface BookingsDependencies {
  readonly ports: BookingsPorts & AdmissionPorts & { readonly runtime: Pick<Runtime, 'now'> };
  readonly observability: Observability<MetricName>;
}

const id = z.string();
const actions = {
  book: z.object({
    ...asker,
    input: z.object({
      requestId: z.string(),
      serviceId: z.string(),
      providerId: z.string(),
      startsAt: z.string(),
      /** Its values are checked by the item's own shape, and so are the notes. */
      customer: z.looseObject({}),
      notes: given(z.string()),
    }),
  }),
  cancelBooking: z.object({ ...asker, id }),
  rescheduleBooking: z.object({
    ...asker,
    id,
    input: z.object({ requestId: z.string(), startsAt: z.string(), providerId: given(z.string()) }),
  }),
  booking: z.object({ ...asker, id }),
  bookings: z.object({ ...asker, providerId: z.string(), date: z.string() }),
};

interface Values {
  readonly book: BookingView;
  readonly cancelBooking: BookingView;
  readonly rescheduleBooking: BookingView;
  readonly booking: BookingView | null;
  readonly bookings: BookingView[];
}
export type BookingsTasks = Tasks<typeof actions, Values>;

/** Bookings of a business. Those of a suspended one can still be cancelled. */
export function createHandler({ ports, observability }: BookingsDependencies): LambdaHandler {
  const requests = { protocol: new Bookings(ports), metrics: ports.metrics };
  return createLambda<typeof actions, Values>({
    functionName: 'booking-bookings',
    actions,
    observability,
    isPrivate: true,
    about: ({ tenantId }) => ({ tenantId }),
    run: async (payload) => {
      const { tenantId, apiKeyId } = payload;
      switch (payload.action) {
        case 'booking':
          return booking(requests, tenantId, payload.id);
        case 'bookings':
          return bookingsOfDay(requests, payload);
        case 'cancelBooking':
          return (apiKeyId && (await overRate(ports, apiKeyId))) || cancelBooking(requests, tenantId, payload.id);
        case 'book':
          return admit(ports, payload, () => book(requests, tenantId, payload.input));
        case 'rescheduleBooking':
          return admit(ports, payload, () => rescheduleBooking(requests, payload));
      }
    },
  });
}
