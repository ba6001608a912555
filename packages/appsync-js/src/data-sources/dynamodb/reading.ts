import { fromItem } from '../attribute-values';
import { checkFields, missing, type SourceResult, type Request } from '../source-result';
import type { Call, Item, Operation } from './call';
import {
  type Expression,
  expressionOf,
  expressionValues,
  fromToken,
  isGiven,
  keyOf,
  names,
  toToken,
} from './expressions';

const PAGE_FIELDS = [
  'version',
  'operation',
  'index',
  'nextToken',
  'limit',
  'consistentRead',
  'select',
  'filter',
  'projection',
];

export const GetItem: Operation = async (request, { tableName, send, values }) => {
  checkFields('GetItem', request, ['version', 'operation', 'key', 'consistentRead', 'projection']);
  const projection = expressionOf('projection', request['projection']);
  const input = {
    TableName: tableName,
    Key: keyOf(request),
    ...(request['consistentRead'] === true && { ConsistentRead: true }),
    ...(projection && { ProjectionExpression: projection.expression, ...names(projection) }),
  };
  const { Item: item } = (await send('GetItem', input)) as { Item?: Item };
  return { result: item ? fromItem(item, values) : null };
};

export const Query: Operation = (request, call) => {
  checkFields('Query', request, [...PAGE_FIELDS, 'query', 'scanIndexForward']);
  const query = expressionOf('query', request['query']);
  if (!query) throw missing('query');
  const more = {
    KeyConditionExpression: query.expression,
    ...(request['scanIndexForward'] === false && { ScanIndexForward: false }),
  };
  return page('Query', request, call, query, more);
};

export const Scan: Operation = (request, call) => {
  checkFields('Scan', request, [...PAGE_FIELDS, 'segment', 'totalSegments']);
  const more = {
    ...(isGiven(request['segment']) && { Segment: request['segment'] }),
    ...(isGiven(request['totalSegments']) && { TotalSegments: request['totalSegments'] }),
  };
  return page('Scan', request, call, undefined, more);
};

async function page(
  operation: 'Query' | 'Scan',
  request: Request,
  { tableName, send, values }: Call,
  query: Expression | undefined,
  more: object,
): Promise<SourceResult> {
  const filter = expressionOf('filter', request['filter']);
  const projection = expressionOf('projection', request['projection']);
  const input = {
    TableName: tableName,
    ...more,
    ...(filter && { FilterExpression: filter.expression }),
    ...(projection && { ProjectionExpression: projection.expression }),
    ...names(query, filter, projection),
    ...expressionValues(query, filter),
    ...(isGiven(request['index']) && { IndexName: request['index'] }),
    ...(isGiven(request['limit']) && { Limit: request['limit'] }),
    ...(isGiven(request['select']) && { Select: request['select'] }),
    ...(request['consistentRead'] === true && { ConsistentRead: true }),
    ...(typeof request['nextToken'] === 'string' && { ExclusiveStartKey: fromToken(request['nextToken']) }),
  };
  const output = (await send(operation, input)) as { Items?: Item[]; LastEvaluatedKey?: Item; ScannedCount?: number };
  const items = values.array();
  for (const item of output.Items ?? []) items.push(fromItem(item, values));
  const nextToken = output.LastEvaluatedKey ? toToken(output.LastEvaluatedKey) : null;
  return { result: values.object({ items, nextToken, scannedCount: output.ScannedCount ?? items.length }) };
}
