import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyDirectory, removeDirectories } from './checkout';

afterEach(removeDirectories);
const root = join(__dirname, '../..');

/** What each program of package.json and cdktf.json is run with; `bin/trinity` loads it itself. */
const run = join(root, 'bin/run.cjs');

test.each(['18.20.4', '20.18.3', '6.17.1'])('Node %s ends with one sentence', (version) => {
  const directory = emptyDirectory();
  const pretend = join(directory, 'pretend.cjs');
  writeFileSync(pretend, `Object.defineProperty(process.versions, 'node', { value: '${version}' });`);
  for (const program of [run, join(root, 'bin/trinity')]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', pretend, program], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Trinity needs Node 20\.19 or later, and \S+ is [\d.]+: install one from .*\n$/);
    expect(stderr).toContain(version);
  }
});

test('every program of this project is run with it', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const { app } = JSON.parse(readFileSync(join(root, 'cdktf.json'), 'utf8')) as { app: string };
  const ours = [...Object.values(scripts), app].flatMap((script) => script.match(/\bnode .*?\.(?:ts|cjs)\b/g) ?? []);
  expect(ours.length).toBeGreaterThan(10);
  for (const command of ours) expect(command).toMatch(/^node (?:--require \.\/bin\/run\.cjs|bin\/trinity\.cjs)/);
});
