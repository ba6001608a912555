import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareWithBase } from '../../../deployment/synthesis';
import { loadEnvironments } from '../../../environments';
import { resourceOf } from '../../../environments/physical-name';
import { keysOf } from '../../../keys/entries';
import { TABLES } from '../../../model/room-cache/tables';
import { copyProject } from '../../../rehearsal/project';
import { changesOf, outputsOf } from '../../../packages/plan-review/src/changes';

const staging = loadEnvironments().find(({ name }) => name === 'staging')!;
const copy = copyProject(join(__dirname, '../../..'), staging);
afterAll(() => copy.remove());

test('a change of staging, committed or not, shows as what it changes in staging alone', async () => {
  const { root } = copy;
  const base = copy.head();
  copy.change(
    'environments/staging.ts',
    'deletionProtection: { enabled: true }',
    "deletionProtection: { enabled: false, reason: 'a test' }",
  );
  const file = join(root, 'environments/staging.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace('logRetentionDays: 30', 'logRetentionDays: 7'));
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  const state = () => [git('status', '--porcelain'), readFileSync(join(root, '.git/index')).toString('base64')];
  const before = state();

  const compared = await compareWithBase(
    { root, env: process.env },
    { ref: 'HEAD~1', names: ['staging', 'prod'], signal: new AbortController().signal },
  );

  expect(state()).toEqual(before);
  expect(existsSync(join(root, 'cdktf.out'))).toBe(false);
  expect(compared).toMatchObject({ base, warnings: [] });
  expect(compared.plans.map(({ name }) => name)).toEqual(['staging', 'staging-booking', 'prod']);
  const [first, booking, prod] = compared.plans.map(({ plan }) => plan);
  const linesOf = (plan: typeof first): string[] =>
    changesOf(plan!)
      .flatMap((layer) => layer.changes)
      .flatMap(({ action, address, attributes }) =>
        attributes.map(
          ({ path, before: one, after: other }) =>
            `${action} ${address} ${path}: ${JSON.stringify(one)} -> ${JSON.stringify(other)}`,
        ),
      )
      .sort();
  const table = (name: string): string[] => [
    `change aws_dynamodb_table.${name} deletion_protection_enabled: true -> false`,
    `change aws_dynamodb_table.${name} lifecycle.prevent_destroy: true -> false`,
  ];
  const logs = (name: string): string => `change aws_cloudwatch_log_group.${name} retention_in_days: 30 -> 7`;
  expect(linesOf(first)).toEqual([
    ...['api', 'cache', 'movie', 'room'].map(logs),
    ...keysOf(TABLES)
      .flatMap((name) => table(resourceOf(name).replaceAll('-', '_')))
      .sort(),
  ]);
  expect(first).toMatchObject({ accounts: [copy.account], regions: ['eu-west-1'] });
  expect(outputsOf(first!)).toEqual([]);
  // What its file says of tables of both systems, and of the logs of all.
  expect(linesOf(booking)).toEqual(expect.arrayContaining([...table('tenants'), logs('agent')]));
  expect(changesOf(prod!)).toEqual([]);
  expect(prod!.resources.length).toBeGreaterThan(50);
});
