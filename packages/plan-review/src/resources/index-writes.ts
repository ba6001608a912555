import { many } from '../render/phrase';

const KB = 1024;

/**
 * What each write of an item costs more for a global index of a DynamoDB table that has the item: a unit for each KB that
 * the index copies, begun ones whole. Source:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 *
 * @param key names of the attributes that an item has to have to be in the index
 * @param bytes that the index copies of one item. Default: nobody knows
 * @returns `write of an item that has status costs about 2 write units`
 */
export function writesOf(key: readonly string[], bytes?: number): string {
  const cost =
    bytes === undefined ? 'at least 1 write unit' : `about ${many(Math.max(1, Math.ceil(bytes / KB)), 'write unit')}`;
  return `write of an item that has ${key.join(' and ')} costs ${cost}`;
}
