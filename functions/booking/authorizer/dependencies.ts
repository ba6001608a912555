import { createDynamodb } from '../../shared/dynamodb';
import { createObservability } from '../../shared/observability';
import { systemRuntime } from '../../shared/runtime';
import { ApiKeys } from '../shared/api-keys';
import { METRICS } from '../shared/metrics';
import { Tenants } from '../shared/tenants';
import type { AuthorizerConfig } from './config';
import type { AuthorizerDependencies } from './handler';

/** The real tables, the real clock. */
export function createDependencies(config: AuthorizerConfig): AuthorizerDependencies {
  const dynamodb = createDynamodb();
  const observability = createObservability({ ...config, functionName: 'booking-authorizer', units: METRICS });
  const ports = { ...observability, ...systemRuntime };
  return {
    observability,
    ttlSeconds: config.authorizerTtlSeconds,
    ports: {
      apiKeys: new ApiKeys(dynamodb, config.tables.apiKeys, ports),
      tenants: new Tenants(dynamodb, config.tables.tenants, ports),
      runtime: systemRuntime,
      log: observability.log,
      metrics: observability.metrics,
    },
  };
}
