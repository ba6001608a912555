import { randomBytes } from 'node:crypto';
import { createDynamodb } from '../../shared/dynamodb';
import { createObservability } from '../../shared/observability';
import { systemRuntime } from '../../shared/runtime';
import { ApiKeys } from '../shared/api-keys';
import { Catalog } from '../shared/catalog';
import { Tenants } from '../shared/tenants';
import { METRICS } from '../shared/metrics';
import { Belongings } from './belongings';
import type { CatalogConfig } from './config';
import type { CatalogDependencies } from './handler';

/** The real tables, the real clock, the real dice. */
export function createDependencies(config: CatalogConfig): CatalogDependencies {
  const dynamodb = createDynamodb();
  const observability = createObservability({ ...config, functionName: 'booking-catalog', units: METRICS });
  const ports = { ...observability, ...systemRuntime };
  return {
    observability,
    ports: {
      catalog: new Catalog(dynamodb, config.tables, ports),
      tenants: new Tenants(dynamodb, config.tables.tenants, ports),
      apiKeys: new ApiKeys(dynamodb, config.tables.apiKeys, ports),
      belongings: new Belongings(dynamodb, config.tables, ports),
      runtime: systemRuntime,
      randomBytes,
      metrics: observability.metrics,
    },
  };
}
