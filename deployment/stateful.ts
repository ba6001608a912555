import type { Plan } from './terraform';

/** Types that hold what no deploy can make again, and what that is. */
const STATEFUL: Readonly<Record<string, string>> = {
  aws_dynamodb_table: 'its items',
  aws_cloudwatch_log_group: 'its logs',
  aws_sqs_queue: 'its messages',
  aws_appsync_graphql_api: 'the address that clients know',
  aws_appsync_api_key: 'the key that clients have',
};

/** What the plan would lose for good, a few words each: `aws_dynamodb_table.rooms (replace: its items)`. */
export function lossesOf({ changes }: Plan): string[] {
  return changes.flatMap(({ address, action }) => {
    const lost = STATEFUL[address.split('.')[0]!];
    if (lost === undefined || !['destroy', 'replace', 'forget'].includes(action)) return [];
    return [`${address} (${action}: ${lost})`];
  });
}
