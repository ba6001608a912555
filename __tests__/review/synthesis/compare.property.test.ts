import fc from 'fast-check';
import type { Json, JsonObject } from '../../../packages/plan-review/src/plan/value';
import { compareSyntheses } from '../../../packages/plan-review/src/synthesis/compare';
import { INHERITED_NAMES, orInherited } from '../../support/inherited-names';

const name = orInherited(fc.stringMatching(/^[a-z]{1,6}$/));
const json = fc.jsonValue({ maxDepth: 2 }).map((one) => JSON.parse(JSON.stringify(one)) as Json);
const body = fc.dictionary(
  orInherited(fc.constantFrom('name', 'hash_key', 'tags', 'policy', 'password', 'lifecycle')),
  json,
) as fc.Arbitrary<JsonObject>;
const repeated = fc.oneof(
  { weight: 4, arbitrary: body },
  fc.tuple(body, fc.nat(3)).map(([one, count]): JsonObject => ({ ...one, count })),
  fc.tuple(body, fc.dictionary(name, json)).map(([one, keys]): JsonObject => ({ ...one, for_each: keys })),
);
const labelled = (depth: number, inner: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  depth === 0 ? inner : fc.dictionary(name, labelled(depth - 1, inner), { maxKeys: 3 });
const document: fc.Arbitrary<JsonObject> = fc.record(
  {
    resource: labelled(2, repeated),
    module: labelled(1, repeated),
    data: labelled(2, body),
    provider: labelled(1, fc.array(body, { maxLength: 2 })),
    output: labelled(1, fc.record({ value: json, sensitive: fc.boolean() })),
    terraform: body,
    locals: body,
    moved: fc.array(fc.record({ from: name.map((one) => `a.${one}`), to: name.map((one) => `a.${one}`) })),
    new_keyword: body,
  },
  { requiredKeys: [] },
);

/** As if it were read once more. */
const clone = (one: JsonObject): JsonObject => JSON.parse(JSON.stringify(one)) as JsonObject;

const changing = ({ resources, outputs }: ReturnType<typeof compareSyntheses>): number =>
  [...resources, ...outputs].filter(({ action }) => action !== 'no-op').length;

test('a document does not differ from itself', () => {
  fc.assert(
    fc.property(document, (one) => {
      expect(changing(compareSyntheses(clone(one), clone(one)))).toBe(0);
    }),
    { numRuns: 300 },
  );
});

/** The document with one more attribute in one of its blocks. */
function change(one: JsonObject, place: number): JsonObject | undefined {
  const copy = clone(one) as Record<string, Json>;
  const bodies: Record<string, Json>[] = [];
  const collect = (value: Json | undefined, depth: number): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) value.forEach((child: Json) => collect(child, depth));
    else if (depth === 0) bodies.push(value as Record<string, Json>);
    else Object.values(value).forEach((child: Json) => collect(child, depth - 1));
  };
  const depths = { resource: 2, module: 1, data: 2, provider: 1, output: 1, terraform: 0, locals: 0, new_keyword: 0 };
  for (const [keyword, depth] of Object.entries(depths)) collect(copy[keyword], depth);
  const there = bodies.filter(({ count, for_each: each }) => count !== 0 && JSON.stringify(each) !== '{}');
  const chosen = there[place % there.length];
  if (chosen === undefined) return undefined;
  chosen.one_more = 'attribute';
  return copy;
}

test('a document that was changed anywhere is never without a change, either way round', () => {
  fc.assert(
    fc.property(document, fc.nat(), (one, place) => {
      const other = change(one, place);
      fc.pre(other !== undefined);
      expect(changing(compareSyntheses(one, other))).toBeGreaterThan(0);
      expect(changing(compareSyntheses(other, one))).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

test('every resource of either document is accounted for', () => {
  const plain = labelled(2, body).map((resource): JsonObject => ({ resource }));
  const addresses = ({ resource = {} }: JsonObject): string[] =>
    Object.entries(resource as JsonObject).flatMap(([type, ones]) =>
      Object.keys(ones as JsonObject).map((one) => `${type}.${one}`),
    );
  fc.assert(
    fc.property(plain, plain, (before, after) => {
      const all = [...new Set([...addresses(before), ...addresses(after)])].sort();
      expect(
        compareSyntheses(before, after)
          .resources.map(({ address }) => address)
          .sort(),
      ).toEqual(all);
    }),
    { numRuns: 200 },
  );
});

test('what any JSON makes of it is an answer', () => {
  const any = fc.dictionary(
    fc.constantFrom('resource', 'moved', 'import', 'removed', 'output', 'provider', 'x'),
    json,
  ) as fc.Arbitrary<JsonObject>;
  fc.assert(
    fc.property(any, any, (before, after) => {
      expect(compareSyntheses(before, after).source).toBe('synthesis');
    }),
    {
      numRuns: 300,
      examples: INHERITED_NAMES.map((type): [JsonObject, JsonObject] => [{ resource: { [type]: '' } }, {}]),
    },
  );
});
