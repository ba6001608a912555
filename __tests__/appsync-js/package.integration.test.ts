import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { linked, packed } from '../support/packed';

const README = readFileSync(join(__dirname, '../../packages/appsync-js/README.md'), 'utf8');
const NAME = 'appsync-js-local';
const { project, install, run, succeed, write, check, remove } = packed('appsync-js');
beforeAll(install);
afterAll(remove);

/** What the README shows below a comment. */
function shown(comment: string): string {
  const [, text] = README.split(`<!-- ${comment} -->\n\n`)[1]?.match(/^```\w*\n([^]*?)^```$/m) ?? [];
  if (text === undefined) throw new Error(`The README shows no ${comment}.`);
  return text;
}

const RESOLVER = shown('file: hello.js');
const TEST = shown('file: hello.test.js');
const REFUSED = RESOLVER.split('\n').toSpliced(3, 0, '  ctx.stash.tries++;').join('\n');

test('it is JavaScript, types and words for a reader; what it depends on is beside it, once', () => {
  const installed = readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'));
  expect(installed.sort()).toEqual(['@aws-appsync', 'appsync-js-local', 'aws-jwt-verify', 'eslint', 'graphql', 'ws']);
  const files = readdirSync(join(project, 'node_modules', NAME), { recursive: true, encoding: 'utf8' });
  expect(files.filter((file) => !/^dist\/types|^dist$/.test(file)).sort()).toEqual([
    'README.md',
    'dist/index.js',
    'package.json',
  ]);
  expect(readFileSync(join(project, 'node_modules', NAME, 'dist/index.js'), 'utf8')).not.toContain(
    'class GraphQLSchema',
  );
});

describe("the README's test of a resolver", () => {
  /** As ES modules have it. */
  const imported = TEST.replace(/const (\{.*\}) = require\((.*?)\);.*/g, 'import $1 from $2;').replaceAll(
    '`${__dirname}/hello.js`',
    "new URL('hello.js', import.meta.url)",
  );

  test.each([
    ['cjs', TEST],
    ['mjs', imported],
  ])('passes as .%s, and breaks with the resolver', async (kind, text) => {
    write('hello.js', RESOLVER);
    write(`hello.test.${kind}`, text);
    const tested = () => run(process.execPath, ['--test', '--test-reporter=tap', `hello.test.${kind}`]);
    expect(await tested()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^# pass 1$/m) as string });
    write('hello.js', RESOLVER.replace('visit ${', 'visits ${'));
    expect(await tested()).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('Hello Ada, visits 3') as string,
    });
  });

  test('of who may ask passes, too', async () => {
    write('doors.test.cjs', shown('file: doors.test.js'));
    const { status, stdout } = await run(process.execPath, ['--test', '--test-reporter=tap', 'doors.test.cjs']);
    expect(stdout).toMatch(/^# pass 2$/m);
    expect(status).toBe(0);
  });

  test('of a subscription passes, too', async () => {
    write('subscription.test.cjs', shown('file: subscription.test.js'));
    const { status, stdout } = await run(process.execPath, ['--test', '--test-reporter=tap', 'subscription.test.cjs']);
    expect(stdout).toMatch(/^# pass 1$/m);
    expect(status).toBe(0);
  });

  test('says where AppSync would refuse the resolver, and what to write', async () => {
    write('hello.js', REFUSED);
    write('hello.test.cjs', TEST);
    const { status, stdout } = await run(process.execPath, ['--test', '--test-reporter=tap', 'hello.test.cjs']);
    expect(status).toBe(1);
    for (const line of shown('refusal').trim().split('\n')) expect(stdout).toContain(line);
  });
});

test('whoever requires and whoever imports it has the same', async () => {
  const same = `import { createRequire } from 'module'; import { ResolverCodeError } from '${NAME}';
    console.log(createRequire(import.meta.url)('${NAME}').ResolverCodeError === ResolverCodeError);`;
  write('same.mjs', same);
  expect(await succeed(process.execPath, ['same.mjs'])).toBe('true\n');
});

describe('from TypeScript, which looks into every declaration', () => {
  test.each(['mts', 'cts'])('of a .%s', async (kind) => {
    const uses = `import { createApi, createUserPool, ResolverCodeError, type ApiDefinition, type Backends } from '${NAME}';
      const dynamodb: Backends['dynamodb'] = { send: (operation, input) => Promise.resolve({ operation, input }) };
      const dataSources: ApiDefinition['dataSources'] = { none: { type: 'NONE' } };
      const pool = createUserPool({ userPoolId: 'eu-west-1_x', awsRegion: 'eu-west-1' });
      const userPoolKeys: Backends['userPoolKeys'] = () => pool.keys;
      const api = createApi({ name: 'x', schema: '', apiKeys: [], dataSources, resolvers: [] }, { dynamodb, userPoolKeys });
      const status: Promise<number> = api.execute({ query: '{ x }' }).then((answer) => answer.status);
      const lines = (error: unknown): (number | undefined)[] =>
        error instanceof ResolverCodeError ? error.problems.map(({ line }) => line) : [];
      export { status, lines };\n`;
    write(`uses.${kind}`, uses);
    expect(await check(`uses.${kind}`)).toEqual({ status: 0, stdout: '', stderr: '' });
    write(`wrong.${kind}`, uses.replace("'NONE'", "'NOTHING'"));
    expect(await check(`wrong.${kind}`)).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('TS2322') as string,
    });
  });
});

test('the page says how it is installed, and is there once it is', async () => {
  const asks = `const { createApi, serveApi } = require('${NAME}');
    const definition = { name: 'x', schema: 'type Query { x: ID }', apiKeys: [], dataSources: {}, resolvers: [] };
    serveApi(() => createApi(definition), { port: 0 }).then(async ({ url, close }) => {
      const get = async (path) => { const answer = await fetch(new URL(path, url)); return [answer.status, await answer.text()]; };
      console.log(JSON.stringify([await get('/'), await get('/graphiql/graphiql.css')]));
      await close();
    });`;
  const pages = async () =>
    JSON.parse(await succeed(process.execPath, ['--eval', asks])) as readonly (readonly [number, string])[];
  const [page, asset] = await pages();
  const packages = 'graphiql@3.9.0 react@17.0.2 react-dom@17.0.2';
  expect(page).toEqual([
    404,
    `GraphQL is at /graphql. GraphiQL is not installed: npm install --save-dev ${packages} shows it here, beside ${NAME}.\n`,
  ]);
  expect(asset![0]).toBe(404);
  for (const name of ['graphiql', 'react', 'react-dom']) symlinkSync(linked(name), join(project, 'node_modules', name));
  expect((await pages()).map(([status, text]) => [status, /^<!doctype html>|graphiql/.test(text)])).toEqual([
    [200, true],
    [200, true],
  ]);
});
