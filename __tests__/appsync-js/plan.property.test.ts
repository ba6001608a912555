import fc from 'fast-check';
import { INHERITED_NAMES } from '../support/inherited-names';
import { type Answer, ask, createTestApi } from './test-api';

const schema = `
  enum Color { RED GREEN }
  type Thing { id: ID! count: Int ratio: Float yes: Boolean color: Color at: AWSDateTime text: String! inner: Thing things: [Thing!] names: [String] must: [Int!]! toString: String }
  type Query { thing(n: Int = 1): Thing all: [Thing]! }`;

const code = (name: string) => `
  export function request(ctx) { return { operation: 'Invoke', payload: { name: '${name}', n: ctx.args.n } }; }
  export function response(ctx) { return ctx.result; }`;

/** What the function answers for each field. */
let values: Record<string, unknown> = {};
const invoked: unknown[] = [];

const api = createTestApi(
  {
    schema,
    resolvers: ['thing', 'all'].map((field) => ({
      type: 'Query',
      field,
      kind: 'UNIT' as const,
      dataSource: 'lambda',
      code: code(field),
    })),
  },
  {
    invoke: (_arn, _type, payload) => {
      invoked.push(payload);
      return Promise.resolve({ payload: values[(payload as { name: string }).name] });
    },
  },
);

const wrong = fc.oneof(
  fc.constant(null),
  fc.constant('text'),
  fc.constant(1.5),
  fc.constant([]),
  fc.constant({ a: 1 }),
  fc.constant(true),
);
const mostly = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: wrong });

const { thing } = fc.letrec((tie) => ({
  thing: fc.record(
    {
      id: mostly(fc.oneof(fc.string(), fc.nat())),
      count: mostly(fc.integer()),
      ratio: mostly(fc.double({ noNaN: true, noDefaultInfinity: true })),
      yes: mostly(fc.boolean()),
      color: mostly(fc.constantFrom('RED', 'GREEN')),
      at: mostly(fc.constant('2026-03-01T12:00:00Z')),
      text: mostly(fc.string()),
      inner: fc.option(tie('thing'), { depthSize: 'small' }),
      things: mostly(fc.array(mostly(tie('thing')), { maxLength: 3 })),
      names: mostly(fc.array(mostly(fc.string()), { maxLength: 3 })),
      must: mostly(fc.array(mostly(fc.integer()), { maxLength: 3 })),
      toString: mostly(fc.string()),
    },
    { requiredKeys: ['id', 'text', 'must'] },
  ),
}));

const leaf = fc.constantFrom(
  'id',
  'count',
  'ratio',
  'yes',
  'color',
  'at',
  'text',
  'names',
  'must',
  'a: count',
  't: toString',
  ...INHERITED_NAMES.map((alias) => `${alias}: id`),
  '__typename',
  '... on Thing { b: ratio }',
);
const { selection } = fc.letrec<{ selection: string; nested: string }>((tie) => ({
  selection: fc
    .tuple(
      fc.uniqueArray(leaf, { minLength: 1, maxLength: 6 }),
      fc.uniqueArray(tie('nested'), { maxLength: 2, selector: (text) => text.split(' ')[0]! }),
    )
    .map(([leaves, nested]) => `{ ${[...leaves, ...nested].join(' ')} }`),
  nested: fc.oneof(
    { maxDepth: 3 },
    fc.constant('inner { id }'),
    fc.tuple(fc.constantFrom('inner', 'things'), tie('selection')).map(([field, below]) => `${field} ${below}`),
  ),
}));

it('a planned query is answered to the letter as graphql-js answers it, resolvers asked once each', async () => {
  let withErrors = 0;
  await fc.assert(
    fc.asyncProperty(
      mostly(thing),
      fc.array(fc.option(thing), { maxLength: 3 }),
      selection,
      fc.option(fc.integer()),
      async (one, all, below, n) => {
        values = { thing: one, all };
        const query = `query Q($n: Int) { thing(n: $n) ${below} all ${below} }`;
        const variables = n === null ? {} : { n };

        invoked.length = 0;
        const planned = await ask(api, query, { variables });
        expect(invoked).toEqual([{ name: 'thing', n: n ?? 1 }, { name: 'all' }]);

        // Naming the operation leaves it to graphql-js.
        expect(sorted(planned)).toEqual(sorted(await ask(api, query, { variables, operationName: 'Q' })));
        if (planned.errors) withErrors += 1;
      },
    ),
    { numRuns: 300 },
  );
  expect(withErrors).toBeGreaterThan(20);
  expect(withErrors).toBeLessThan(280);
});

/** Errors come in the order in which fields end, which says nothing. */
function sorted({ data, errors }: Answer) {
  return { data, errors: errors?.map((error) => JSON.stringify(error)).sort() };
}
