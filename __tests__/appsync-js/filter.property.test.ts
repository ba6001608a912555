import fc from 'fast-check';
import {
  type FilterRule,
  matches,
  readFilter,
  toSubscriptionFilter,
} from '../../packages/appsync-js/src/subscriptions/filter';

const NAMES = ['a', 'b', 'c'];
type Value = string | number;
type Conditions = { readonly [name: string]: Readonly<Record<string, unknown>> | readonly Conditions[] };

const value: fc.Arbitrary<Value> = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('', 'x', 'xy', 'y'));
const payload = fc.record(
  Object.fromEntries(
    NAMES.map((name) => [name, fc.oneof(value, fc.constant(null), fc.array(value, { maxLength: 2 }))]),
  ),
  { requiredKeys: [] },
);
const condition = fc.oneof(
  fc.tuple(fc.constantFrom('eq', 'ne', 'le', 'lt', 'ge', 'gt', 'contains', 'notContains'), value),
  fc.tuple(fc.constant('beginsWith'), fc.constantFrom('', 'x', 'y')),
  fc.tuple(fc.constantFrom('in', 'notIn', 'containsAny'), fc.array(value, { minLength: 1, maxLength: 3 })),
  fc.tuple(fc.constant('between'), fc.tuple(value, value)),
);

/** What AWS's documentation says of each operator, without a thought of speed or form. */
function holds([operator, wanted]: readonly [string, unknown], found: unknown): boolean {
  if (found === null || found === undefined) return ['ne', 'notContains', 'notIn'].includes(operator);
  const isWithin = (small: unknown, large: unknown): boolean =>
    typeof small === typeof large &&
    !Array.isArray(small) &&
    !Array.isArray(large) &&
    (small as number) <= (large as number);
  const contains = (one: unknown): boolean =>
    Array.isArray(found)
      ? found.some((each) => each === one)
      : typeof found === 'string' && found.split(String(one)).length > 1;
  const list = wanted as unknown[];
  switch (operator) {
    case 'eq':
      return found === wanted;
    case 'ne':
      return found !== wanted;
    case 'le':
      return isWithin(found, wanted);
    case 'lt':
      return isWithin(found, wanted) && found !== wanted;
    case 'ge':
      return isWithin(wanted, found);
    case 'gt':
      return isWithin(wanted, found) && found !== wanted;
    case 'between':
      return isWithin(list[0], found) && isWithin(found, list[1]);
    case 'contains':
      return wanted === '' && typeof found === 'string' ? true : contains(wanted);
    case 'notContains':
      return !holds(['contains', wanted], found);
    case 'beginsWith':
      return typeof found === 'string' && found.slice(0, String(wanted).length) === wanted;
    case 'in':
      return list.some((one) => one === found);
    case 'notIn':
      return list.every((one) => one !== found);
    default:
      return Array.isArray(found) && list.some((one) => found.some((each) => each === one));
  }
}

test('a filter tells what its rules say, of one that is read as of one that is evaluated naively', () => {
  const rule = fc.record({ fieldName: fc.constantFrom(...NAMES), condition });
  const group = fc.array(fc.array(rule, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(group, payload, (groups, about) => {
      const rules = (filters: typeof groups): readonly { readonly filters: readonly FilterRule[] }[] =>
        filters.map((some) => ({
          filters: some.map(({ fieldName, condition: said }) => ({ fieldName, operator: said[0], value: said[1] })),
        }));
      const naive = groups.some((some) =>
        some.every((each) => holds(each.condition, (about as Record<string, unknown>)[each.fieldName])),
      );
      expect(matches(readFilter('it', { filterGroup: rules(groups) }), about)).toBe(naive);
    }),
    { numRuns: 2_000 },
  );
});

/** Conditions as a resolver writes them: fields all have to hold, of several conditions of a field one. */
const conditions = (levels: number): fc.Arbitrary<Conditions> => {
  const field = fc
    .array(condition, { minLength: 1, maxLength: 2 })
    .map((all) => Object.fromEntries(all) as Record<string, unknown>);
  const list = levels > 0 ? fc.array(conditions(levels - 1), { minLength: 1, maxLength: 2 }) : undefined;
  const lists = list ? { and: list, or: list } : {};
  return fc
    .record({ ...Object.fromEntries(NAMES.map((name) => [name, field])), ...lists }, { requiredKeys: [] })
    .map((made) => ({ ...made }) as Conditions)
    .filter((made) => Object.keys(made).length > 0);
};

test('conditions hold of a payload when their filter does', () => {
  const evaluated = (given: Conditions, about: Record<string, unknown>): boolean =>
    Object.entries(given).every(([name, inner]) => {
      const each = (one: Conditions) => evaluated(one, about);
      if (name === 'and') return (inner as readonly Conditions[]).every(each);
      if (name === 'or') return (inner as readonly Conditions[]).some(each);
      return Object.entries(inner).some((one) => holds(one, about[name]));
    });
  fc.assert(
    fc.property(conditions(2), payload, (given, about) => {
      fc.pre(JSON.stringify(given).length < 400); // each `or` multiplies what it stands in
      expect(matches(toSubscriptionFilter(given, [], null), about)).toBe(
        evaluated(given, about as Record<string, unknown>),
      );
    }),
    { numRuns: 1_000 },
  );
});
