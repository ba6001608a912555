import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DeployEvent } from '../../../deployment/events';
import { keep } from '../../../deployment/report/keep';
import { fakeAws, s3Error, type Answers } from '../aws';
import { contextOf, directoryWith, staging } from '../project';
import { report } from './report';

async function kept(root: string, answers: Answers) {
  const events: DeployEvent[] = [];
  await keep(report(), contextOf({ root, env: {} }, staging()), fakeAws(answers), (event) => events.push(event));
  return events.map((event) => (event.type === 'warning' ? event.message : event.type));
}

test('two files in the checkout, and a record', async () => {
  const root = directoryWith();
  await expect(kept(root, { PutObjectCommand: () => ({}) })).resolves.toEqual([]);
  expect(JSON.parse(readFileSync(join(root, 'deployment-staging.json'), 'utf8'))).toEqual(report());
  expect(readFileSync(join(root, 'deployment-staging.md'), 'utf8')).toMatch(/^# Deployment of staging: SUCCESS/);
  expect(existsSync(join(root, 'performance-staging.svg'))).toBe(false); // nothing was measured
});

test('a record that cannot be added is a warning', async () => {
  const [warning, ...others] = await kept(directoryWith(), { PutObjectCommand: () => s3Error(403, 'AccessDenied') });
  expect(others).toEqual([]);
  expect(warning).toBe(
    'The report could not be added to the history of staging: AccessDenied. status and rollback will not know of it; deployment-staging.json has it.',
  );
});

test('a checkout that cannot be written is a warning, and the record is added all the same', async () => {
  const root = directoryWith();
  rmSync(root, { recursive: true });
  let added = 0;
  const warnings = await kept(root, { PutObjectCommand: () => ((added += 1), {}) });
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/^The report could not be written: ENOENT/);
  expect(added).toBe(1);
});
