import type { Environment } from '../../environments';
import type { FunctionConfig } from '../../environments/resources/lambda-function';
import { isAutoscaled, settingsOf } from '../../environments/resources/table-settings';
import type { Feature } from '../system';

export function featuresOf({ notify, systems: { roomCache } }: Environment): Feature[] {
  const { tables, functions, api } = roomCache;
  const own = Object.values(tables).filter(({ released }) => !released);
  const everyTable = (test: (table: ReturnType<typeof settingsOf>) => boolean) =>
    own.length > 0 && own.map(settingsOf).every(test);
  const aFunction = (test: (fn: FunctionConfig) => boolean) => Object.values(functions).some(test);
  return [
    { name: 'deletion protection of every table', enabled: everyTable((table) => table.deletionProtection.enabled) },
    {
      name: 'point-in-time recovery of every table',
      enabled: everyTable((table) => table.pointInTimeRecovery.enabled),
    },
    { name: 'autoscaled table capacity', enabled: isAutoscaled(roomCache) },
    { name: 'provisioned concurrency', enabled: aFunction((fn) => fn.provisionedConcurrency !== undefined) },
    { name: 'reserved concurrency', enabled: aFunction((fn) => fn.reservedConcurrency !== undefined) },
    { name: 'X-Ray tracing of the API', enabled: api.tracing },
    { name: 'GraphQL introspection', enabled: api.introspection },
    { name: 'alarm notifications', enabled: notify.length > 0 },
  ];
}
