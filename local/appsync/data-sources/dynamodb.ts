import { isDeepStrictEqual } from 'node:util';
import { own } from '../../../keys/own';
import type { Backends, DynamodbOperation } from '../definition';
import { FieldError } from '../errors';
import { type AttributeValue, fromItem, toWire, toWireMap, type ValueFactory } from './attribute-values';
import { checkFields, missing, type Outcome, type Request } from './outcome';

type Item = Readonly<Record<string, AttributeValue>>;
type Expression = { expression?: string; expressionNames?: object; expressionValues?: object };
type Condition = Expression & { equalsIgnore?: string[]; consistentRead?: boolean };

export interface DynamodbProps {
  readonly tableName: string;
  readonly dynamodb: Backends['dynamodb'];
  readonly values: ValueFactory;
}

const EXPRESSION_FIELDS = ['expression', 'expressionNames', 'expressionValues'];

/**
 * Runs one request against one table.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-resolver-reference-dynamodb.html
 */
export async function runDynamodb(request: Request, props: DynamodbProps): Promise<Outcome> {
  const operation = request['operation'] as string | undefined;
  if (operation === undefined) throw missing('operation');
  const run = own(operations, operation);
  if (!run) {
    const known = Object.keys(operations).join(', ');
    throw new FieldError(
      `The local run does not know DynamoDB's operation ${operation}. It knows ${known}.`,
      'MappingTemplate',
    );
  }
  try {
    return await run(request, { ...props, dynamodb: { send: (name, input) => send(props.dynamodb, name, input) } });
  } catch (error) {
    if (error instanceof Refusal) return { result: null, error };
    throw error;
  }
}

/** DynamoDB's exception as AppSync hands it to the response handler. */
class Refusal {
  readonly message: string;
  readonly type: string;

  constructor({ name, message }: Error) {
    this.message = `${message} (Service: DynamoDb)`;
    this.type = `DynamoDB:${name}`;
  }
}

async function send(dynamodb: Backends['dynamodb'], operation: DynamodbOperation, input: object): Promise<object> {
  try {
    return await dynamodb.send(operation, input);
  } catch (error) {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- an outcome, caught above
    throw new Refusal(error as Error);
  }
}

const operations: Readonly<Record<DynamodbOperation, (request: Request, props: DynamodbProps) => Promise<Outcome>>> = {
  GetItem: async (request, { tableName, dynamodb, values }) => {
    checkFields('GetItem', request, ['version', 'operation', 'key', 'consistentRead', 'projection']);
    const projection = expressionOf('projection', request['projection']);
    const input = {
      TableName: tableName,
      Key: keyOf(request),
      ...(request['consistentRead'] === true && { ConsistentRead: true }),
      ...(projection && { ProjectionExpression: projection.expression, ...names(projection) }),
    };
    const { Item: item } = (await dynamodb.send('GetItem', input)) as { Item?: Item };
    return { result: item ? fromItem(item, values) : null };
  },

  PutItem: async (request, props) => {
    checkFields('PutItem', request, ['version', 'operation', 'key', 'attributeValues', 'condition']);
    if (!request['attributeValues']) throw missing('attributeValues');
    const item = { ...toWireMap(request['attributeValues']), ...keyOf(request) };
    const condition = conditionOf(request);
    const input = { TableName: props.tableName, Item: item, ...conditionInput(condition) };
    return write('PutItem', input, condition, request, props, {
      result: () => item,
      isDone: (current) => current !== undefined && equalBut(new Set(condition?.equalsIgnore), item, current),
    });
  },

  UpdateItem: async (request, props) => {
    checkFields('UpdateItem', request, ['version', 'operation', 'key', 'update', 'condition']);
    const update = expressionOf('update', request['update']);
    if (!update) throw missing('update');
    const condition = conditionOf(request);
    const input = {
      TableName: props.tableName,
      Key: keyOf(request),
      UpdateExpression: update.expression,
      ...(condition && { ConditionExpression: condition.expression }),
      ...names(update, condition),
      ...expressionValues(update, condition),
      ReturnValues: 'ALL_NEW',
    };
    return write('UpdateItem', input, condition, request, props, { result: attributesOf, isDone: () => false });
  },

  DeleteItem: async (request, props) => {
    checkFields('DeleteItem', request, ['version', 'operation', 'key', 'condition']);
    const condition = conditionOf(request);
    const input = {
      TableName: props.tableName,
      Key: keyOf(request),
      ...conditionInput(condition),
      ReturnValues: 'ALL_OLD',
    };
    return write('DeleteItem', input, condition, request, props, {
      result: attributesOf,
      isDone: (current) => current === undefined,
    });
  },

  Query: async (request, { tableName, dynamodb, values }) => {
    checkFields('Query', request, [
      ...[
        'version',
        'operation',
        'query',
        'index',
        'nextToken',
        'limit',
        'scanIndexForward',
        'consistentRead',
        'select',
      ],
      ...['filter', 'projection'],
    ]);
    const query = expressionOf('query', request['query']);
    if (!query) throw missing('query');
    const filter = expressionOf('filter', request['filter']);
    const projection = expressionOf('projection', request['projection']);
    const input = {
      TableName: tableName,
      KeyConditionExpression: query.expression,
      ...(filter && { FilterExpression: filter.expression }),
      ...(projection && { ProjectionExpression: projection.expression }),
      ...names(query, filter, projection),
      ...expressionValues(query, filter),
      ...(request['index'] !== undefined && { IndexName: request['index'] }),
      ...(request['limit'] !== undefined && { Limit: request['limit'] }),
      ...(request['select'] !== undefined && { Select: request['select'] }),
      ...(request['scanIndexForward'] === false && { ScanIndexForward: false }),
      ...(request['consistentRead'] === true && { ConsistentRead: true }),
      ...(typeof request['nextToken'] === 'string' && { ExclusiveStartKey: fromToken(request['nextToken']) }),
    };
    const output = (await dynamodb.send('Query', input)) as {
      Items?: Item[];
      LastEvaluatedKey?: Item;
      ScannedCount?: number;
    };
    const items = values.array();
    for (const item of output.Items ?? []) items.push(fromItem(item, values));
    const nextToken = output.LastEvaluatedKey ? toToken(output.LastEvaluatedKey) : null;
    return { result: values.object({ items, nextToken, scannedCount: output.ScannedCount ?? items.length }) };
  },
};

interface WriteResult {
  readonly result: (output: object) => Item | undefined;
  /** Whether the item that stands there is what the write would have left. */
  readonly isDone: (current: Item | undefined) => boolean;
}

/**
 * A write whose condition does not hold is looked at again: the item is read, and when it is already as desired, the
 * write counts as done; otherwise `ctx.result` holds the item beside the error.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-condition-expressions.html
 */
async function write(
  operation: DynamodbOperation,
  input: object,
  condition: Condition | undefined,
  request: Request,
  { tableName, dynamodb, values }: DynamodbProps,
  { result, isDone }: WriteResult,
): Promise<Outcome> {
  const show = (item: Item | undefined) => (item ? fromItem(item, values) : null);
  try {
    return { result: show(result(await dynamodb.send(operation, input))) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.type !== 'DynamoDB:ConditionalCheckFailedException') throw error;
    const read = { TableName: tableName, Key: keyOf(request), ConsistentRead: condition?.consistentRead ?? true };
    const { Item: current } = (await dynamodb.send('GetItem', read)) as { Item?: Item };
    return isDone(current) ? { result: show(current) } : { result: show(current), error };
  }
}

const attributesOf = (output: object) => (output as { Attributes?: Item }).Attributes;

function keyOf(request: Request): Item {
  if (!request['key']) throw missing('key');
  return toWireMap(request['key']);
}

function expressionOf(field: string, value: unknown): Expression | undefined {
  if (value === undefined || value === null) return undefined;
  checkFields(field, value as Request, EXPRESSION_FIELDS);
  return value;
}

function conditionOf(request: Request): Condition | undefined {
  const condition = request['condition'] as Condition | undefined;
  if (condition) checkFields('condition', condition, [...EXPRESSION_FIELDS, 'equalsIgnore', 'consistentRead']);
  return condition;
}

const conditionInput = (condition: Condition | undefined) =>
  condition && { ConditionExpression: condition.expression, ...names(condition), ...expressionValues(condition) };

function names(...expressions: (Expression | undefined)[]): object {
  const entries = expressions.flatMap((each) => Object.entries(each?.expressionNames ?? {}));
  return entries.length > 0 ? { ExpressionAttributeNames: Object.fromEntries(entries) } : {};
}

function expressionValues(...expressions: (Expression | undefined)[]): object {
  const given = expressions.flatMap((each) => Object.entries(each?.expressionValues ?? {}));
  const entries = given.map(([name, value]) => [name, toWire(value)] as const);
  return entries.length > 0 ? { ExpressionAttributeValues: Object.fromEntries(entries) } : {};
}

function equalBut(ignored: ReadonlySet<string>, wanted: Item, current: Item): boolean {
  const without = (item: Item) => Object.fromEntries(Object.entries(item).filter(([name]) => !ignored.has(name)));
  return isDeepStrictEqual(without(wanted), without(current));
}

const toToken = (key: Item) => Buffer.from(JSON.stringify(key)).toString('base64');

function fromToken(token: string): Item {
  try {
    return JSON.parse(Buffer.from(token, 'base64').toString()) as Item;
  } catch {
    throw new FieldError('Invalid pagination token given.', 'BadRequest');
  }
}
