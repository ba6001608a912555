import * as z from 'zod/mini';
import { createLambda, task, type LambdaHandler, type Tasks } from '../../shared/lambda';
import type { Observability } from '../../shared/observability';
import type { Result } from '../../shared/result';
import { asker, given, standing, tenantOf } from '../shared/admission';
import type { MetricName } from '../shared/metrics';
import type { AvailabilityPorts } from './ports';
import { slots } from './slots';
import { setException, setWorkingHours, workingHours } from './working-hours';

export interface AvailabilityDependencies {
  readonly ports: AvailabilityPorts;
  readonly observability: Observability<MetricName>;
}

/** Its values are checked by the item's own shape. */
const hours = z.looseObject({});
const whose = { ...asker, providerId: z.string() };
const query = {
  ...asker,
  serviceId: z.string(),
  providerId: given(z.string()),
  from: z.string(),
  days: given(z.number()),
};

const DAYS = 7;

/** When somebody can be booked, and when they work. */
const tasksOf = ({ ports }: AvailabilityDependencies) => {
  const change = async <T>(tenantId: string, make: () => Promise<Result<T>>): Promise<Result<T>> => {
    const admitted = standing(await ports.catalog.tenant(tenantId), tenantId);
    return admitted.ok ? make() : admitted;
  };
  return {
    availableSlots: task(z.object(query), (payload) =>
      slots(ports, { ...payload, providerId: payload.providerId ?? undefined, days: payload.days ?? DAYS }),
    ),
    workingHours: task(z.object(whose), (payload) => workingHours(ports, payload)),
    setWorkingHours: task(z.object({ ...whose, weekday: z.number(), hours }), (payload) =>
      change(payload.tenantId, () => setWorkingHours(ports, payload)),
    ),
    setException: task(z.object({ ...whose, date: z.string(), hours: given(hours) }), (payload) =>
      change(payload.tenantId, () => setException(ports, payload)),
    ),
  };
};
export type AvailabilityTasks = Tasks<ReturnType<typeof tasksOf>>;

export function createHandler(dependencies: AvailabilityDependencies): LambdaHandler {
  const { observability } = dependencies;
  const tasks = tasksOf(dependencies);
  return createLambda({ functionName: 'booking-availability', tasks, observability, about: tenantOf, isPrivate: true });
}
