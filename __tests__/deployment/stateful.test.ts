import { lossesOf } from '../../deployment/stateful';
import type { Plan, PlannedChange } from '../../deployment/terraform';

const plan = (...changes: [PlannedChange['action'], string][]): Plan => ({
  isEmpty: false,
  changes: changes.map(([action, address]) => ({ action, address, replacedBy: [], attributes: [] })),
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
        ['destroy', 'aws_cloudwatch_log_group.room'],
        ['replace', 'aws_appsync_api_key.api'],
      ),
    ),
  ).toEqual([
    'aws_dynamodb_table.rooms (destroy: its items)',
    'aws_appsync_graphql_api.api (replace: the address that clients know)',
    'aws_sqs_queue.letters (forget: its messages)',
    'aws_cloudwatch_log_group.room (destroy: its logs)',
    'aws_appsync_api_key.api (replace: the key that clients have)',
  ]);
});

test('what stays, and what a deploy makes again, is none', () => {
  expect(
    lossesOf(
      plan(['change', 'aws_dynamodb_table.rooms'], ['add', 'aws_sqs_queue.a'], ['destroy', 'aws_lambda_alias.a']),
    ),
  ).toEqual([]);
});
