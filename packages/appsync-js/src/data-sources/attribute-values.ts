import { own, setOwn } from '../../../../keys/own';
/** DynamoDB's AttributeValues, from and to the values that resolver code sees. */

/** Makes the objects and arrays that are handed to resolver code. */
export interface ValueFactory {
  object(properties?: Readonly<Record<string, unknown>>): Record<string, unknown>;
  array(): unknown[];
  /** A number that DynamoDB writes as text. */
  number(text: string): unknown;
}

export type AttributeValue = Readonly<Record<string, unknown>>;

/** `util.dynamodb.toDynamoDB`: a number stays a number, as in AppSync's own output (`{ "N": 5 }`). */
export function toAttributeValue(value: unknown, values: ValueFactory): Record<string, unknown> {
  if (value === null || value === undefined) return values.object({ NULL: null });
  if (typeof value === 'string') return values.object({ S: value });
  if (typeof value === 'number') return values.object({ N: value });
  if (typeof value === 'boolean') return values.object({ BOOL: value });
  return Array.isArray(value)
    ? values.object({ L: toList(value, values) })
    : values.object({ M: toMap(value as Record<string, unknown>, values) });
}

function toList(list: readonly unknown[], values: ValueFactory): unknown[] {
  const result = values.array();
  for (const value of list) result.push(toAttributeValue(value, values));
  return result;
}

function toMap(map: Readonly<Record<string, unknown>>, values: ValueFactory): Record<string, unknown> {
  const result = values.object();
  for (const [name, value] of Object.entries(map)) {
    if (value !== undefined) setOwn(result, name, toAttributeValue(value, values));
  }
  return result;
}

/** An item as resolver code sees it in `ctx.result`. */
export function fromItem(
  item: Readonly<Record<string, AttributeValue>>,
  values: ValueFactory,
): Record<string, unknown> {
  const result = values.object();
  for (const name of Object.keys(item)) setOwn(result, name, fromAttributeValue(own(item, name)!, values));
  return result;
}

function fromAttributeValue(attribute: AttributeValue, values: ValueFactory): unknown {
  for (const type of Object.keys(attribute)) return fromTyped(type, own(attribute, type), values);
  return null;
}

function fromTyped(type: string, value: unknown, values: ValueFactory): unknown {
  switch (type) {
    case 'N':
      return values.number(value as string);
    case 'NULL':
      return null;
    case 'L':
      return fill(values.array(), value as AttributeValue[], (element) => fromAttributeValue(element, values));
    case 'M':
      return fromItem(value as Record<string, AttributeValue>, values);
    case 'NS':
      return fill(values.array(), value as string[], (element) => values.number(element));
    case 'SS':
    case 'BS':
      return fill(values.array(), value as string[], (element) => element);
    default:
      return value; // S, BOOL, and B as base64
  }
}

function fill<From>(array: unknown[], from: readonly From[], convert: (element: From) => unknown): unknown[] {
  for (const element of from) array.push(convert(element));
  return array;
}

/** AttributeValues from resolver code, which may hold numbers and a NULL of null, as DynamoDB's API takes them. */
export function toWire(attribute: unknown): AttributeValue {
  const [type, value] = (Object.entries(attribute as object)[0] ?? ['', undefined]) as [string, unknown];
  switch (type) {
    case 'N':
      return { N: String(value) };
    case 'NS':
      return { NS: (value as unknown[]).map(String) };
    case 'SS':
    case 'BS':
      return { [type]: [...(value as string[])] };
    case 'NULL':
      return { NULL: true };
    case 'L':
      return { L: (value as unknown[]).map(toWire) };
    case 'M':
      return { M: toWireMap(value as object) };
    default:
      return { [type]: value };
  }
}

export function toWireMap(map: object): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(map).map(([name, attribute]) => [name, toWire(attribute)]));
}
