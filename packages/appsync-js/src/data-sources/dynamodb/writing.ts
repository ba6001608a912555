import { isDeepStrictEqual } from 'node:util';
import type { DynamodbOperation } from '../../definition';
import { FieldError } from '../../errors';
import { fromItem, toWireMap } from '../attribute-values';
import { checkFields, missing, type SourceResult, type Request } from '../source-result';
import { type Call, type Item, type Operation, Refusal } from './call';
import { type Expression, expressionOf, expressionValues, keyOf, names } from './expressions';

type Condition = Expression & {
  readonly equalsIgnore?: readonly string[];
  readonly consistentRead?: boolean;
  readonly conditionalCheckFailedHandler?: { readonly strategy?: unknown };
};

export const PutItem: Operation = (request, call) => {
  checkFields('PutItem', request, ['version', 'operation', 'key', 'attributeValues', 'condition']);
  if (!request['attributeValues']) throw missing('attributeValues');
  const item = { ...toWireMap(request['attributeValues']), ...keyOf(request) };
  const condition = conditionOf(request);
  const input = { TableName: call.tableName, Item: item, ...conditionInput(condition) };
  return write('PutItem', input, condition, request, call, {
    result: () => item,
    isDone: (current) => current !== undefined && equalBut(new Set(condition?.equalsIgnore), item, current),
  });
};

export const UpdateItem: Operation = (request, call) => {
  checkFields('UpdateItem', request, ['version', 'operation', 'key', 'update', 'condition']);
  const update = expressionOf('update', request['update']);
  if (!update) throw missing('update');
  const condition = conditionOf(request);
  const input = {
    TableName: call.tableName,
    Key: keyOf(request),
    UpdateExpression: update.expression,
    ...(condition && { ConditionExpression: condition.expression }),
    ...names(update, condition),
    ...expressionValues(update, condition),
    ReturnValues: 'ALL_NEW',
  };
  return write('UpdateItem', input, condition, request, call, { result: attributesOf, isDone: () => false });
};

export const DeleteItem: Operation = (request, call) => {
  checkFields('DeleteItem', request, ['version', 'operation', 'key', 'condition']);
  const condition = conditionOf(request);
  const key = { TableName: call.tableName, Key: keyOf(request) };
  const input = { ...key, ...conditionInput(condition), ReturnValues: 'ALL_OLD' };
  return write('DeleteItem', input, condition, request, call, {
    result: attributesOf,
    isDone: (current) => current === undefined,
  });
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
  { tableName, send, values }: Call,
  { result, isDone }: WriteResult,
): Promise<SourceResult> {
  const show = (item: Item | undefined) => (item ? fromItem(item, values) : null);
  try {
    return { result: show(result(await send(operation, input))) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.type !== 'DynamoDB:ConditionalCheckFailedException') throw error;
    const read = { TableName: tableName, Key: keyOf(request), ConsistentRead: condition?.consistentRead ?? true };
    const { Item: current } = (await send('GetItem', read)) as { Item?: Item };
    return isDone(current) ? { result: show(current) } : { result: show(current), error: error.error };
  }
}

const attributesOf = (output: object) => (output as { Attributes?: Item }).Attributes;

function conditionOf(request: Request): Condition | undefined {
  const more = ['equalsIgnore', 'consistentRead', 'conditionalCheckFailedHandler'];
  const condition = expressionOf('condition', request['condition'], more) as Condition | undefined;
  const handler = condition?.conditionalCheckFailedHandler;
  if (handler && handler.strategy !== 'Reject') {
    throw new FieldError(
      `The local run does not know the strategy ${JSON.stringify(handler.strategy)} of conditionalCheckFailedHandler. It knows "Reject", which is what AppSync does without one.`,
      'MappingTemplate',
    );
  }
  return condition;
}

/** A condition as an operation takes it that has no other expression. */
export const conditionInput = (condition: Expression | undefined): object =>
  condition ? { ConditionExpression: condition.expression, ...names(condition), ...expressionValues(condition) } : {};

function equalBut(ignored: ReadonlySet<string>, wanted: Item, current: Item): boolean {
  const without = (item: Item) => Object.fromEntries(Object.entries(item).filter(([name]) => !ignored.has(name)));
  return isDeepStrictEqual(without(wanted), without(current));
}
