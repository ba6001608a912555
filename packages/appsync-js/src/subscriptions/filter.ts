import { isDeepStrictEqual } from 'node:util';
import { own } from '../../../../keys/own';
import { FieldError } from '../errors';
import { isAbsent, isObject } from '../json';

/** Which notifications a subscriber wants: those for which one of the groups has only rules that hold. */
export interface SubscriptionFilter {
  readonly filterGroup: readonly { readonly filters: readonly FilterRule[] }[];
}

export interface FilterRule {
  /** `severity`, or `location.address.country`. */
  readonly fieldName: string;
  readonly operator: string;
  readonly value: unknown;
}

/**
 * What AppSync takes of a filter, as the crate lambda-appsync holds its users to it (`subscription_filters.rs`); five levels are
 * documented, too: "Filters on schema fields past nesting level five will be ignored."
 */
const LIMITS = { groups: 10, rules: 5, in: 5, containsAny: 20, nameLength: 256, levels: 5 };

type Kind = 'string' | 'number' | 'boolean';

interface Operator {
  /** Kinds of its value, or of each of its values. */
  readonly of: readonly Kind[];
  /** How many values it takes as a list. @default it takes one, and no list */
  readonly values?: readonly [least: number, most: number];
  /** Whether it holds for a field that is null, or that the mutation did not ask for. @default no */
  readonly ofNull?: boolean;
  readonly holds: (found: unknown, value: unknown) => boolean;
}

const SCALARS: readonly Kind[] = ['string', 'number', 'boolean'];
const ORDERED: readonly Kind[] = ['string', 'number'];

const order =
  (holds: (a: string | number, b: string | number) => boolean): Operator['holds'] =>
  (found, value) =>
    typeof found === typeof value && ORDERED.includes(typeof found as Kind) && holds(found as number, value as number);
const [atLeast, atMost] = [order((a, b) => a >= b), order((a, b) => a <= b)];

/** A text of a text, an element of a list. */
const contains: Operator['holds'] = (found, value) =>
  Array.isArray(found) ? found.includes(value) : typeof found === 'string' && found.includes(String(value));
const isOneOf: Operator['holds'] = (found, values) => (values as unknown[]).includes(found);
const not =
  (holds: Operator['holds']): Operator['holds'] =>
  (found, value) =>
    !holds(found, value);

/**
 * Of which AppSync documents names and kinds of values. That a rule about null holds for those alone that say "not" is believed.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/extensions.html
 */
const OPERATORS: Readonly<Record<string, Operator>> = {
  eq: { of: SCALARS, holds: (found, value) => found === value },
  ne: { of: SCALARS, holds: (found, value) => found !== value, ofNull: true },
  le: { of: ORDERED, holds: atMost },
  lt: { of: ORDERED, holds: order((a, b) => a < b) },
  ge: { of: ORDERED, holds: atLeast },
  gt: { of: ORDERED, holds: order((a, b) => a > b) },
  contains: { of: SCALARS, holds: contains },
  notContains: { of: SCALARS, holds: not(contains), ofNull: true },
  beginsWith: { of: ['string'], holds: (found, value) => typeof found === 'string' && found.startsWith(String(value)) },
  in: { of: ORDERED, values: [1, LIMITS.in], holds: isOneOf },
  notIn: { of: ORDERED, values: [1, LIMITS.in], holds: not(isOneOf), ofNull: true },
  between: {
    of: ORDERED,
    values: [2, 2],
    holds: (found, values) => {
      const [from, to] = values as [unknown, unknown];
      return atLeast(found, from) && atMost(found, to);
    },
  },
  containsAny: {
    of: SCALARS,
    values: [1, LIMITS.containsAny],
    holds: (found, values) => Array.isArray(found) && (values as unknown[]).some((value) => found.includes(value)),
  },
};

/**
 * Whether a subscriber wants a notification. "Enhanced filters don't support filtering for top-level object lists": those are not told.
 *
 * @param payload of a mutation, as its selection set gave it
 */
export function matches({ filterGroup }: SubscriptionFilter, payload: unknown): boolean {
  if (!isObject(payload)) return false;
  const holds = ({ fieldName, operator: name, value }: FilterRule): boolean => {
    const { holds: isSo, ofNull = false } = own(OPERATORS, name)!;
    const found = fieldName
      .split('.')
      .reduce<unknown>((at, part) => (isObject(at) ? own(at, part) : undefined), payload);
    return isAbsent(found) ? ofNull : isSo(found, value);
  };
  return filterGroup.some(({ filters }) => filters.every(holds));
}

/**
 * Whether a subscriber without a filter wants a notification: each argument that it gave equals the field of its name. A null wants null; what
 * was not given wants nothing. "Argument null value has meaning"
 * (https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-data.html).
 */
export function matchesArguments(args: Readonly<Record<string, unknown>>, payload: unknown): boolean {
  return Object.entries(args).every(([name, wanted]) => {
    const found = isObject(payload) ? own(payload, name) : undefined;
    return isAbsent(wanted) ? isAbsent(found) : isDeepStrictEqual(found, wanted);
  });
}

/** A filter that code gives. @throws FieldError for what AppSync does not take, or what it makes of is not known */
export function readFilter(by: string, given: unknown): SubscriptionFilter {
  const groups = listIn(given, 'filterGroup');
  if (!groups) throw wrong(by, `takes { filterGroup: [{ filters: […] }] }, found ${show(given)}`);
  checkCount(by, 'filterGroup', groups.length, LIMITS.groups);
  return {
    filterGroup: groups.map((group) => {
      const rules = listIn(group, 'filters');
      if (!rules) throw wrong(by, `takes { filters: […] } in filterGroup, found ${show(group)}`);
      checkCount(by, 'filters', rules.length, LIMITS.rules);
      return { filters: rules.map((rule) => readRule(by, rule)) };
    }),
  };
}

function readRule(by: string, given: unknown): FilterRule {
  const { fieldName, operator: name, value } = isObject(given) ? given : {};
  if (typeof fieldName !== 'string' || typeof name !== 'string') {
    throw wrong(by, `takes rules { fieldName, operator, value }, found ${show(given)}`);
  }
  const levels = fieldName.split('.').length;
  if (levels > LIMITS.levels || fieldName.length > LIMITS.nameLength) {
    const most = `${LIMITS.levels} levels and ${LIMITS.nameLength} characters`;
    throw wrong(by, `has the fieldName ${fieldName}, of ${levels} levels: AppSync takes ${most}`);
  }
  const operator = own(OPERATORS, name);
  if (!operator) {
    throw wrong(by, `has no operator ${name} (of ${fieldName}). There are ${Object.keys(OPERATORS).join(', ')}`);
  }
  const { of: kinds, values: [least, most] = [1, 1] } = operator;
  const all = operator.values ? listOf(value) : [value];
  if (!all || all.length < least || all.length > most || !all.every((one) => kinds.includes(typeof one as Kind))) {
    const many = !operator.values
      ? 'a'
      : least === most
        ? `a list of ${most}, each a`
        : `a list of ${least} to ${most}, each a`;
    throw wrong(by, `takes ${many} ${kinds.join(' or ')} for ${name} (of ${fieldName}), found ${show(value)}`);
  }
  return { fieldName, operator: name, value: operator.values ? all : value };
}

function checkCount(by: string, name: string, count: number, most: number): void {
  if (count === 0) throw wrong(by, `has an empty ${name}: what AppSync makes of it is not documented`);
  if (count > most) throw wrong(by, `has ${count} entries in ${name}: AppSync takes ${most}`);
}

/** A list of the code's own realm lacks what its built-ins do not have. */
const listOf = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) ? [...(value as unknown[])] : undefined;

const listIn = (given: unknown, name: string): readonly unknown[] | undefined =>
  isObject(given) ? listOf(own(given, name)) : undefined;

/** Rules that have to hold together, and such sets of rules of which one has to. */
type AnyOf = readonly (readonly FilterRule[])[];

const NOTHING: AnyOf = [[]];
const isNothing = (rules: AnyOf): boolean => rules.length === 1 && rules[0]!.length === 0;
const all = (parts: readonly AnyOf[]): AnyOf =>
  parts.reduce((left, right) => left.flatMap((some) => right.map((more) => [...some, ...more])), NOTHING);
/** What is left of nothing is nothing: where all fields are ignored, none is asked for. */
const any = (parts: readonly AnyOf[]): AnyOf => {
  const said = parts.filter((part) => !isNothing(part));
  return said.length === 0 ? NOTHING : said.flat();
};

/**
 * `util.transform.toSubscriptionFilter`: all fields have to hold; of several conditions of one field one; `and` and `or` may be nested.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/transformation-helpers-in-utils-transform-js.html
 *
 * @param given an object, or the JSON of one: what a client sends
 * @param ignored fields that do not count in it
 * @param strict conditions of which one has to hold, whatever is given
 */
export function toSubscriptionFilter(given: unknown, ignored: unknown, strict: unknown): SubscriptionFilter {
  const conditions = typeof given === 'string' ? parse(given) : given;
  const without = listOf(ignored) ?? [];
  const both = [rulesOf(conditions, without), ...(isAbsent(strict) ? [] : [any(fieldsOf(strict))])];
  return { filterGroup: all(both).map((filters) => ({ filters })) };
}

function rulesOf(conditions: unknown, ignored: readonly unknown[]): AnyOf {
  const parts = entriesOf(conditions).flatMap(([name, value]) => {
    if (ignored.includes(name)) return [];
    if (name !== 'and' && name !== 'or') return [ruleOf(name, value)];
    const list = listOf(value);
    if (!list) throw wrong(TRANSFORM, `takes a list for ${name}, found ${show(value)}`);
    const each = list.map((one) => rulesOf(one, ignored));
    return [name === 'and' ? all(each) : any(each)];
  });
  return all(parts);
}

const fieldsOf = (conditions: unknown): AnyOf[] => entriesOf(conditions).map(([name, value]) => ruleOf(name, value));

const ruleOf = (fieldName: string, conditions: unknown): AnyOf =>
  entriesOf(conditions).map(([operator, value]) => [{ fieldName, operator, value }]);

/** Those that are there: a client's null is left out, as in a filter of DynamoDB. */
function entriesOf(conditions: unknown): [string, unknown][] {
  if (!isObject(conditions)) {
    throw wrong(TRANSFORM, `takes an object of conditions, { severity: { ge: 7 } }, found ${show(conditions)}`);
  }
  return Object.entries(conditions).filter(([, value]) => !isAbsent(value));
}

const TRANSFORM = 'util.transform.toSubscriptionFilter';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const show = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);

const wrong = (by: string, message: string): FieldError => new FieldError(`${by} ${message}.`, 'Code');
