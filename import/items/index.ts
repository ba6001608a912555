import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unlessMissing, whyUnanswerable } from '../../deployment/aws/errors';
import { translation } from '../../functions/shared/dynamodb';
import type { DeclaredTable } from '../declared';
import type { FoundTable } from '../inspect';
import { readerOf } from './readers';
import { sampleItems } from './sample';
import { shapesOf } from './shapes';

export interface SampleOptions {
  /** What each table is declared as, by its name. */
  readonly declared: ReadonlyMap<string, DeclaredTable>;
  /** Most items of each table. */
  readonly sample: number;
  readonly signal: AbortSignal;
}

/**
 * Reads some items of each declared table, one table after the other, and says what the application makes of them. Tables that
 * are not ACTIVE are left alone.
 *
 * @throws what AWS answers to Scan, unless it is that these credentials may not: that is `notSeen`
 */
export async function withSamples(
  found: readonly FoundTable[],
  client: DynamoDBClient,
  { declared, sample, signal }: SampleOptions,
): Promise<FoundTable[]> {
  const dynamodb = DynamoDBDocumentClient.from(client, translation);
  const sampled: FoundTable[] = [];
  for (const one of found) {
    const match = declared.get(one.name);
    const isReady = one.table !== undefined && (one.table.status ?? 'ACTIVE') === 'ACTIVE';
    sampled.push(match && isReady ? await withSample(one, match.id, dynamodb, sample, signal) : one);
  }
  return sampled;
}

async function withSample(
  found: FoundTable,
  id: string,
  dynamodb: DynamoDBDocumentClient,
  sample: number,
  signal: AbortSignal,
): Promise<FoundTable> {
  try {
    const items = await unlessMissing(sampleItems(dynamodb, found.name, sample, signal));
    return items ? { ...found, items: shapesOf(items, readerOf(id)) } : found;
  } catch (error) {
    const why = whyUnanswerable(error, 'Scan');
    if (why === undefined) throw error;
    return { ...found, notSeen: [...(found.notSeen ?? []), `${why}.`] };
  }
}
