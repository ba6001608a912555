import type { Json } from '../../../review/plan/model';
import { serviceStopped } from '../../../review/rules/service-stopped';
import { because, change, find } from './change';

const TABLE = 'aws_dynamodb_table';
const RULE = 'aws_cloudwatch_event_rule';

test('a key that is switched off blocks', () => {
  expect(find(serviceStopped, change('aws_kms_key', { is_enabled: true }, { is_enabled: false }))).toEqual({
    blocks: true,
    title: 'It works no longer.',
    because: ['is_enabled goes from true to false'],
  });
  expect(because(serviceStopped, 'aws_kms_key', { is_enabled: false }, { is_enabled: true })).toEqual([]);
});

test.each(['aws_kms_external_key', 'aws_kms_replica_key'])('%s, too', (type) => {
  expect(find(serviceStopped, change(type, { enabled: true }, { enabled: false }))?.blocks).toBe(true);
});

test.each<[string, string, Json, Json]>([
  [TABLE, 'stream_enabled', true, false],
  [RULE, 'state', 'ENABLED', 'DISABLED'],
  [RULE, 'is_enabled', true, false],
  ['aws_scheduler_schedule', 'state', 'ENABLED', 'DISABLED'],
])('%s.%s from %j to %j warns, and back is silent', (type, path, from, to) => {
  expect(find(serviceStopped, change(type, { [path]: from }, { [path]: to }))).toMatchObject({ blocks: false });
  expect(because(serviceStopped, type, { [path]: to }, { [path]: from })).toEqual([]);
  expect(because(serviceStopped, 'acme_thing', { [path]: from }, { [path]: to })).toEqual([]);
});

test('a service that is destroyed warns', () => {
  const gone = change('aws_ecs_service', { cluster: 'arn:c' }, null);
  expect(find(serviceStopped, gone)).toMatchObject({ blocks: false, because: ['the service is destroyed'] });
  expect(find(serviceStopped, gone, change('aws_ecs_cluster', { arn: 'arn:c' }, null))).toBeUndefined();
});
