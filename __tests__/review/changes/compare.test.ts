import { compare, compareValues } from '../../../packages/plan-review/src/changes/compare';
import { NOTHING_HIDDEN } from '../../../packages/plan-review/src/plan/hide';
import type { Path } from '../../../packages/plan-review/src/plan/model';
import type { JsonObject } from '../../../packages/plan-review/src/plan/value';

const NOTHING = { orderOnly: [], computedOnly: [], emptyOnly: [] };

const between = (before: JsonObject | null, after: JsonObject | null, more: object = {}) =>
  compare({ before, after, unknown: {}, replacePaths: [], ...more });

test('attribute by attribute: added, removed, changed, in the order of their names', () => {
  expect(between({ b: 1, c: 'x' }, { a: true, b: 2 })).toEqual({
    attributes: [
      { path: 'a', kind: 'added', after: true },
      { path: 'b', kind: 'changed', before: 1, after: 2 },
      { path: 'c', kind: 'removed', before: 'x' },
    ],
    aside: NOTHING,
  });
});

test('what is the same is left out', () => {
  expect(between({ a: { b: [1, { c: null }] } }, { a: { b: [1, { c: null }] } })).toEqual({
    attributes: [],
    aside: NOTHING,
  });
});

test('objects by what differs in them, keys that are no plain words in quotes', () => {
  const { attributes } = between({ tags: { 'cost center': '1', b: 'x' } }, { tags: { 'cost center': '2', b: 'x' } });
  expect(attributes).toEqual([{ path: 'tags["cost center"]', kind: 'changed', before: '1', after: '2' }]);
});

describe('lists', () => {
  test('elements that have a name are told apart by it', () => {
    const index = (name: string, size: number) => ({ name, size });
    const { attributes } = between({ i: [index('a', 1), index('b', 1)] }, { i: [index('b', 2), index('c', 1)] });
    expect(attributes).toEqual([
      { path: 'i[a]', kind: 'removed', before: { name: 'a', size: 1 } },
      { path: 'i[b].size', kind: 'changed', before: 1, after: 2 },
      { path: 'i[c]', kind: 'added', after: { name: 'c', size: 1 } },
    ]);
  });

  test('the same elements in another order are no difference', () => {
    const before = { a: ['x', 'y', 'y'], b: [{ k: 1 }, { k: 2 }] };
    expect(between(before, { a: ['y', 'x', 'y'], b: [{ k: 2 }, { k: 1 }] })).toEqual({
      attributes: [],
      aside: { ...NOTHING, orderOnly: ['a', 'b'] },
    });
  });

  test('one element more of the same is a difference', () => {
    expect(between({ a: ['x'] }, { a: ['x', 'x'] }).attributes).toEqual([{ path: 'a[1]', kind: 'added', after: 'x' }]);
  });

  test('plain elements come and go, and change in their place', () => {
    expect(between({ a: ['x', 'y'] }, { a: ['y', 'z'] }).attributes).toEqual([
      { path: 'a[0]', kind: 'removed', before: 'x' },
      { path: 'a[1]', kind: 'added', after: 'z' },
    ]);
    expect(between({ a: ['x', 'y'] }, { a: ['x', 'z'] }).attributes).toEqual([
      { path: 'a[1]', kind: 'changed', before: 'y', after: 'z' },
    ]);
  });

  test('a block of one is the block', () => {
    expect(between({ ttl: [{ on: true, at: 't' }] }, { ttl: [{ on: false, at: 't' }] }).attributes).toEqual([
      { path: 'ttl[0].on', kind: 'changed', before: true, after: false },
    ]);
  });
});

describe('documents', () => {
  const policy = (...statements: object[]) => ({ policy: JSON.stringify({ Statement: statements }) });

  test('JSON is compared as JSON, a policy by its statements', () => {
    const read = { Sid: 'Read', Effect: 'Allow', Action: 'x:Get', Resource: ['a'] };
    const before = policy(read, { Sid: 'Old', Effect: 'Allow', Action: ['x:Put'], Resource: 'a' });
    const after = policy({ ...read, Action: ['x:Get', 'x:List'], Resource: 'a' });
    expect(between(before, after).attributes).toEqual([
      { path: 'policy.Statement[Read].Action[1]', kind: 'added', after: 'x:List' },
      {
        path: 'policy.Statement[Old]',
        kind: 'removed',
        before: { Sid: 'Old', Effect: 'Allow', Action: ['x:Put'], Resource: ['a'] },
      },
    ]);
  });

  test('another spelling of the same is no difference', () => {
    expect(between({ p: '{"a":[1,2]}' }, { p: '{ "a": [1, 2] }' })).toEqual({
      attributes: [],
      aside: { ...NOTHING, orderOnly: ['p'] },
    });
  });

  test('a new one is shown as a document', () => {
    expect(between({ p: null }, { p: '{"a":[1]}' }).attributes).toEqual([
      { path: 'p', kind: 'added', after: { a: [1] } },
    ]);
  });

  test('a text that becomes a document is a change of the whole', () => {
    expect(between({ p: 'x' }, { p: '{"a":1}' }).attributes).toEqual([
      { path: 'p', kind: 'changed', before: 'x', after: { a: 1 } },
    ]);
  });
});

describe('known only after the apply', () => {
  const unknown = { arn: true, policy: true };

  test('what the configuration gives is a change, what it does not is the provider’s', () => {
    const found = between({ arn: 'old', policy: '{}' }, {}, { unknown, configured: new Set(['policy']) });
    expect(found).toEqual({
      attributes: [{ path: 'policy', kind: 'changed', before: {}, unknown: true }],
      aside: { ...NOTHING, computedOnly: ['arn'] },
    });
  });

  test('without a configuration, everything is shown', () => {
    expect(between(null, {}, { unknown }).attributes.map(({ path }) => path)).toEqual(['arn', 'policy']);
  });

  test('within a block', () => {
    const found = between({ b: [{ k: 'x', n: 1 }] }, { b: [{ n: 1 }] }, { unknown: { b: [{ k: true }] } });
    expect(found.attributes).toEqual([{ path: 'b[0].k', kind: 'changed', before: 'x', unknown: true }]);
  });
});

describe('what forces a replacement is marked', () => {
  const forced = (before: JsonObject, after: JsonObject, path: Path, unknown = {}) =>
    between(before, after, { replacePaths: [path], unknown, configured: new Set() }).attributes;

  test('on the attribute', () => {
    expect(forced({ key: 'a', size: 1 }, { key: 'b', size: 2 }, ['key'])).toEqual([
      { path: 'key', kind: 'changed', before: 'a', after: 'b', forcesReplacement: true },
      { path: 'size', kind: 'changed', before: 1, after: 2 },
    ]);
  });

  test('although the configuration does not give it', () => {
    expect(forced({ key: 'a' }, {}, ['key'], { key: true })).toEqual([
      { path: 'key', kind: 'changed', before: 'a', unknown: true, forcesReplacement: true },
    ]);
  });

  test('although it looks the same', () => {
    expect(forced({ key: 'a' }, { key: 'a' }, ['key'])).toEqual([
      { path: 'key', kind: 'changed', before: 'a', after: 'a', forcesReplacement: true },
    ]);
  });
});

test('nothing in another spelling is no difference', () => {
  expect(between({ a: null, b: '', c: [], d: 0 }, { a: {}, b: null, d: false })).toEqual({
    attributes: [{ path: 'd', kind: 'changed', before: 0, after: false }],
    aside: { ...NOTHING, emptyOnly: ['a', 'b', 'c'] },
  });
});

describe('long texts by what differs', () => {
  const pieces = (before: string, after: string) => between({ t: before }, { t: after }).attributes[0]?.pieces;

  test('short ones are shown whole', () => {
    expect(pieces('one', 'two')).toBeUndefined();
  });

  test('words', () => {
    const long =
      'a long sentence that goes on and on and on for more than a hundred characters, before it comes to an end at last';
    expect(pieces(`${long} old end`, `${long} new end`)).toEqual([
      { op: 'same', text: `… ${long.length + 1 - 40} characters …${`${long} `.slice(-40)}` },
      { op: 'removed', text: 'old' },
      { op: 'added', text: 'new' },
      { op: 'same', text: ' end' },
    ]);
  });

  test('a placeholder is one word, and is shown or left out as a whole', () => {
    const end = `(sensitive 1)${'. '.repeat(19)} `;
    const long = 'y '.repeat(50) + end;
    expect(pieces(`${long}(sensitive 2)`, `${long}(sensitive 3)`)).toEqual([
      { op: 'same', text: `… 100 characters …${end}` },
      { op: 'removed', text: '(sensitive 2)' },
      { op: 'added', text: '(sensitive 3)' },
    ]);
  });

  test('lines', () => {
    const lines = Array.from({ length: 9 }, (_, index) => `line ${index}\n`).join('');
    expect(pieces(`${lines}old\n`, `${lines}new\n`)).toEqual([
      { op: 'same', text: '… 6 lines …\nline 6\nline 7\nline 8\n' },
      { op: 'removed', text: 'old\n' },
      { op: 'added', text: 'new\n' },
    ]);
  });

  test('texts that have nothing in common are shown whole', () => {
    expect(pieces('x'.repeat(80), 'y'.repeat(80))).toBeUndefined();
  });
});

test('keys that every object has are keys like others', () => {
  const tags = (value: string) => JSON.parse(`{"constructor":"${value}","__proto__":"${value}"}`) as JsonObject;
  expect(between({ tags: tags('a') }, { tags: tags('b') }).attributes.map(({ path }) => path)).toEqual([
    'tags.__proto__',
    'tags.constructor',
  ]);
});

test('long lists and texts that have nothing in common are compared', () => {
  const list = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word} ${index}`);
  expect(between({ a: list('x') }, { a: list('y') }).attributes).toHaveLength(20_000);
  expect(between({ a: list('x') }, { a: list('x').reverse() }).aside.orderOnly).toEqual(['a']);
  const texts = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`t${index}`, list('x').join('\n')]));
  const others = Object.fromEntries(Object.keys(texts).map((key) => [key, list('y').join('\n')]));
  expect(between(texts, others).attributes).toHaveLength(30);
});

test('what differs of two secrets does not show the rest of them', () => {
  const long = 'planted secret that is long enough to be compared word by word, but for its end:';
  const text = (all: string) => all.replace(/planted.*(one|two)/, '(sensitive $1)');
  const change = { before: { t: `${long} one` }, after: { t: `${long} two` }, unknown: {}, replacePaths: [] };
  expect(compare(change).attributes[0]?.pieces).toBeDefined();
  expect(compare(change, { ...NOTHING_HIDDEN, text }).attributes[0]?.pieces).toBeUndefined();
});

test('values that are no attributes', () => {
  expect(compareValues('a', 'b', false)).toEqual([{ path: '', kind: 'changed', before: 'a', after: 'b' }]);
  expect(compareValues({ x: 1 }, { x: 2 }, false)).toEqual([{ path: 'x', kind: 'changed', before: 1, after: 2 }]);
  expect(compareValues(null, null, true)).toEqual([{ path: '', kind: 'added', unknown: true }]);
});
