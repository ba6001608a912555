import { own, setOwn } from '../../../../keys/own';
import type { PlainExpression } from './dynamodb-conditions';
import type { Branch } from './utilities';

/** What `operations` makes, until `update` writes it down. */
interface Update {
  readonly _type: string;
  readonly value?: unknown;
  readonly index?: number;
}

/** The helpers `operations.…`. @param copy makes what the code sees */
export function updateOperations(copy: (value: unknown) => unknown): Branch {
  const operation = (_type: string, value?: unknown, index?: number) => {
    const made = copy({ _type, ...(index !== undefined && { index }) }) as Record<string, unknown>;
    if (value !== undefined) made['value'] = value; // as it is: a set is known by its identity
    return made;
  };
  return {
    add: (value: unknown) => operation('add', value),
    replace: (value: unknown) => operation('replace', value),
    remove: () => operation('remove'),
    increment: (by: number = 1) => operation('increment', by),
    decrement: (by: number = 1) => operation('decrement', by),
    append: (values: unknown) => operation('append', values),
    prepend: (values: unknown) => operation('prepend', values),
    updateListItem: (value: unknown, index: number) => operation('updateListItem', value, index),
  };
}

type Clause = (path: string, value: string) => string;

const set: Readonly<Record<string, Clause>> = {
  add: (path, value) => `${path} = ${value}`,
  replace: (path, value) => `${path} = ${value}`,
  updateListItem: (path, value) => `${path} = ${value}`,
  increment: (path, value) => `${path} = ${path} + ${value}`,
  decrement: (path, value) => `${path} = ${path} - ${value}`,
  append: (path, value) => `${path} = list_append(${path}, ${value})`,
  prepend: (path, value) => `${path} = list_append(${value}, ${path})`,
};

/**
 * The update for an object of new values. Of an object within, only the keys that it has are set, unless `operations.replace`
 * says otherwise; null is written as NULL. Names and values are counted as AppSync counts them: `SET #expName_1 = :expValue_1`.
 *
 * @param sets objects that are values, and no keys to set
 */
export function toUpdate(update: object, sets: WeakSet<object>): PlainExpression {
  const expressionNames: Record<string, string> = {};
  const expressionValues: Record<string, unknown> = {};
  const [sets_, removes]: [string[], string[]] = [[], []];
  const nameOf = (name: string) => {
    const placeholder = `#expName_${Object.keys(expressionNames).length + 1}`;
    setOwn(expressionNames, placeholder, name);
    return placeholder;
  };
  const valueOf = (value: unknown) => {
    const placeholder = `:expValue_${Object.keys(expressionValues).length + 1}`;
    setOwn(expressionValues, placeholder, value);
    return placeholder;
  };

  const write = (path: string, value: unknown): void => {
    if (isUpdate(value)) {
      if (value._type === 'remove') return void removes.push(path);
      const target = value.index === undefined ? path : `${path}[${value.index}]`;
      return void sets_.push(own(set, value._type)!(target, valueOf(value.value)));
    }
    if (Array.isArray(value) && value.length > 0 && value.every(isUpdate))
      return value.forEach((each) => write(path, each));
    if (isPlainObject(value) && !sets.has(value) && Object.keys(value).length > 0) return writeAll(value, `${path}.`);
    sets_.push(`${path} = ${valueOf(value)}`);
  };
  const writeAll = (values: object, prefix: string): void => {
    for (const [name, value] of Object.entries(values) as [string, unknown][]) {
      if (value !== undefined) write(prefix + nameOf(name), value);
    }
  };
  writeAll(update, '');

  const clauses = [
    ...(sets_.length > 0 ? [`SET ${sets_.join(', ')}`] : []),
    ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
  ];
  return { expression: clauses.join(' '), expressionNames, expressionValues };
}

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isUpdate = (value: unknown): value is Update =>
  isPlainObject(value) && ['remove', ...Object.keys(set)].includes((value as Update)._type);
