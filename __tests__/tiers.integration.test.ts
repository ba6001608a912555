import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files that an npm script runs, sorted. */
function filesOf(script: string, ...args: string[]): string[] {
  const { stdout } = spawnSync('npm', ['run', '--silent', script, '--', ...args, '--listTests'], {
    cwd: join(__dirname, '..'),
    encoding: 'utf8',
  });
  return stdout.trim().split('\n').sort();
}

const all = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join(__dirname, file))
  .sort();
const thorough = all.filter((file) => file.endsWith('.thorough.test.ts'));

test('every test file is of one tier', () => {
  const tiers = ['unit', 'property', 'integration', 'thorough'];
  expect(tiers.flatMap((tier) => filesOf(`test:${tier}`)).sort()).toEqual(all);
});

test('npm test runs every tier but the whole depth', () => {
  expect(thorough).not.toEqual([]);
  expect(filesOf('test')).toEqual(all.filter((file) => !thorough.includes(file)));
});

test('a folder that is named limits the unit tests to it', () => {
  const found = filesOf('test:unit', '__tests__/nodes');
  expect(found).toEqual([join(__dirname, 'nodes', 'versions.test.ts')]);
});
