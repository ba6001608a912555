import { createDynamodb } from '../../shared/dynamodb';
import { createObservability } from '../../shared/observability';
import { systemRuntime } from '../../shared/runtime';
import { ApiKeys } from '../shared/api-keys';
import { Availability } from '../shared/availability';
import { Catalog } from '../shared/catalog';
import { METRICS } from '../shared/metrics';
import { BookingsTable } from './bookings-table';
import type { BookingsConfig } from './config';
import type { BookingsDependencies } from './handler';

/** The real tables, the real clock. */
export function createDependencies(config: BookingsConfig): BookingsDependencies {
  const dynamodb = createDynamodb();
  const observability = createObservability({ ...config, functionName: 'booking-bookings', units: METRICS });
  const ports = { ...observability, ...systemRuntime };
  const { tables } = config;
  return {
    observability,
    ports: {
      catalog: new Catalog(dynamodb, tables, ports),
      apiKeys: new ApiKeys(dynamodb, tables.apiKeys, ports),
      availability: new Availability(dynamodb, tables.availability, ports),
      bookings: new BookingsTable(dynamodb, tables.bookings, ports),
      runtime: systemRuntime,
      metrics: observability.metrics,
    },
  };
}
