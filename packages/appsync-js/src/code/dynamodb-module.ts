import { setOwn } from '../../../../keys/own';
import { toAttributeValue, type ValueFactory } from '../data-sources/attribute-values';
import { FieldError } from '../errors';
import { placeholderFor, type PlainExpression, toCondition } from './dynamodb-conditions';
import { updateOperations, toUpdate } from './dynamodb-updates';
import type { Branch } from './utilities';

export const DYNAMODB_MODULE = '@aws-appsync/utils/dynamodb';

type Input = Readonly<Record<string, unknown>>;

const plainValues: ValueFactory = { object: (properties) => ({ ...properties }), array: () => [], number: Number };

/**
 * The helpers of `@aws-appsync/utils/dynamodb`. The package has their types alone: the requests are those that AWS documents
 * (https://docs.aws.amazon.com/appsync/latest/devguide/built-in-modules-js.html), and `update` names as AppSync itself does.
 *
 * @param copy makes what the code sees
 */
export function createDynamodbModule(copy: (value: unknown) => unknown): Branch {
  /** Made by toStringSet and its like: an item takes them as they are, and not as a map. */
  const sets = new WeakSet<object>();
  const attribute = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return toAttributeValue(value, plainValues);
    if (sets.has(value)) return { ...value };
    return Array.isArray(value) ? { L: value.map(attribute) } : { M: attributes(value) };
  };
  const attributes = (map: unknown): Record<string, unknown> => {
    const result: Record<string, unknown> = {};
    for (const [name, value] of Object.entries((map ?? {}) as Input)) {
      if (value !== undefined) setOwn(result, name, attribute(value));
    }
    return result;
  };
  const typed = ({ expression, expressionNames, expressionValues }: PlainExpression) => ({
    expression,
    ...(Object.keys(expressionNames).length > 0 && { expressionNames }),
    ...(Object.keys(expressionValues).length > 0 && { expressionValues: attributes(expressionValues) }),
  });
  /** `{ filter: … }`, or nothing where no condition is given. */
  const condition = (field: string, conditions: unknown): object => {
    const written = isGiven(conditions) ? toCondition(conditions as object) : undefined;
    return written && written.expression !== '' ? { [field]: typed(written) } : {};
  };

  /** A helper whose input may have these fields, and null for any. */
  const helper =
    (name: string, known: readonly string[], build: (input: Input) => object) =>
    (payload: unknown = {}): unknown => {
      const input = payload as Input;
      const unknown = Object.keys(input).filter((field) => isGiven(input[field]) && !known.includes(field)); // eslint-disable-line trinity/outside-keys -- its own keys
      if (unknown.length > 0) {
        const message = `The local run does not know ${unknown.join(', ')} of ${name}. It knows ${known.join(', ')}.`;
        throw new FieldError(message, 'Code');
      }
      return copy(build(input));
    };
  const set = (type: 'SS' | 'NS' | 'BS') => (values: unknown[]) => {
    const made = copy({ [type]: type === 'NS' ? values.map(String) : values }) as object;
    sets.add(made);
    return made;
  };
  const page = (input: Input): object => ({
    ...picked(input, ['index', 'limit', 'nextToken', 'consistentRead', 'select']),
    ...projection(input['projection']),
    ...condition('filter', input['filter']),
  });
  const write = ({ key, ...input }: Input): object => ({
    key: attributes(key),
    ...(input['item'] !== undefined && { attributeValues: attributes(input['item']) }),
    ...(input['update'] !== undefined && { update: typed(toUpdate(input['update'] as object, sets)) }),
    ...condition('condition', input['condition']),
  });
  const tables = (input: Input, convert: (table: unknown) => unknown): object => {
    const entries = Object.entries((input['tables'] ?? {}) as Input);
    return { tables: Object.fromEntries(entries.map(([name, table]) => [name, convert(table)])) };
  };
  const all = (items: unknown) => (items as unknown[]).map(attributes);

  const PAGE = ['index', 'limit', 'nextToken', 'consistentRead', 'select', 'projection', 'filter', 'scanIndexForward'];
  return {
    get: helper('get', ['key', 'consistentRead', 'projection'], (input) => ({
      operation: 'GetItem',
      key: attributes(input['key']),
      ...picked(input, ['consistentRead']),
      ...projection(input['projection']),
    })),
    put: helper('put', ['key', 'item', 'condition'], (input) => ({
      operation: 'PutItem',
      attributeValues: {},
      ...write(input),
    })),
    update: helper('update', ['key', 'update', 'condition'], (input) => ({ operation: 'UpdateItem', ...write(input) })),
    remove: helper('remove', ['key', 'condition'], (input) => ({ operation: 'DeleteItem', ...write(input) })),
    query: helper('query', ['query', ...PAGE], (input) => ({
      operation: 'Query',
      ...condition('query', input['query']),
      ...page(input),
      ...picked(input, ['scanIndexForward']),
    })),
    scan: helper('scan', ['segment', 'totalSegments', ...PAGE], (input) => ({
      operation: 'Scan',
      ...page(input),
      ...picked(input, ['segment', 'totalSegments']),
    })),
    batchGet: helper('batchGet', ['tables'], (input) => ({
      operation: 'BatchGetItem',
      ...tables(input, (table) => {
        const { keys, ...rest } = table as Input;
        return { keys: all(keys), ...picked(rest, ['consistentRead']), ...projection(rest['projection']) };
      }),
    })),
    batchPut: helper('batchPut', ['tables'], (input) => ({ operation: 'BatchPutItem', ...tables(input, all) })),
    batchDelete: helper('batchDelete', ['tables'], (input) => ({
      operation: 'BatchDeleteItem',
      ...tables(input, all),
    })),
    transactGet: helper('transactGet', ['items'], ({ items }) => ({
      operation: 'TransactGetItems',
      transactItems: (items as Input[]).map(({ table, key, ...rest }) => {
        return { table, key: attributes(key), ...projection(rest['projection']) };
      }),
    })),
    transactWrite: helper('transactWrite', ['items'], ({ items }) => ({
      operation: 'TransactWriteItems',
      transactItems: (items as Input[]).map((item) => {
        const [[kind, input]] = Object.entries(item) as [[string, Input]];
        const operation = kind.charAt(0).toUpperCase() + kind.slice(1); // putItem: PutItem
        return { operation, table: input['table'], ...write(input) };
      }),
    })),
    ...{ toStringSet: set('SS'), toNumberSet: set('NS'), toBinarySet: set('BS') },
    operations: updateOperations(copy),
  };
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const picked = (input: Input, fields: readonly string[]): object =>
  Object.fromEntries(Object.entries(input).filter(([name, value]) => fields.includes(name) && isGiven(value)));

/** `['id', 'nested.list[1]']` as an expression. */
function projection(paths: unknown): object {
  if (!isGiven(paths)) return {};
  const expressionNames: Record<string, string> = {};
  const written = (paths as string[]).map((path) =>
    path.replace(/[^.[\]]+(?![^[]*\])/g, (name) => placeholderFor(expressionNames, '#', name, name)),
  );
  return { projection: { expression: written.join(', '), expressionNames } };
}
