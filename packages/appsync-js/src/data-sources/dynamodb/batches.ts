import { isDeepStrictEqual } from 'node:util';
import { own, setOwn } from '../../../../../keys/own';
import { type AttributeValue, fromItem, toWireMap, type ValueFactory } from '../attribute-values';
import { checkFields, missing, type SourceResult, type Request } from '../source-result';
import { type Call, type Item, type Operation, Refusal } from './call';
import { type Expression, expressionOf } from './expressions';

/** Attempts at what DynamoDB leaves unprocessed: AppSync's tutorial on batches tells of a second one. */
const ATTEMPTS = 2;

/**
 * Up to 100 items of any tables (DynamoDB refuses more), in the order of their keys, null where there is none.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-batch-get-item.html
 */
export const BatchGetItem: Operation = async (request, call) => {
  const tables = tablesOf('BatchGetItem', request).map(([name, given]) => {
    checkFields(`tables.${name}`, given as Request, ['keys', 'consistentRead', 'projection']);
    const { keys, consistentRead, projection } = given as Request;
    if (!keys) throw missing(`tables.${name}.keys`);
    const items = (keys as object[]).map(toWireMap);
    return { name, items, consistentRead, view: viewOf(expressionOf('projection', projection), items[0] ?? {}) };
  });
  const requested = tables.map(({ name, items, consistentRead, view }) => {
    return [name, { Keys: items, ...(consistentRead === true && { ConsistentRead: true }), ...view.input }] as const;
  });

  const found = new Map<string, Item[]>();
  const { left, error } = await untilProcessed(Object.fromEntries(requested), async (RequestItems) => {
    const output = (await call.send('BatchGetItem', { RequestItems })) as {
      Responses?: Record<string, Item[]>;
      UnprocessedKeys?: Record<string, { Keys: Item[] }>;
    };
    for (const [name, items] of Object.entries(output.Responses ?? {})) {
      found.set(name, [...(found.get(name) ?? []), ...items]);
    }
    return output.UnprocessedKeys;
  });
  return outcomeOf(call.values, 'unprocessedKeys', error, tables, {
    left: (name) => (own(left, name)?.Keys ?? []).map((key) => toWireMap(key)),
    result: ({ name, view }, key) => view.show(found.get(name)?.find((item) => isAt(item, key))),
  });
};

/**
 * Writes up to 25 items of any tables (DynamoDB refuses more), and gives them back.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-batch-put-item.html
 */
export const BatchPutItem: Operation = (request, call) =>
  batchWrite('BatchPutItem', request, call, 'unprocessedItems', {
    toRequest: (Item) => ({ PutRequest: { Item } }),
    fromRequest: ({ PutRequest }) => PutRequest?.Item,
  });

/**
 * Deletes up to 25 items of any tables (DynamoDB refuses more), and gives their keys back.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-batch-delete-item.html
 */
export const BatchDeleteItem: Operation = (request, call) =>
  batchWrite('BatchDeleteItem', request, call, 'unprocessedKeys', {
    toRequest: (Key) => ({ DeleteRequest: { Key } }),
    fromRequest: ({ DeleteRequest }) => DeleteRequest?.Key,
  });

interface WriteRequest {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

interface Writing {
  readonly toRequest: (item: Item) => WriteRequest;
  readonly fromRequest: (request: WriteRequest) => Item | undefined;
}

async function batchWrite(
  operation: string,
  request: Request,
  call: Call,
  unprocessed: 'unprocessedItems' | 'unprocessedKeys',
  { toRequest, fromRequest }: Writing,
): Promise<SourceResult> {
  const tables = tablesOf(operation, request).map(([name, given]) => {
    return { name, items: (given as object[]).map(toWireMap) };
  });
  const requested = tables.map(({ name, items }) => [name, items.map(toRequest)] as const);
  const { left, error } = await untilProcessed(Object.fromEntries(requested), async (RequestItems) => {
    const output = (await call.send('BatchWriteItem', { RequestItems })) as {
      UnprocessedItems?: Record<string, WriteRequest[]>;
    };
    return output.UnprocessedItems;
  });
  const leftOf = (name: string): Item[] =>
    (own(left, name) ?? []).map(fromRequest).filter((item) => item !== undefined);
  return outcomeOf(call.values, unprocessed, error, tables, {
    left: leftOf,
    result: ({ name }, item) => (leftOf(name).some((each) => isAt(each, item)) ? undefined : item),
  });
}

function tablesOf(operation: string, request: Request): [string, unknown][] {
  checkFields(operation, request, ['version', 'operation', 'tables']);
  const tables = Object.entries((request['tables'] as object | undefined) ?? {}) as [string, unknown][];
  if (tables.length === 0) throw missing('tables');
  return tables;
}

/** Asks again for what was left, and says what still is: all of it when DynamoDB refused. */
async function untilProcessed<T extends object>(
  requested: Record<string, T>,
  ask: (requested: Record<string, T>) => Promise<Record<string, T> | undefined>,
): Promise<{ left: Record<string, T>; error?: SourceResult['error'] }> {
  let left = requested;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      left = (await ask(left)) ?? {};
    } catch (error) {
      if (error instanceof Refusal) return { left, error: error.error };
      throw error;
    }
    if (Object.keys(left).length === 0) return { left };
  }
  const type = 'DynamoDB:ProvisionedThroughputExceededException';
  return { left, error: { type, message: `DynamoDB left items unprocessed ${ATTEMPTS} times (Service: DynamoDb)` } };
}

interface TableOf {
  readonly name: string;
  readonly items: readonly Item[];
}

/** What the code sees: each table that was asked for is there, also after an error. */
function outcomeOf<T extends TableOf>(
  values: ValueFactory,
  unprocessed: string,
  error: SourceResult['error'],
  tables: readonly T[],
  { left, result }: { left: (table: string) => Item[]; result: (table: T, item: Item) => Item | undefined },
): SourceResult {
  const data = values.object();
  const rest = values.object();
  const list = (items: readonly (Item | undefined)[]) => {
    const made = values.array();
    for (const item of items) made.push(item ? fromItem(item, values) : null);
    return made;
  };
  for (const table of tables) {
    setOwn(data, table.name, list(table.items.map((item) => result(table, item))));
    setOwn(rest, table.name, list(left(table.name)));
  }
  return { result: values.object({ data, [unprocessed]: rest }), ...(error && { error }) };
}

const plainValues: ValueFactory = { object: (properties) => ({ ...properties }), array: () => [], number: Number };

/** Whether an item stands under a key: numbers may be written in several ways. */
function isAt(item: Item, key: Item): boolean {
  const [there, wanted] = [fromItem(item, plainValues), fromItem(key, plainValues)];
  return Object.keys(wanted).every((name) => isDeepStrictEqual(own(there, name), own(wanted, name)));
}

/** A projection that reads the key as well, by which the items are put in order, and shows it only where it was asked for. */
function viewOf(
  projection: Expression | undefined,
  key: Item,
): { input: object; show: (item?: Item) => Item | undefined } {
  if (!projection) return { input: {}, show: (item) => item };
  const paths = (projection.expression ?? '').split(',').map((path) => path.trim());
  const shown = new Set(
    paths.map((path) => path.split(/[.[]/)[0]!).map((name) => own(projection.expressionNames, name) ?? name),
  );
  const added = Object.keys(key).filter((name) => !shown.has(name));
  const aliases = added.map((name, index) => [`#keyOfBatch${index}`, name] as const);
  const all = { ...projection.expressionNames, ...Object.fromEntries(aliases) };
  const input = {
    ProjectionExpression: [...paths, ...aliases.map(([alias]) => alias)].join(', '),
    ...(Object.keys(all).length > 0 && { ExpressionAttributeNames: all }),
  };
  const show = (item?: Item): Item | undefined => {
    const kept = Object.entries<AttributeValue>(item ?? {}).filter(([name]) => shown.has(name));
    return item && Object.fromEntries(kept);
  };
  return { input, show };
}
