import { createMasker, nothingMarked } from '../../../packages/plan-review/src/plan/mask';
import { parseJson } from '../../../packages/plan-review/src/plan/json';
import type { Json } from '../../../packages/plan-review/src/plan/value';
import {
  asData,
  attributesOf,
  DATA,
  elementIn,
  keyIn,
  placeAt,
  type Place,
} from '../../../packages/plan-review/src/plan/place';

/** A value masked by its own marks, without the numbers. */
function masked(value: unknown, marks: unknown): Json {
  const masker = createMasker();
  masker.collect(value, marks);
  const text = JSON.stringify(masker.mask(value, marks, 'a.b'));
  return JSON.parse(text.replace(/\(sensitive \d+\)/g, '(sensitive)')) as Json;
}

describe('what Terraform marks is masked, what it does not is left', () => {
  test.each<[string, unknown, unknown, unknown]>([
    ['a text', { a: 'secret', b: 'open' }, { a: true }, { a: '(sensitive)', b: 'open' }],
    ['a number', { a: 12, b: 12 }, { a: true }, { a: '(sensitive)', b: 12 }],
    ['a truth value', { a: true, b: true }, { a: true, b: false }, { a: '(sensitive)', b: true }],
    ['an object, with all beneath', { a: { b: ['c'] } }, { a: true }, { a: '(sensitive)' }],
    ['an element', { a: ['x', 'secret'] }, { a: [false, true] }, { a: ['x', '(sensitive)'] }],
    ['deep within', { a: [{ b: 's', c: 'o' }] }, { a: [{ b: true }] }, { a: [{ b: '(sensitive)', c: 'o' }] }],
    ['nothing, which is no secret', { a: null }, { a: true }, { a: null }],
    ['the whole', { a: 'x' }, true, '(sensitive)'],
    ['marks of what is not known yet', { a: 'x' }, { b: true }, { a: 'x' }],
  ])('%s', (_, value, marks, expected) => {
    expect(masked(value, marks)).toEqual(expected);
  });
});

describe('a mask that tells nothing masks everything beneath', () => {
  test.each<[string, unknown, unknown, unknown]>([
    ['missing', { a: 'x' }, undefined, '(sensitive)'],
    ['false for an object', { a: 'x' }, false, '(sensitive)'],
    ['a list for an object', { a: 'x' }, [], '(sensitive)'],
    ['an object for a list', { a: ['x'] }, { a: {} }, { a: '(sensitive)' }],
    ['a list of another length', { a: ['x', 'y'] }, { a: [false] }, { a: '(sensitive)' }],
    ['none for a container within', { a: { b: 'x' }, c: 'y' }, {}, { a: '(sensitive)', c: 'y' }],
    ['an object for a text', { a: 'x' }, { a: {} }, { a: '(sensitive)' }],
    ['a text', { a: 'x' }, 'false', '(sensitive)'],
    ['null for a list', { a: ['x'] }, { a: null }, { a: '(sensitive)' }],
  ])('%s', (_, value, marks, expected) => {
    expect(masked(value, marks)).toEqual(expected);
  });
});

describe('a secret is masked wherever it stands', () => {
  const masker = createMasker();
  masker.collect({ password: 'hunter"2\n', pin: 'abc', code: 654321 }, { password: true, pin: true, code: true });
  const { text: hide, value: hideValue } = masker.hide;

  test.each([
    ['as the whole of another value', 'hunter"2\n', '(sensitive 1)'],
    ['within a text', 'x hunter"2\n y', 'x (sensitive 1) y'],
    ['within JSON', JSON.stringify({ a: 'hunter"2\n' }), '{"a":"(sensitive 1)"}'],
    ['within JSON within JSON', JSON.stringify(JSON.stringify('hunter"2\n')), '"\\"(sensitive 1)\\""'],
    ['in a URL', `https://u:${encodeURIComponent('hunter"2\n')}@h`, 'https://u:(sensitive 1)@h'],
    ['in Base64', Buffer.from('hunter"2\n!').toString('base64'), '(sensitive 1)IQ=='],
    ['in hexadecimal', Buffer.from('hunter"2\n').toString('hex'), '(sensitive 1)'],
    ['in hexadecimal, in capitals', Buffer.from('hunter"2\n').toString('hex').toUpperCase(), '(sensitive 1)'],
    ['a number of six digits as a text', 'code 654321', 'code (sensitive 3)'],
    ['a short one as a whole', 'abc', '(sensitive 2)'],
    ['a short one not within others', 'abcd', 'abcd'],
  ])('%s', (_, text, expected) => {
    expect(hide(text)).toBe(expected);
  });

  test('also in a key', () => {
    expect(hideValue({ b: true, 'a hunter"2\n': ['abc'] })).toEqual({ b: true, 'a (sensitive 1)': ['(sensitive 2)'] });
  });

  test('a number of six characters as a number, too, whole', () => {
    expect(hideValue({ a: 654321, b: [7654321, 65432, 6543.21] })).toEqual({
      a: '(sensitive 3)',
      b: [7654321, 65432, 6543.21],
    });
    expect(masker.mask({ a: 654321 }, { a: true }, 'x')).toEqual({ a: '(sensitive 3)' });
    expect(masker.hide.sentence('it goes from 654321 to 1', [{ a: 654321 }])).toBe('it goes from (sensitive 3) to 1');
  });

  test.each<[string, unknown, unknown]>([
    ['a text that is a number', '654321', 654321],
    ['one that JavaScript would round', parseJson('9007199254740993'), parseJson('9007199254740993')],
    ['a fraction', 3.14159, 3.14159],
  ])('%s, as a number', (_, secret, value) => {
    const masker = createMasker();
    masker.collect(secret, true);
    expect(masker.hide.value({ a: value as Json })).toEqual({ a: '(sensitive 1)' });
  });

  test('and no shorter one', () => {
    const masker = createMasker();
    masker.collect([54321, true], true);
    expect(masker.hide.value([54321, '54321', true])).toEqual([54321, '54321', true]);
  });

  test.each(['true', 'False', 'yes', 'null', '7', '54321', '-0.5', 'sensitive'])(
    '%s is looked for nowhere',
    (common) => {
      const masker = createMasker();
      masker.collect(common, true);
      expect(masker.hasSecrets()).toBe(false);
      expect(masker.mask({ a: common }, { a: true }, 'x')).toEqual({ a: '(sensitive 1)' });
    },
  );

  test('of two that begin alike, the longer one', () => {
    const two = createMasker();
    two.collect(['token', 'token-long'], true);
    expect(two.hide.text('token-long token')).toBe('(sensitive 2) (sensitive 1)');
  });

  test('two that overlap are hidden as one', () => {
    const two = createMasker();
    two.collect(['abcdefgh', 'efghijklmnop'], true);
    expect(two.hide.text('x abcdefghijklmnop y')).toBe('x (sensitive 1) y');
  });

  test.each([0, 1, 2])('in Base64 behind %d other bytes', (offset) => {
    const masker = createMasker();
    masker.collect('planted-secret', true);
    const whole = Buffer.from(`${'x'.repeat(offset)}planted-secret and more`).toString('base64');
    expect(masker.hide.text(whole)).toContain('(sensitive 1)');
    expect(masker.hide.text(whole.replaceAll('+', '-').replaceAll('/', '_'))).toContain('(sensitive 1)');
  });

  test('as Go writes it into JSON', () => {
    const masker = createMasker();
    masker.collect('a&b<c>d', true);
    expect(masker.hide.text('{"p":"a\\u0026b\\u003cc\\u003ed"}')).toBe('{"p":"(sensitive 1)"}');
  });

  const pem = `-----BEGIN KEY-----\n${'MIIEpAIBAAKCAQEA'.repeat(3)}\n-----END KEY-----\n`;
  const long = `planted ${'ÿ?>~'.repeat(40)} secret`;
  const base64 = Buffer.from(long).toString('base64');

  test.each<[string, string, string, string]>([
    ["as Terraform's urlencode writes it", 'p@ss w*rd!(1)', 'u:p%40ss+w%2Ard%21%281%29@db', 'u:(sensitive 1)@db'],
    ['in a URL in small letters', 'a<b>cdef', 'x=a%3cb%3ecdef', 'x=(sensitive 1)'],
    ['in a URL with more encoded than must be', 'secret', '%73ecre%74!', '(sensitive 1)!'],
    ['in a form, beside a plus', 'to day+more', 'to+day%2Bmore', '(sensitive 1)'],
    ['in a URL, beyond ASCII', 'pä€🦊ss', 'p%C3%A4%e2%82%ac%F0%9F%A6%8Ass', '(sensitive 1)'],
    ['in JSON in a URL', 'a"bcdef', encodeURIComponent('{"p":"a\\"bcdef"}'), '%7B%22p%22%3A%22(sensitive 1)%22%7D'],
    ['in JSON of ASCII alone', 'pä🦊ssword', '"p\\u00e4\\uD83E\\udd8assword"', '"(sensitive 1)"'],
    ['in JSON with slashes escaped', 'ab/cd/ef', '"ab\\/cd\\/ef"', '"(sensitive 1)"'],
    ["as HCL writes what would be a template's", 'pa${x}%{y}', '"pa$${x}%%{y}"', '"(sensitive 1)"'],
    ['as HCL escapes what is rare', 'ab\u{e0001}cd', '"ab\\U000e0001cd"', '"(sensitive 1)"'],
    ['in Base64 in lines', long, base64.replace(/.{76}/g, '$&\n'), '(sensitive 1)'],
    ['in Base64 in lines of PEM, indented', long, base64.replace(/.{64}/g, '$&\r\n    '), '(sensitive 1)'],
    ['in Base64 in lines, in JSON', long, base64.replace(/.{76}/g, '$&\\n'), '(sensitive 1)'],
    ['with an indentation', pem, `key: |\n  ${pem.trim().replaceAll('\n', '\n  ')}\nx`, 'key: |\n  (sensitive 1)\nx'],
    ["with a line's end of Windows", pem, `x ${pem.replaceAll('\n', '\r\n')}y`, 'x (sensitive 1)\r\ny'],
    ['as it is, beside what only looks encoded', '100%41\\n', '= 100%41\\n =', '= (sensitive 1) ='],
    ['and what else is encoded stays as it is', 'hunter22', '%20\\u00e4hunter22+\\n', '%20\\u00e4(sensitive 1)+\\n'],
  ])('%s', (_, secret, text, expected) => {
    const masker = createMasker();
    masker.collect(secret, true);
    // In Base64, an end that the bytes beside it share may stay.
    expect(masker.hide.text(text).replace(/\)[\w=]{1,4}$/, ')')).toBe(expected);
  });

  test('keys of a map that is secret as a whole, but for what looks like a name', () => {
    const masker = createMasker();
    masker.collect({ hunter2y: 'a', 'alice@example.com': [{ password: 'x', ipv6_cidr_block: 'y' }] }, true);
    expect(masker.hide.value('hunter2y')).toBe('(sensitive 4)');
    expect(masker.hide.text('to alice@example.com')).toBe('to (sensitive 5)');
    expect(masker.hide.text('ipv6_cidr_block, password')).toBe('ipv6_cidr_block, password');
  });

  describe('the partition, the service and the region of an ARN are AWS’s own words', () => {
    const masker = createMasker();
    masker.collect(['eu-west-1', 'lambda', 'hunter', '123456789012', 'sqs:eu-west-1', 345678], true);

    test.each([
      ['they stay', 'arn:aws:lambda:eu-west-1:x:function:a', 'arn:aws:lambda:eu-west-1:x:function:a'],
      ['the rest does not', 'arn:aws:lambda:eu-west-1:x:lambda', 'arn:aws:lambda:eu-west-1:x:(sensitive 2)'],
      ['nor the account', 'arn:aws:iam::123456789012:root', 'arn:aws:iam::(sensitive 4):root'],
      ['but what it begins and ends with', 'arn:aws:iam::345678345678:root', 'arn:aws:iam::345678345678:root'],
      ['nor what is no region', 'arn:aws:s3:hunter:x:y', 'arn:aws:s3:(sensitive 3):x:y'],
      ['nor what spans several', 'arn:aws:sqs:eu-west-1:x:y', 'arn:aws:(sensitive 5):x:y'],
      ['nor a region by itself', 'in eu-west-1', 'in (sensitive 1)'],
      ['nor as a whole', 'eu-west-1', '(sensitive 1)'],
    ])('%s', (_, text, expected) => {
      expect(masker.hide.text(text)).toBe(expected);
      expect(masker.hide.sentence(`of ${text} now`, [text])).toBe(`of ${expected} now`);
    });
  });

  test('the texts of a document that is secret are secret by themselves', () => {
    const masker = createMasker();
    masker.collect('{"password":"hunter2secret","port":"5432"}', true);
    expect(masker.hide.text('it is hunter2secret')).toBe('it is (sensitive 2)');
    expect(masker.hide.text('port 5432')).toBe('port 5432');
  });

  test('a very long one', () => {
    const masker = createMasker();
    const long = `begin${'ab'.repeat(100_000)}`;
    masker.collect(long, true);
    expect(masker.hide.text(`x ${long} y`)).toBe('x (sensitive 1) y');
  });

  test('half of a character', () => {
    const masker = createMasker();
    masker.collect('\ud800abcdefghij', true);
    expect(masker.hide.text('x \ud800abcdefghij')).toBe('x (sensitive 1)');
  });

  test('with characters that mean something to a regular expression', () => {
    const odd = createMasker();
    odd.collect('a.*[b](c)|d\\e-f/g', true);
    expect(odd.hide.text('= a.*[b](c)|d\\e-f/g =')).toBe('= (sensitive 1) =');
    expect(odd.hide.text('= aXX[b](c) =')).toBe('= aXX[b](c) =');
  });

  test('one of very many', () => {
    const many = createMasker();
    many.collect(
      Array.from({ length: 1200 }, (_, index) => `secret-${index}-`),
      true,
    );
    expect(many.hide.text('a secret-0- b secret-1199- c')).toBe('a (sensitive 1) b (sensitive 1200) c');
  });
});

describe('what a part of a review is decides what is hidden of it', () => {
  const masker = createMasker();
  masker.collect(
    ['internet', 'rooms', 'aws_sqs_queue.rooms', 'k3y', 'a"b-99', 'rule', 'hunter-22', 'c"d', '${e', 834512],
    true,
  );
  const { name, path, sentence, value, attributes } = masker.hide;

  test.each([
    ['types and names stay', 'module.rooms.aws_sqs_queue.rooms[0]', 'module.rooms.aws_sqs_queue.rooms[0]'],
    ['keys do not', 'aws_sqs_queue.rooms["rooms"]', 'aws_sqs_queue.rooms["(sensitive 2)"]'],
    ['nor short ones', 'module.a["k3y"].aws_sqs_queue.b', 'module.a["(sensitive 4)"].aws_sqs_queue.b'],
    ['nor parts of them', 'a.b["x-rooms-y"]', 'a.b["x-(sensitive 2)-y"]'],
    ['nor what is written with escapes', 'a.b["a\\"b-99"]', 'a.b["(sensitive 5)"]'],
    ['nor short ones with escapes', 'a.b["c\\"d"]', 'a.b["(sensitive 8)"]'],
    ['nor short ones like templates', 'a.b["$${e"]', 'a.b["(sensitive 9)"]'],
    ['nor numbers', 'module.a[834512].b.c834512', 'module.a[(sensitive 10)].b.c834512'],
    ['nor what breaks out of the quotes', 'a.b["a"b-99"]', 'a.b["(sensitive 5)"]'],
  ])('of a name, %s', (_, text, expected) => expect(name(text)).toBe(expected));

  const attribute = (name: string, ...configured: readonly string[]) =>
    keyIn(attributesOf(configured.length > 0 ? new Set(configured) : undefined), name);

  test('of a path, attributes and arguments stay; keys and names of elements do not', () => {
    expect(path(keyIn(elementIn(attribute('rule'), '[rooms]'), 'rule'))).toEqual(['rule', '[(sensitive 2)]', 'rule']);
    expect(path(keyIn(attribute('tags'), 'rule'))).toEqual(['tags', '(sensitive 6)']);
    expect(path(placeAt(['list', 0, 'hunter-22']))).toEqual(['list', 0, '(sensitive 7)']);
    expect(path(keyIn(DATA, 'rule'))).toEqual(['(sensitive 6)']);
    expect(attributes({ rule: [{ rule: 'rule' }], tags: { rule: 1 } })).toEqual({
      rule: [{ rule: '(sensitive 6)' }],
      tags: { '(sensitive 6)': 1 },
    });
  });

  test.each<[string, Place, boolean]>([
    ['a block', elementIn(attribute('block'), 0), true],
    ['a block within a block', elementIn(keyIn(elementIn(attribute('block'), 0), 'inner'), 0), true],
    ['a block that the configuration gives', elementIn(attribute('block', 'block', 'block[]'), 0), true],
    ['one of which the configuration says nothing', elementIn(attribute('block', 'name'), 0), true],
    ['a list that the configuration gives as a value', elementIn(attribute('block', 'block'), 0), false],
    [
      'such a list within a block',
      elementIn(keyIn(elementIn(attribute('block', 'block', 'block[]', 'block[].list'), 0), 'list'), 0),
      false,
    ],
    ['a list in a list', elementIn(elementIn(attribute('list'), 0), 0), false],
    ['a list in a map', elementIn(keyIn(attribute('map'), 'a'), 0), false],
    ['a map whose key looks like a place', keyIn(attribute('map'), '[a]'), false],
    ['a list of an output', elementIn(DATA, 0), false],
    ['a document within an attribute', elementIn(asData(attribute('policy')), 0), false],
  ])('of the keys in %s', (_, place, stays) => {
    const key = stays ? 'rule' : '(sensitive 6)';
    expect(path(keyIn(place, 'rule')).at(-1)).toBe(key);
    expect(value({ rule: 1 }, place)).toEqual({ [key]: 1 });
  });

  test('of a sentence, words stay unless what it is about has them; passwords never do', () => {
    expect(sentence('the internet may reach it', [])).toBe('the internet may reach it');
    expect(sentence('the internet may reach it', [{ a: 'x internet' }])).toBe('the (sensitive 1) may reach it');
    expect(sentence('it was hunter-22', [])).toBe('it was (sensitive 7)');
  });

  test('a value in which nothing is secret is the same', () => {
    const open = { a: [{ b: 'x' }], c: null };
    expect(value(open)).toBe(open);
  });
});

test('a key that every object has is a key like others', () => {
  const value = JSON.parse('{"__proto__":{"password":"hunter2secret"},"constructor":{"a":"x"}}') as object;
  const masker = createMasker();
  masker.collect(value, {});
  const shown = JSON.stringify(masker.mask(value, {}, 'a.b'));
  expect(shown).toMatch(/^\{"__proto__":"\(sensitive \d\)","constructor":"\(sensitive \d\)"\}$/);
});

describe('the number of a secret', () => {
  test('is the same for the same text, so that a change shows and no change does not', () => {
    const masker = createMasker();
    masker.collect(['first', 'second'], true);
    const mask = (value: string) => masker.mask({ a: value }, { a: true }, 'a.b');
    expect([mask('first'), mask('second'), mask('first')]).toEqual([
      { a: '(sensitive 1)' },
      { a: '(sensitive 2)' },
      { a: '(sensitive 1)' },
    ]);
  });

  test('is another one for small values of two places, which would give each other away', () => {
    const masker = createMasker();
    const marks = { a: true };
    expect(masker.mask({ a: true }, marks, 'x.one')).toEqual({ a: '(sensitive 1)' });
    expect(masker.mask({ a: true }, marks, 'x.two')).toEqual({ a: '(sensitive 2)' });
    expect(masker.mask({ a: true }, marks, 'x.one')).toEqual({ a: '(sensitive 1)' });
    expect(masker.mask({ a: false }, marks, 'x.one')).toEqual({ a: '(sensitive 3)' });
  });
});

test('nothing is masked by marks that mark nothing', () => {
  const value = { a: ['x', { b: 1 }], c: null, d: {} };
  expect(masked(value, nothingMarked(value))).toEqual(value);
});
