import { createDynamodb } from '../../shared/dynamodb';
import { createObservability } from '../../shared/observability';
import { systemRuntime } from '../../shared/runtime';
import { Availability } from '../shared/availability';
import { Catalog } from '../shared/catalog';
import { METRICS } from '../shared/metrics';
import type { AvailabilityConfig } from './config';
import type { AvailabilityDependencies } from './handler';

/** The real tables, the real clock. */
export function createDependencies(config: AvailabilityConfig): AvailabilityDependencies {
  const dynamodb = createDynamodb();
  const observability = createObservability({ ...config, functionName: 'booking-availability', units: METRICS });
  const ports = { ...observability, ...systemRuntime };
  return {
    observability,
    ports: {
      catalog: new Catalog(dynamodb, config.tables, ports),
      availability: new Availability(dynamodb, config.tables.availability, ports),
      runtime: systemRuntime,
      metrics: observability.metrics,
    },
  };
}
