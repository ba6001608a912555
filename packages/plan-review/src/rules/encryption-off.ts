import type { Json } from '../plan/value';
import { judge } from '../judging/judge';
import { parameter } from '../judging/parameters';
import {
  ANY,
  becomes,
  goesAway,
  isSwitchedOff,
  leaves,
  sinksIn,
  switchesOff,
  turnsExplicitlyOff,
  turnsOff,
  turnsOn,
  type Setting,
} from '../judging/settings';

/** `TLSv1.2_2021`, `TLS_1_2`, `ELBSecurityPolicy-TLS13-1-2-2021-06`, `1.2`; the first ones say no version. */
function leastTls(value: Json | undefined): number | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^(SSLv3|ELBSecurityPolicy-2\d{3}-\d{2}|TLSv1(_\d+)?)$/.test(value)) return 10;
  const found = /(?:^|TLS(?:v|_|-|13-)?|Min-TLS-|TLS13-)(\d)[._-](\d)(?!\d)/i.exec(value);
  return found ? Number(found[1]) * 10 + Number(found[2]) : undefined;
}

const tlsSinks: Setting['isWorse'] = (before, after) => {
  const [from, to] = [leastTls(before), leastTls(after)];
  return from !== undefined && to !== undefined && to < from;
};

const CLEAR = ['allow-all', 'http-only'] as const;

const CDN = ['aws_cloudfront_distribution'];
const SEARCH = ['aws_elasticsearch_domain', 'aws_opensearch_domain'];
const LISTENERS = ['aws_alb_listener', 'aws_lb_listener'];
const BUCKET_ENCRYPTION = ['aws_s3_bucket_server_side_encryption_configuration'];
const REPOSITORIES = ['aws_apprunner_service', 'aws_athena_database', 'aws_ecr_repository'];

/** The strictest first. */
const SSL_MODES = ['TRUSTED_CLIENT_CERTIFICATE_REQUIRED', 'ENCRYPTED_ONLY', 'ALLOW_UNENCRYPTED_AND_ENCRYPTED'];

const SETTINGS: readonly Setting[] = [
  ...[
    'at_rest_encryption_enabled',
    'enable_https_traffic_only',
    'encrypted',
    'https_only',
    'https_traffic_only_enabled',
    'ssl_enforcement_enabled',
    'storage_encrypted',
    'transit_encryption_enabled',
  ].map((path) => ({ path, types: ANY, isWorse: turnsExplicitlyOff, evenWhenNew: true }) as const),
  ...['domain_endpoint_options.enforce_https', 'encrypt_at_rest.enabled', 'node_to_node_encryption.enabled'].map(
    (path) => ({ path, types: SEARCH, isWorse: turnsExplicitlyOff, evenWhenNew: true }),
  ),
  {
    path: 'encryption_info.encryption_in_transit.in_cluster',
    types: ['aws_msk_cluster'],
    isWorse: turnsExplicitlyOff,
    evenWhenNew: true,
  },
  {
    path: 'root_block_device.encrypted',
    types: ['aws_instance', 'aws_launch_configuration', 'aws_spot_instance_request'],
    isWorse: turnsExplicitlyOff,
    evenWhenNew: true,
  },
  // AWS encrypts these with a key of its own, unless told to use another.
  ...['enable_key_rotation', 'rotate_automatically', 'sqs_managed_sse_enabled'].map(
    (path) => ({ path, types: ANY, isWorse: turnsOff }) as const,
  ),
  {
    path: 'server_side_encryption.enabled',
    types: ['aws_dax_cluster', 'aws_dynamodb_table', 'aws_kinesis_firehose_delivery_stream'],
    isWorse: turnsOff,
  },
  { path: 'enabled', types: ['aws_ebs_encryption_by_default'], isWorse: turnsOff },
  ...['kms_key', 'kms_key_arn', 'kms_key_id', 'kms_key_name', 'kms_master_key_id'].map(
    (path) => ({ path, types: ANY, isWorse: goesAway }) as const,
  ),
  { path: 'encryption_configuration.kms_key', types: REPOSITORIES, isWorse: goesAway },
  { path: 'server_side_encryption.kms_key_arn', types: ['aws_dynamodb_table'], isWorse: goesAway },
  {
    path: 'rule.apply_server_side_encryption_by_default.kms_master_key_id',
    types: BUCKET_ENCRYPTION,
    isWorse: goesAway,
  },
  {
    path: 'rule.apply_server_side_encryption_by_default.sse_algorithm',
    types: BUCKET_ENCRYPTION,
    isWorse: sinksIn('aws:kms:dsse', 'aws:kms', 'AES256'),
  },
  { path: 'encryption_type', types: ['aws_kinesis_stream'], isWorse: leaves('KMS') },
  { path: 'type', types: ['aws_ssm_parameter'], isWorse: leaves('SecureString') },
  ...[
    { isWorse: sinksIn('TLS', 'TLS_PLAINTEXT', 'PLAINTEXT') },
    { isWorse: becomes('PLAINTEXT'), evenWhenNew: true },
  ].map((one) => ({
    ...one,
    path: 'encryption_info.encryption_in_transit.client_broker',
    types: ['aws_msk_cluster'],
  })),
  ...[
    'default_cache_behavior.viewer_protocol_policy',
    'ordered_cache_behavior[path_pattern].viewer_protocol_policy',
    'origin[origin_id].custom_origin_config.origin_protocol_policy',
  ].map((path) => ({ path, types: CDN, isWorse: becomes(...CLEAR), evenWhenNew: true })),
  { path: 'protocol', types: LISTENERS, isWorse: leaves('HTTPS', 'TLS') },
  ...['min_tls_version', 'minimum_tls_version', 'security_policy', 'ssl_policy'].map(
    (path) => ({ path, types: ANY, isWorse: tlsSinks }) as const,
  ),
  // Whether a database takes connections in clear.
  ...['neptune_enforce_ssl', 'rds.force_ssl', 'require_secure_transport', 'require_ssl', 'tls'].flatMap((name) =>
    [{ isWorse: switchesOff }, { isWorse: isSwitchedOff, evenWhenNew: true }].flatMap((one) => parameter(name, one)),
  ),
  ...parameter('ssl_min_protocol_version', { isWorse: tlsSinks }),
  { path: 'settings.ip_configuration.require_ssl', types: ['google_sql_database_instance'], isWorse: turnsOff },
  ...[
    { path: 'client_connection_config.ssl_config.ssl_mode', types: ['google_alloydb_instance'] },
    { path: 'settings.ip_configuration.ssl_mode', types: ['google_sql_database_instance'] },
  ].map((one) => ({ ...one, isWorse: sinksIn(...SSL_MODES) })),
  { path: 'transit_encryption_mode', types: ['google_redis_instance'], isWorse: leaves('SERVER_AUTHENTICATION') },
  ...['enable_non_ssl_port', 'non_ssl_port_enabled'].map((path) => ({
    path,
    types: ['azurerm_redis_cache'],
    isWorse: turnsOn,
    evenWhenNew: true,
  })),
  { path: 'domain_endpoint_options.tls_security_policy', types: SEARCH, isWorse: tlsSinks },
  { path: 'domain_name_configuration.security_policy', types: ['aws_apigatewayv2_domain_name'], isWorse: tlsSinks },
  { path: 'viewer_certificate.minimum_protocol_version', types: CDN, isWorse: tlsSinks },
];

/** They are nothing but the encryption of something else. */
const ENCRYPTIONS = [
  ...BUCKET_ENCRYPTION,
  'aws_dx_macsec_key_association',
  'aws_ebs_default_kms_key',
  'aws_ebs_encryption_by_default',
  'aws_glue_data_catalog_encryption_settings',
  'aws_xray_encryption_config',
];

export const encryptionOff = judge({
  name: 'encryption-off',
  risk: 'Whoever gets at the disk, the copy or the line can read it.',
  title: 'Encryption is taken off, or weakened.',
  blocks: SETTINGS,
  isExposure: true,
  endOf: (type) => (ENCRYPTIONS.includes(type) ? { text: 'its configuration is destroyed', blocks: true } : undefined),
});
