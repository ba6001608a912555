import type { ResourceChange } from '../plan/model';
import { onlyWhileItIs, type Setting } from './settings';

/** What AWS's databases take their parameters from. */
export const PARAMETER_GROUPS = [
  'aws_db_parameter_group',
  'aws_docdb_cluster_parameter_group',
  'aws_neptune_cluster_parameter_group',
  'aws_neptune_parameter_group',
  'aws_rds_cluster_parameter_group',
  'aws_redshift_parameter_group',
];

/** Of Azure's, each parameter is a resource; one that is destroyed is as Azure has it. */
const CONFIGURATIONS = [
  'azurerm_mariadb_configuration',
  'azurerm_mysql_configuration',
  'azurerm_mysql_flexible_server_configuration',
  'azurerm_postgresql_configuration',
  'azurerm_postgresql_flexible_server_configuration',
];

/** A parameter of a database, wherever its provider keeps it. @param name `rds.force_ssl` */
export const parameter = (name: string, rest: Pick<Setting, 'isWorse'> & Partial<Setting>): readonly Setting[] => [
  { ...rest, path: `parameter[name=${name}].value`, types: PARAMETER_GROUPS, evenWhenGone: true },
  {
    ...rest,
    path: 'value',
    types: CONFIGURATIONS,
    isWorse: onlyWhileItIs(rest.isWorse),
    when: ({ before, after }: ResourceChange) => (after ?? before)?.name === name,
  },
  {
    ...rest,
    path: `settings.database_flags[name=${name}].value`,
    types: ['google_sql_database_instance'],
    isWorse: onlyWhileItIs(rest.isWorse),
  },
];
