import { ScanCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Attributes } from '../../model/item';

/** Places of the table from which items are taken, so that they are not all of one key: scans that run side by side. */
const SEGMENTS = 8;

/**
 * Some items of a table, from all over it. Eventually consistent; the units that it reads are the table's own, so it takes no
 * more than it was asked for.
 *
 * @param most items to read; fewer only if the table has fewer
 * @throws what AWS answers, after the client's own retries
 */
export async function sampleItems(
  dynamodb: DynamoDBDocumentClient,
  TableName: string,
  most: number,
  abortSignal: AbortSignal,
): Promise<Attributes[]> {
  const TotalSegments = Math.min(SEGMENTS, most);
  const items: Attributes[] = [];
  let open: Segment[] = Array.from({ length: TotalSegments }, (_, Segment) => ({ Segment }));
  while (items.length < most && open.length > 0) {
    // The last segments get nothing where less is missing than there are segments.
    const asked = open.slice(0, most - items.length);
    const Limit = Math.floor((most - items.length) / asked.length);
    const pages = await Promise.all(
      asked.map(async (segment) => {
        const input = { TableName, TotalSegments, ...segment, Limit };
        const { Items = [], LastEvaluatedKey } = await dynamodb.send(new ScanCommand(input), { abortSignal });
        items.push(...Items);
        return LastEvaluatedKey ? [{ ...segment, ExclusiveStartKey: LastEvaluatedKey }] : [];
      }),
    );
    open = [...open.slice(asked.length), ...pages.flat()];
  }
  return items;
}

interface Segment {
  readonly Segment: number;
  readonly ExclusiveStartKey?: Record<string, unknown>;
}
