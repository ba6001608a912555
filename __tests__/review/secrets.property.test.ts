import fc from 'fast-check';
import { readPlan, reviewPlan } from '../../review';
import { renderHtml } from '../../review/render/html';
import { renderMarkdown } from '../../review/render/markdown';
import { renderSummary } from '../../review/render/summary';
import { renderText } from '../../review/render/text';
import { PLANS, recorded } from './plans';

/** All that is ever written of a plan, or why it is not. */
function outputsOf(text: string): string[] {
  try {
    const { plan, hide } = readPlan(text);
    const review = reviewPlan(plan, { name: 'x', digest: '0'.repeat(64), commit: null, acceptances: [], hide });
    return [
      JSON.stringify({ schemaVersion: 1, reviews: [review] }),
      renderText([review], { color: true }).join('\n'),
      renderText([review], { width: 40 }).join('\n'),
      ...renderMarkdown(review, { limit: 1_000_000 }),
      ...renderMarkdown(review, { limit: 2_000 }),
      renderSummary([review], {}),
      renderHtml([review]),
    ];
  } catch (error) {
    const { message, next } = error as { message: string; next?: string };
    return [`${message} ${next}`];
  }
}

/** The ways in which an output may have written a text. */
function spellings(secret: string): string[] {
  const html = secret.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
  const named = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  return [secret, JSON.stringify(secret).slice(1, -1), html, named];
}

const holding = (outputs: readonly string[], secret: string): string[] =>
  outputs.filter((output) => spellings(secret).some((text) => output.includes(text)));

describe('recorded plans', () => {
  const withSecrets = PLANS.filter(({ secrets }) => secrets.length > 0);

  test('there are such', () => expect(withSecrets.length).toBeGreaterThan(5));

  test.each(withSecrets)('$name shows none of its secrets', ({ name, secrets }) => {
    const text = recorded(name);
    for (const secret of secrets) {
      expect(text).toContain(JSON.stringify(secret).slice(1, -1)); // or it would hide nothing
      expect(holding(outputsOf(text), secret)).toEqual([]);
    }
  });
});

const secret = fc
  .string({ unit: fc.constantFrom(...'abc012"\\<&>`*[](){}|.$^+?-_ /\n\'é@#'), minLength: 4, maxLength: 20 })
  .map((text) => `planted ${text}.`);

/** A value, the marks that Terraform would give it, and whether those are whole. */
interface Marked {
  readonly value: unknown;
  readonly marks: unknown;
}

/** A value in which some leaves are the secret, marked, and others are open texts. */
const marked = (hidden: string): fc.Arbitrary<Marked> =>
  fc.letrec<{ node: Marked }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.constant({ value: hidden, marks: true }),
      fc.constant({ value: 'open', marks: false }),
      fc.array(tie('node'), { maxLength: 3 }).map((all) => ({
        value: all.map(({ value }) => value),
        marks: all.map(({ marks }) => marks),
      })),
      fc.dictionary(fc.constantFrom('a', 'b', 'tags', 'policy'), tie('node'), { maxKeys: 3 }).map((all) => ({
        value: Object.fromEntries(Object.entries(all).map(([key, { value }]) => [key, value])),
        marks: Object.fromEntries(Object.entries(all).map(([key, { marks }]) => [key, marks])),
      })),
    ),
  })).node;

/** The same text where nothing says that it is secret. */
const elsewhere = (hidden: string): fc.Arbitrary<unknown> =>
  fc.constantFrom<unknown>(
    hidden,
    `before ${hidden} after`,
    [hidden],
    { [`key of ${hidden}`]: 1 },
    JSON.stringify({ a: hidden }),
    JSON.stringify({ a: JSON.stringify({ b: hidden }) }),
    `https://user:${encodeURIComponent(hidden)}@host`,
    Buffer.from(hidden).toString('base64'),
  );

const resource = (address: string, change: object) => ({
  address,
  mode: 'managed',
  type: 'aws_sqs_queue',
  name: 'x',
  change: { actions: ['update'], after_unknown: {}, ...change },
});

const planWith = (hidden: string) =>
  fc
    .record({ before: marked(hidden), after: marked(hidden), open: elsewhere(hidden), place: fc.nat(5) })
    .map((made) => {
      const secretly = {
        before: { deep: made.before.value, sure: hidden },
        after: { deep: made.after.value },
        before_sensitive: { deep: made.before.marks, sure: true },
        after_sensitive: { deep: made.after.marks },
      };
      const openly = {
        before: { a: 'x' },
        after: { a: made.open },
        before_sensitive: {},
        after_sensitive: { a: { 0: false } },
      };
      const shown = typeof made.open === 'string' ? { ...openly, after_sensitive: {} } : openly;
      return {
        format_version: '1.2',
        resource_changes: [
          resource('aws_sqs_queue.open', shown),
          resource(`aws_sqs_queue.keyed["${made.place === 0 ? hidden : 'x'}"]`, shown),
          ...(made.place === 1 ? [] : [resource('aws_sqs_queue.secret', secretly)]),
        ],
        resource_drift: made.place === 1 ? [resource('aws_sqs_queue.secret', secretly)] : [],
        output_changes: {
          shown: {
            actions: ['create'],
            before: null,
            after: made.open,
            before_sensitive: false,
            after_sensitive: false,
          },
        },
        checks: [
          {
            address: { to_display: 'check.a' },
            status: 'fail',
            instances: [
              { address: { to_display: 'check.a' }, status: 'fail', problems: [{ message: `found ${hidden}` }] },
            ],
          },
        ],
      };
    });

test('no secret is in any output of any plan', () => {
  fc.assert(
    fc.property(
      secret.chain((hidden) => fc.tuple(fc.constant(hidden), planWith(hidden))),
      ([hidden, plan]) => {
        expect(holding(outputsOf(JSON.stringify(plan)), hidden)).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

test('with any mask broken, neither', () => {
  const broken = fc.constantFrom<unknown>(undefined, false, null, [], 'x', 0, { sure: {} });
  fc.assert(
    fc.property(
      secret.chain((hidden) => fc.tuple(fc.constant(hidden), planWith(hidden), broken)),
      ([hidden, plan, mask]) => {
        for (const { address, change } of [...plan.resource_changes, ...plan.resource_drift]) {
          if (address === 'aws_sqs_queue.secret')
            Object.assign(change, { before_sensitive: mask, after_sensitive: mask });
        }
        expect(holding(outputsOf(JSON.stringify(plan)), hidden)).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
