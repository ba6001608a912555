import { readPlan, reviewPlan } from '../../../packages/plan-review/src/review';
import { createMasker, nothingMarked } from '../../../packages/plan-review/src/plan/mask';
import { parseDocument, parseJson, writeJson } from '../../../packages/plan-review/src/plan/json';
import { ExactNumber, numberFrom } from '../../../packages/plan-review/src/plan/number';
import { renderHtml } from '../../../packages/plan-review/src/render/html';
import { renderMarkdown } from '../../../packages/plan-review/src/render/markdown';
import { renderText } from '../../../packages/plan-review/src/render/text';

describe('a number of which JavaScript would keep other digits is kept as it is written', () => {
  test.each([
    '9007199254740993',
    '-9007199254740993',
    '123456789012345678901234567890',
    '0.1000000000000000055',
    '3.14159265358979323846',
    '1e400',
    '1e-400',
    '1.00000000000000001',
    '1e99999999999999999999',
    // JavaScript would spell them 1e+23 and 1e-7.
    '100000000000000000000000',
    '-1000000000000000000000',
    '0.0000001',
    '-0.00000012',
  ])('%s', (source) => {
    expect(numberFrom(source)).toEqual(new ExactNumber(source));
    expect(writeJson(parseJson(`{"a":[${source}]}`))).toBe(`{"a":[${source}]}`);
    expect(parseDocument(`[${source}]`)).toEqual([new ExactNumber(source)]);
  });

  test.each<[string, number]>([
    ['0', 0],
    ['-0', 0],
    ['-0.0e5', 0],
    ['1.0', 1],
    ['1E2', 100],
    ['0.1', 0.1],
    ['-12.50', -12.5],
    ['9007199254740992', 9007199254740992],
    ['100000000000000000000', 1e20],
    ['1e21', 1e21],
    ['1e-7', 1e-7],
    ['0.000001', 0.000001],
    ['0.0000000', 0],
    ['1.7976931348623157e308', Number.MAX_VALUE],
    ['5e-324', Number.MIN_VALUE],
  ])('%s is a number like any', (source, number) => {
    expect(numberFrom(source)).toBe(number);
    expect(parseJson(`[1,${source}, 9007199254740993]`)).toEqual([1, number, new ExactNumber('9007199254740993')]);
  });

  test('what only looks like one, within a text or a key, is left', () => {
    const text = '{"9007199254740993":"9007199254740993","a\\\\":"\\" 1e400,","__proto__":[9007199254740993]}';
    expect(writeJson(parseJson(text))).toBe(text);
  });

  test.each(['{9007199254740993:1}', '[9007199254740993', '[09007199254740993]', '9007199254740993.'])(
    '%s is no JSON all the same',
    (text) => expect(() => parseJson(text)).toThrow(SyntaxError),
  );

  test('as indented as others', () => {
    expect(writeJson({ a: [new ExactNumber('1e400')] }, 2)).toBe('{\n  "a": [\n    1e400\n  ]\n}');
  });
});

describe('in a review', () => {
  const open = (value: string) => JSON.stringify({ n: nothingMarked(parseJson(value)) });
  const review = (before: string, after: string, mark?: string, elsewhere = '""') => {
    const values = `"before":{"n":${before}},"after":{"n":${after}}`;
    const change = `${values},"before_sensitive":${mark ?? open(before)},"after_sensitive":${mark ?? open(after)}`;
    const text = `{"format_version":"1.2","resource_changes":[
      {"address":"a.b","mode":"managed","type":"a","name":"b","change":{"actions":["update"],${change}}},
      {"address":"a.c","mode":"managed","type":"a","name":"c","change":{"actions":["create"],"before":null,"after":{"e":${elsewhere}},"after_sensitive":{}}}
    ]}`;
    const { plan, hide } = readPlan(text);
    return reviewPlan(plan, { name: 'x', digest: '0'.repeat(64), commit: null, acceptances: [], hide });
  };
  const changes = (...args: Parameters<typeof review>) => review(...args).layers.flatMap((layer) => layer.changes);

  test.each([
    ['whole numbers beyond 2^53', '9007199254740993', '9007199254740992'],
    ['fractions', '0.1', '0.1000000000000000055'],
    ['beyond all doubles', '1e400', '1e401'],
    ['beyond what has no exponent', '100000000000000000000000', '100000000000000000000001'],
    ['small ones', '0.0000001', '0.0000002'],
    ['a number and a text', '9007199254740993', '"9007199254740993"'],
    ['deep within', '{"a":[9007199254740993]}', '{"a":[9007199254740995]}'],
    ['in a document', '"[9007199254740993]"', '"[9007199254740995]"'],
  ])('two that differ are shown, digit for digit: %s', (_, before, after) => {
    const one = review(before, after);
    const outputs = [
      writeJson(one),
      renderText([one]).join('\n'),
      renderMarkdown(one, { limit: 65_000 }).join('\n'),
      renderHtml([one]).replaceAll('&quot;', '"'),
    ];
    const digits = (value: string) => /[\d.e]+/.exec(value)![0];
    for (const output of outputs) {
      expect(output).toContain(digits(before));
      expect(output).toContain(digits(after));
    }
  });

  test.each([
    ['1', '1.0'],
    ['0', '-0'],
    ['[9007199254740993]', '[9007199254740993]'],
    ['100000000000000000000000', '1e23'],
    ['{"a":[1e-7]}', '{"a":[0.0000001]}'],
  ])('%s and %s do not differ', (before, after) => {
    expect(changes(before, after)[0]?.attributes).toEqual([]);
  });

  test('a sensitive one is masked, and hidden in texts', () => {
    const shown = writeJson(review('9007199254740993', '9007199254740995', '{"n":true}', '"at 9007199254740995"'));
    expect(shown).not.toMatch(/900719925474099[35]/);
    const masker = createMasker();
    const mask = (value: unknown) => masker.mask(value, true, 'a');
    expect(mask(new ExactNumber('1e400'))).not.toEqual(mask(new ExactNumber('1e401')));
  });

  test('a list finds the twin of each', () => {
    expect(changes('[9007199254740993,9007199254740995]', '[9007199254740995,9007199254740993]')[0]).toMatchObject({
      attributes: [],
      aside: { orderOnly: ['n'] },
    });
    expect(changes('[9007199254740993]', '["9007199254740993"]')[0]?.attributes).toHaveLength(1);
  });
});
