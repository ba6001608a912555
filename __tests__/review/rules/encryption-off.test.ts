import type { Json, JsonObject } from '../../../packages/plan-review/src/plan/value';
import { hiddenChange } from '../../../packages/plan-review/src/rules';
import { encryptionOff } from '../../../packages/plan-review/src/rules/encryption-off';
import { because, change, find, nest, typeWith } from './change';

const SSE = 'aws_s3_bucket_server_side_encryption_configuration';
const sse = (algorithm: string, key: string | null) => ({
  rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: algorithm, kms_master_key_id: key }] }],
});

test('a database', () => {
  const off = change(
    'aws_rds_cluster',
    { storage_encrypted: true },
    { storage_encrypted: false },
    { action: 'replace' },
  );
  expect(find(encryptionOff, off)).toEqual({
    blocks: true,
    title: 'Encryption is taken off, or weakened.',
    because: ['storage_encrypted goes from true to false'],
  });
});

/** Also when it is new. */
test.each<[string, JsonObject, JsonObject, string]>([
  ['aws_ebs_volume', { encrypted: true }, { encrypted: false }, 'encrypted goes from true to false'],
  [
    'aws_elasticache_replication_group',
    { transit_encryption_enabled: true },
    { transit_encryption_enabled: false },
    'transit_encryption_enabled goes from true to false',
  ],
  [
    'aws_opensearch_domain',
    { encrypt_at_rest: [{ enabled: true }] },
    { encrypt_at_rest: [{ enabled: false }] },
    'encrypt_at_rest.enabled goes from true to false',
  ],
  [
    'aws_opensearch_domain',
    { domain_endpoint_options: { enforce_https: true } },
    { domain_endpoint_options: { enforce_https: false } },
    'domain_endpoint_options.enforce_https goes from true to false',
  ],
  [
    'aws_cloudfront_distribution',
    { default_cache_behavior: [{ viewer_protocol_policy: 'redirect-to-https' }] },
    { default_cache_behavior: [{ viewer_protocol_policy: 'allow-all' }] },
    'default_cache_behavior.viewer_protocol_policy goes from redirect-to-https to allow-all',
  ],
  [
    'aws_cloudfront_distribution',
    { origin: [{ origin_id: 'a', custom_origin_config: [{ origin_protocol_policy: 'https-only' }] }] },
    { origin: [{ origin_id: 'a', custom_origin_config: [{ origin_protocol_policy: 'http-only' }] }] },
    'origin[a].custom_origin_config.origin_protocol_policy goes from https-only to http-only',
  ],
  [
    'aws_msk_cluster',
    { encryption_info: [{ encryption_in_transit: [{ client_broker: 'TLS' }] }] },
    { encryption_info: [{ encryption_in_transit: [{ client_broker: 'PLAINTEXT' }] }] },
    'encryption_info.encryption_in_transit.client_broker goes from TLS to PLAINTEXT',
  ],
])('%s: %j to %j, and back, and new', (type, safe, unsafe, sentence) => {
  expect(because(encryptionOff, type, safe, unsafe)).toEqual([sentence]);
  expect(because(encryptionOff, type, unsafe, safe)).toEqual([]);
  expect(because(encryptionOff, type, null, unsafe)).toHaveLength(1);
});

test.each<[string, JsonObject, JsonObject, string]>([
  [
    'aws_dynamodb_table',
    { server_side_encryption: [{ enabled: true }] },
    { server_side_encryption: [{ enabled: false }] },
    'server_side_encryption.enabled goes from true to false',
  ],
  [
    'aws_sqs_queue',
    { sqs_managed_sse_enabled: true },
    { sqs_managed_sse_enabled: false },
    'sqs_managed_sse_enabled goes from true to false',
  ],
  ['aws_cloudwatch_log_group', { kms_key_id: 'arn:a' }, { kms_key_id: '' }, 'kms_key_id goes from arn:a to ""'],
  ['aws_sns_topic', { kms_master_key_id: 'arn:a' }, {}, 'kms_master_key_id goes from arn:a to nothing'],
  [
    'aws_kms_key',
    { enable_key_rotation: true },
    { enable_key_rotation: false },
    'enable_key_rotation goes from true to false',
  ],
  ['aws_ssm_parameter', { type: 'SecureString' }, { type: 'String' }, 'type goes from SecureString to String'],
  [
    'aws_kinesis_stream',
    { encryption_type: 'KMS' },
    { encryption_type: 'NONE' },
    'encryption_type goes from KMS to NONE',
  ],
  ['aws_lb_listener', { protocol: 'HTTPS' }, { protocol: 'HTTP' }, 'protocol goes from HTTPS to HTTP'],
  ['aws_ebs_encryption_by_default', { enabled: true }, { enabled: false }, 'enabled goes from true to false'],
  [
    SSE,
    sse('aws:kms', null),
    sse('AES256', null),
    'rule.apply_server_side_encryption_by_default.sse_algorithm goes from aws:kms to AES256',
  ],
  [
    SSE,
    sse('aws:kms', 'arn:a'),
    sse('aws:kms', null),
    'rule.apply_server_side_encryption_by_default.kms_master_key_id goes from arn:a to nothing',
  ],
])('%s: %j to %j, and back, and new', (type, safe, unsafe, sentence) => {
  expect(because(encryptionOff, type, safe, unsafe)).toEqual([sentence]);
  expect(because(encryptionOff, type, unsafe, safe)).toEqual([]);
  expect(because(encryptionOff, type, null, unsafe)).toEqual([]);
});

test.each([
  ['ssl_policy', 'ELBSecurityPolicy-TLS13-1-2-2021-06', 'ELBSecurityPolicy-2016-08'],
  ['ssl_policy', 'ELBSecurityPolicy-TLS13-1-3-2021-06', 'ELBSecurityPolicy-TLS13-1-2-2021-06'],
  ['ssl_policy', 'ELBSecurityPolicy-TLS-1-2-2017-01', 'ELBSecurityPolicy-TLS-1-1-2017-01'],
  ['security_policy', 'TLS_1_2', 'TLS_1_0'],
  ['min_tls_version', 'TLS1_2', 'TLS1_0'],
  ['minimum_tls_version', '1.2', '1.1'],
  ['minimum_tls_version', '1.2', 'TLSv1'],
])('%s: %s to %s, and back', (name, safe, unsafe) => {
  expect(because(encryptionOff, 'aws_lb_listener', { [name]: safe }, { [name]: unsafe })).toEqual([
    `${name} goes from ${safe} to ${unsafe}`,
  ]);
  expect(because(encryptionOff, 'aws_lb_listener', { [name]: unsafe }, { [name]: safe })).toEqual([]);
  expect(because(encryptionOff, 'aws_lb_listener', { [name]: safe }, { [name]: 'some other word' })).toEqual([]);
});

test.each([
  ['TLSv1.2_2021', 'TLSv1_2016'],
  ['TLSv1.2_2021', 'TLSv1.1_2016'],
  ['TLSv1.1_2016', 'SSLv3'],
])('a distribution: %s to %s', (safe, unsafe) => {
  const certificate = (version: string) => ({ viewer_certificate: [{ minimum_protocol_version: version }] });
  const sentence = `viewer_certificate.minimum_protocol_version goes from ${safe} to ${unsafe}`;
  expect(because(encryptionOff, 'aws_cloudfront_distribution', certificate(safe), certificate(unsafe))).toEqual([
    sentence,
  ]);
  expect(because(encryptionOff, 'aws_cloudfront_distribution', certificate(unsafe), certificate(safe))).toEqual([]);
});

test('another key, which is made by the same plan', () => {
  const other = change('aws_sns_topic', { kms_master_key_id: 'arn:a' }, {}, { unknown: { kms_master_key_id: true } });
  expect(find(encryptionOff, other)).toBeUndefined();
});

test('the configuration of the encryption goes, and not with its bucket', () => {
  const gone = change(SSE, { id: 'films', bucket: 'films' }, null);
  expect(find(encryptionOff, gone)?.because).toEqual(['its configuration is destroyed']);
  expect(find(encryptionOff, gone, change('aws_s3_bucket', { id: 'films' }, null))).toBeUndefined();
});

test.each([
  ...['at_rest_encryption_enabled', 'enable_https_traffic_only', 'https_only', 'https_traffic_only_enabled'],
  ...[
    'encryption_info.encryption_in_transit.in_cluster',
    'node_to_node_encryption.enabled',
    'root_block_device.encrypted',
  ],
])('%s goes from true to false, or is off from the start', (path) => {
  expect(because(encryptionOff, typeWith(encryptionOff, path), nest(path, true), nest(path, false))).toEqual([
    `${path} goes from true to false`,
  ]);
  expect(because(encryptionOff, typeWith(encryptionOff, path), null, nest(path, false))).toEqual([`${path} is false`]);
});

test.each([
  ...[
    'encryption_configuration.kms_key',
    'kms_key',
    'kms_key_arn',
    'kms_key_name',
    'server_side_encryption.kms_key_arn',
  ],
])('%s goes away', (path) => {
  expect(because(encryptionOff, typeWith(encryptionOff, path), nest(path, 'a'), {})).toEqual([
    `${path} goes from a to nothing`,
  ]);
  expect(because(encryptionOff, typeWith(encryptionOff, path), nest(path, 'a'), nest(path, 'b'))).toEqual([]);
});

test('a password that is rotated no longer', () => {
  expect(
    because(encryptionOff, 'acme_thing', { rotate_automatically: true }, { rotate_automatically: false }),
  ).toHaveLength(1);
});

test.each(['domain_endpoint_options.tls_security_policy', 'domain_name_configuration.security_policy'])(
  '%s',
  (path) => {
    expect(
      because(
        encryptionOff,
        typeWith(encryptionOff, path),
        nest(path, 'Policy-Min-TLS-1-2-2019-07'),
        nest(path, 'Policy-Min-TLS-1-0-2019-07'),
      ),
    ).toHaveLength(1);
  },
);

test.each(['aws_alb_listener', 'aws_lb_listener'])('TLS at %s', (type) => {
  expect(because(encryptionOff, type, { protocol: 'TLS' }, { protocol: 'TCP' })).toEqual([
    'protocol goes from TLS to TCP',
  ]);
});

test('one of several behaviours, and a key in two layers', () => {
  const behaviour = 'ordered_cache_behavior[path_pattern].viewer_protocol_policy';
  expect(
    because(encryptionOff, 'aws_cloudfront_distribution', nest(behaviour, 'https-only'), nest(behaviour, 'allow-all')),
  ).toEqual(['ordered_cache_behavior[a].viewer_protocol_policy goes from https-only to allow-all']);
  expect(because(encryptionOff, SSE, sse('aws:kms:dsse', null), sse('aws:kms', null))).toHaveLength(1);
});

test('a broker that takes both', () => {
  const path = 'encryption_info.encryption_in_transit.client_broker';
  expect(because(encryptionOff, 'aws_msk_cluster', nest(path, 'TLS'), nest(path, 'TLS_PLAINTEXT'))).toHaveLength(1);
  expect(because(encryptionOff, 'aws_msk_cluster', null, nest(path, 'TLS_PLAINTEXT'))).toEqual([]);
});

test.each([
  'aws_ebs_default_kms_key',
  'aws_ebs_encryption_by_default',
  'aws_glue_data_catalog_encryption_settings',
  'aws_xray_encryption_config',
])('%s is destroyed', (type) => {
  expect(find(encryptionOff, change(type, {}, null))?.blocks).toBe(true);
});

test('a broker that takes both takes no encryption any more', () => {
  const path = 'encryption_info.encryption_in_transit.client_broker';
  expect(because(encryptionOff, 'aws_msk_cluster', nest(path, 'TLS_PLAINTEXT'), nest(path, 'PLAINTEXT'))).toHaveLength(
    1,
  );
});

describe('a parameter of a database', () => {
  const group = (name: string, value: string | null): JsonObject => ({
    name: 'films',
    parameter: [{ name: 'work_mem', value: '4' }, ...(value === null ? [] : [{ name, value }])],
  });

  test.each([
    ['aws_db_parameter_group', 'rds.force_ssl', '1', '0'],
    ['aws_db_parameter_group', 'require_secure_transport', 'ON', 'OFF'],
    ['aws_rds_cluster_parameter_group', 'rds.force_ssl', '1', '0'],
    ['aws_redshift_parameter_group', 'require_ssl', 'true', 'false'],
    ['aws_docdb_cluster_parameter_group', 'tls', 'tls1.2+', 'disabled'],
    ['aws_neptune_cluster_parameter_group', 'neptune_enforce_ssl', '1', '0'],
  ])('%s: %s from %s to %s, or removed, blocks', (type, name, on, off) => {
    const at = `parameter[${name}].value`;
    const say = (before: JsonObject | null, after: JsonObject | null) =>
      find(encryptionOff, change(type, before, after));
    const more = (because: string) => ({ blocks: true, because: [because] });
    expect(say(group(name, on), group(name, off))).toMatchObject(more(`${at} goes from ${on} to ${off}`));
    expect(say(group(name, on), group(name, null))).toMatchObject(more(`${at} goes from ${on} to nothing`));
    expect(say(group(name, null), group(name, off))).toMatchObject(more(`${at} is ${off}`));
    expect(say(null, group(name, off))).toMatchObject(more(`${at} is ${off}`));
    expect(say(group(name, on), null)).toMatchObject(more(`it is destroyed: ${at} was ${on}`));
    expect(say(group(name, off), group(name, on))).toBeUndefined();
    expect(say(group(name, off), group(name, null))).toBeUndefined();
    expect(say(group(name, off), null)).toBeUndefined();
  });

  test('an older TLS', () => {
    const [now, old] = [group('ssl_min_protocol_version', 'TLSv1.2'), group('ssl_min_protocol_version', 'TLSv1')];
    expect(because(encryptionOff, 'aws_db_parameter_group', now, old)).toHaveLength(1);
    expect(because(encryptionOff, 'aws_db_parameter_group', old, now)).toEqual([]);
  });

  test('of a group that goes with all that uses it: silent', () => {
    const gone = change('aws_db_parameter_group', group('rds.force_ssl', '1'), null);
    const user = { parameter_group_name: 'films' };
    const [database, other] = [change('aws_db_instance', user, null), change('aws_db_instance', user, user)];
    expect(find(encryptionOff, gone, database)).toBeUndefined();
    expect(find(encryptionOff, gone, database, other)?.blocks).toBe(true);
    expect(find(encryptionOff, gone, change('aws_db_instance', { name: 'films' }, null))?.blocks).toBe(true);
  });

  test('that is known only after the apply, or sensitive', () => {
    const [on, later] = [group('rds.force_ssl', '1'), { parameter: [{}, { value: true }] }];
    const unknown = change('aws_db_parameter_group', on, group('rds.force_ssl', ''), { unknown: later });
    expect(find(hiddenChange, unknown)?.because).toEqual([
      'parameter[rds.force_ssl].value was 1, and is known only after the apply',
    ]);
    const [one, two] = [{ parameter: '(sensitive 1)' }, { parameter: '(sensitive 2)' }];
    expect(because(hiddenChange, 'aws_db_parameter_group', one, two)).toEqual([
      'parameter is sensitive: whether it got worse cannot be seen',
    ]);
  });

  test.each(['azurerm_mysql_flexible_server_configuration', 'azurerm_postgresql_flexible_server_configuration'])(
    'of Azure: %s',
    (type) => {
      const of = (name: string, value: string) => ({ name, value });
      const say = (before: JsonObject | null, after: JsonObject | null) => because(encryptionOff, type, before, after);
      const [on, off] = [of('require_secure_transport', 'ON'), of('require_secure_transport', 'OFF')];
      expect(say(on, off)).toEqual(['value goes from ON to OFF']);
      expect(say(null, off)).toEqual(['value is OFF']);
      expect(say(off, on)).toEqual([]);
      expect(say(on, null)).toEqual([]);
      expect(say(of('event_scheduler', 'ON'), of('event_scheduler', 'OFF'))).toEqual([]);
    },
  );
});

test.each<[string, string, Json, Json]>([
  ['azurerm_mysql_server', 'ssl_enforcement_enabled', true, false],
  ['azurerm_redis_cache', 'non_ssl_port_enabled', false, true],
  ['google_sql_database_instance', 'settings.ip_configuration.require_ssl', true, false],
  [
    'google_sql_database_instance',
    'settings.ip_configuration.ssl_mode',
    'ENCRYPTED_ONLY',
    'ALLOW_UNENCRYPTED_AND_ENCRYPTED',
  ],
  ['google_sql_database_instance', 'settings.database_flags[name=require_secure_transport].value', 'on', 'off'],
  ['google_redis_instance', 'transit_encryption_mode', 'SERVER_AUTHENTICATION', 'DISABLED'],
])('a database of another cloud: %s.%s from %j to %j blocks, and back is silent', (type, path, from, to) => {
  expect(find(encryptionOff, change(type, nest(path, from), nest(path, to)))?.blocks).toBe(true);
  expect(because(encryptionOff, type, nest(path, to), nest(path, from))).toEqual([]);
});
