import { describeLoss, lossesOf } from '../../deployment/stateful';
import type { Plan, PlannedChange } from '../../deployment/terraform';

const plan = (...changes: [PlannedChange['action'], string][]): Plan => ({
  isEmpty: false,
  changes: changes.map(([action, address]) => ({
    action,
    address,
    type: /aws_\w+/.exec(address)?.[0] ?? '',
    replacedBy: [],
    attributes: [],
  })),
  unchanged: 0,
  drift: [],
  creations: [],
  refused: [],
});

test('a table, logs, messages, an API or its key that go are losses', () => {
  expect(
    lossesOf(
      plan(
        ['destroy', 'aws_dynamodb_table.rooms'],
        ['replace', 'aws_appsync_graphql_api.api'],
        ['forget', 'aws_sqs_queue.letters'],
        ['destroy', 'module.logs["a.b"].aws_cloudwatch_log_group.room'],
        ['replace', 'aws_appsync_api_key.api'],
      ),
    ).map(describeLoss),
  ).toEqual([
    'aws_dynamodb_table.rooms (destroy: its items)',
    'aws_appsync_graphql_api.api (replace: its id, its URL and its keys)',
    'aws_sqs_queue.letters (forget: messages that are not received yet)',
    'module.logs["a.b"].aws_cloudwatch_log_group.room (destroy: its log events)',
    'aws_appsync_api_key.api (replace: the key that clients use)',
  ]);
});

test('each has the name by which the review accepts it', () => {
  expect(lossesOf(plan(['destroy', 'aws_dynamodb_table.rooms']))).toMatchObject([
    { finding: 'stateful-loss/aws_dynamodb_table.rooms' },
  ]);
});

test('what stays, and what a deploy makes again, is none', () => {
  expect(
    lossesOf(
      plan(['change', 'aws_dynamodb_table.rooms'], ['add', 'aws_sqs_queue.a'], ['destroy', 'aws_lambda_alias.a']),
    ),
  ).toEqual([]);
});
