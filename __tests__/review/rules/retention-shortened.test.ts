import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { retentionShortened } from '../../../packages/plan-review/src/rules/retention-shortened';
import { because, change, find, nest, typeWith } from './change';

const TABLE = 'aws_dynamodb_table';
const LIFECYCLE = 'aws_s3_bucket_lifecycle_configuration';

test('a log group', () => {
  const cut = change('aws_cloudwatch_log_group', { retention_in_days: 90 }, { retention_in_days: 7 });
  expect(find(retentionShortened, cut)).toEqual({
    blocks: true,
    title: 'Data is removed sooner than before, or no longer.',
    because: ['retention_in_days goes from 90 to 7'],
  });
});

test.each<[string, JsonObject, JsonObject, string]>([
  [
    'aws_cloudwatch_log_group',
    { retention_in_days: 0 },
    { retention_in_days: 30 },
    'retention_in_days goes from for ever (0) to 30',
  ],
  ['aws_cloudwatch_log_group', { name: 'x' }, { name: 'x', retention_in_days: 30 }, 'retention_in_days is 30'],
  [
    'aws_sqs_queue',
    { message_retention_seconds: 86400 },
    { message_retention_seconds: 60 },
    'message_retention_seconds goes from 86400 to 60',
  ],
  [
    'google_pubsub_topic',
    { message_retention_duration: '604800s' },
    { message_retention_duration: '600s' },
    'message_retention_duration goes from 604800s to 600s',
  ],
  ['aws_kinesis_stream', { retention_period: 168 }, { retention_period: 24 }, 'retention_period goes from 168 to 24'],
  [
    'aws_backup_plan',
    { rule: [{ rule_name: 'daily', lifecycle: [{ delete_after: 35 }] }] },
    { rule: [{ rule_name: 'daily', lifecycle: [{ delete_after: 7 }] }] },
    'rule[daily].lifecycle.delete_after goes from 35 to 7',
  ],
  [
    LIFECYCLE,
    { rule: [{ id: 'a', expiration: [{ days: 90 }] }] },
    { rule: [{ id: 'a', expiration: [{ days: 30 }] }] },
    'rule[a].expiration.days goes from 90 to 30',
  ],
  [
    LIFECYCLE,
    { rule: [{ id: 'a' }] },
    { rule: [{ id: 'a' }, { id: 'b', expiration: [{ days: 30 }] }] },
    'rule[b].expiration.days is 30',
  ],
  [
    LIFECYCLE,
    { rule: [{ id: 'a', noncurrent_version_expiration: [{ noncurrent_days: 9 }] }] },
    { rule: [{ id: 'a', noncurrent_version_expiration: [{ noncurrent_days: 1 }] }] },
    'rule[a].noncurrent_version_expiration.noncurrent_days goes from 9 to 1',
  ],
])('%s: %j to %j, and back', (type, longer, shorter, sentence) => {
  expect(because(retentionShortened, type, longer, shorter)).toEqual([sentence]);
  expect(because(retentionShortened, type, shorter, longer)).toEqual([]);
  if (type !== LIFECYCLE) expect(because(retentionShortened, type, null, shorter)).toEqual([]);
});

test.each<[JsonObject, JsonObject, readonly string[]]>([
  [
    { ttl: [{ enabled: true, attribute_name: 'ttl' }] },
    { ttl: [{ enabled: false, attribute_name: '' }] },
    ['ttl.enabled goes from true to false'],
  ],
  [
    { ttl: [{ enabled: false, attribute_name: '' }] },
    { ttl: [{ enabled: true, attribute_name: 'ttl' }] },
    ['ttl.enabled goes from false to true'],
  ],
  [
    { ttl: [{ enabled: true, attribute_name: 'ttl' }] },
    { ttl: [{ enabled: true, attribute_name: 'at' }] },
    ['ttl.attribute_name goes from ttl to at'],
  ],
  [{ ttl: { enabled: true, attribute_name: 'ttl' } }, {}, ['ttl.enabled goes from true to nothing']],
  [{ ttl: [{ enabled: true, attribute_name: 'ttl' }] }, { ttl: [{ enabled: true, attribute_name: 'ttl' }] }, []],
])('TTL: %j to %j', (before, after, sentences) => {
  expect(because(retentionShortened, TABLE, before, after)).toEqual(sentences);
});

test('of something new, nothing is removed', () => {
  expect(because(retentionShortened, TABLE, null, { ttl: [{ enabled: true, attribute_name: 'ttl' }] })).toEqual([]);
});

test.each([
  ...['retention_policy.retention_period', 'retention_properties.magnetic_store_retention_period_in_days'],
  ...['retention_properties.memory_store_retention_period_in_hours', 'retention_days'],
  ...['blob_properties.delete_retention_policy.days'],
])('%s goes from 9 to 3', (path) => {
  expect(because(retentionShortened, typeWith(retentionShortened, path), nest(path, 9), nest(path, 3))).toEqual([
    `${path} goes from 9 to 3`,
  ]);
  expect(because(retentionShortened, typeWith(retentionShortened, path), nest(path, 3), nest(path, 9))).toEqual([]);
});

test.each(['lifecycle_rule[id].expiration.days', 'lifecycle_rule[id].noncurrent_version_expiration.days'])(
  'of a bucket, as older providers have it: %s',
  (path) => {
    expect(because(retentionShortened, 'aws_s3_bucket', nest(path, 9), nest(path, 3))).toHaveLength(1);
    expect(because(retentionShortened, 'acme_thing', nest(path, 9), nest(path, 3))).toEqual([]);
  },
);

test('retention that is known only after the apply, is not judged', () => {
  const type = 'aws_cloudwatch_log_group';
  const unknown = change(type, { retention_in_days: 9 }, {}, { unknown: { retention_in_days: true } });
  expect(find(retentionShortened, unknown)).toBeUndefined();
});

test('for ever is longer than any time', () => {
  expect(because(retentionShortened, 'aws_cloudwatch_log_group', { retention_in_days: 90 }, {})).toEqual([]);
  expect(
    because(retentionShortened, 'aws_cloudwatch_log_group', { retention_in_days: 90 }, { retention_in_days: 0 }),
  ).toEqual([]);
});
