import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { bundle, BundleError, openBundler } from '../../build/bundle';
import type { PublishedWidget } from '../../build/widget';
import { checkout, emptyDirectory, removeDirectories, SOURCES, writeSource } from './checkout';

afterEach(removeDirectories);

const SOURCE = 'widget/booking/chat.ts';
const ROUTE = `import { word } from './chat/word';\ndocument.title = word; // a comment that stays behind\n`;
const withWidget = (text = ROUTE): string =>
  checkout({ ...SOURCES, [SOURCE]: text, 'widget/booking/chat/word.ts': `export const word: string = 'ähnlich';` });

const manifestIn = (outdir: string): Record<string, PublishedWidget> =>
  JSON.parse(readFileSync(join(outdir, 'booking/widget/manifest.json'), 'utf8')) as Record<string, PublishedWidget>;

test('is a script of its own, under its plain name and under the hash of its content, by which it is reported', async () => {
  const outdir = emptyDirectory();
  const { widgets } = await bundle({ root: withWidget(), outdir });
  const { file, integrity, bytes, gzipBytes } = manifestIn(outdir)['chat']!;
  expect(readdirSync(join(outdir, 'booking/widget')).sort()).toEqual([file, 'chat.js', 'manifest.json'].sort());
  const code = readFileSync(join(outdir, 'booking/widget', file));
  expect(file).toBe(`chat.${createHash('sha256').update(code).digest('hex').slice(0, 16)}.js`);
  expect(integrity).toBe(`sha384-${createHash('sha384').update(code).digest('base64')}`);
  expect([bytes, gzipBytes]).toEqual([code.byteLength, gzipSync(code, { level: 9 }).byteLength]);
  expect(readFileSync(join(outdir, 'booking/widget/chat.js'))).toEqual(code);
  expect(widgets).toEqual([
    {
      ...{ system: 'booking', name: 'chat', source: SOURCE, file: `booking/widget/${file}`, bytes, changed: true },
      sha256: createHash('sha256').update(code).digest('base64'),
    },
  ]);
});

test('runs wherever a script tag may stand, in any encoding, and leaves no name behind', async () => {
  const outdir = emptyDirectory();
  await bundle({ root: withWidget(), outdir });
  const code = readFileSync(join(outdir, 'booking/widget/chat.js'), 'latin1');
  expect(code).not.toMatch(/[^\x00-\x7f]|comment|import|export/); // eslint-disable-line no-control-regex -- ASCII
  const page = { document: { title: '' } };
  runInNewContext(code, page);
  expect(page).toEqual({ document: { title: 'ähnlich' } });
});

test('is not there where no system has one', async () => {
  const outdir = emptyDirectory();
  expect((await bundle({ root: checkout(), outdir })).widgets).toEqual([]);
  expect(readdirSync(join(outdir, 'booking/widget'))).toEqual([]);
});

test('that is too big for somebody’s page is refused, with how big it is', async () => {
  const random = createHash('sha256');
  const noise = Array.from({ length: 1_000 }, (_, index) => random.copy().update(String(index)).digest('hex')).join('');
  const refused: unknown = await bundle({ root: withWidget(`document.title = '${noise}';`) }).catch(
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(BundleError);
  expect((refused as BundleError).problems).toEqual([
    expect.stringMatching(
      /^widget\/booking\/chat\.ts {2}becomes 3\d,\d{3} bytes gzipped; somebody's page takes at most 25,600$/,
    ),
  ]);
});

test('that changes while it is watched takes the place of the one before', async () => {
  const root = withWidget();
  const outdir = emptyDirectory();
  const bundler = openBundler({ root, outdir }, ['functions', 'api', 'widget']);
  try {
    const [before] = (await bundler.bundle()).widgets;
    expect((await bundler.bundle()).widgets).toEqual([{ ...before, changed: false }]);
    writeSource(root, 'widget/booking/chat/word.ts', `export const word = 'other';`);
    const after = await bundler.bundle();
    expect(after.widgets).toMatchObject([{ changed: true }]);
    expect(after.functions.some(({ changed }) => changed)).toBe(false);
    const files = readdirSync(join(outdir, 'booking/widget'));
    expect(files).toHaveLength(3);
    expect(files).toContain(manifestIn(outdir)['chat']!.file);
    expect(`booking/widget/${manifestIn(outdir)['chat']!.file}`).not.toBe(before!.file);
  } finally {
    await bundler.close();
  }
});
