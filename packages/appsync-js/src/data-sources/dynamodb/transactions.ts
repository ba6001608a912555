import { own } from '../../../../../keys/own';
import type { DynamodbOperation } from '../../definition';
import { FieldError } from '../../errors';
import { fromItem, toWireMap, type ValueFactory } from '../attribute-values';
import { checkFields, missing, type SourceResult, type Request } from '../source-result';
import { type Call, type CancellationReason, type Item, type Operation, Refusal } from './call';
import { type Expression, expressionOf, expressionValues, keyOf, names } from './expressions';
import { conditionInput } from './writing';

/**
 * Reads up to 100 items at one moment (DynamoDB refuses more), in the order of their keys, null where there is none.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-transact-get-items.html
 */
export const TransactGetItems: Operation = (request, call) => {
  const TransactItems = itemsOf('TransactGetItems', request).map((item) => {
    checkFields('an item of TransactGetItems', item, ['table', 'key', 'projection']);
    const projection = expressionOf('projection', item['projection']);
    const Get = {
      TableName: tableOf(item),
      Key: keyOf(item),
      ...(projection && { ProjectionExpression: projection.expression, ...names(projection) }),
    };
    return { Get };
  });
  return transact('TransactGetItems', { TransactItems }, call, 'items', (output) =>
    ((output as { Responses?: { Item?: Item }[] }).Responses ?? []).map(({ Item: item }) => item),
  );
};

/**
 * Writes up to 100 items, all or none (DynamoDB refuses more), and gives their keys back.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-transact-write-items.html
 */
export const TransactWriteItems: Operation = (request, call) => {
  const items = itemsOf('TransactWriteItems', request);
  const TransactItems = items.map((item) => {
    const operation = item['operation'] as string | undefined;
    if (operation === undefined) throw missing('transactItems.operation');
    const write = own(writes, operation);
    if (!write) {
      const known = Object.keys(writes).join(', ');
      throw new FieldError(`There is no ${operation} in TransactWriteItems. It takes ${known}.`, 'MappingTemplate');
    }
    return write(item);
  });
  return transact('TransactWriteItems', { TransactItems }, call, 'keys', () => items.map(keyOf));
};

const FIELDS = ['table', 'operation', 'key', 'condition'];

const writes: Readonly<Record<string, (item: Request) => object>> = {
  PutItem(item) {
    checkFields('PutItem of TransactWriteItems', item, [...FIELDS, 'attributeValues']);
    const Item = { ...toWireMap((item['attributeValues'] as object | undefined) ?? {}), ...keyOf(item) };
    return { Put: { TableName: tableOf(item), Item, ...conditionOf(item) } };
  },
  UpdateItem(item) {
    checkFields('UpdateItem of TransactWriteItems', item, [...FIELDS, 'update']);
    const update = expressionOf('update', item['update']);
    if (!update) throw missing('transactItems.update');
    const condition = parsedCondition(item);
    const both = { ...conditionOf(item), ...names(update, condition), ...expressionValues(update, condition) };
    return { Update: { TableName: tableOf(item), Key: keyOf(item), UpdateExpression: update.expression, ...both } };
  },
  DeleteItem(item) {
    checkFields('DeleteItem of TransactWriteItems', item, FIELDS);
    return { Delete: { TableName: tableOf(item), Key: keyOf(item), ...conditionOf(item) } };
  },
  ConditionCheck(item) {
    checkFields('ConditionCheck of TransactWriteItems', item, FIELDS);
    if (!parsedCondition(item)) throw missing('transactItems.condition');
    return { ConditionCheck: { TableName: tableOf(item), Key: keyOf(item), ...conditionOf(item) } };
  },
};

function itemsOf(operation: string, request: Request): Request[] {
  checkFields(operation, request, ['version', 'operation', 'transactItems']);
  const items = (request['transactItems'] ?? []) as Request[];
  if (items.length === 0) throw missing('transactItems');
  return items;
}

function tableOf(item: Request): string {
  if (item['table'] === undefined) throw missing('transactItems.table');
  return item['table'] as string;
}

type TransactCondition = Expression & { readonly returnValuesOnConditionCheckFailure?: boolean };

/** AWS's own example passes the text of util.transform.toDynamoDBConditionExpression as it is. */
function parsedCondition(item: Request): TransactCondition | undefined {
  const { condition } = item;
  const parsed: unknown = typeof condition === 'string' ? JSON.parse(condition) : condition;
  return expressionOf('condition', parsed, ['returnValuesOnConditionCheckFailure']);
}

function conditionOf(item: Request): object {
  const condition = parsedCondition(item);
  if (!condition) return {};
  const returns = condition.returnValuesOnConditionCheckFailure !== false;
  return { ...conditionInput(condition), ...(returns && { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }) };
}

/** `ctx.result` has both, the items (or keys) and the reasons, whatever comes of the transaction. */
async function transact(
  operation: DynamodbOperation,
  input: object,
  { send, values }: Call,
  name: 'items' | 'keys',
  result: (output: object) => (Item | undefined)[],
): Promise<SourceResult> {
  try {
    const items = values.array();
    for (const item of result(await send(operation, input))) items.push(item ? fromItem(item, values) : null);
    return { result: values.object({ [name]: items, cancellationReasons: null }) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // dynalite's answer to an operation that it does not know.
    if (error.type === 'DynamoDB:UnknownOperationException') {
      throw new FieldError(
        `${operation} does not run on dynalite, which has no transactions. Start with --dynamodb local: Amazon's DynamoDB Local has them, and needs Java 17.`,
        'DynamoDB:UnknownOperationException',
      );
    }
    const cancellationReasons = error.reasons ? reasonsOf(error.reasons, values) : null;
    return { result: values.object({ [name]: null, cancellationReasons }), error: error.error };
  }
}

function reasonsOf(reasons: readonly CancellationReason[], values: ValueFactory): unknown[] {
  const shown = values.array();
  for (const { Code = 'None', Message, Item: item } of reasons) {
    // The developer guide writes it so, DynamoDB itself ConditionalCheckFailed.
    const type = Code === 'ConditionalCheckFailed' ? 'ConditionCheckFailed' : Code;
    shown.push(values.object({ ...(item && { item: fromItem(item, values) }), type, message: Message ?? 'None' }));
  }
  return shown;
}
