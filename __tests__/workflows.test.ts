import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const FOLDER = join(ROOT, '.github', 'workflows');
const files = readdirSync(FOLDER);
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

/** `npm run X`, with what a workflow puts in for each value that it can take. */
function scriptsOf(text: string): string[] {
  const tiers = /tier: \[(.*)\]/.exec(text)?.[1]?.split(', ') ?? [];
  const environments = ['staging', 'prod'];
  return [...text.matchAll(/npm run "?([^\s"]+(?: matrix\.tier }})?)/g)].flatMap(([, name = '']) => {
    if (name.includes('${{')) return tiers.map((tier) => name.replace(/\$\{\{.*/, tier));
    if (name.includes('$ENVIRONMENT'))
      return environments.map((environment) => name.replace('$ENVIRONMENT', environment));
    return [name];
  });
}

test.each(files)('%s calls npm scripts that exist', (file) => {
  const called = scriptsOf(read(file));
  expect(called.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test('between them, they call checks, every tier of tests, the gates, the deploy and the smoke test', () => {
  expect([...new Set(files.flatMap((file) => scriptsOf(read(file))))].sort()).toEqual([
    'check:static',
    'deploy:prod',
    'deploy:staging',
    'quality:gates',
    'test:integration',
    'test:property',
    'test:smoke:prod',
    'test:smoke:staging',
    'test:unit',
  ]);
});

test.each(files)('%s pins every action to a commit', (file) => {
  const uses = [...read(file).matchAll(/uses: (\S+)/g)].map(([, action = '']) => action);
  const loose = uses.filter((action) => !action.startsWith('./') && !/@[0-9a-f]{40}$/.test(action));
  expect(loose).toEqual([]);
});

test.each(files)('%s has no long-lived AWS keys', (file) => {
  expect(read(file)).not.toMatch(/secrets\.|aws-access-key-id|aws-secret-access-key/i);
});

test('deploys of one environment wait for each other, and are never cancelled', () => {
  expect(read('deploy.yml')).toMatch(
    /concurrency:\n +group: deploy-\$\{\{ inputs\.environment \}\}\n +cancel-in-progress: false/,
  );
});
