import type { Stateful } from './stateful';

export const AWS_M_TO_N: readonly Stateful[] = [
  { type: 'aws_macie2_account', holds: 'its findings' },
  { type: 'aws_media_store_container', holds: 'its objects', replacedBy: ['name'] },
  {
    type: 'aws_memorydb_cluster',
    holds: 'its data',
    replacedBy: [
      'auto_minor_version_upgrade',
      'data_tiering',
      'kms_key_arn',
      'multi_region_cluster_name',
      'name',
      'name_prefix',
      'port',
      'snapshot_arns',
      'snapshot_name',
      'subnet_group_name',
      'tls_enabled',
    ],
  },
  {
    type: 'aws_memorydb_multi_region_cluster',
    holds: 'the replication of its clusters',
    replacedBy: ['multi_region_cluster_name_suffix', 'node_type', 'tls_enabled'],
  },
  {
    type: 'aws_memorydb_snapshot',
    holds: 'the snapshot',
    replacedBy: ['cluster_name', 'kms_key_arn', 'name', 'name_prefix'],
  },
  {
    type: 'aws_mq_broker',
    holds: 'messages that are not consumed yet',
    replacedBy: [
      'broker_name',
      'data_replication_primary_broker_arn',
      'deployment_mode',
      'encryption_options',
      'engine_type',
      'ldap_server_metadata',
      'publicly_accessible',
      'subnet_ids',
    ],
  },
  {
    type: 'aws_msk_cluster',
    holds: 'the records of its topics',
    replacedBy: ['broker_node_group_info', 'cluster_name', 'encryption_info'],
  },
  {
    type: 'aws_msk_serverless_cluster',
    holds: 'the records of its topics',
    replacedBy: ['client_authentication', 'cluster_name', 'vpc_config'],
  },
  {
    type: 'aws_mwaa_environment',
    holds: 'its history of runs',
    replacedBy: ['endpoint_management', 'kms_key', 'name'],
  },
  {
    type: 'aws_neptune_cluster',
    holds: 'its graph, and its automated backups',
    replacedBy: [
      'availability_zones',
      'cluster_identifier',
      'cluster_identifier_prefix',
      'engine',
      'kms_key_arn',
      'neptune_subnet_group_name',
      'port',
      'snapshot_identifier',
      'storage_encrypted',
    ],
  },
  {
    type: 'aws_neptune_cluster_snapshot',
    holds: 'the snapshot',
    replacedBy: ['db_cluster_identifier', 'db_cluster_snapshot_identifier'],
  },
  {
    type: 'aws_neptune_global_cluster',
    holds: 'the replication of its clusters',
    replacedBy: ['engine', 'global_cluster_identifier', 'source_db_cluster_identifier', 'storage_encrypted'],
  },
  {
    type: 'aws_neptunegraph_graph',
    holds: 'its graph',
    replacedBy: [
      'graph_name',
      'graph_name_prefix',
      'kms_key_identifier',
      'replica_count',
      'vector_search_configuration',
    ],
  },
];
