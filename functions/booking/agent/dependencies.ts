import { createDynamodb } from '../../shared/dynamodb';
import { createObservability } from '../../shared/observability';
import { systemRuntime } from '../../shared/runtime';
import { BookingsTable } from '../bookings/bookings-table';
import { ApiKeys } from '../shared/api-keys';
import { Availability } from '../shared/availability';
import { Catalog } from '../shared/catalog';
import { METRICS } from '../shared/metrics';
import { extractByBedrock } from './bedrock';
import { besideRules } from './beside-rules';
import type { AgentConfig } from './config';
import { Conversations } from './conversations';
import type { AgentDependencies } from './handler';
import { extractByRules } from './rules';

/** The real tables, the real clock; what visitors mean is understood by rules, and by a model beside them if there is one. */
export function createDependencies(config: AgentConfig): AgentDependencies {
  const dynamodb = createDynamodb();
  const observability = createObservability({ ...config, functionName: 'booking-agent', units: METRICS });
  const ports = { ...observability, ...systemRuntime };
  const { tables, conversationTtlSeconds: ttlSeconds, bedrock } = config;
  return {
    observability,
    ports: {
      catalog: new Catalog(dynamodb, tables, ports),
      apiKeys: new ApiKeys(dynamodb, tables.apiKeys, ports),
      availability: new Availability(dynamodb, tables.availability, ports),
      bookings: new BookingsTable(dynamodb, tables.bookings, ports),
      conversations: new Conversations(dynamodb, tables.conversations, { ...ports, ttlSeconds }),
      extract: bedrock
        ? besideRules(extractByBedrock(bedrock), { ...observability, runtime: systemRuntime })
        : extractByRules,
      runtime: systemRuntime,
      metrics: observability.metrics,
    },
  };
}
