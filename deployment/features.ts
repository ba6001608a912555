import type { Environment } from '../environments';
import type { Report } from './report/schema';

/** What the configuration switches on or off, for the report. */
export function featuresOf({ tables, functions, api, alarms }: Environment): Report['features'] {
  const everyTable = (test: (table: Environment['tables']['rooms']) => boolean) => Object.values(tables).every(test);
  const aFunction = (test: (fn: Environment['functions']['cache']) => boolean) => Object.values(functions).some(test);
  return [
    { name: 'deletion protection of every table', enabled: everyTable((table) => table.deletionProtection.enabled) },
    {
      name: 'point-in-time recovery of every table',
      enabled: everyTable((table) => table.pointInTimeRecovery.enabled),
    },
    { name: 'autoscaled table capacity', enabled: !everyTable(({ billing }) => billing.mode === 'PAY_PER_REQUEST') },
    { name: 'provisioned concurrency', enabled: aFunction((fn) => fn.provisionedConcurrency !== undefined) },
    { name: 'reserved concurrency', enabled: aFunction((fn) => fn.reservedConcurrency !== undefined) },
    { name: 'X-Ray tracing of the API', enabled: api.tracing },
    { name: 'GraphQL introspection', enabled: api.introspection },
    { name: 'alarm notifications', enabled: alarms.notify.length > 0 },
  ];
}
