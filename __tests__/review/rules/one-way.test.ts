import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { oneWay } from '../../../packages/plan-review/src/rules/one-way';
import { because, change, find } from './change';

test('a newer release warns', () => {
  const [old, now] = [
    { engine: 'postgres', engine_version: '13.4' },
    { engine: 'postgres', engine_version: '16.3' },
  ];
  expect(find(oneWay, change('aws_db_instance', old, now))).toEqual({
    blocks: false,
    title: 'It gets a version that there is no way back from.',
    because: ['engine_version goes from 13.4 to 16.3'],
  });
  expect(find(oneWay, change('aws_db_instance', now, old))).toBeUndefined();
  expect(find(oneWay, change('aws_db_instance', null, now))).toBeUndefined();
});

test.each<[string, JsonObject, JsonObject]>([
  ['aws_eks_cluster', { version: '1.29' }, { version: '1.30' }],
  ['aws_msk_cluster', { kafka_version: '2.8.1' }, { kafka_version: '3.5.1' }],
  ['aws_opensearch_domain', { engine_version: 'OpenSearch_1.3' }, { engine_version: 'OpenSearch_2.11' }],
  ['aws_rds_cluster', { engine_version: '5.7.mysql_aurora.2.11.2' }, { engine_version: '8.0.mysql_aurora.3.04.0' }],
  [
    'aws_db_instance',
    { engine: 'mariadb', engine_version: '10.6.14' },
    { engine: 'mariadb', engine_version: '10.11.6' },
  ],
  ['google_sql_database_instance', { database_version: 'POSTGRES_14' }, { database_version: 'POSTGRES_15' }],
  ['azurerm_postgresql_flexible_server', { version: '14' }, { version: '15' }],
  ['azurerm_kubernetes_cluster', { kubernetes_version: '1.28' }, { kubernetes_version: '1.29' }],
])('%s from %j to %j', (type, old, now) => {
  expect(because(oneWay, type, old, now)).toHaveLength(1);
  expect(because(oneWay, type, now, old)).toEqual([]);
});

test.each<[string, JsonObject, JsonObject]>([
  ['aws_db_instance', { engine: 'postgres', engine_version: '16.2' }, { engine: 'postgres', engine_version: '16.3' }],
  ['aws_db_instance', { engine: 'mysql', engine_version: '8.0.35' }, { engine: 'mysql', engine_version: '8.0.36' }],
  ['aws_rds_cluster', { engine_version: '8.0.mysql_aurora.3.04.0' }, { engine_version: '8.0.mysql_aurora.3.05.2' }],
  ['aws_eks_cluster', { version: '1.29' }, { version: '1.29', tags: {} }],
  ['aws_secretsmanager_secret_version', { version: '1' }, { version: '2' }],
])('%s from %j to %j is no other release', (type, old, now) => {
  expect(because(oneWay, type, old, now)).toEqual([]);
});
