import type { KeyAttribute, TableDescription } from '../description';
import { replaces, type Difference } from './difference';
import { showAttribute } from './show';

const EMPTY = 'DynamoDB cannot change it: the table would be destroyed with its items, and made anew, empty.';
const REFUSED = 'No plan shows it, and DynamoDB would refuse every item that is written.';

/** Of the table itself. A type that differs plans no change: only the table can tell it. */
export const compareKey = ({ key: existing }: TableDescription, { key: declared }: TableDescription): Difference[] => [
  ...attribute('hash_key', existing[0], declared[0]),
  ...attribute('range_key', existing[1], declared[1]),
];

function attribute(
  path: 'hash_key' | 'range_key',
  existing: KeyAttribute | undefined,
  declared: KeyAttribute | undefined,
): Difference[] {
  if (existing?.name !== declared?.name) {
    return [replaces(path, `It is ${showAttribute(existing)}, declared ${showAttribute(declared)}. ${EMPTY}`)];
  }
  if (existing === undefined || existing.type === declared?.type) return [];
  const types = `It is ${existing.type}, declared ${declared?.type}`;
  return [replaces(`attribute[${existing.name}].type`, `${types}. ${REFUSED}`)];
}
