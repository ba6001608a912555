import * as z from 'zod/mini';
import { createLambda, type LambdaHandler, type Tasks } from '../../shared/lambda';
import type { Observability } from '../../shared/observability';
import type { Result } from '../../shared/result';
import { standing, asker, given } from '../shared/admission';
import type { Slot } from '../shared/free-slots';
import type { MetricName } from '../shared/metrics';
import type { AvailabilityPorts } from './ports';
import { slots } from './slots';
import { setException, setWorkingHours, workingHours, type WorkingHoursView } from './working-hours';

export interface AvailabilityDependencies {
  readonly ports: AvailabilityPorts;
  readonly observability: Observability<MetricName>;
}

/** Its values are checked by the item's own shape. */
const hours = z.looseObject({});
const actions = {
  availableSlots: z.object({
    ...asker,
    serviceId: z.string(),
    providerId: given(z.string()),
    from: z.string(),
    days: given(z.number()),
  }),
  workingHours: z.object({ ...asker, providerId: z.string() }),
  setWorkingHours: z.object({ ...asker, providerId: z.string(), weekday: z.number(), hours }),
  setException: z.object({ ...asker, providerId: z.string(), date: z.string(), hours: given(hours) }),
};

interface Values {
  readonly availableSlots: Slot[];
  readonly workingHours: WorkingHoursView;
  readonly setWorkingHours: WorkingHoursView;
  readonly setException: WorkingHoursView;
}
export type AvailabilityTasks = Tasks<typeof actions, Values>;

const DAYS = 7;

/** When somebody can be booked, and when they work. */
export function createHandler({ ports, observability }: AvailabilityDependencies): LambdaHandler {
  const change = async <T>(tenantId: string, make: () => Promise<Result<T>>): Promise<Result<T>> => {
    const admitted = standing(await ports.catalog.tenant(tenantId), tenantId);
    return admitted.ok ? make() : admitted;
  };
  return createLambda<typeof actions, Values>({
    functionName: 'booking-availability',
    actions,
    observability,
    isPrivate: true,
    about: ({ tenantId }) => ({ tenantId }),
    run: async (payload) => {
      switch (payload.action) {
        case 'availableSlots':
          return slots(ports, { ...payload, providerId: payload.providerId ?? undefined, days: payload.days ?? DAYS });
        case 'workingHours':
          return workingHours(ports, payload);
        case 'setWorkingHours':
          return change(payload.tenantId, () => setWorkingHours(ports, payload));
        case 'setException':
          return change(payload.tenantId, () => setException(ports, payload));
      }
    },
  });
}
