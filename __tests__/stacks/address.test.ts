import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { Construct } from 'constructs';
import { addressName, Folder } from '../../stacks/address';
import { addresses, synthesizeConstructs } from './synthesize';

test.each([
  ['aws_dynamodb_table', ['room-movie-cache', 'Default'], 'room_movie_cache'],
  ['aws_lambda_function', ['cache', 'Default'], 'cache'],
  ['aws_lambda_alias', ['cache', 'alias'], 'cache'],
  ['aws_iam_role', ['cache', 'role', 'Default'], 'cache'],
  ['aws_iam_role_policy', ['cache', 'role', 'policy'], 'cache'],
  ['aws_iam_role', ['rooms', 'data-source', 'Default'], 'rooms_data_source'],
  ['aws_sqs_queue', ['cache', 'dead-letters'], 'cache_dead_letters'],
  ['aws_cloudwatch_log_group', ['cache', 'log-group'], 'cache'],
  ['aws_appautoscaling_target', ['rooms', 'read', 'target'], 'rooms_read'],
])('%s at %j is named %s', (type, path, name) => {
  expect(addressName(type, path)).toBe(name);
});

test('the first part stays, even when it repeats the type', () => {
  expect(addressName('aws_appsync_graphql_api', ['api', 'Default'])).toBe('api');
});

test('only a whole part repeats the type: a data plan is no plan', () => {
  expect(addressName('aws_backup_plan', ['rooms', 'data-plan'])).toBe('rooms_data_plan');
});

test('folders leave no trace, other constructs do', () => {
  const synthesized = synthesizeConstructs((scope) => {
    new SnsTopic(new Folder(new Folder(scope, 'layer'), 'drawer'), 'one', { name: 'one' });
    new SnsTopic(new Construct(scope, 'group'), 'two', { name: 'two' });
  });
  expect(addresses(synthesized)).toEqual(['aws_sns_topic.group_two', 'aws_sns_topic.one']);
});

test('two constructs at one address are refused, not merged', () => {
  const build = (scope: Construct) => {
    new SnsTopic(new Folder(scope, 'first'), 'alarms', { name: 'a' });
    new SnsTopic(new Folder(scope, 'second'), 'alarms', { name: 'b' });
  };
  expect(() => synthesizeConstructs(build)).toThrow(
    'aws_sns_topic.alarms is the address of both test/first/alarms and test/second/alarms. Rename one of the constructs.',
  );
});
