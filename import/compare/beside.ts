import type { Capacity, TableDescription } from '../description';
import { unseen, type Difference } from './difference';

/** Of what no plan speaks of. */
export const STAYS = 'Nothing declares it: it stays, and no plan speaks of it.';

/** What stands beside a table, or AWS has made of it, and no plan speaks of. What is of an index goes with it. */
export const beside = (
  { kinesisStream, contributorInsights, resourcePolicy, warmThroughput, globalIndexes }: TableDescription,
  declared: TableDescription,
): Difference[] => [
  ...(kinesisStream
    ? [unseen('aws_dynamodb_kinesis_streaming_destination', `${kinesisStream} gets every change. ${STAYS}`)]
    : []),
  ...(contributorInsights ? [unseen('aws_dynamodb_contributor_insights', `It is on. ${STAYS}`)] : []),
  ...(resourcePolicy ? [unseen('aws_dynamodb_resource_policy', `The table has a policy of its own. ${STAYS}`)] : []),
  ...warm('warm_throughput', warmThroughput, STAYS),
  ...[...(globalIndexes ?? [])].flatMap(([name, index]) => {
    const then = declared.globalIndexes?.has(name) ? STAYS : 'It goes with the index.';
    return [
      ...(index.contributorInsights ? [unseen(`aws_dynamodb_contributor_insights[${name}]`, `It is on. ${then}`)] : []),
      ...warm(`global_secondary_index[${name}].warm_throughput`, index.warmThroughput, then),
    ];
  }),
];

/**
 * What a table takes at once, unless somebody has asked for more, or has needed it: "A new on-demand table starts with a
 * warm throughput of 12,000 read units per second and 4,000 write units per second."
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput-scenarios.html
 */
const WARM_FROM_THE_START = { read: 12_000, write: 4_000 };

function warm(path: string, throughput: Capacity | undefined, then: string): Difference[] {
  const { read = 0, write = 0 } = throughput ?? {};
  if (read <= WARM_FROM_THE_START.read && write <= WARM_FROM_THE_START.write) return [];
  const units = `${read.toLocaleString('en')} read and ${write.toLocaleString('en')} write units a second`;
  return [unseen(path, `It takes ${units} at once. ${then}`)];
}
