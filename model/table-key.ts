export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

export interface TableKey {
  readonly hashKey: KeyAttribute;
  /** Default: one item for each hash key. */
  readonly rangeKey?: KeyAttribute;
}

/** Attribute with the time, in epoch seconds, after which an item is not served any more, and DynamoDB deletes it; unless an adoption says another. */
export const TIME_TO_LIVE = 'ttl';

/** Keys, of one table and its indexes, whose attribute is of another type in one before them: DynamoDB knows one type of each. */
export function otherwiseTyped<K extends KeyAttribute>(keys: readonly K[]): (K & { readonly first: K['type'] })[] {
  const types = new Map<string, K['type']>();
  return keys.flatMap((key) => {
    const first = types.get(key.name) ?? key.type;
    types.set(key.name, first);
    return first === key.type ? [] : [{ ...key, first }];
  });
}
