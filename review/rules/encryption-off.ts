import type { Json } from '../plan/model';
import { isGone } from './attributes';
import { blocking, foundFrom } from './line';
import type { Rule } from './rule';
import { becomes, goesAway, leaves, sinksIn, turnsExplicitlyOff, turnsOff, worsened, type Setting } from './settings';
import { goesWithSubject } from './subjects';

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

const CLEAR = ['allow-all', 'http-only'];

const SETTINGS: readonly Setting[] = [
  ...[
    'at_rest_encryption_enabled',
    'domain_endpoint_options.enforce_https',
    'encrypt_at_rest.enabled',
    'encrypted',
    'encryption_info.encryption_in_transit.in_cluster',
    'https_only',
    'enable_https_traffic_only',
    'https_traffic_only_enabled',
    'node_to_node_encryption.enabled',
    'root_block_device.encrypted',
    'storage_encrypted',
    'transit_encryption_enabled',
  ].map((path) => ({ path, isWorse: turnsExplicitlyOff, evenWhenNew: true })),
  // AWS encrypts these with a key of its own, unless told to use another.
  ...['enable_key_rotation', 'rotate_automatically', 'server_side_encryption.enabled', 'sqs_managed_sse_enabled'].map(
    (path) => ({ path, isWorse: turnsOff }),
  ),
  { path: 'enabled', types: ['aws_ebs_encryption_by_default'], isWorse: turnsOff },
  ...[
    'kms_key',
    'kms_key_arn',
    'kms_key_id',
    'kms_key_name',
    'kms_master_key_id',
    'encryption_configuration.kms_key',
    'rule.apply_server_side_encryption_by_default.kms_master_key_id',
    'server_side_encryption.kms_key_arn',
  ].map((path) => ({ path, isWorse: goesAway })),
  {
    path: 'rule.apply_server_side_encryption_by_default.sse_algorithm',
    isWorse: sinksIn('aws:kms:dsse', 'aws:kms', 'AES256'),
  },
  { path: 'encryption_type', types: ['aws_kinesis_stream'], isWorse: leaves('KMS') },
  { path: 'type', types: ['aws_ssm_parameter'], isWorse: leaves('SecureString') },
  {
    path: 'encryption_info.encryption_in_transit.client_broker',
    isWorse: sinksIn('TLS', 'TLS_PLAINTEXT', 'PLAINTEXT'),
  },
  { path: 'encryption_info.encryption_in_transit.client_broker', isWorse: becomes('PLAINTEXT'), evenWhenNew: true },
  ...[
    'default_cache_behavior.viewer_protocol_policy',
    'ordered_cache_behavior[path_pattern].viewer_protocol_policy',
    'origin[origin_id].custom_origin_config.origin_protocol_policy',
  ].map((path) => ({ path, isWorse: becomes(...CLEAR), evenWhenNew: true })),
  { path: 'protocol', types: ['aws_alb_listener', 'aws_lb_listener'], isWorse: leaves('HTTPS', 'TLS') },
  ...[
    'domain_endpoint_options.tls_security_policy',
    'domain_name_configuration.security_policy',
    'min_tls_version',
    'minimum_tls_version',
    'security_policy',
    'ssl_policy',
    'viewer_certificate.minimum_protocol_version',
  ].map((path) => ({ path, isWorse: tlsSinks })),
];

/** They are nothing but the encryption of something else. */
const ENCRYPTIONS = ['aws_ebs_encryption_by_default', 'aws_s3_bucket_server_side_encryption_configuration'];

export const encryptionOff: Rule = {
  name: 'encryption-off',
  risk: 'Whoever gets at the disk, the copy or the line can read it.',
  find(change, plan) {
    const isGoing = ENCRYPTIONS.includes(change.type) && isGone(change) && !goesWithSubject(change, plan);
    const gone = isGoing ? [blocking('its configuration is destroyed')] : [];
    return foundFrom('Encryption is taken off, or weakened.', [...worsened(change, SETTINGS, blocking), ...gone]);
  },
};
