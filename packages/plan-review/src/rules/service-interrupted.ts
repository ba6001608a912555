import type { ResourceChange } from '../plan/model';
import { describeChange, isEmpty, isOn, UNKNOWN } from '../judging/attributes';
import { judge } from '../judging/judge';
import { ANY, type Setting, type Worsening } from '../judging/settings';

const isAnother: Worsening = (before, after) =>
  !isEmpty(before) && !isEmpty(after) && after !== UNKNOWN && before !== after;

/** Without it, AWS waits for the maintenance window. */
const isImmediate = ({ action, after }: ResourceChange): boolean =>
  action === 'update' && isOn(after?.apply_immediately);

const isUpdate = ({ action }: ResourceChange): boolean => action === 'update';

const SETTINGS: readonly Setting[] = [
  ...[
    'db_cluster_instance_class',
    'engine_version',
    'host_instance_type',
    'instance_class',
    'instance_type',
    'node_type',
    'num_cache_nodes',
    'storage_type',
  ].map((path) => ({ path, types: ANY, isWorse: isAnother, when: isImmediate }) as const),
  // These know no window.
  ...[
    { path: 'instance_type', types: ['aws_instance'] },
    { path: 'machine_type', types: ['google_compute_instance'] },
    { path: 'node_type', types: ['aws_redshift_cluster'] },
    { path: 'settings.tier', types: ['google_sql_database_instance'] },
    { path: 'database_version', types: ['google_sql_database_instance'] },
    { path: 'size', types: ['azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine'] },
    { path: 'sku_name', types: ['azurerm_mysql_flexible_server', 'azurerm_postgresql_flexible_server'] },
    { path: 'version', types: ['azurerm_mysql_flexible_server', 'azurerm_postgresql_flexible_server'] },
  ].map((one) => ({ ...one, isWorse: isAnother, when: isUpdate })),
];

export const serviceInterrupted = judge({
  name: 'service-interrupted',
  risk: 'While it starts anew, it answers nobody: minutes, or with much data longer.',
  title: 'It is down during the apply.',
  warns: SETTINGS.map((one) => ({ ...one, describe: (attribute) => `${describeChange(attribute)}, at once` })),
});
