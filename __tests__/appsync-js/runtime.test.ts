import { ask, computing, createTestApi, evaluate, unit } from './test-api';

const NOW = Date.parse('2026-03-01T12:00:00.250Z');
const backends = { now: () => NOW };

describe('the built-ins that APPSYNC_JS documents', () => {
  it.each<[string, unknown]>([
    [
      'Object.entries(Object.assign({ a: 1 }, { b: 2 }))',
      [
        ['a', 1],
        ['b', 2],
      ],
    ],
    ['[Object.hasOwn({ a: 1 }, "a"), Object.keys({ a: 1 }), Object.values({ a: 1 })]', [true, ['a'], [1]]],
    ['[Number.isFinite(1), Number.isNaN(NaN), Infinity > 1, undefined ?? 2]', [true, true, true, 2]],
    ['[Math.min(1, 2), Math.max(1, 2), Math.round(1.5), Math.floor(1.5), Math.ceil(1.2)]', [1, 2, 2, 1, 2]],
    ['Math.random() < 1', true],
    ['[JSON.parse("[1]"), JSON.stringify({ a: [1] })]', [[1], '{"a":[1]}']],
    ['JSON.parse("nonsense")', ''],
    ['" a-b ".trim().split("-").concat(["c"]).join("+").toUpperCase()', 'A+B+C'],
    ['"abcabc".replace("b", "x") + "abcabc".replaceAll("b", "x")', 'axcabcaxcaxc'],
    [
      '["a".charAt(0), "abc".slice(1), "abc".indexOf("c"), "abc".startsWith("a"), "abc".length]',
      ['a', 'bc', 2, true, 3],
    ],
    ['[3, 1, 2].sort().reverse().map((n) => n * 2)', [6, 4, 2]],
    ['[[1], [2]].flat().flatMap((n) => [n, n]).findLast((n) => n < 2)', 1],
    ['((list) => [list.push(4), list.shift(), list.splice(0, 1), list])([1, 2, 3])', [4, 1, [2], [3, 4]]],
    ['String.raw`a\\n`', 'a\\n'],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected);
  });

  it('are all that is there, even for code that no check has seen', async () => {
    // A computed name hides from the checks what it leads to.
    const name = (text: string) =>
      text
        .split('')
        .map((letter) => `"${letter}"`)
        .join('+');
    for (const hidden of ['padStart', 'includes', 'constructor', 'toLocaleUpperCase']) {
      expect(await evaluate(`typeof "text"[${name(hidden)}]`)).toBe('undefined');
    }
    for (const hidden of ['includes', 'entries', 'constructor', 'at']) {
      expect(await evaluate(`typeof ctx.args.input[${name(hidden)}]`.replace('ctx.args.input', '[]'))).toBe(
        'undefined',
      );
    }
    for (const object of ['{}', 'ctx', 'ctx.stash', 'util.error', 'ctx.info.selectionSetList']) {
      expect(await evaluate(`typeof (${object})[${name('constructor')}]`)).toBe('undefined');
      expect(await evaluate(`typeof (${object})[${name('__proto__')}]`)).toBe('undefined');
    }
  });

  it('say so when a text would be read as a Java regular expression', async () => {
    const logged: { message?: unknown }[] = [];
    const code = unit('return {};', "return 'a.b'.replace('.', '-');");
    const api = createTestApi({ resolvers: [computing(code)] }, { log: (entry) => void logged.push(entry) });
    expect((await ask(api)).errors).toMatchObject([{ errorType: 'Code', message: 'Runtime Error' }]);
    expect(logged[0]!.message).toMatch(
      /Query\.value response: String\.prototype\.replace reads '\.' as a Java regular expression/,
    );
  });

  it('write what console is told to the log', async () => {
    const logged: object[] = [];
    await evaluate('[console.log("seen", { a: 1 }), console.error("bad")].length', {
      log: (entry) => void logged.push(entry),
    });
    expect(logged).toEqual([
      { level: 'INFO', message: ['seen', { a: 1 }] },
      { level: 'ERROR', message: ['bad'] },
    ]);
  });
});

describe('utilities', () => {
  it.each<[string, unknown]>([
    ['util.time.nowISO8601()', '2026-03-01T12:00:00.250Z'],
    ['util.time.nowEpochSeconds()', Math.floor(NOW / 1000)],
    ['util.time.nowEpochMilliSeconds()', NOW],
    ['util.time.epochMilliSecondsToISO8601(0)', '1970-01-01T00:00:00.000Z'],
    ['util.time.epochMilliSecondsToSeconds(1999)', 1],
    ['util.time.parseISO8601ToEpochMilliSeconds("1970-01-01T00:00:01Z")', 1000],
    [
      'util.dynamodb.toDynamoDB({ a: [1, "b", true, null] })',
      { M: { a: { L: [{ N: 1 }, { S: 'b' }, { BOOL: true }, { NULL: null }] } } },
    ],
    ['util.dynamodb.toMapValues({ a: 1, b: undefined, c: { d: "e" } })', { a: { N: 1 }, c: { M: { d: { S: 'e' } } } }],
    [
      '[util.dynamodb.toString("a"), util.dynamodb.toNumber(1), util.dynamodb.toBoolean(false)]',
      [{ S: 'a' }, { N: 1 }, { BOOL: false }],
    ],
    [
      '[util.dynamodb.toStringSet(["a"]), util.dynamodb.toNumberSet([1]), util.dynamodb.toString(null)]',
      [{ SS: ['a'] }, { NS: [1] }, null],
    ],
    ['util.urlDecode(util.urlEncode("a b&c=ä"))', 'a b&c=ä'],
    ['util.urlEncode("a b&")', 'a+b%26'],
    ['util.base64Decode(util.base64Encode("ä"))', 'ä'],
    ['util.escapeJavaScript("a\\"b\\n")', 'a\\"b\\n'],
    ['util.autoId().length', 36],
    ['util.authType()', 'API Key Authorization'],
    ['[util.math.roundNum(1.5), util.math.minVal(1, 2), util.math.maxVal(1, 2)]', [2, 1, 2]],
    ['util.str.normalize("\u0041\u030a", "nfc")', '\u00c5'],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(expression, backends)).toEqual(expected);
  });
});

describe('a handler', () => {
  it('that loops for too long is stopped', async () => {
    const logged: { message?: unknown }[] = [];
    const many =
      'const eight = [1, 2, 3, 4, 5, 6, 7, 8]; const many = eight.flatMap(() => eight.flatMap(() => eight.flatMap(() => eight)));';
    const loops =
      'let sum = 0; for (const a of many) { for (const b of many) { for (const c of many) { sum += a + b + c; } } }';
    const code = unit('return {};', `${many} ${loops} return sum;`);
    const api = createTestApi({ resolvers: [computing(code)] }, { log: (entry) => void logged.push(entry) });
    expect((await ask(api)).errors).toMatchObject([{ errorType: 'Code', message: 'Runtime Error' }]);
    expect(logged).toMatchObject([{ message: 'Query.value response: Script execution timed out after 1000ms' }]);
  });

  it('that loops and ends is not', async () => {
    const code = unit('return {};', 'let sum = 0; for (const each of [1, 2, 3]) { sum += each; } return sum;');
    expect(await ask(createTestApi({ resolvers: [computing(code)] }))).toEqual({ data: { value: '6' } });
  });

  it('that breaks tells the client nothing, and the log where', async () => {
    const logged: object[] = [];
    const code = unit('return {};', 'const secret = "hidden"; return ctx.nothing[secret];');
    const api = createTestApi({ resolvers: [computing(code)] }, { log: (entry) => void logged.push(entry) });
    const { data, errors } = await ask(api);
    expect(data).toEqual({ value: null });
    expect(errors).toEqual([
      {
        path: ['value'],
        data: null,
        errorType: 'Code',
        errorInfo: null,
        locations: [{ line: 1, column: 3, sourceName: null }],
        message: 'Runtime Error',
      },
    ]);
    expect(logged).toMatchObject([
      { level: 'ERROR', message: "Query.value response: Cannot read properties of undefined (reading 'hidden')" },
    ]);
    expect(JSON.stringify(logged)).toContain('Query.value.js:4:');
  });

  it('starts anew each time: what its module holds does not outlive a request', async () => {
    const code = `let calls = 0; ${unit('return {};', 'calls += 1; return calls;')}`;
    const api = createTestApi({ resolvers: [computing(code)] });
    expect(await ask(api)).toEqual({ data: { value: '1' } });
    expect(await ask(api)).toEqual({ data: { value: '1' } });
  });
});
