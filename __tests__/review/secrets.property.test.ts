import fc from 'fast-check';
import { readPlan, reviewPlan, type Review } from '../../packages/plan-review/src/review';
import { nothingMarked } from '../../packages/plan-review/src/plan/mask';
import { renderHtml } from '../../packages/plan-review/src/render/html';
import { renderMarkdown } from '../../packages/plan-review/src/render/markdown';
import { renderSummary } from '../../packages/plan-review/src/render/summary';
import { renderText } from '../../packages/plan-review/src/render/text';
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
    `u=${new URLSearchParams({ hidden }).toString()}`,
    `indented:\r\n  ${hidden.replaceAll('\n', '\r\n  ')}\r\n`,
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
      // A rule quotes what it was.
      const quoted = {
        before: { permissions_boundary: made.open },
        after: { permissions_boundary: null },
        before_sensitive: { permissions_boundary: nothingMarked(made.open) },
        after_sensitive: {},
      };
      const shown = typeof made.open === 'string' ? { ...openly, after_sensitive: {} } : openly;
      return {
        format_version: '1.2',
        resource_changes: [
          resource('aws_sqs_queue.open', shown),
          resource(`aws_sqs_queue.keyed["${made.place === 0 ? hidden : 'x'}"]`, shown),
          { ...resource('aws_iam_role.quoted', quoted), type: 'aws_iam_role' },
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

describe('a secret that is an ordinary word', () => {
  const update = (address: string, before: object, after: object, more: object = {}) => ({
    ...resource(address, {
      before,
      after,
      before_sensitive: nothingMarked(before),
      after_sensitive: nothingMarked(after),
    }),
    type: /\w+(?=\.\w+(\[.*)?$)/.exec(address)![0],
    ...more,
  });
  const world = { ingress: [{ cidr_blocks: ['0.0.0.0/0'], protocol: 'tcp', from_port: 22, to_port: 22 }] };

  /** Changes of many kinds, with findings, whose values have none of the words. */
  const planHolding = (hidden: string | number, more: readonly object[] = []) => {
    const parameter = update('aws_ssm_parameter.flag', { value: hidden }, { value: '#other 1' });
    Object.assign(parameter.change, { before_sensitive: { value: true }, after_sensitive: { value: true } });
    const gone = update('module.inner.aws_dynamodb_table.rooms', { name: '#r1' }, {});
    Object.assign(gone.change, { actions: ['delete'], after: null, after_sensitive: false });
    return JSON.stringify({
      format_version: '1.2',
      resource_changes: [
        parameter,
        gone,
        update('aws_security_group.door', { ingress: [] }, world),
        update(
          'aws_dynamodb_table.films',
          { deletion_protection_enabled: true },
          { deletion_protection_enabled: false },
        ),
        update('aws_lambda_function.fill', { memory_size: 1209600, timeout: 60 }, { memory_size: 128, timeout: 3 }),
        update('aws_lambda_function_url.u', { authorization_type: '#a' }, { authorization_type: 'NONE' }),
        update('aws_cloudwatch_log_group.logs', { retention_in_days: 90 }, { retention_in_days: 7 }),
        update(
          'aws_unheard.of',
          { block: [{ argument: 1 }] },
          { block: [{ argument: 2 }] },
          { previous_address: 'aws_unheard.before' },
        ),
        ...more,
      ],
      output_changes: {
        url: { actions: ['create'], before: null, after: 1, before_sensitive: false, after_sensitive: false },
      },
      checks: [{ address: { to_display: 'check.health' }, status: 'fail' }],
      prophecies: [],
      configuration: {
        provider_config: {
          aws: {
            expressions: {
              region: { constant_value: 'eu-west-1' },
              allowed_account_ids: { constant_value: ['123456789012'] },
            },
          },
        },
      },
    });
  };
  const unnumbered = (outputs: readonly string[]) =>
    outputs.map((one) => one.replace(/\(sensitive \d+\)/g, '(sensitive)'));

  const neutral = unnumbered(outputsOf(planHolding('#planted 0')));
  const [json] = neutral;
  const VALUES = ['0.0.0.0', '1209600', 'NONE', 'planted', 'tcp'];
  const own = [/[\p{L}\p{N}_.-]+/gu, /[\p{L}\p{N}_-]+/gu]
    .flatMap((words) => json!.match(words)!)
    .filter((word, index, all) => all.indexOf(word) === index && !VALUES.some((value) => value.includes(word)));

  test('there are many that the review says itself', () => {
    const said = [
      'internet',
      'stateful-loss',
      'rooms',
      'aws_dynamodb_table',
      'inner',
      'eu-west-1',
      '123456789012',
      'true',
    ];
    for (const word of [...said, 'goes', 'deletion_protection_enabled', 'argument']) expect(own).toContain(word);
    expect(own.length).toBeGreaterThan(100);
  });

  test.each(['true', 'internet', 'loss', 'goes from', 'managed'])('%p changes nothing', (word) => {
    expect(unnumbered(outputsOf(planHolding(word)))).toEqual(neutral);
  });

  test('any of them changes nothing of what is not data', () => {
    fc.assert(
      fc.property(fc.constantFrom(...own), (word) => {
        expect(unnumbered(outputsOf(planHolding(word)))).toEqual(neutral);
      }),
      { numRuns: 100 },
    );
  });

  test('and is hidden where a value is shown', () => {
    const words = own.filter((word) => /^[\p{L}_-]{6,}$/u.test(word) && !['sensitive', 'schemaVersion'].includes(word));
    fc.assert(
      fc.property(fc.constantFrom(...words), (word) => {
        const open = update(
          `aws_unheard.keyed["${word}"]`,
          { a: '#', tags: {} },
          { a: `${word} x`, tags: { [word]: [word] } },
        );
        Object.assign(open.change, { importing: { id: word } });
        const { plan, hide } = readPlan(planHolding(word, [open]));
        const review = reviewPlan(plan, { name: 'x', digest: '0'.repeat(64), commit: null, acceptances: [], hide });
        const changes = review.layers.flatMap((layer) => layer.changes);
        expect(
          changes.find(({ address }) => address === 'aws_unheard.keyed["(sensitive 1)"]')?.attributes,
        ).toMatchObject([
          { path: 'a', after: '(sensitive 1) x' },
          { path: 'tags["(sensitive 1)"]', after: ['(sensitive 1)'] },
        ]);
        expect(review.imports).toMatchObject([{ id: '(sensitive 1)' }]);
      }),
      { numRuns: 50 },
    );
  });

  test.each<[string, object, object]>([
    ['JSON within a text', { policy: '{}' }, { policy: '{"a":[{"argument":1}]}' }],
    ['a list within a text', { policy: '[]' }, { policy: '[{"argument":1}]' }],
    ['a text within a list', { list: ['[]'] }, { list: ['[{"argument":1}]', 'x'] }],
    ['what such a text was', { policy: '[{"argument":1}]' }, { policy: '[{"argument":2}]' }],
    ['a list in a map', { map: { a: [] } }, { map: { a: [{ argument: 1 }] } }],
    ['a list that is no block', { given: [] }, { given: [{ argument: 1 }] }],
  ])('as a key of %s it is hidden', (_, before, after) => {
    const changed = update('aws_unheard.open', before, after);
    const plan = JSON.parse(planHolding('argument', [changed])) as { configuration: object };
    Object.assign(plan.configuration, {
      root_module: { resources: [{ address: 'aws_unheard.x', expressions: { given: { references: ['var.a'] } } }] },
    });
    const [json] = outputsOf(JSON.stringify(plan));
    const { layers } = (JSON.parse(json!) as { reviews: [Review] }).reviews[0];
    const shown = layers.flatMap(({ changes }) => changes).find(({ address }) => address === 'aws_unheard.open');
    expect(JSON.stringify(shown)).toContain('(sensitive 1)');
    expect(JSON.stringify(shown)).not.toContain('argument');
  });

  test('as a key of a list that is an output it is hidden', () => {
    const plan = JSON.parse(planHolding('argument')) as { output_changes: { url: object } };
    Object.assign(plan.output_changes.url, { after: [{ argument: 1 }] });
    const [json] = outputsOf(JSON.stringify(plan));
    const { outputs } = (JSON.parse(json!) as { reviews: [Review] }).reviews[0];
    expect(outputs[0]!.attributes).toMatchObject([{ after: [{ '(sensitive 1)': 1 }] }]);
  });

  test.each([['1209600'], [1209600]])(
    'a number of six characters, marked as %j, is hidden where it is quoted',
    (number) => {
      const [json] = outputsOf(planHolding(number));
      expect(json).toContain('memory_size goes from (sensitive 1) to 128');
      expect(json).toContain('{"path":"memory_size","kind":"changed","before":"(sensitive 1)","after":128}');
      expect(json).not.toContain('1209600');
    },
  );

  test('beside its own value in one and the same change, the words around stay', () => {
    const door = update('aws_security_group.open', { name: 'internet', ingress: [] }, { name: 'internet', ...world });
    const [first] = outputsOf(planHolding('internet', [door]));
    const { findings } = (JSON.parse(first!) as { reviews: [Review] }).reviews[0];
    const of = (address: string) => findings.find((finding) => finding.address === address)?.because;
    expect(of('aws_security_group.open')).toEqual(of('aws_security_group.door'));
  });
});
