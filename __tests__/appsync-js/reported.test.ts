import { Linter } from 'eslint';
import { ResolverCodeError } from '../../packages/appsync-js/src';
import { resolverRules } from '../../packages/appsync-js/src/code/rules/plugin';
import { ask, computing, createTestApi, unit } from './test-api';

/** What createApi says of the statements of a request handler: every problem as `line:column message`. */
function problemsOf(statements: string, more = ''): string[] {
  try {
    createTestApi({ resolvers: [computing(unit(`\n${statements}\n`, 'return ctx.result;') + more)] });
  } catch (error) {
    if (!(error instanceof ResolverCodeError)) throw error;
    return error.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
  }
  return [];
}

describe('what AppSync is reported to refuse is refused by syntax', () => {
  it.each([
    [
      'let a = ctx.args.a; a ??= 1;',
      '4:21 AppSync does not take ??= (aws-appsync-community#353). Write if (a === undefined || a === null) { a = 1; }.',
    ],
    ['ctx.stash.a ||= 1;', '4:1 AppSync does not take ||= (aws-appsync-community#353). Write if (!ctx.stash.a) {'],
    ['ctx.stash.a &&= 1;', '4:1 AppSync does not take &&= (aws-appsync-community#353). Write if (ctx.stash.a) {'],
    ['return { f: () => 1 };', '4:13 A function cannot be put into an object: functions are no values'],
    ['return { f() { return 1; } };', '4:11 A function cannot be put into an object'],
    ['const f = () => 1; return { f };', '4:29 A function cannot be put into an object'],
    ['const all = [() => 1];', '4:14 A function cannot be put into a list'],
    ['const f = () => 1; const all = [f, f];', '4:33 A function cannot be put into a list'],
    ['ctx.stash.f = () => 1;', '4:15 A function cannot be put into an object'],
    ['let f; f = () => 1;', '4:12 A function cannot be assigned'],
    ['const f = ctx.args.a ? () => 1 : () => 2;', '4:24 A function cannot be chosen by a condition'],
    ['const g = (f = () => 1) => 2;', '4:16 A function cannot be a default'],
    ['const f = () => 1; const g = f; return g();', '4:30 A function cannot be given another name'],
    ['function f() { return 1; } const g = f; return g();', '4:38 A function cannot be given another name'],
    ["const fail = util.error; fail('none');", '4:14 util.error is not called here: functions are no values'],
    ['return { id: util.autoId };', '4:14 util.autoId is not called here'],
    ['const max = Math.max; return max(1, 2);', '4:13 Math.max is not called here'],
    ['const all = [console.log];', '4:14 console.log is not called here'],
    ['return import.meta.url;', '4:8 APPSYNC_JS has no import.meta'],
    ['function f() { return new.target; } return f();', '4:23 APPSYNC_JS has no new.target'],
    ['debugger;', '4:1 APPSYNC_JS has no debugger'],
    ['return { get a() { return 1; } };', '4:10 APPSYNC_JS has no getters'],
    ['return { set a(b) {} };', '4:10 APPSYNC_JS has no setters'],
    ['return arguments[0];', '4:8 APPSYNC_JS has no arguments'],
    ['return 10n;', '4:8 APPSYNC_JS has no BigInt'],
    ['const tag = (a) => a; return tag`a`;', '4:30 APPSYNC_JS has no tagged templates'],
    [
      "let SK = { ge: 'a' }; if (ctx.args.a) { SK = { eq: 'a' }; }",
      '4:41 AppSync does not take another shape for SK than it had at first: ge is missing (aws-appsync-community#279). Declare it without a value (let SK;)',
    ],
    [
      'let a = { b: { c: 1 } }; a = { b: { d: 1 } };',
      '4:26 AppSync does not take another shape for a than it had at first: b.c is missing',
    ],
    [
      'let a = [{ b: 1 }]; a = [{ c: 1 }];',
      '4:21 AppSync does not take another shape for a than it had at first: [0].b is missing',
    ],
    [
      "let a = { b: [1] }; a = { b: [2, 'three'] };",
      '4:21 AppSync does not take another shape for a than it had at first: b[1] was a number and becomes a string',
    ],
    [
      'let a = { b: 1 }; a = ctx.args.a ? { b: 2 } : { c: 1 };',
      '4:19 AppSync does not take another shape for a than it had at first: b is missing',
    ],
    [
      'let a = ctx.args.a ? { b: 1 } : { c: 1 }; a = { d: 1 };',
      '4:43 AppSync does not take another shape for a than it had at first: b is missing',
    ],
    [
      "let a = 1; a = 'one';",
      '4:12 AppSync does not take another shape for a than it had at first: it was a number and becomes a string',
    ],
    [
      "const log = ({ required, optional }) => { util.appendError(`${required}${optional}`); }; log({ required: 'a' });",
      '4:94 AppSync does not take a call that leaves out optional, which log destructures in its parameters (aws-appsync-community#324). Pass optional: undefined, or destructure inside',
    ],
    [
      'const grant = (props) => { const { roles = [] } = props; return { ...props, roles }; }; return grant(ctx.args);',
      '4:36 AppSync is reported to fail at a default where a helper takes its parameter apart (aws-appsync-community#301). Write const roles = props.roles ?? [];.',
    ],
    [
      'const grant = ({ roles: all = [] }) => all; return grant(ctx.args);',
      '4:25 AppSync is reported to fail at a default',
    ],
    [
      "return ctx.args.a ?? util.error('none');",
      '4:22 AppSync calls util.error also where the left side of ?? has a value (aws-appsync-community#403).',
    ],
    ['const a = ctx.args.a ?? runtime.earlyReturn({});', '4:25 AppSync calls runtime.earlyReturn also'],
    [
      "let s = 'a'; return s += 'b';",
      '4:21 In AppSync += has no value but "" (amplify-category-api#3192). Write s += \'b\'; first, and then use s.',
    ],
    ['let n = 1; const m = (n *= 2);', '4:23 In AppSync *= has no value but ""'],
    ['return ctx.args.list.reduce((sum, n) => sum += n, 0);', '4:41 In AppSync += has no value but ""'],
  ])('%s', (statements, expected) => {
    expect(problemsOf(statements)).toContainEqual(expect.stringContaining(expected));
  });
});

describe('what is like it, and works in AppSync', () => {
  it.each([
    // AWS's own examples: https://docs.aws.amazon.com/appsync/latest/devguide/built-in-modules-js.html
    'const { limit = 10, nextToken } = ctx.args; return { payload: { limit, nextToken } };',
    'const { result } = ctx; const { items = [] } = result ?? {}; return { payload: items };',
    'return { payload: ctx.args.list.map(({ a = 1 }) => a) };',
    'const f = (a = 1) => a; return { payload: f() };',
    "let SK; if (ctx.args.a) { SK = { ge: 'a' }; } else { SK = { eq: 'a' }; } return { payload: SK };",
    'let a = { b: 1 }; a = { b: 2, c: 3 }; a = { ...a }; a = ctx.args.a; a = null;',
    'let a = {}; a = { b: 1 }; let list = []; list = [1]; let none = null; none = 1;',
    "const log = ({ required, optional }) => `${required}${optional}`; return { payload: log({ required: 'a', optional: undefined }) };",
    'const log = ({ required, optional }) => `${required}${optional}`; return { payload: log(ctx.args) };',
    'let a = [{ b: 1 }, { c: 1 }]; a = [{ c: 2 }, ...ctx.args.a]; let d = ctx.args.d ? 1 : null; d = 2; d = ctx.args.d || 3; return { payload: [a, d] };',
    'return { payload: [ctx.args.list.map(Number.isNaN), ctx.args.list.map(util.dynamodb.toDynamoDB), util.time.nowISO8601()] };',
    'let n = 1; n += 1; n *= 2; ctx.args.list.forEach((each) => (n += each)); ctx.args.a && (n -= 1); return { payload: n };',
    'const arg = ctx.arguments; const { arguments: all } = ctx; return { payload: [arg, all, { arguments: 1 }] };',
    'return { payload: ctx.args.id ?? util.autoId() };',
    'return { payload: String.raw`a` };',
    'return { payload: `a${`b${ctx.args.c}`}` };',
  ])('%s', (statements) => {
    expect(problemsOf(statements)).toEqual([]);
  });
});

/** What a request handler leaves in the log, and what comes of it. */
async function runs(statements: string, args: object = {}) {
  const logged: unknown[] = [];
  const log = (entry: object) => logged.push((entry as { message?: unknown }).message);
  const api = createTestApi({ resolvers: [computing(unit(statements, 'return ctx.result;'))] }, { log });
  const query = 'query($input: AWSJSON) { value(input: $input) }';
  const { data, errors } = await ask(api, query, { variables: { input: JSON.stringify(args) } });
  return { value: JSON.parse((data?.['value'] as string | null) ?? 'null') as unknown, errors, logged };
}

describe('a ?? f() calls f in any case (aws-appsync-community#403)', () => {
  const f = "const f = (a) => { console.log('f'); return a; };";
  it.each([
    ['where a has a value', `${f} return { payload: 1 ?? f(2) };`, 1, 1],
    ['where it has none', `${f} return { payload: null ?? f(2) };`, 2, 1],
    ['in a chain', `${f} return { payload: undefined ?? 3 ?? f(2) };`, 3, 1],
    ['inside of what stands there', `${f} return { payload: 1 ?? { b: [\`\${f(2)}\`] } };`, 1, 1],
    ['in parentheses, over lines', `${f} return { payload: (\n1\n) ?? (\nf(2)\n) };`, 1, 1],
    ['twice', `${f} return { payload: (1 ?? f(2)) + (4 ?? f(f(3))) };`, 5, 3],
    ['but not in a function there', `${f} return { payload: [1].map((n) => n ?? [2].map(() => f(2))) };`, [1], 1],
    ['nor behind ? and :', `${f} return { payload: 1 ? 1 : f(2) };`, 1, 0],
  ])('%s', async (_, statements, value, calls) => {
    const { logged, ...ended } = await runs(statements);
    expect([ended.value, logged.length]).toEqual([value, calls]);
  });

  it('so what f raises ends the request', async () => {
    const statements = "const fail = () => util.error('none'); return { payload: 1 ?? fail() };";
    expect((await runs(statements)).errors).toMatchObject([{ message: 'none' }]);
  });

  it('and a line that breaks is still the one of the code', async () => {
    const logged: object[] = [];
    const code = unit('const f = () => 1; const a =\n 1 ??\n f(); return ctx.args.x.y.z;', '');
    const api = createTestApi({ resolvers: [computing(code)] }, { log: (entry) => void logged.push(entry) });
    await ask(api);
    expect(JSON.stringify(logged)).toMatch(/"stack":\["[^"]*Query\.value\.js:5:\d+/);
  });
});

describe('an early return without a value', () => {
  it.each([
    ['', 1],
    ['null', 1],
    ['undefined', 1],
    ['{}', 0],
    ['ctx.prev.result', 0],
  ])('runtime.earlyReturn(%s) is reported %d times in the source of our resolvers', (value, times) => {
    const rules = { 'local/early-return': 'error' } as const;
    const code = `export function request(ctx) { runtime.earlyReturn(${value}); }`;
    const found = new Linter().verify(code, [{ plugins: { local: resolverRules }, rules }]);
    expect(found.map(({ message }) => message)).toEqual(
      Array(times).fill(expect.stringContaining('(aws-appsync-community#280). Return {} or []')),
    );
  });

  it('works in the local run, unless it is to do as is reported', async () => {
    const code = unit('runtime.earlyReturn(ctx.args.input);', '');
    const run = (asReported: boolean) => ask(createTestApi({ resolvers: [computing(code)] }, {}, { asReported }));
    expect(await run(false)).toEqual({ data: { value: null } });
    expect((await run(true)).errors).toMatchObject([{ message: 'Runtime Error', errorType: 'Code' }]);
  });
});

describe('a number of DynamoDB, as is reported', () => {
  const send = () => Promise.resolve({ Item: { n: { N: '100' }, m: { N: '100' } } });
  it.each([
    ["n + ''", 'null', '100'],
    ['`${n}`', 'null', '100'],
    ['["a", "b"].concat([n]).join()', 'a,b,null', 'a,b,100'],
    ["n + 0 + ''", '100', '100'],
    ['n + 1', 101, 101],
    ['typeof n', 'number', 'number'],
    ['n === m', false, true],
    ['n + 0 === m + 0', true, true],
    ['{ 100: 1 }[n] ?? 2', 2, 1],
    ['[Number.isFinite(n), n < 101, n]', [true, true, 100], [true, true, 100]],
  ])('%s', async (expression, reported, plain) => {
    const request = "return { operation: 'GetItem', key: util.dynamodb.toMapValues({ id: 'a' }) };";
    const code = unit(request, `const { n, m } = ctx.result; return ${expression};`);
    const resolvers = [{ type: 'Query', field: 'value', kind: 'UNIT', dataSource: 'table', code } as const];
    for (const [asReported, expected] of [
      [true, reported],
      [false, plain],
    ] as const) {
      const { data } = await ask(createTestApi({ resolvers }, { dynamodb: { send } }, { asReported }));
      expect(JSON.parse(data!['value'] as string)).toEqual(expected);
    }
  });
});
