import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironments } from '../../environments';
import { copyCheckout } from '../support/checkout';

const ROOT = join(__dirname, '..', '..');

const run = (root: string, ...flags: string[]) =>
  spawnSync(process.execPath, ['--require', './bin/run.cjs', join('cli', 'compare-environments.ts'), ...flags], {
    cwd: root,
    encoding: 'utf8',
  });

test('npm run environments prints the table, and --json the data', () => {
  const table = run(ROOT);
  expect(table.stderr).toBe('');
  expect(table.status).toBe(0);
  const names = loadEnvironments().map(({ name }) => name);
  expect(table.stdout).toMatch(new RegExp(`^ +${names.join(' +')}\n`));
  const introspection = loadEnvironments().map(
    ({ name, systems }) => [name, systems.roomCache.api.introspection] as const,
  );
  const cells = introspection.map(([, value]) => String(value)).join(' +');
  expect(table.stdout).toMatch(new RegExp(`^systems\\.roomCache\\.api\\.introspection +${cells}$`, 'm'));

  const data = JSON.parse(run(ROOT, '--json').stdout) as { environments: string[]; settings: { path: string }[] };
  expect(data.environments).toEqual(names);
  expect(data.settings).toContainEqual({
    path: 'systems.roomCache.api.introspection',
    values: Object.fromEntries(introspection),
    differs: true,
  });
});

test('an argument that it does not know is named', () => {
  const { status, stdout, stderr } = run(ROOT, '--everything');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^Unknown option '--everything'\.\n\nUsage: npm run environments/);
});

test('--help says how it is used', () => {
  const { status, stdout } = run(ROOT, '--help');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Usage: npm run environments/);
});

test('a wrong configuration is said without a stack, and exits with 1', () => {
  const checkout = copyCheckout();
  try {
    cpSync(join(ROOT, 'cli'), join(checkout.root, 'cli'), { recursive: true });
    const file = join(checkout.root, 'environments', 'prod.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace('introspection: false', 'introspection: true'));

    const { status, stdout, stderr } = run(checkout.root);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      'There is 1 problem in the environments:\n\n  environments/prod.ts\n' +
        '    systems.roomCache.api.introspection  true  allowed: false; prod shows its schema to nobody\n',
    );
  } finally {
    checkout.remove();
  }
});
