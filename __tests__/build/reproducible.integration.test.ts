import { SYSTEMS } from '../../model/systems';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { bundle } from '../../build/bundle';
import { SOURCES as PROJECT } from '../support/checkout';
import { checkout, copyOf, emptyDirectory, filesIn, removeDirectories, SOURCES, writeSource } from './checkout';

afterEach(removeDirectories);

async function bundled(root: string): Promise<Record<string, string>> {
  const outdir = emptyDirectory();
  await bundle({ root, outdir });
  return filesIn(outdir);
}

/** `npm run build` in a process of its own. */
const run = (root: string, flags: string[] = [], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, ['--require', 'tsx/cjs', join('build', 'bundle.ts'), ...flags], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });

function build(root: string, env: Record<string, string>): Record<string, string> {
  const outdir = emptyDirectory();
  const { status, stdout, stderr } = run(root, [], { ...env, CDKTF_OUTDIR: outdir });
  // cdktf shows as an error what its app writes to standard error.
  expect([status, stdout, stderr]).toEqual([0, expect.stringMatching(/^Bundled /), '']);
  return filesIn(outdir);
}

test('the same source gives the same bytes', async () => {
  const root = checkout();
  const first = await bundled(root);
  expect(Object.keys(first)).toHaveLength(8); // and a source map of each
  expect(await bundled(root)).toEqual(first);
});

test('so it does when its files were written in another order', async () => {
  const reversed = Object.fromEntries(Object.entries(SOURCES).reverse());
  expect(await bundled(checkout(reversed))).toEqual(await bundled(checkout()));
});

test('one function more changes none of the others', async () => {
  const root = checkout();
  const before = await bundled(root);
  writeSource(root, 'functions/room-cache/another/index.ts', SOURCES['functions/room-cache/second/index.ts']!);
  expect(await bundled(root)).toMatchObject(before);
});

test("this project's bundles are the same on another path, in another process and another time zone", async () => {
  const one = copyOf(PROJECT);
  const other = copyOf(PROJECT, one);
  const bytes = await bundled(one);
  expect(Object.keys(bytes)).toEqual(expect.arrayContaining(['functions/cache.zip', 'resolvers/query.roomMovies.js']));
  expect(build(other, { TZ: 'Pacific/Kiritimati' })).toEqual(bytes);
});

test('no bundle names a path of the machine', async () => {
  const root = checkout();
  for (const [file, hex] of Object.entries(await bundled(root))) {
    const bytes = Buffer.from(hex, 'hex');
    for (const part of file.endsWith('.zip') ? Object.values(unzipSync(bytes)) : [bytes]) {
      const code = Buffer.from(part).toString();
      expect(code).toMatch(/exports|export|"mappings":/);
      expect(code).not.toContain(root);
    }
  }
});

test('the program says what is wrong without a stack, and exits with 1', () => {
  const root = copyOf(PROJECT);
  writeSource(root, 'functions/room-cache/broken/index.ts', `import './nowhere';`);
  const { status, stdout, stderr } = run(root);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toBe(
    'Nothing was bundled:\n  functions/room-cache/broken/index.ts:1:8  Could not resolve "./nowhere"\n',
  );
});

test('the program reports as data with --json', () => {
  const root = copyOf([
    ...['build', 'environments', 'keys', 'programs', 'tsconfig.json', 'tsconfig.deployed.json'],
    // What environments derive from.
    ...['model/systems.ts', 'model/table-key.ts', 'model/booking/extractors.ts'],
    ...SYSTEMS.flatMap((system) => [`model/${system}/tables.ts`, `model/${system}/functions.ts`]),
  ]);
  writeSource(root, 'functions/room-cache/small/index.ts', `export const handler = () => 'small';`);
  const { status, stdout } = run(root, ['--json']);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    functions: [{ name: 'small', file: 'functions/small.zip', changed: true }],
  });
});
