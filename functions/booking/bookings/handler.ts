import * as z from 'zod/mini';
import { createLambda, task, type LambdaHandler, type Tasks } from '../../shared/lambda';
import type { Observability } from '../../shared/observability';
import type { Runtime } from '../../shared/ports';
import { admit, asker, given, tenantOf, type AdmissionPorts } from '../shared/admission';
import { overRate } from '../shared/rate-limit';
import type { MetricName } from '../shared/metrics';
import { Bookings } from './bookings';
import type { BookingsPorts } from './ports';
import {
  book,
  booking,
  bookingsOfConversation,
  bookingsOfCustomer,
  bookingsOfDay,
  cancelBooking,
  rescheduleBooking,
} from './requests';

export interface BookingsDependencies {
  readonly ports: BookingsPorts & AdmissionPorts & { readonly runtime: Pick<Runtime, 'now'> };
  readonly observability: Observability<MetricName>;
}

const one = { ...asker, id: z.string() };
const bookInput = z.object({
  ...{ requestId: z.string(), serviceId: z.string(), providerId: z.string(), startsAt: z.string() },
  /** Its values are checked by the item's own shape, and so are the notes. */
  customer: z.looseObject({}),
  notes: given(z.string()),
});
const rescheduleInput = z.object({ requestId: z.string(), startsAt: z.string(), providerId: given(z.string()) });

/** Bookings of a business. Those of a suspended one can still be cancelled. */
const tasksOf = ({ ports }: BookingsDependencies) => {
  const requests = { protocol: new Bookings(ports), metrics: ports.metrics };
  return {
    book: task(z.object({ ...asker, input: bookInput }), (payload) =>
      admit(ports, payload, ({ tenantId }) => book(requests, tenantId, payload.input)),
    ),
    cancelBooking: task(z.object(one), async ({ tenantId, apiKeyId, id }) => {
      const refused = apiKeyId ? await overRate(ports, apiKeyId) : undefined;
      return refused ?? cancelBooking(requests, tenantId, id);
    }),
    rescheduleBooking: task(z.object({ ...one, input: rescheduleInput }), (payload) =>
      admit(ports, payload, () => rescheduleBooking(requests, payload)),
    ),
    booking: task(z.object(one), ({ tenantId, id }) => booking(requests, tenantId, id)),
    bookings: task(z.object({ ...asker, providerId: z.string(), date: z.string() }), (payload) =>
      bookingsOfDay(requests, payload),
    ),
    customerBookings: task(
      z.object({ ...asker, email: given(z.string()), phone: given(z.string()), from: given(z.string()) }),
      (payload) => bookingsOfCustomer(requests, payload, ports.runtime.now()),
    ),
    conversationBookings: task(z.object({ ...asker, conversationId: z.string() }), ({ tenantId, conversationId }) =>
      bookingsOfConversation(requests, tenantId, conversationId),
    ),
  };
};
export type BookingsTasks = Tasks<ReturnType<typeof tasksOf>>;

export function createHandler(dependencies: BookingsDependencies): LambdaHandler {
  const { observability } = dependencies;
  const tasks = tasksOf(dependencies);
  return createLambda({ functionName: 'booking-bookings', tasks, observability, about: tenantOf, isPrivate: true });
}
