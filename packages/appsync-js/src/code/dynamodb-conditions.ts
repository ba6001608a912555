import { own, setOwn } from '../../../../keys/own';
import { FieldError } from '../errors';

/** An expression of DynamoDB with placeholders, its values still plain. */
export interface PlainExpression {
  readonly expression: string;
  readonly expressionNames: Record<string, string>;
  readonly expressionValues: Record<string, unknown>;
}

type Operand = (path: string, value: unknown, placeholder: (value: unknown) => string) => string;

const compare =
  (sign: string): Operand =>
  (path, value, placeholder) =>
    `${path} ${sign} ${placeholder(value)}`;
const call =
  (name: string): Operand =>
  (path, value, placeholder) =>
    `${name}(${path}, ${placeholder(value)})`;

/** Operators of a filter or a condition, as the types of @aws-appsync/utils (transform-utils.d.ts) name them. */
const operators: Readonly<Record<string, Operand>> = {
  ...{ eq: compare('='), ne: compare('<>'), le: compare('<='), lt: compare('<'), ge: compare('>='), gt: compare('>') },
  ...{ beginsWith: call('begins_with'), contains: call('contains') },
  notContains: (path, value, placeholder) => `NOT contains(${path}, ${placeholder(value)})`,
  between: (path, value, placeholder) => {
    const [from, to] = value as unknown[];
    return `${path} BETWEEN ${placeholder(from)} AND ${placeholder(to)}`;
  },
  in: (path, value, placeholder) => `${path} IN (${(value as unknown[]).map(placeholder).join(', ')})`,
  attributeExists: (path, value) => `${value === true ? 'attribute_exists' : 'attribute_not_exists'}(${path})`,
  attributeType: (path, value, placeholder) => `attribute_type(${path}, ${placeholder(own(typeCodes, String(value)))})`,
};

/** Of attributeType: DynamoDB's codes. */
const typeCodes: Readonly<Record<string, string>> = {
  ...{ _null: 'NULL', string: 'S', number: 'N', binary: 'B', boolean: 'BOOL', list: 'L', map: 'M' },
  ...{ stringSet: 'SS', numberSet: 'NS', binarySet: 'BS' },
};

/**
 * The expression for an object of conditions, all of which have to hold: `{ title: { contains: 'a' }, or: [{ … }, { … }] }`.
 * Fields that are null are left out.
 *
 * @throws FieldError for an operator that there is not, and for null where a value is wanted
 */
export function toCondition(conditions: object): PlainExpression {
  const writer = new ConditionWriter();
  const expression = writer.all(conditions, []);
  return { expression, expressionNames: writer.names, expressionValues: writer.values };
}

class ConditionWriter {
  readonly names: Record<string, string> = {};
  readonly values: Record<string, unknown> = {};

  all(conditions: object, path: readonly string[]): string {
    return this.join(' AND ', this.each(conditions, path));
  }

  private each(conditions: object, path: readonly string[]): string[] {
    return given(conditions).flatMap(([name, value]) => {
      if (path.length === 0 && (name === 'and' || name === 'or')) {
        const parts = (Array.isArray(value) ? (value as object[]) : [value as object])
          .map((part) => this.all(part, []))
          .filter((part) => part !== '');
        const joined = this.join(name === 'and' ? ' AND ' : ' OR ', parts);
        return joined === '' ? [] : [parts.length > 1 ? `(${joined})` : joined];
      }
      if (path.length === 0 && name === 'not') return [`(NOT ${this.all(value as object, [])})`];
      return this.field(value, [...path, name]);
    });
  }

  /** The conditions of one attribute, or of those within it. */
  private field(conditions: unknown, path: readonly string[]): string[] {
    if (typeof conditions !== 'object' || conditions === null) {
      throw unknown(`${path.join('.')} of a condition is no object of operators: write { eq: … }`);
    }
    return Object.entries(conditions).flatMap(([name, value]: [string, unknown]) => {
      if (value === undefined) return [];
      if (name === 'size') return this.size(value as object, path);
      const write = own(operators, name);
      if (write) {
        if (value === null)
          throw unknown(`${path.join('.')}.${name} of a condition is null: what AppSync makes of it is not documented`);
        return [write(this.name(path), value, (plain) => this.placeholder(path, name, plain))];
      }
      if (typeof value !== 'object' || value === null || given(value).length === 0) {
        throw unknown(
          `There is no operator ${name} (of ${path.join('.')}). There are ${Object.keys(operators).join(', ')}`,
        );
      }
      return this.field(value, [...path, name]);
    });
  }

  private size(conditions: object, path: readonly string[]): string[] {
    return given(conditions).map(([name, value]) => {
      const write = own(operators, name);
      if (!write) throw unknown(`There is no operator ${name} (of the size of ${path.join('.')})`);
      return write(`size(${this.name(path)})`, value, (plain) => this.placeholder(path, `size_${name}`, plain));
    });
  }

  private name(path: readonly string[]): string {
    return path.map((part) => placeholderFor(this.names, '#', part, part)).join('.');
  }

  private placeholder(path: readonly string[], operator: string, value: unknown): string {
    return placeholderFor(this.values, ':', `${path.join('_')}_${operator}`, value, false);
  }

  private join(by: string, parts: readonly string[]): string {
    return parts.join(by);
  }
}

/**
 * Enters a name or a value under a placeholder that is free, and gives the placeholder.
 *
 * @param share whether one that stands for the same is used again
 */
export function placeholderFor<T>(
  entered: Record<string, T>,
  sign: '#' | ':',
  wish: string,
  value: T,
  share = true,
): string {
  const base = `${sign}${wish.replace(/\W/g, '_')}`;
  for (let count = 1; ; count += 1) {
    const placeholder = count === 1 ? base : `${base}_${count}`;
    if (!Object.hasOwn(entered, placeholder)) {
      setOwn(entered, placeholder, value);
      return placeholder;
    }
    if (share && own(entered, placeholder) === value) return placeholder;
  }
}

const given = (object: object): [string, unknown][] =>
  Object.entries(object).filter(([, value]: [string, unknown]) => value !== undefined && value !== null);

const unknown = (message: string) => new FieldError(`${message}.`, 'Code');
