import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { bundle, BundleError, openBundler, type BundleOptions } from '../../build/bundle';
import { sourceMapName } from '../../build/source-maps';
import { checkout, emptyDirectory, filesIn, removeDirectories, SOURCES, writeSource } from './checkout';

afterEach(removeDirectories);

/** The code in a function's archive. */
const codeOf = (outdir: string, name: string) =>
  Buffer.from(unzipSync(readFileSync(join(outdir, 'functions', `${name}.zip`)))['index.js']!).toString();

/** What a bundled function returns, as JSON, in a process of its own that has credentials as Lambda's have. */
function invoke(code: string): unknown {
  const directory = emptyDirectory();
  writeSource(directory, 'index.js', code);
  const program = `Promise.resolve(require('./index').handler()).then((value) => console.log(JSON.stringify(value)))`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], {
    cwd: directory,
    env: { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' },
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** The files of the output that are deployed. */
const deployedIn = (outdir: string) => Object.keys(filesIn(outdir)).filter((file) => !file.startsWith('source-maps/'));

const problemsOf = async (options: BundleOptions) => {
  const error: unknown = await bundle(options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(BundleError);
  return (error as BundleError).problems;
};

describe('what is bundled', () => {
  test('is each folder of functions with an entry, each resolver and each AppSync function', async () => {
    const root = checkout();
    const report = await bundle({ root });
    const files = (bundled: { name: string; file: string }[]) => bundled.map(({ name, file }) => [name, file]);
    expect(files(report.functions)).toEqual([
      ['first', 'functions/first.zip'],
      ['second', 'functions/second.zip'],
    ]);
    expect(files(report.resolvers)).toEqual([['query.room', 'resolvers/query.room.js']]);
    expect(files(report.appsyncFunctions)).toEqual([['get-room', 'appsync-functions/get-room.js']]);
    expect(deployedIn(join(root, 'cdktf.out'))).toEqual([
      'appsync-functions/get-room.js',
      'functions/first.zip',
      'functions/second.zip',
      'resolvers/query.room.js',
    ]);
  });

  test('is reported with its size and its hash', async () => {
    const outdir = emptyDirectory();
    const { functions, resolvers } = await bundle({ root: checkout(), outdir });
    for (const { file, bytes, sha256 } of [...functions, ...resolvers]) {
      const contents = readFileSync(join(outdir, file));
      expect(bytes).toBe(contents.byteLength);
      expect(sha256).toBe(createHash('sha256').update(contents).digest('base64'));
    }
  });
});

describe('a function', () => {
  test('is an archive of one index.js that runs', async () => {
    const outdir = emptyDirectory();
    await bundle({ root: checkout(), outdir });
    const zip = readFileSync(join(outdir, 'functions', 'first.zip'));
    expect(Object.keys(unzipSync(zip))).toEqual(['index.js']);
    expect(invoke(codeOf(outdir, 'first'))).toBe(`Hello ${createHash('sha256').update('first').digest('hex')}`);
    expect(invoke(codeOf(outdir, 'second'))).toBe('Hello used by the second function only');
  });

  test('has nothing in it that it does not use, whatever the other functions use', async () => {
    const outdir = emptyDirectory();
    await bundle({ root: checkout(), outdir });
    expect(codeOf(outdir, 'first')).not.toContain('second');
    expect(codeOf(outdir, 'first')).not.toContain('stays behind');
    expect(codeOf(outdir, 'first').trimEnd()).not.toContain('\n');
  });

  test('has in a file of its own what it loads only when it needs it, with a source map', async () => {
    const greets = `
      import { greet } from '../../shared/greet';
      export const handler = (): string =>
        (globalThis as { isGreeted?: true }).isGreeted ? (require('../apart') as typeof import('../apart')).answer(greet('you')) : 'nobody';`;
    const outdir = emptyDirectory();
    const root = checkout({
      'functions/room-cache/shared/greet.ts': SOURCES['functions/room-cache/shared/greet.ts']!,
      'functions/room-cache/first/index.ts': `export { handler } from './deep/greets';`,
      'functions/room-cache/first/deep/greets.ts': greets,
      'functions/room-cache/first/apart.ts': `
        import { GetParameterCommand } from '@aws-sdk/client-ssm';
        export const answer = (said: string) => said + ' ' + GetParameterCommand.name.length;`,
    });
    await bundle({ root, outdir });
    const files = unzipSync(readFileSync(join(outdir, 'functions', 'first.zip')));
    expect(Object.keys(files)).toEqual(['apart.js', 'index.js']);
    const directory = emptyDirectory();
    for (const [file, code] of Object.entries(files)) {
      writeSource(directory, file, Buffer.from(code).toString());
      expect(readdirSync(join(outdir, 'source-maps'))).toContain(sourceMapName(code));
    }
    expect(files['index.js']!.byteLength).toBeLessThan(1_000);
    const program = `const { handler } = require('./index'); const before = [handler(), Object.keys(require.cache).length];
      globalThis.isGreeted = true; console.log(JSON.stringify([...before, handler(), Object.keys(require.cache).length]))`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { cwd: directory, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(['nobody', 1, expect.stringMatching(/^Hello you \d+$/), 2]);
  });

  test('has event streams in it where a client imports them at once, as Bedrock’s does', async () => {
    const callsNobody = `
      import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
      import { NodeHttpHandler } from '@smithy/node-http-handler';
      const client = new BedrockRuntimeClient({ endpoint: 'http://127.0.0.1:9', maxAttempts: 1, requestHandler: new NodeHttpHandler() });
      export const handler = () => client.send(new ConverseCommand({ modelId: 'm', messages: [] })).catch(({ code }) => code);`;
    const outdir = emptyDirectory();
    await bundle({ root: checkout({ 'functions/room-cache/first/index.ts': callsNobody }), outdir });
    expect(invoke(codeOf(outdir, 'first'))).toBe('ECONNREFUSED');
    expect(codeOf(outdir, 'first')).not.toContain('require("@');
  });

  test('has what it needs of the AWS SDK in it, credentials from the environment included', async () => {
    const callsNobody = `
      import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
      const client = new DynamoDBClient({ endpoint: 'http://127.0.0.1:9', maxAttempts: 1 });
      export const handler = () => client.send(new ListTablesCommand({})).catch(({ code }) => code);`;
    const outdir = emptyDirectory();
    await bundle({ root: checkout({ 'functions/room-cache/first/index.ts': callsNobody }), outdir });
    const code = codeOf(outdir, 'first');
    expect(invoke(code)).toBe('ECONNREFUSED');
    expect(code).toContain('import("@aws-sdk/credential-provider-sso")'); // never reached: not in the bundle
  });
});

describe('a resolver', () => {
  test('is one readable ES module that imports what APPSYNC_JS has built in, and nothing else', async () => {
    const outdir = emptyDirectory();
    await bundle({ root: checkout(), outdir });
    const read = (file: string) => readFileSync(join(outdir, file), 'utf8');
    const imports = (code: string) => code.match(/^import .*$/gm);
    expect(imports(read('resolvers/query.room.js'))).toEqual(['import { util } from "@aws-appsync/utils";']);
    expect(imports(read('appsync-functions/get-room.js'))).toEqual([
      'import { get } from "@aws-appsync/utils/dynamodb";',
    ]);
    expect(read('resolvers/query.room.js')).toContain('function request(ctx) {');
    expect(read('resolvers/query.room.js')).toMatch(/export \{\n {2}request,\n {2}response\n\};\n$/);
  });

  test('cannot import from Node', async () => {
    const root = checkout({ ...SOURCES, 'api/room-cache/resolvers/query.room.ts': `import 'node:crypto';` });
    expect(await problemsOf({ root })).toEqual([
      'api/room-cache/resolvers/query.room.ts:1:8  Could not resolve "node:crypto"',
    ]);
  });
});

describe('the output', () => {
  test('has a source map of each code beside what is deployed, which does not speak of it', async () => {
    const outdir = emptyDirectory();
    await bundle({ root: checkout(), outdir });
    const codes = [codeOf(outdir, 'first'), codeOf(outdir, 'second')];
    for (const file of ['resolvers/query.room.js', 'appsync-functions/get-room.js'])
      codes.push(readFileSync(join(outdir, file), 'utf8'));
    for (const code of codes) expect(code).not.toContain('sourceMappingURL');
    expect(readdirSync(join(outdir, 'source-maps'))).toEqual(codes.map(sourceMapName).sort());
    const map = JSON.parse(readFileSync(join(outdir, 'source-maps', sourceMapName(codes[0]!)), 'utf8')) as object;
    expect(map).toMatchObject({
      sources: ['functions/room-cache/first/index.ts', 'functions/room-cache/shared/greet.ts'],
    });
    expect(map).not.toHaveProperty('sourcesContent');
  });

  test('is rewritten only where bytes changed', async () => {
    const root = checkout();
    const outdir = join(root, 'cdktf.out');
    await bundle({ root });
    const past = new Date('2020-01-01T00:00:00Z');
    for (const file of Object.keys(filesIn(outdir))) utimesSync(join(outdir, file), past, past);

    writeSource(root, 'functions/room-cache/first/index.ts', `export const handler = () => 'changed';`);
    const { functions, resolvers, appsyncFunctions } = await bundle({ root });
    expect([...functions, ...resolvers, ...appsyncFunctions].filter(({ changed }) => changed)).toMatchObject([
      { name: 'first' },
    ]);
    const touched = Object.keys(filesIn(outdir)).filter((file) => statSync(join(outdir, file)).mtime > past);
    const map = `source-maps/${sourceMapName(codeOf(outdir, 'first'))}`;
    expect(touched).toEqual(['functions/first.zip', map]);
    expect(invoke(codeOf(outdir, 'first'))).toBe('changed');
  });

  test('loses what has no source any more, and keeps what others put beside it', async () => {
    const outdir = emptyDirectory();
    await bundle({ root: checkout(), outdir });
    writeFileSync(join(outdir, 'manifest.json'), '{}');
    const gone = ['functions/room-cache/second/index.ts', 'api/room-cache/resolvers/query.room.ts'];
    const rest = Object.fromEntries(Object.entries(SOURCES).filter(([path]) => !gone.includes(path)));
    await bundle({ root: checkout(rest), outdir });
    expect(deployedIn(outdir)).toEqual(['appsync-functions/get-room.js', 'functions/first.zip', 'manifest.json']);
    expect(readdirSync(join(outdir, 'source-maps'))).toHaveLength(2);
  });
});

describe('what cannot be bundled', () => {
  const unclosed = [
    'functions/room-cache/second/index.ts:1:25  Expression expected.',
    '    1 | export const handler = (',
    '      |                         ^',
  ].join('\n');
  const broken = {
    ...SOURCES,
    'functions/room-cache/first/index.ts': `import { a } from './nowhere';\nimport 'no-such-package';\nexport const handler = a;`,
    'functions/room-cache/second/index.ts': `export const handler = (`,
    'api/room-cache/functions/get-room.ts': `\n\nimport { missing } from '../shared/key';\nexport const request = missing;`,
  };

  test('is reported completely, with file and line', async () => {
    expect(await problemsOf({ root: checkout(broken) })).toEqual([
      'functions/room-cache/first/index.ts:1:19  Could not resolve "./nowhere"',
      'functions/room-cache/first/index.ts:2:8  Could not resolve "no-such-package"',
      unclosed,
      'api/room-cache/functions/get-room.ts:3:10  No matching export in "api/room-cache/shared/key.ts" for import "missing"',
    ]);
  });

  test('is said in one message', async () => {
    const root = checkout({ 'functions/room-cache/second/index.ts': `export const handler = (` });
    await expect(bundle({ root })).rejects.toThrow(`Nothing was bundled:\n  ${unclosed}`);
  });

  test('leaves what was bundled before as it is', async () => {
    const outdir = emptyDirectory();
    await bundle({ root: checkout(), outdir });
    const before = filesIn(outdir);
    await problemsOf({ root: checkout(broken), outdir });
    expect(filesIn(outdir)).toEqual(before);
  });

  test('is what esbuild warns of, too', async () => {
    const root = checkout({ 'functions/room-cache/first/index.ts': `export const handler = () => ({ a: 1, a: 2 });` });
    expect(await problemsOf({ root })).toEqual([
      'functions/room-cache/first/index.ts:1:39  Duplicate key "a" in object literal',
    ]);
  });
});

describe("AWS's limits", () => {
  /** A module whose bundle has as many characters as asked, in so many letters. */
  const ofLength = (characters: number) => `export const letters = "${'é'.repeat(characters - AROUND)}";`;
  const AROUND = '// api/room-cache/resolvers/query.room.ts\nvar letters = "";\nexport {\n  letters\n};\n'.length;
  const resolver = (text: string) => checkout({ 'api/room-cache/resolvers/query.room.ts': text });

  test('a resolver has 32,768 characters at most, whatever their bytes', async () => {
    const { resolvers } = await bundle({ root: resolver(ofLength(32_768)) });
    expect(resolvers[0]!.bytes).toBeGreaterThan(60_000);
    expect(await problemsOf({ root: resolver(ofLength(32_769)) })).toEqual([
      'api/room-cache/resolvers/query.room.ts  becomes 32,769 characters; AppSync takes at most 32,768',
    ]);
  });

  test('a function has 50 MB at most as an archive, 250 MB unpacked', async () => {
    const root = checkout({ 'functions/room-cache/first/index.ts': `export const handler = () => 'a';` });
    const { functions } = await bundle({ root });
    const { bytes } = functions[0]!;
    const problem =
      /^functions\/room-cache\/first\/index\.ts {2}becomes .* bytes of (archive|code); Lambda takes at most /;
    expect(await problemsOf({ root, limits: { archiveBytes: bytes - 1 } })).toEqual([expect.stringMatching(problem)]);
    expect(await problemsOf({ root, limits: { codeBytes: 10 } })).toEqual([expect.stringMatching(problem)]);
    await expect(bundle({ root, limits: { archiveBytes: bytes } })).resolves.toBeDefined();
  });
});

describe('bundled again', () => {
  /** Bundles a checkout, changes it, and bundles again. @returns what was written the second time, by its file */
  async function again(change: (root: string) => void, folders = ['api', 'functions']): Promise<string[]> {
    const root = checkout();
    const bundler = openBundler({ root }, folders);
    try {
      await bundler.bundle();
      change(root);
      const { functions, resolvers, appsyncFunctions } = await bundler.bundle();
      expect(filesIn(join(root, 'cdktf.out'))).toEqual(filesIn(await bundledAnew(root)));
      return [...functions, ...resolvers, ...appsyncFunctions].flatMap(({ file, changed }) => (changed ? file : []));
    } finally {
      await bundler.close();
    }
  }
  async function bundledAnew(root: string): Promise<string> {
    const outdir = emptyDirectory();
    await bundle({ root, outdir });
    return outdir;
  }
  const SECOND = "export const handler = () => 'changed';\n";

  test('what has not changed is not', async () => {
    expect(await again(() => undefined)).toEqual([]);
  });

  test.each([
    ['a function', 'functions/room-cache/second/index.ts', SECOND, ['functions/second.zip']],
    ['a new one', 'functions/room-cache/third/index.ts', SECOND, ['functions/third.zip']],
    [
      'a resolver',
      'api/room-cache/resolvers/query.room.ts',
      'export const request = () => ({});\n',
      ['resolvers/query.room.js'],
    ],
  ])('%s is, alone', async (_, file, text, written) => {
    expect(await again((root) => writeSource(root, file, text))).toEqual(written);
  });

  test('a change in a folder that is not looked at is found all the same', async () => {
    const change = (root: string) => writeSource(root, 'functions/room-cache/second/index.ts', SECOND);
    expect(await again(change, ['api'])).toEqual(['functions/second.zip']);
  });

  test('after a mistake, what was mended is bundled', async () => {
    const root = checkout();
    const bundler = openBundler({ root }, ['api', 'functions']);
    writeSource(root, 'functions/room-cache/second/index.ts', 'export const handler = (');
    await expect(bundler.bundle()).rejects.toBeInstanceOf(BundleError);
    writeSource(root, 'functions/room-cache/second/index.ts', SECOND);
    await bundler.bundle();
    expect(codeOf(join(root, 'cdktf.out'), 'second')).toContain('changed');
    await bundler.close();
  });
});
