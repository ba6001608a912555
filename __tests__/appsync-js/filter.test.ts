import { matches, readFilter } from '../../packages/appsync-js/src/subscriptions/filter';
import { evaluate } from './test-api';

const one = (fieldName: string, operator: string, value: unknown) => ({
  filterGroup: [{ filters: [{ fieldName, operator, value }] }],
});
const PAYLOAD = {
  ...{ severity: 7, title: 'Alien', isPublished: false, tags: ['a', 'b'], numbers: [1, 2], nothing: null },
  location: { address: { country: 'USA', lines: ['x'] } },
};

describe('a rule', () => {
  it.each<[string, string, unknown, boolean]>([
    ['severity', 'eq', 7, true],
    ['severity', 'eq', '7', false],
    ['isPublished', 'eq', false, true],
    ['title', 'ne', 'Aliens', true],
    ['title', 'ne', 'Alien', false],
    ['severity', 'ge', 7, true],
    ['severity', 'gt', 7, false],
    ['severity', 'le', 7, true],
    ['severity', 'lt', 8, true],
    ['title', 'gt', 'Alf', true],
    ['title', 'ge', 'B', false],
    ['title', 'lt', 5, false],
    ['title', 'contains', 'lie', true],
    ['title', 'notContains', 'lie', false],
    ['tags', 'contains', 'a', true],
    ['tags', 'contains', 'c', false],
    ['numbers', 'contains', 2, true],
    ['numbers', 'contains', '2', false],
    ['tags', 'notContains', 'c', true],
    ['title', 'beginsWith', 'Al', true],
    ['title', 'beginsWith', 'lien', false],
    ['severity', 'in', [1, 7], true],
    ['severity', 'notIn', [1, 7], false],
    ['severity', 'between', [7, 8], true],
    ['severity', 'between', [8, 9], false],
    ['title', 'between', ['A', 'B'], true],
    ['tags', 'containsAny', ['c', 'b'], true],
    ['tags', 'containsAny', ['c'], false],
    ['location.address.country', 'eq', 'USA', true],
    ['location.address.country', 'beginsWith', 'U', true],
    ['location.address', 'eq', 'USA', false],
    ['toString', 'eq', 'x', false],
  ])('%s %s %j: %s', (fieldName, operator, value, expected) => {
    expect(matches(readFilter('it', one(fieldName, operator, value)), PAYLOAD)).toBe(expected);
  });

  it.each(['nothing', 'absent', 'location.none.at.all'])('about %s holds only where it says not', (name) => {
    const values: Record<string, unknown> = { in: [1], notIn: [1], between: [1, 2], containsAny: [1], beginsWith: 'a' };
    const operators = ['eq', 'ne', 'le', 'lt', 'ge', 'gt', 'contains', 'notContains', ...Object.keys(values)];
    const holding = operators.filter((operator) =>
      matches(readFilter('it', one(name, operator, values[operator] ?? 1)), PAYLOAD),
    );
    expect(holding).toEqual(['ne', 'notContains', 'notIn']);
  });

  it('is of no list, and of no value', () => {
    const filter = readFilter('it', one('severity', 'ne', 1));
    expect([[PAYLOAD], [], 'text', 5].map((payload) => matches(filter, payload))).toEqual([false, false, false, false]);
  });
});

it('a group needs one of its filters, and a filter all of its rules', () => {
  const [yes, no] = [one('severity', 'eq', 7), one('severity', 'eq', 8)].map(
    ({ filterGroup: [first] }) => first!.filters[0]!,
  );
  const holds = (...groups: (typeof yes)[][]) =>
    matches(readFilter('it', { filterGroup: groups.map((filters) => ({ filters })) }), PAYLOAD);
  expect([holds([yes!, yes!]), holds([yes!, no!]), holds([no!], [yes!]), holds([no!], [no!])]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

describe('what is no filter says so', () => {
  const rule = { fieldName: 'a', operator: 'eq', value: 1 };
  it.each<[unknown, string]>([
    [null, 'takes { filterGroup: [{ filters: […] }] }, found null.'],
    [{ severity: { ge: 7 } }, 'takes { filterGroup: [{ filters: […] }] }, found {"severity":{"ge":7}}.'],
    [{ filterGroup: [] }, 'has an empty filterGroup: what AppSync makes of it is not documented.'],
    [{ filterGroup: [{ filters: [] }] }, 'has an empty filters: what AppSync makes of it is not documented.'],
    [
      { filterGroup: [rule] },
      'takes { filters: […] } in filterGroup, found {"fieldName":"a","operator":"eq","value":1}.',
    ],
    [{ filterGroup: Array(11).fill({ filters: [rule] }) }, 'has 11 entries in filterGroup: AppSync takes 10.'],
    [{ filterGroup: [{ filters: Array(6).fill(rule) }] }, 'has 6 entries in filters: AppSync takes 5.'],
    [
      { filterGroup: [{ filters: [{ fieldName: 'a' }] }] },
      'takes rules { fieldName, operator, value }, found {"fieldName":"a"}.',
    ],
    [
      one('a', 'gte', 1),
      'has no operator gte (of a). There are eq, ne, le, lt, ge, gt, contains, notContains, beginsWith, in, notIn, between, containsAny.',
    ],
    [one('a', 'constructor', 1), expect.stringMatching(/^has no operator constructor/) as never],
    [one('a', 'eq', null), 'takes a string or number or boolean for eq (of a), found null.'],
    [one('a', 'eq', undefined), 'takes a string or number or boolean for eq (of a), found nothing.'],
    [one('a', 'ge', true), 'takes a string or number for ge (of a), found true.'],
    [one('a', 'beginsWith', 1), 'takes a string for beginsWith (of a), found 1.'],
    [one('a', 'in', 1), 'takes a list of 1 to 5, each a string or number for in (of a), found 1.'],
    [
      one('a', 'in', [1, 2, 3, 4, 5, 6]),
      'takes a list of 1 to 5, each a string or number for in (of a), found [1,2,3,4,5,6].',
    ],
    [one('a', 'between', [1]), 'takes a list of 2, each a string or number for between (of a), found [1].'],
    [
      one('a.b.c.d.e.f', 'eq', 1),
      'has the fieldName a.b.c.d.e.f, of 6 levels: AppSync takes 5 levels and 256 characters.',
    ],
  ])('%j', (given, message) => {
    let said: string | undefined;
    try {
      readFilter('it', given);
    } catch (error) {
      said = (error as Error).message.replace(/^it /, '');
    }
    expect(said).toEqual(message);
  });

  it('five levels are allowed', () => {
    expect(readFilter('it', one('a.b.c.d.e', 'eq', 1))).toEqual(one('a.b.c.d.e', 'eq', 1));
  });
});

/** AWS's own examples (https://docs.aws.amazon.com/appsync/latest/devguide/transformation-helpers-in-utils-transform-js.html). */
describe('util.transform.toSubscriptionFilter', () => {
  const GIVEN = `{
    percentageUp: { lte: 50, gte: 20 },
    and: [{ title: { ne: 'Book1' } }, { downvotes: { gt: 2000 } }],
    or: [{ author: { eq: 'Admin' } }, { isPublished: { eq: false } }],
  }`;
  const transform = (...given: string[]) => evaluate(`util.transform.toSubscriptionFilter(${given.join(', ')})`);
  const [title, downvotes] = [
    { fieldName: 'title', operator: 'ne', value: 'Book1' },
    { fieldName: 'downvotes', operator: 'gt', value: 2000 },
  ];
  const isPublished = { fieldName: 'isPublished', operator: 'eq', value: false };

  it('has all fields hold, one of several conditions of a field, and one of `or`', async () => {
    const [at, from] = [
      { fieldName: 'percentageUp', operator: 'lte', value: 50 },
      { fieldName: 'percentageUp', operator: 'gte', value: 20 },
    ];
    const author = { fieldName: 'author', operator: 'eq', value: 'Admin' };
    expect(await transform(GIVEN)).toEqual({
      filterGroup: [
        { filters: [at, title, downvotes, author] },
        { filters: [at, title, downvotes, isPublished] },
        { filters: [from, title, downvotes, author] },
        { filters: [from, title, downvotes, isPublished] },
      ],
    });
  });

  it('leaves out what is ignored, and adds conditions of which one has to hold', async () => {
    const ignored = "['percentageUp', 'author']";
    expect(await transform(GIVEN, ignored)).toEqual({ filterGroup: [{ filters: [title, downvotes, isPublished] }] });
    expect(await transform(GIVEN, ignored, "{ upvotes: { gte: 250 }, author: { eq: 'Person1' } }")).toEqual({
      filterGroup: [
        { filters: [title, downvotes, isPublished, { fieldName: 'upvotes', operator: 'gte', value: 250 }] },
        { filters: [title, downvotes, isPublished, { fieldName: 'author', operator: 'eq', value: 'Person1' }] },
      ],
    });
    expect(await transform(`{ a: { eq: 1 }, or: [{ b: { eq: 2 } }] }`, "['b']")).toEqual(one('a', 'eq', 1));
  });

  it("takes a client's JSON, and leaves out its nulls", async () => {
    expect(await transform(`'{"severity":{"le":2},"title":null}'`)).toEqual(one('severity', 'le', 2));
    expect(await transform(`{ 'a.b': { eq: 1, ne: null }, or: null }`)).toEqual(one('a.b', 'eq', 1));
  });

  it.each([
    ['7', 'takes an object of conditions, { severity: { ge: 7 } }, found 7.'],
    ['{ severity: 7 }', 'takes an object of conditions, { severity: { ge: 7 } }, found 7.'],
    ['{ and: { a: { eq: 1 } } }', 'takes a list for and, found {"a":{"eq":1}}.'],
  ])('of %s says what it takes', async (given, message) => {
    await expect(transform(given)).rejects.toThrow(JSON.stringify(message).slice(1, -1));
  });
});
