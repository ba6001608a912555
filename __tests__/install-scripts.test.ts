import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowScripts } from '../package.json';

test('the install script of every package is refused: npm runs none, and warns of none', () => {
  const lock = readFileSync(join(__dirname, '../package-lock.json'), 'utf8');
  const { packages } = JSON.parse(lock) as { packages: Record<string, { hasInstallScript?: boolean }> };
  const withScript = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.split('node_modules/').at(-1)!);
  expect(withScript).not.toEqual([]);
  expect(allowScripts).toEqual(Object.fromEntries(withScript.map((name) => [name, false])));
});
