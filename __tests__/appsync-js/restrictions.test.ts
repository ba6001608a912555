import { createApi, ResolverCodeError } from '../../packages/appsync-js/src';
import { computing, createTestApi, define, passThrough, unit } from './test-api';

/** What createApi says of code: every problem as `line message`. */
function problemsOf(code: string): string[] {
  try {
    createTestApi({ resolvers: [computing(code)] });
  } catch (error) {
    if (error instanceof ResolverCodeError) return error.problems.map(({ line, message }) => `${line} ${message}`);
    throw error;
  }
  return [];
}

const inRequest = (statements: string) => problemsOf(unit(statements, ''));

describe('what the language of APPSYNC_JS lacks', () => {
  it.each([
    ['for (let i = 0; i < 3; i += 1) {}', '3 For statements are not supported. Use for-of, for-in or an array method.'],
    ['while (ctx.args.go) {}', /^3 .*[Ww]hile.* Use for-of, for-in or an array method\.$/],
    ['do {} while (ctx.args.go)', /^3 .*[Ww]hile/],
    [
      'for (const a of ctx.args.list) { if (a) continue; }',
      /^3 .*[Cc]ontinue.* Use an if, or filter before the loop\.$/,
    ],
    ['let i = 0; i++;', '3 The operator ++ is not supported. Use += 1 or -= 1.'],
    ['let i = 0; --i;', '3 The operator -- is not supported. Use += 1 or -= 1.'],
    ['return ~ctx.args.a;', /^3 The operator ~ is not supported/],
    ["return 'a' in ctx.args;", /^3 .*Use Object\.hasOwn\(object, name\)\.$/],
    ['return ctx.args instanceof Object;', /instanceof/],
    ['try { ctx.args.a(); } catch { return 1; }', /^3 .*Nothing can be caught; look at ctx\.error\.$/],
    ["throw 'no';", '3 Throw statements are not supported. Use util.error(message, errorType).'],
    ['return /a/;', /^3 .*Use the methods of strings\.$/],
    ['class A {}', /^3 .*[Cc]lass/],
    ['async function a() {}', /^3 .*[Aa]sync/],
    ['const p = Promise.all([]);', /Promise/],
    ['function* a() {}', /^3 .*[Gg]enerator/],
    ['return this;', '3 This expressions are not supported.'],
    ['outer: for (const a of ctx.args.list) { break outer; }', /^3 .*[Ll]abel/],
    ['ctx.stash = {};', /^3 .*Put values into ctx\.stash\.$/],
    ['return new Date();', /^3 APPSYNC_JS has no constructors: new is not supported\.$/],
  ])('%s', (statements, expected) => {
    const problems = inRequest(statements);
    expect(problems).toContainEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  it('accepts what it has', () => {
    const statements = `
      const { a, ...rest } = ctx.args;
      let sum = 0;
      for (const value of rest.values ?? []) { sum += value; }
      for (const name in rest) { if (name === 'x') { break; } }
      switch (a?.kind) { case 'one': sum -= 1; break; default: sum *= 2; }
      delete ctx.stash.old;
      const texts = Object.keys(rest).map((name) => \`\${name}\`.toUpperCase()).filter((text) => text.startsWith('A'));
      return { payload: [...texts, sum, typeof a, void 0, Math.max(1, 2), JSON.stringify({ a })] };`;
    expect(inRequest(statements)).toEqual([]);
  });
});

describe('functions that are values', () => {
  it.each([
    ['const run = (f) => f; return run(() => 1);', 'A function cannot be passed as an argument'],
    ['const f = () => 1; const run = (g) => g; return run(f);', 'A function cannot be passed as an argument'],
    ['return () => 1;', 'A function cannot be returned.'],
    ['const f = () => 1; return f;', 'A function cannot be returned.'],
    ['const f = () => () => 1; return 1;', 'A function cannot be returned.'],
    ['let f = () => 1; f = 2;', 'The function f cannot be assigned anew.'],
    ['const f = (n) => f(n - 1); return 1;', 'A function cannot call itself, neither directly nor by way of others.'],
    ['const f = (n) => g(n); const g = (n) => f(n); return 1;', 'A function cannot call itself'],
    ['const f = (list) => list.map((each) => f(each)); return 1;', 'A function cannot call itself'],
    [
      'return ctx.args.list.sort((a, b) => a - b);',
      'Array.prototype.sort takes no argument in APPSYNC_JS: it sorts by text.',
    ],
    ['return f.call(null); function f() {}', 'APPSYNC_JS does not document a method call.'],
  ])('%s', (statements, expected) => {
    expect(inRequest(statements)).toContainEqual(expect.stringContaining(`3 ${expected}`));
  });

  it('accepts them in array methods, and one function that calls another', () => {
    expect(
      inRequest(
        'const half = (n) => n / 2; return { payload: ctx.args.list.map(half).reduce((a, b) => a + half(b), 0) };',
      ),
    ).toEqual([]);
  });
});

describe('built-ins that APPSYNC_JS does not document', () => {
  it.each([
    [
      'return process.env.HOME;',
      'process does not exist in APPSYNC_JS. Its globals are Object, String, Number, Math, JSON, console, NaN,',
    ],
    ['return require;', 'require does not exist'],
    ['return fetch;', 'fetch does not exist'],
    ['return setTimeout;', 'setTimeout does not exist'],
    ['return Date.now();', 'Date does not exist'],
    ['return globalThis;', 'globalThis does not exist'],
    ['return eval;', 'eval does not exist'],
    ['return Array.isArray(ctx.args);', 'Array does not exist'],
    ['return Math.sqrt(4);', 'APPSYNC_JS does not document Math.sqrt. It documents Math.random, Math.min,'],
    ['return Object.freeze({});', 'APPSYNC_JS does not document Object.freeze. It documents Object.assign,'],
    [
      "return Number('5');",
      'APPSYNC_JS does not document Number by itself. It documents Number.isFinite, Number.isNaN.',
    ],
    ['const M = Math;', 'APPSYNC_JS does not document Math by itself.'],
    [
      "return ctx.args.text.padStart(3, '0');",
      'APPSYNC_JS does not document a method padStart. Of arrays it documents forEach,',
    ],
    ["return ctx.args.list['includes'](1);", 'APPSYNC_JS does not document a method includes.'],
    ['return ctx.constructor;', 'APPSYNC_JS does not document the property constructor.'],
    ['return ctx.__proto__;', 'APPSYNC_JS does not document the property __proto__.'],
  ])('%s', (statements, expected) => {
    expect(inRequest(statements)).toContainEqual(expect.stringContaining(`3 ${expected}`));
  });

  it('accepts fields that are only called like a method', () => {
    expect(inRequest('return { payload: [ctx.args.search, ctx.args.includes, { values: 1 }.values] };')).toEqual([]);
  });
});

describe('utilities', () => {
  it.each([
    ['return util.time.nowISO();', 'util.time.nowISO does not exist in APPSYNC_JS. Known are util.time.nowISO8601,'],
    ['return util.nothing();', 'util.nothing does not exist in APPSYNC_JS.'],
    ['return runtime.stop();', 'runtime.stop does not exist in APPSYNC_JS. Known are runtime.earlyReturn.'],
    ["return util.matches('a', 'b');", 'The local run does not know util.matches, though AppSync has it.'],
    [
      "return util.time.nowFormatted('yyyy');",
      'The local run does not know util.time.nowFormatted, though AppSync has it.',
    ],
    ["return util.xml.toMap('<a/>');", 'The local run does not know util.xml.toMap, though AppSync has it.'],
    [
      "extensions.evictFromApiCache('Query', 'a', {});",
      'The local run does not know extensions.evictFromApiCache, though AppSync has it.',
    ],
    ['const { time } = util;', 'Write utilities out in full (util.…), so that it can be checked that they exist.'],
    [
      "return { operation: 'Sync' };",
      'The local run does not know the operation Sync, though AppSync has it. It knows GetItem, PutItem,',
    ],
    ["return { operation: 'Get' };", 'There is no operation Get. The local run knows GetItem,'],
  ])('%s', (statements, expected) => {
    expect(inRequest(statements)).toContainEqual(expect.stringContaining(`3 ${expected}`));
  });

  it('are recognised under another name and as globals', () => {
    const renamed = passThrough.replace('return {};', 'return { payload: u.nothing() };');
    expect(problemsOf(`import { util as u } from '@aws-appsync/utils';${renamed}`)).toEqual([
      expect.stringContaining('util.nothing does not exist'),
    ]);
    expect(problemsOf(passThrough.replace('return {};', 'return { payload: util.nothing() };'))).toEqual([
      expect.stringContaining('util.nothing does not exist'),
    ]);
  });
});

describe('modules', () => {
  it.each([
    [
      "import { createHash } from 'node:crypto';",
      '1 APPSYNC_JS cannot import node:crypto. It has @aws-appsync/utils and @aws-appsync/utils/dynamodb; bundle everything else.',
    ],
    [
      "import { select } from '@aws-appsync/utils/rds';",
      '1 The local run does not know the module @aws-appsync/utils/rds. Use @aws-appsync/utils, or a Lambda function.',
    ],
    [
      "import { nothing } from '@aws-appsync/utils';",
      '1 @aws-appsync/utils does not export nothing. It exports util, extensions, runtime.',
    ],
    [
      "import * as all from '@aws-appsync/utils';",
      "1 Import by name: import { util, extensions, runtime } from '@aws-appsync/utils'.",
    ],
    ["export * from '@aws-appsync/utils';", '1 APPSYNC_JS cannot export from another module.'],
    ['export default 1;', '1 A default export means nothing to AppSync: export request and response.'],
  ])('%s', (line, expected) => {
    expect(problemsOf(`${line}${passThrough}`)).toContain(expected);
  });

  it('have to export both handlers', () => {
    expect(problemsOf('export function request() { return {}; }')).toEqual([
      '1 The code does not export response: AppSync calls both.',
    ]);
    expect(problemsOf('const a = 1;')).toEqual([
      '1 The code does not export request and response: AppSync calls both.',
    ]);
  });

  it('may export them in every way that a bundler writes', () => {
    const ways = [
      'function request() { return {}; } function answer() { return 1; } export { request, answer as response };',
      'export const request = () => ({}); export const response = () => 1;',
    ];
    for (const code of ways) expect(problemsOf(code)).toEqual([]);
  });

  it('have at most 32,768 characters', () => {
    const longest = passThrough + ' '.repeat(32_768 - passThrough.length);
    expect(problemsOf(longest)).toEqual([]);
    expect(problemsOf(`${longest} `)).toEqual([
      'undefined The code has 32,769 characters; AppSync takes at most 32,768.',
    ]);
  });

  it('that cannot be parsed are named with their line', () => {
    expect(problemsOf(`${passThrough}\nconst = 1;`)).toEqual([expect.stringMatching(/^5 Parsing error: /)]);
  });
});

describe('all problems of an API', () => {
  it('are told at once, each with its place', () => {
    const defined = () =>
      createTestApi({
        schema: 'type Query { value: AWSPhone }',
        functions: { f1: { name: 'load', dataSource: 'nothing', code: unit('i++;', 'return Date;') } },
        resolvers: [
          computing(unit('while (1) {}', '')),
          { type: 'Query', field: 'value', kind: 'PIPELINE', functions: ['f2'], code: passThrough },
        ],
      });
    expect(defined).toThrow(ResolverCodeError);
    expect(defined).toThrow(/^The API test cannot run:\n/);
    for (const expected of [
      'schema:1:21  The local run does not know the scalar AWSPhone.',
      'function load:3:32  The operator ++ is not supported',
      'function load:4:40  Date does not exist in APPSYNC_JS.',
      'function load  There is no data source nothing. The API has none, table, lambda.',
      'Query.value:3:32  ',
      'Query.value  There is no function f2. The API has f1.',
    ]) {
      expect(defined).toThrow(expected);
    }
  });

  it.each([
    ['table', 'AMAZON_DYNAMODB', 'dynamodb'],
    ['lambda', 'AWS_LAMBDA', 'invoke'],
  ])('are also that nothing answers for %s', (dataSource, type, backend) => {
    const resolvers = [{ ...computing(passThrough), dataSource }];
    expect(() => createApi(define({ resolvers }))).toThrow(
      `Query.value  The data source ${dataSource} is ${type}: createApi needs the backend ${backend}.`,
    );
    expect(createApi(define({ resolvers: [computing(passThrough)] }))).toBeDefined(); // of what nothing asks
  });

  it('cannot be silenced by a comment', () => {
    expect(inRequest('/* eslint-disable */ let i = 0; i++;')).toHaveLength(1);
  });
});
