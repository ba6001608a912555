import { readPlan, reviewPlan } from '../../packages/plan-review/src/review';
import { renderHtml } from '../../packages/plan-review/src/render/html';
import { renderMarkdown } from '../../packages/plan-review/src/render/markdown';
import { renderSummary } from '../../packages/plan-review/src/render/summary';
import { renderText } from '../../packages/plan-review/src/render/text';
import type { Review } from '../../packages/plan-review/src/schema';
import { compareSyntheses } from '../../packages/plan-review/src/synthesis/compare';
import { INHERITED_NAMES } from '../support/inherited-names';

const CONTEXT = { name: 'x', digest: '0'.repeat(64), commit: null, acceptances: [] };
const PLAIN = 'plainname';

/** Makes what it is given of a plan in which the name stands, once for each place where one may. */
type Place = (name: string) => object;

const resource = (change: object, { type = 'aws_lambda_function', name = 'a', ...more } = {}): object => ({
  resource_changes: [
    {
      ...{ address: `${type}.${name}`, mode: 'managed', type, name },
      change: { before_sensitive: {}, after_sensitive: {}, ...change },
      ...more,
    },
  ],
});
const update = (before: object, after: object, marks: object = {}): object =>
  resource({ actions: ['update'], before, after, ...marks });

const PLACES: Readonly<Record<string, Place>> = {
  'type that is created': (type) => resource({ actions: ['create'], before: null, after: { a: 1 } }, { type }),
  'type that is destroyed': (type) => resource({ actions: ['delete'], before: { a: 1 }, after: null }, { type }),
  'type that is replaced': (type) =>
    resource(
      { actions: ['delete', 'create'], before: { a: 1 }, after: { a: 2 }, replace_paths: [['a']] },
      { type, ...{ action_reason: 'replace_because_cannot_update' } },
    ),
  'name of a resource': (name) => resource({ actions: ['delete'], before: { a: 1 }, after: null }, { name }),
  'attribute that comes': (key) => update({ a: 1 }, { a: 1, [key]: 'on' }),
  'attribute that goes': (key) => update({ a: 1, [key]: 'on' }, { a: 1 }),
  'attribute that changes': (key) => update({ [key]: 'on' }, { [key]: 'off' }),
  'attribute that is known later': (key) => update({ a: 1 }, { a: 1 }, { after_unknown: { [key]: true } }),
  'attribute that forces a replacement': (key) =>
    resource({
      ...{ actions: ['delete', 'create'], before: { a: 1 }, after: { a: 1 }, replace_paths: [[key]] },
    }),
  'attribute that is sensitive': (key) =>
    update(
      { [key]: 'planted' },
      { [key]: 'planted again' },
      { before_sensitive: { [key]: true }, after_sensitive: { [key]: true } },
    ),
  tag: (key) => update({ tags: {} }, { tags: { [key]: 'on' } }),
  'variable of a function': (key) =>
    update({ environment: [{ variables: { [key]: 'on' } }] }, { environment: [{ variables: { [key]: 'off' } }] }),
  'key within JSON': (key) =>
    update({ policy: '{"a":1}' }, { policy: JSON.stringify(JSON.parse(`{"a":1,"${key}":{"${key}":1}}`)) }),
  'name of an element': (id) => update({ rule: [{ id, days: 1 }] }, { rule: [{ id, days: 2 }] }),
  output: (name) => ({
    output_changes: {
      [name]: {
        ...{ actions: ['create'], before: null, after: 'on' },
        ...{ before_sensitive: false, after_sensitive: false },
      },
    },
  }),
  'key that nobody knows': (key) => ({ ...update({ a: 1 }, { a: 2 }), [key]: {} }),
  'key of a change that nobody knows': (key) => update({ a: 1 }, { a: 2 }, { [key]: {} }),
  'variable of the plan': (key) => ({
    ...update({ a: 1 }, { a: 'planted' }),
    variables: { [key]: { value: 'planted' } },
    configuration: { root_module: { variables: {} } },
  }),
};

/** What zod checks name by name, all but this one. */
const REFUSED: Readonly<Record<string, string>> = { output: 'output_changes', 'variable of the plan': 'variables' };

/** Reviewed and written in every form. */
function review(plan: object): { review: Review; texts: string[] } {
  const read = readPlan(JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', ...plan }));
  const made = reviewPlan(read.plan, { ...CONTEXT, hide: read.hide });
  return {
    review: made,
    texts: [
      JSON.stringify(made),
      renderText([made], { color: true, width: 40 }).join('\n'),
      renderMarkdown(made, { limit: 65_536 }).join('\n'),
      renderSummary([made], {}),
      renderHtml([made]),
    ],
  };
}

/** What a review says, whatever the name is; a finding's own name may hold a hash of it. */
const spoken = ({ verdict, counts, layers, outputs, findings }: Review, name: string): string =>
  JSON.stringify([verdict, counts, layers, outputs, findings.map((one) => ({ ...one, name: '' }))]).replaceAll(
    name,
    PLAIN,
  );

describe.each(Object.entries(PLACES))('a name that every object inherits, %s', (where, place) => {
  test('is a name as any other', () => {
    const plain = spoken(review(place(PLAIN)).review, PLAIN);
    expect(plain).not.toContain('mask-missing'); // or nothing would be looked at
    for (const name of INHERITED_NAMES) {
      if (name === '__proto__' && where in REFUSED) continue;
      const { review: made, texts } = review(place(name));
      expect(spoken(made, name)).toBe(plain);
      for (const text of texts) expect(text).not.toContain('planted');
    }
  });
});

test.each(Object.entries(REFUSED))('%s: __proto__ is refused', (where, key) => {
  expect(() => review(PLACES[where]!('__proto__'))).toThrow(
    `It has the name __proto__ in ${key}, which cannot be read.`,
  );
});

const BODIES: Readonly<Record<string, (name: string, value: unknown) => object>> = {
  type: (type, value) => ({ resource: { [type]: { a: { b: value } } } }),
  resource: (name, value) => ({ resource: { aws_s3_bucket: { [name]: { b: value } } } }),
  attribute: (key, value) => ({ resource: { aws_s3_bucket: { a: { [key]: value } } } }),
  'key of for_each': (key, value) => ({ resource: { aws_s3_bucket: { a: { for_each: { [key]: value } } } } }),
  output: (name, value) => ({ output: { [name]: { value } } }),
  module: (name, value) => ({ module: { [name]: { b: value } } }),
  provider: (name, value) => ({ provider: { [name]: [{ b: value }] } }),
  keyword: (keyword, value) => ({ [keyword]: { b: value } }),
};

test.each(Object.entries(BODIES))('so it is between two syntheses: %s', (_, make) => {
  const compare = (name: string): string => {
    const plan = compareSyntheses(make(name, 1) as never, make(name, 2) as never);
    const resources = plan.resources.map(({ provider: _, ...one }) => one); // it is a part of the type's name
    return JSON.stringify([resources, plan.outputs]).replaceAll(name, PLAIN);
  };
  for (const name of INHERITED_NAMES) {
    expect(compare(name)).toBe(compare(PLAIN));
    expect(compare(name)).toContain('"update"');
  }
});
