import fc from 'fast-check';
import type { Json } from '../../../packages/plan-review/src/plan/value';
import type { AttributeChange, Finding, Review } from '../../../packages/plan-review/src/schema';

/** What somebody might write to be more than text. */
const FRAGMENTS = [
  '`',
  '``',
  '`````',
  '```diff\n',
  '~~~\n',
  '</code>',
  '</pre></details>',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '" onclick="x',
  '<!-- -->',
  '-->',
  '@octocat',
  'octo/cat#1',
  '#1',
  'GH-1',
  'https://evil.example',
  'www.evil.example',
  'mail@evil.example',
  'deadbeefcafe',
  '![x](y)',
  '[x](javascript:alert(1))',
  '[x]: https://evil.example\n',
  '**bold**',
  '_',
  ':smile:',
  '| a | b |\n| --- | --- |\n',
  '\n# heading\n',
  '\n===\n',
  '\n- item\n',
  '\n1. item\n',
  '\n> quote\n',
  '\n\n    code\n',
  '\\',
  '&lt;',
  '&#64;',
  '$x$',
  '\u202e',
  '\u200b',
  '\u2028',
  '\u00a0',
  '\u001b[31m',
  '\r',
  '\t',
  '\ud800',
  '😀',
  ' ',
  'a',
  'word ',
  'Fine.',
  '(what)',
  '90',
];

/** Text that tries to be more. */
export const hostile: fc.Arbitrary<string> = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS) }, fc.string({ unit: 'binary', maxLength: 4 })),
    {
      maxLength: 5,
    },
  )
  .map((parts) => parts.join(''));

const json: fc.Arbitrary<Json> = fc.oneof(
  hostile,
  fc.constantFrom(null, true, 0, 1.5),
  fc.array(hostile, { maxLength: 3 }),
  fc.dictionary(hostile, hostile, { maxKeys: 3 }),
);

const some = <T>(one: fc.Arbitrary<T>, maxLength = 3): fc.Arbitrary<T[]> => fc.array(one, { maxLength });

/** Optional keys are absent, not undefined. */
const record = <T, K extends keyof T>(model: { [P in keyof T]: fc.Arbitrary<T[P]> }, requiredKeys: K[]) =>
  fc.record(model, { requiredKeys });

const piece = fc.record({ op: fc.constantFrom('same' as const, 'removed' as const, 'added' as const), text: hostile });

const attribute = record(
  {
    path: hostile,
    kind: fc.constantFrom('added' as const, 'removed' as const, 'changed' as const),
    before: json,
    after: json,
    unknown: fc.constant(true as const),
    forcesReplacement: fc.constant(true as const),
    pieces: some(piece),
  },
  ['path', 'kind'],
) as fc.Arbitrary<AttributeChange>;

const finding = record(
  {
    name: hostile,
    rule: hostile,
    address: hostile,
    blocks: fc.boolean(),
    title: hostile,
    because: some(hostile),
    risk: hostile,
    accepted: hostile,
  },
  ['name', 'rule', 'blocks', 'title', 'because', 'risk'],
) as fc.Arbitrary<Finding>;

const aside = fc.record({ orderOnly: some(hostile), computedOnly: some(hostile), emptyOnly: some(hostile) });

const change = record(
  {
    address: hostile,
    deposed: hostile,
    type: hostile,
    action: fc.constantFrom('add' as const, 'change' as const, 'replace' as const, 'destroy' as const),
    reason: hostile,
    attributes: some(attribute),
    aside,
  },
  ['address', 'type', 'action', 'attributes', 'aside'],
);

const count = fc.nat({ max: 9 });

/** Any review, whose texts try to be more than text. What is counted need not be there. */
export const anyReview = fc.record({
  name: hostile,
  source: fc.constantFrom('plan', 'synthesis'),
  account: fc.option(hostile),
  region: fc.option(hostile),
  commit: fc.option(fc.record({ sha: hostile, dirty: fc.boolean() })),
  base: fc.option(hostile),
  digest: fc.constant('d'.repeat(64)),
  terraformVersion: fc.option(hostile),
  verdict: fc.constantFrom('clean', 'changes', 'blocked'),
  counts: fc.record({
    import: count,
    move: count,
    add: count,
    change: count,
    replace: count,
    destroy: count,
    forget: count,
  }),
  unchanged: count,
  findings: some(finding, 6),
  layers: some(fc.record({ name: hostile, changes: some(change, 4) })),
  imports: some(
    record(
      {
        address: hostile,
        id: hostile,
        identity: fc.dictionary(hostile, hostile, { maxKeys: 2 }),
        action: fc.constantFrom('none', 'change', 'replace', 'unknown'),
        changes: some(hostile),
      },
      ['address', 'action', 'changes'],
    ),
  ),
  moves: some(fc.record({ from: hostile, to: hostile })),
  forgets: some(record({ address: hostile, reason: hostile }, ['address'])),
  drift: some(
    fc.record({
      address: hostile,
      action: fc.constantFrom('changed', 'deleted'),
      setBack: fc.boolean(),
      attributes: some(attribute),
    }),
  ),
  deferred: some(fc.record({ address: hostile, action: hostile, reason: hostile })),
  outputs: some(
    fc.record({ name: hostile, action: fc.constantFrom('add', 'change', 'remove'), attributes: some(attribute) }),
  ),
  checks: some(
    fc.record({
      address: hostile,
      status: fc.constantFrom('pass', 'fail', 'error', 'unknown'),
      problems: some(hostile),
    }),
  ),
}) as fc.Arbitrary<Review>;
