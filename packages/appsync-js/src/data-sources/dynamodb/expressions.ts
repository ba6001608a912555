import { FieldError } from '../../errors';
import { toWire, toWireMap } from '../attribute-values';
import { checkFields, missing, type Request } from '../source-result';
import type { Item } from './call';

export interface Expression {
  readonly expression?: string;
  readonly expressionNames?: Readonly<Record<string, string>>;
  readonly expressionValues?: object;
}

const EXPRESSION_FIELDS = ['expression', 'expressionNames', 'expressionValues'];

export function keyOf(request: Request): Item {
  if (!request['key']) throw missing('key');
  return toWireMap(request['key']);
}

export function expressionOf(field: string, value: unknown, more: readonly string[] = []): Expression | undefined {
  if (value === undefined || value === null) return undefined;
  checkFields(field, value as Request, [...EXPRESSION_FIELDS, ...more]);
  return value;
}

export function names(...expressions: (Expression | undefined)[]): object {
  const entries = expressions.flatMap((each) => Object.entries(each?.expressionNames ?? {}));
  return entries.length > 0 ? { ExpressionAttributeNames: Object.fromEntries(entries) } : {};
}

export function expressionValues(...expressions: (Expression | undefined)[]): object {
  const given = expressions.flatMap((each) => Object.entries(each?.expressionValues ?? {}));
  const entries = given.map(([name, value]) => [name, toWire(value)] as const);
  return entries.length > 0 ? { ExpressionAttributeValues: Object.fromEntries(entries) } : {};
}

/** What a request may leave out, or set to null. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

export const toToken = (key: Item): string => Buffer.from(JSON.stringify(key)).toString('base64');

export function fromToken(token: string): Item {
  try {
    return JSON.parse(Buffer.from(token, 'base64').toString()) as Item;
  } catch {
    throw new FieldError('Invalid pagination token given.', 'BadRequest');
  }
}
