import type { Environment } from '../environments';
import type { FunctionConfig } from '../environments/resources/lambda-function';
import type { TableConfig } from '../environments/resources/table';
import { isAutoscaled, settingsOf } from '../environments/resources/table-settings';
import type { Feature } from './system';

/** As much of a system's section as every system has. */
interface Switched {
  readonly tables: Readonly<Record<string, TableConfig>>;
  readonly functions: Readonly<Record<string, FunctionConfig>>;
  readonly api: { readonly tracing: boolean; readonly introspection: boolean };
}

/** What the section of a system switches on or off. */
export function featuresOf({ notify }: Pick<Environment, 'notify'>, section: Switched): Feature[] {
  const { tables, functions, api } = section;
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
    { name: 'autoscaled table capacity', enabled: isAutoscaled(section) },
    { name: 'provisioned concurrency', enabled: aFunction((fn) => fn.provisionedConcurrency !== undefined) },
    { name: 'reserved concurrency', enabled: aFunction((fn) => fn.reservedConcurrency !== undefined) },
    { name: 'X-Ray tracing of the API', enabled: api.tracing },
    { name: 'GraphQL introspection', enabled: api.introspection },
    { name: 'alarm notifications', enabled: notify.length > 0 },
  ];
}
