import type { ResourceChange } from '../plan/model';
import type { Json } from '../plan/value';
import { isEmpty, show } from '../judging/attributes';
import { judge } from '../judging/judge';
import { ANY, type Setting, type Worsening } from '../judging/settings';

/** A later release, told by the first numbers of `13.4`, `8.0.mysql_aurora.3.04.0`, `OpenSearch_2.11`, `POSTGRES_15`. */
const isRaised =
  (numbers: number): Worsening =>
  (before, after) => {
    const [from, to] = [numbersOf(before, numbers), numbersOf(after, numbers)];
    const place = to.findIndex((one, index) => from[index] !== undefined && one !== from[index]);
    return place >= 0 && to[place]! > from[place]!;
  };

const numbersOf = (value: Json | undefined, most: number): readonly number[] =>
  isEmpty(value) ? [] : (show(value).match(/\d+/g) ?? []).slice(0, most).map(Number);

/** Its releases have one number since version 10; those of all others have two. */
const isPostgres = ({ type, before }: ResourceChange): boolean =>
  /postgres/i.test([type, before?.engine, before?.database_version].map((one) => show(one)).join(' '));

const VERSIONS: readonly Pick<Setting, 'path' | 'types'>[] = [
  { path: 'engine_version', types: ANY },
  { path: 'cluster_version', types: ['aws_redshift_cluster'] },
  { path: 'database_version', types: ['google_alloydb_cluster', 'google_sql_database_instance'] },
  { path: 'elasticsearch_version', types: ['aws_elasticsearch_domain'] },
  { path: 'kafka_version', types: ['aws_msk_cluster'] },
  { path: 'kubernetes_version', types: ['azurerm_kubernetes_cluster'] },
  { path: 'min_master_version', types: ['google_container_cluster'] },
  { path: 'mongo_db_major_version', types: ['mongodbatlas_cluster'] },
  { path: 'redis_version', types: ['azurerm_redis_cache', 'google_redis_instance'] },
  {
    path: 'version',
    types: [
      'aws_eks_cluster',
      'azurerm_mssql_server',
      'azurerm_mysql_flexible_server',
      'azurerm_postgresql_flexible_server',
    ],
  },
];

/** Updates that another update does not undo: what has been rewritten for the new release, the old one cannot read. */
export const oneWay = judge({
  name: 'one-way',
  risk: 'There is no way back to the older version but from a backup, without what was written since.',
  title: 'It gets a version that there is no way back from.',
  warns: VERSIONS.flatMap((one) => [
    { ...one, isWorse: isRaised(1), when: isPostgres },
    { ...one, isWorse: isRaised(2), when: (change: ResourceChange) => !isPostgres(change) },
  ]),
});
