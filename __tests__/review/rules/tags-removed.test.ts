import type { Json, JsonObject } from '../../../packages/plan-review/src/plan/value';
import { hiddenChange, RULES } from '../../../packages/plan-review/src/rules';
import { tagsRemoved } from '../../../packages/plan-review/src/rules/tags-removed';
import { because, change, find } from './change';

const TABLE = 'aws_dynamodb_table';
const tags = (all: JsonObject): JsonObject => ({ tags: all, tags_all: all });
const TWO = tags({ Project: 'Trinity', Purpose: 'Votes' });

test('a tag of a table that goes warns', () => {
  expect(find(tagsRemoved, change(TABLE, TWO, tags({ Project: 'Trinity' })))).toEqual({
    blocks: false,
    title: 'Tags are removed.',
    because: ['tags.Purpose is removed: it was Votes'],
  });
});

test('all of them, and a table that is made anew without one', () => {
  const both = ['tags.Project is removed: it was Trinity', 'tags.Purpose is removed: it was Votes'];
  for (const none of [{ tags: null, tags_all: {} }, {}]) expect(because(tagsRemoved, TABLE, TWO, none)).toEqual(both);
  expect(find(tagsRemoved, change(TABLE, TWO, {}, { action: 'replace' }))?.because).toEqual(both);
});

test.each<[string, string, JsonObject | null, JsonObject | null]>([
  ['one with another value', TABLE, TWO, tags({ Project: 'Trinity', Purpose: 'Ballots' })],
  ['one more', TABLE, tags({ Project: 'Trinity' }), TWO],
  ['a new table', TABLE, null, TWO],
  ['a table that goes, which is said elsewhere', TABLE, TWO, null],
  ['what holds no data', 'aws_cloudwatch_metric_alarm', TWO, tags({})],
  [
    'one that the provider adds to all by now',
    TABLE,
    TWO,
    { tags: {}, tags_all: { Project: 'Trinity', Purpose: 'x' } },
  ],
  ['a tag of AWS itself', TABLE, tags({ 'aws:backup:source': 'a' }), tags({})],
])('silent: %s', (_, type, before, after) => {
  expect(find(tagsRemoved, change(type, before, after))).toBeUndefined();
});

test('one that the provider adds to all no longer', () => {
  const before = { tags: {}, tags_all: { Project: 'Trinity' } };
  expect(because(tagsRemoved, TABLE, before, { tags: {}, tags_all: {} })).toEqual([
    'tags.Project is removed: it was Trinity',
  ]);
});

test('a synthesis has no others than its own', () => {
  expect(because(tagsRemoved, TABLE, { tags: { a: 'b' } }, { tags: {} })).toEqual(['tags.a is removed: it was b']);
});

describe('what is known only after the apply', () => {
  const after = (unknown: Json) => change(TABLE, TWO, { tags: { Project: 'Trinity' } }, { unknown });

  test('a value of one: the others are told by themselves', () => {
    const one = after({ tags: { Purpose: true }, tags_all: true });
    expect([find(tagsRemoved, one), find(hiddenChange, one)]).toEqual([undefined, undefined]);
    expect(find(tagsRemoved, after({ tags_all: true }))?.because).toEqual(['tags.Purpose is removed: it was Votes']);
  });

  test('all of them', () => {
    const one = after({ tags: true, tags_all: true });
    expect(find(tagsRemoved, one)).toBeUndefined();
    expect(find(hiddenChange, one)?.because).toEqual([
      'tags was {"Project":"Trinity","Purpose":"Votes"}, and is known only after the apply',
    ]);
  });
});

test('what is sensitive: of one, that it goes; of all, that it cannot be seen', () => {
  const secret = tags({ a: '(sensitive 1)', b: '(sensitive 2)' });
  expect(because(tagsRemoved, TABLE, secret, tags({ a: '(sensitive 3)' }))).toEqual([
    'tags.b is removed: it was (sensitive 2)',
  ]);
  const all = (text: string): JsonObject => ({ tags: text, tags_all: text });
  const [one, other] = [all('(sensitive 1)'), all('(sensitive 2)')];
  expect(because(tagsRemoved, TABLE, one, other)).toEqual([]);
  expect(because(hiddenChange, TABLE, one, other)).toEqual([
    'tags_all is sensitive: whether it got worse cannot be seen',
  ]);
});

test('it is asked among the rules', () => expect(RULES).toContain(tagsRemoved));
