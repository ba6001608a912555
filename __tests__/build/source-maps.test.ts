import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../build/bundle';
import { ResolverCodeError, type Resolver } from '../../packages/appsync-js/src';
import { LocalLambda, type FunctionDefinition } from '../../local/lambda';
import { SourceMaps } from '../../build/source-maps';
import { checkout, removeDirectories, writeSource } from './checkout';
import { ask, computing, createTestApi } from '../appsync-js/test-api';

afterEach(removeDirectories);

/** A checkout with these sources, bundled. */
async function project(sources: Record<string, string>) {
  const root = checkout(sources);
  const outdir = join(root, 'cdktf.out');
  await bundle({ root });
  const maps = new SourceMaps(outdir);
  maps.load();
  const codeOf = (file: string) => readFileSync(join(outdir, file), 'utf8');
  return { root, outdir, maps, codeOf };
}

const HELPER = `/** A comment, which the bundle does not have.
 * It makes the lines of the bundle others than those of the source. */
interface Args { readonly list: { readonly name: string }[] }

export function nameOf(args: Args): string {
  const first = args.list[0];
  return first.name;
}
`;
const resolver = (statement = '') => `import { nameOf } from '../shared/name';

/** Another comment.
 */
export function request(ctx) {
  ${statement}
  return { payload: nameOf(ctx.args) };
}
export function response(ctx) { return ctx.result; }
`;
const SOURCES = { 'api/room-cache/shared/name.ts': HELPER, 'api/room-cache/resolvers/query.a.ts': resolver() };

describe('what is refused', () => {
  async function refusalOf(sources: Record<string, string>, resolvers: [file: string, type: string, field: string][]) {
    const { maps, codeOf } = await project(sources);
    const definition = {
      schema: 'type Query { a: AWSJSON b: AWSJSON }',
      resolvers: resolvers.map(([file, type, field]) => computing(codeOf(file), type, field)),
    };
    const messageOf = (options: Parameters<typeof createTestApi>[2]) => {
      try {
        createTestApi(definition, {}, options);
      } catch (error) {
        if (error instanceof ResolverCodeError) return error.message;
        throw error;
      }
      return 'nothing';
    };
    return { mapped: messageOf({ placesOf: (code) => maps.of(code) }), unmapped: messageOf({}) };
  }

  it('has the place in the source of the resolver, of its own line', async () => {
    const sources = { ...SOURCES, 'api/room-cache/resolvers/query.a.ts': resolver('ctx.stash.b ??= 1;') };
    const { mapped, unmapped } = await refusalOf(sources, [['resolvers/query.a.js', 'Query', 'a']]);
    expect(mapped).toContain('\n  api/room-cache/resolvers/query.a.ts:6:3  Query.a  AppSync does not take ??= ');
    expect(unmapped).toContain('\n  Query.a:9:3  AppSync does not take ??= '); // who does not know the sources says so
  });

  it('is named in the helper that it stands in, once for all that share it', async () => {
    const sources = {
      'api/room-cache/shared/name.ts': HELPER.replace('const first', 'let i = 0; i++; const first'),
      'api/room-cache/resolvers/query.a.ts': resolver(),
      'api/room-cache/resolvers/query.b.ts': resolver(),
    };
    const { mapped } = await refusalOf(sources, [
      ['resolvers/query.a.js', 'Query', 'a'],
      ['resolvers/query.b.js', 'Query', 'b'],
    ]);
    expect(mapped).toBe(
      'The API test cannot run:\n  api/room-cache/shared/name.ts:6:14  Query.a, Query.b  The operator ++ is not supported. Use += 1 or -= 1.',
    );
  });

  it('has no line where it stands in no source', async () => {
    const sources = {
      ...SOURCES,
      'api/room-cache/resolvers/query.a.ts': resolver().replace('function response', 'function other'),
    };
    const { mapped } = await refusalOf(sources, [['resolvers/query.a.js', 'Query', 'a']]);
    expect(mapped).toContain('\n  Query.a  The code does not export response: AppSync calls both.');
  });
});

describe('a resolver that breaks', () => {
  const define = (code: string): { schema: string; resolvers: Resolver[] } => ({
    schema: 'type Query { a(list: AWSJSON): AWSJSON }',
    resolvers: [computing(code, 'Query', 'a')],
  });

  async function stackOf(code: string, options: Parameters<typeof createTestApi>[2]): Promise<string[]> {
    const logged: { stack?: string[] }[] = [];
    const api = createTestApi(define(code), { log: (entry) => void logged.push(entry) }, options);
    await ask(api, '{ a(list: "[]") }');
    return logged[0]!.stack!;
  }

  it('shows the sources that it was in, the helper first', async () => {
    const { maps, codeOf } = await project(SOURCES);
    const stack = await stackOf(codeOf('resolvers/query.a.js'), { placesOf: (code) => maps.of(code) });
    expect(stack.slice(0, 2)).toEqual([
      '    at nameOf (api/room-cache/shared/name.ts:7:16)',
      '    at request (api/room-cache/resolvers/query.a.ts:7:21)',
    ]);
    expect(stack[2]).toContain('code-unit.ts'); // what has called it is no code of the bundle
  });

  it('shows them behind what was rewritten on the line, too', async () => {
    const broken = resolver('const a = ctx.stash.b ?? nameOf({ list: [{ name: "" }] }); const c = a.d.e; ');
    const { maps, codeOf } = await project({ ...SOURCES, 'api/room-cache/resolvers/query.a.ts': broken });
    const code = codeOf('resolvers/query.a.js');
    const at = broken.split('\n')[5]!.indexOf('e; ') + 1;
    expect((await stackOf(code, { placesOf: (each) => maps.of(each) }))[0]).toBe(
      `    at request (api/room-cache/resolvers/query.a.ts:6:${at})`,
    );
    const [, line, column] = /Query\.a\.js:(\d+):(\d+)/.exec((await stackOf(code, {}))[0]!)!;
    expect(code.split('\n')[Number(line) - 1]!.slice(Number(column) - 1)).toBe('e;'); // of the code that AppSync gets
  });

  it('shows the lines of now after lines were moved that are not in the bundle', async () => {
    const { root, maps, codeOf } = await project(SOURCES);
    const code = codeOf('resolvers/query.a.js');
    const placesOf = (each: string) => maps.of(each);
    expect((await stackOf(code, { placesOf }))[0]).toContain('name.ts:7:');
    const [kept] = [maps.of(code)!];
    writeSource(root, 'api/room-cache/shared/name.ts', `// one more\n${HELPER}`);
    await bundle({ root });
    expect(codeOf('resolvers/query.a.js')).toBe(code);
    maps.load();
    expect((await stackOf(code, { placesOf }))[0]).toContain('name.ts:8:');
    const line = code.split('\n').findIndex((text) => text.includes('first.name'));
    expect(kept(line + 1, 3)).toMatchObject({ file: 'api/room-cache/shared/name.ts', line: 8 }); // who has it already
  });
});

describe('a function that breaks', () => {
  const INDEX = `import { nameOf } from '../shared/name';
/** A comment, which the bundle does not have. */
export const handler = async (event: { how?: string }): Promise<unknown> => {
  if (event.how === 'logs') console.error(new RangeError('logged'));
  if (event.how === 'later') setTimeout(() => nameOf({ list: [] }));
  if (event.how === 'later') await new Promise(() => undefined);
  return nameOf({ list: [] });
};
`;
  const sources = { 'functions/room-cache/shared/name.ts': HELPER, 'functions/room-cache/first/index.ts': INDEX };

  async function run(how: string | undefined, more = sources) {
    const { outdir, maps } = await project(more);
    const lines: string[] = [];
    const lambda = new LocalLambda({
      region: 'eu-west-1',
      overrides: () => ({}),
      onLog: (_, line) => lines.push(line),
      placesOf: (code) => maps.of(code),
    });
    const definition: FunctionDefinition = {
      name: 'first',
      arn: 'arn',
      aliases: [],
      archive: join(outdir, 'functions', 'first.zip'),
      handler: 'index.handler',
      memorySize: 128,
      timeout: 3,
      environment: {},
      asynchronous: { maximumRetryAttempts: 0 },
    };
    try {
      await lambda.deploy([definition]);
      const { functionError } = await lambda.invoke('first', 'RequestResponse', { how });
      return { said: lines.join('\n'), trace: functionError!.trace!.join('\n') };
    } finally {
      await lambda.close();
    }
  }

  it.each([
    ['throws', undefined, ['(functions/room-cache/shared/name.ts:7:16)', '(functions/room-cache/first/index.ts:7:10)']],
    [
      'throws where nobody catches',
      'later',
      ['(functions/room-cache/shared/name.ts:7:16)', '(functions/room-cache/first/index.ts:5:47)'],
    ],
  ])('shows its sources where it %s: in the log, and to its caller', async (_, how, places) => {
    const { said, trace } = await run(how);
    for (const place of places) {
      expect(said).toContain(place);
      expect(trace).toContain(place);
    }
    expect(said).not.toContain('index.js');
    expect(trace).not.toContain('index.js');
  });

  it('shows them in what it writes itself', async () => {
    expect((await run('logs')).said).toMatch(/RangeError: logged\n.*functions\/room-cache\/first\/index\.ts:4:43/);
  });
});

test('code that was not bundled here comes from no place that is known', async () => {
  const { root, maps } = await project(SOURCES);
  expect(maps.of('other code')).toBeUndefined();
  const nothing = new SourceMaps(join(root, 'nowhere'));
  nothing.load();
  expect(nothing.of('other code')).toBeUndefined();
});
