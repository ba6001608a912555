import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { keepPlans, planEnvironment } from '../../../deployment/reviewed/plan-environment';
import { dev } from '../project';
import { reviewable } from './reviewable';

const update = readFileSync(join(__dirname, '../terraform/recorded/update.json'), 'utf8');

test('plans without a lock, applies nothing, and leaves nothing once discarded', async () => {
  const one = reviewable();
  const planned = await planEnvironment(one.context);
  expect(planned.json.trim()).toBe(update.trim());
  expect(planned.commit).toEqual({ sha: one.git('rev-parse', 'HEAD'), dirty: false });
  const calls = one.calls().map((call) => call.replace(/-out=.*/, '-out='));
  expect(calls).toEqual([
    'version -json',
    'init -no-color -input=false',
    'plan -json -detailed-exitcode -input=false -lock=false -out=',
    expect.stringMatching(/^show -json /) as string,
  ]);
  expect(one.planIsGone()).toBe(false);
  planned.discard();
  expect(one.planIsGone()).toBe(true);
});

test('a plan without a change is shown, too', async () => {
  const shown = readFileSync(join(__dirname, '../terraform/recorded/no-change.json'), 'utf8');
  const one = reviewable({ plan: 'exit 0', shown });
  one.state({ outputs: {} });
  const planned = await planEnvironment(one.context);
  expect(planned.json.trim()).toBe(shown.trim());
  planned.discard();
});

test('what is kept says when it was made', async () => {
  const one = reviewable();
  const planned = await planEnvironment(one.context, { now: () => new Date('2026-11-25T10:00:00Z') });
  keepPlans(one.file, [planned.artifact()], one.context.project);
  planned.discard();
  expect(one.artifact().manifest.createdAt).toBe('2026-11-25T10:00:00.000Z');
  expect(one.artifact().plan.toString()).toMatch(/^saved at /);
});

test('a changed checkout can be reviewed, but not kept', async () => {
  const one = reviewable();
  one.write('new.txt', '');
  const message = `The checkout differs from its commit ${one.git('rev-parse', 'HEAD')}: a plan of it is not kept, since no commit says what was planned.`;
  await expect(planEnvironment(one.context, { toKeep: true })).rejects.toMatchObject({ stage: 'plan', message });
  expect(one.calls()).toEqual([]);
  const planned = await planEnvironment(one.context);
  expect(planned.commit?.dirty).toBe(true);
  expect(() => planned.artifact()).toThrow(message);
  planned.discard();
});

test('without git, or without a key, nothing is kept, which is said before anything slow', async () => {
  const one = reviewable();
  delete one.context.project.env.TRINITY_PLAN_KEY;
  await expect(planEnvironment(one.context, { toKeep: true })).rejects.toThrow('TRINITY_PLAN_KEY is not set');
  one.context.project.env.TRINITY_PLAN_KEY = one.key;
  rmSync(join(one.context.project.root, '.git'), { recursive: true });
  await expect(planEnvironment(one.context, { toKeep: true })).rejects.toThrow('This is no git checkout');
  expect(one.calls()).toEqual([]);
});

test('the wrong account, a checkout that is not synthesized and a Terraform that fails are said as a deploy says them', async () => {
  const one = reviewable({ plan: 'echo broken >&2; exit 1' });
  const elsewhere = { ...one.context, environment: dev({ account: '210987654321' }) };
  await expect(planEnvironment(elsewhere)).rejects.toMatchObject({
    stage: 'preflight',
    message: expect.stringContaining('These credentials are of account 123456789012') as string,
  });
  await expect(planEnvironment(one.context)).rejects.toMatchObject({ stage: 'plan', message: 'broken' });
  expect(one.planIsGone()).toBe(true);
  one.write('main.ts', "throw new Error('Misspelt.');");
  await expect(planEnvironment(one.context)).rejects.toMatchObject({
    stage: 'invalid',
    message: expect.stringContaining('Misspelt.') as string,
  });
});

test('a plan that cannot be shown leaves nothing', async () => {
  const one = reviewable({ plan: 'exit 0' });
  rmSync(join(one.context.project.root, 'plan.json'));
  one.state({ outputs: {} });
  await expect(planEnvironment(one.context)).rejects.toMatchObject({ stage: 'plan' });
  expect(one.planIsGone()).toBe(true);
});
