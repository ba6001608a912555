import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agree } from '../../cli/confirm';
import type { DeployEvent } from '../../deployment/events';
import { rollback } from '../../deployment/rollback';
import { roomCache } from '../../deployment/room-cache';
import type { Review } from '../../packages/plan-review/src/review';
import { APPLIES, lambda, line, world } from './world';

// What a deploy does when things go wrong: with the smallest project that bundles and synthesizes, a script in the place
// of Terraform, and an emulated Lambda. Deploys that go well are rehearsed with the real ones (rehearsal/).

test('a bug after the apply puts the functions back, is in the report, and surfaces', async () => {
  const one = world(APPLIES);
  await expect(one.deploy()).rejects.toMatchObject({ name: 'TypeError' });
  expect(lambda.aliases.get('trinity-cache-dev')).toBe('1');
  expect(lambda.updates).toEqual(['trinity-cache-dev to 1']); // room had not moved
  const report = one.report();
  expect(report.status).toBe('ROLLED_BACK');
  expect(report.reason).toMatch(/^A fault of Trinity itself: TypeError: /);
  expect(report.reason).toContain('The functions serve what they served before (cache from version 2 to 1)');
  expect(report.functions.map(({ name, version }) => `${name}=${version}`)).toEqual(['cache=1', 'room=1']);
  expect(one.records()).toEqual([`${report.id}.json`]);
  expect(one.planIsGone()).toBe(true);
});

test('a state that cannot be read after the apply is no plan that was refused: the functions are put back', async () => {
  const one = world(`echo encrypted > ../../../terraform.dev.tfstate; ${APPLIES}`);
  const { report, failure } = await one.deploy();
  expect([failure?.stage, report.status]).toEqual(['plan', 'ROLLED_BACK']);
  expect(report.steps.slice(-2).map(({ name, status }) => `${name} ${status}`)).toEqual([
    ...['verify failed', 'rollback passed'],
  ]);
  expect(lambda.updates).toEqual(['trinity-cache-dev to 1']);
});

test('an apply that fails before a function has changed says that none has', async () => {
  const diagnostic = { severity: 'error', summary: 'creating Table: api error Odd', detail: '' };
  const one = world(
    `${line('apply_start', 'aws_dynamodb_table.rooms')}; echo '${JSON.stringify({ type: 'diagnostic', diagnostic })}'; exit 1`,
  );
  const { report, failure } = await one.deploy();
  expect(failure).toMatchObject({ stage: 'apply', message: 'creating Table: api error Odd' });
  expect(report.status).toBe('FAILED');
  expect(report.reason).toBe('creating Table: api error Odd\nNo function serves another version than before.');
  expect(report.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
    ...['preflight passed', 'synth passed', 'plan passed', 'confirm passed', 'apply failed', 'rollback passed'],
  ]);
  expect(lambda.updates).toEqual([]);
  expect(one.planIsGone()).toBe(true);
});

test('an apply that Terraform refuses as a whole has touched nothing', async () => {
  const diagnostic = { severity: 'error', summary: 'Saved plan is stale', detail: '' };
  const one = world(`echo '${JSON.stringify({ type: 'diagnostic', diagnostic })}'; exit 1`);
  const { report, failure } = await one.deploy();
  expect(failure).toMatchObject({ stage: 'plan' });
  expect(failure?.message).toContain('The state has changed since the plan was made');
  expect(report.nextSteps).toContain('Nothing was changed.');
  expect(lambda.updates).toEqual([]);
  expect(one.records()).toEqual([]);
});

test('a plan of no changes is applied only after an apply that died, which the state was not told of', async () => {
  const one = world('true', 'exit 0');
  const file = (name: string) => join(one.context.project.root, name);
  const state = { version: 4, terraform_version: '1.11.4', serial: 1, lineage: 'l', outputs: {}, resources: [] };
  writeFileSync(file('terraform.dev.tfstate'), JSON.stringify(state));
  const journal = file('deployments/dev.applying.json');
  const applies = async () => {
    await one.deploy(); // what it serves is not complete, which comes after
    return one.calls().filter((call) => call.startsWith('apply')).length;
  };
  expect(await applies()).toBe(0);
  mkdirSync(file('deployments'), { recursive: true });
  writeFileSync(journal, JSON.stringify({ startedAt: '2026-11-22T09:00:00Z', creates: [] }));
  expect(await applies()).toBe(1);
  expect(existsSync(journal)).toBe(false);
  expect(await applies()).toBe(1);
});

test('a rollback between the plan and the answer stops the deploy, and stays', async () => {
  const one = world(APPLIES);
  const { report, failure } = await one.deploy(() => {
    lambda.aliases.set('trinity-cache-dev', '2');
    return Promise.resolve(true);
  });
  expect(failure).toMatchObject({
    stage: 'plan',
    message: 'Somebody has deployed or rolled back since the plan was made.',
  });
  expect(report.nextSteps).toContain('Nothing was changed.');
  expect([lambda.aliases.get('trinity-cache-dev'), lambda.updates]).toEqual(['2', []]);
});

test('a plan that cannot be made is reported with who deploys and what serves', async () => {
  const one = world(APPLIES, 'echo no >&2; exit 1');
  const { report, failure } = await one.deploy();
  expect(failure?.stage).toBe('plan');
  expect(report.by).toMatch(/user\/ana$/);
  expect(report.functions.map(({ name, version }) => `${name}=${version}`)).toEqual(['cache=1', 'room=1']);
  expect(one.planIsGone()).toBe(true);
});

test('archives that are built anew between the plan and the answer stop the deploy', async () => {
  const one = world(APPLIES);
  const { failure } = await one.deploy(() => {
    writeFileSync(join(one.context.project.root, 'cdktf.out/functions/cache.zip'), 'another');
    return Promise.resolve(true);
  });
  expect(failure).toMatchObject({
    stage: 'plan',
    message: "The functions' archives in cdktf.out have changed since the plan was made.",
  });
  expect(lambda.updates).toEqual([]);
});

test('an interrupted apply is waited for, and what served before serves again', async () => {
  // The script notes the signal and ends as Terraform does: in its own time, with 1.
  const one = world(`trap 'touch stopped' INT; ${APPLIES}; for i in 1 2 3 4 5; do sleep 0.1; done; exit 1`);
  const { report, failure } = await one.deploy(undefined, (event) => {
    if (event.type === 'apply') one.controller.abort();
  });
  expect(failure).toMatchObject({ stage: 'interrupted', message: 'Terraform was stopped (apply).' });
  expect(existsSync(join(one.context.project.root, 'cdktf.out/stacks/dev/stopped'))).toBe(true);
  expect(lambda.aliases.get('trinity-cache-dev')).toBe('1');
  expect(report.status).toBe('ROLLED_BACK');
  expect(one.begun().slice(-2)).toEqual(['apply', 'rollback']);
});

test('functions that cannot be put back are said loudly, and with the versions that serve', async () => {
  const one = world(`${APPLIES}; exit 1`);
  lambda.refuse = 'AccessDeniedException';
  const { report, failure } = await one.deploy();
  expect(failure?.stage).toBe('apply');
  expect(report.status).toBe('FAILED');
  expect(report.reason).toContain(
    'THE FUNCTIONS COULD NOT BE PUT BACK: The AWS identity may not do lambda:UpdateAlias on trinity-cache-dev.',
  );
  expect(report.functions.map(({ name, version }) => `${name}=${version}`)).toEqual(['cache=2', 'room=1']);
});

test('declined, nothing was touched, and the history does not know of it', async () => {
  const one = world(APPLIES);
  const { report, failure } = await one.deploy(() => Promise.resolve(false));
  expect(failure).toMatchObject({ stage: 'declined', message: 'The plan was declined.' });
  expect(report.nextSteps).toEqual(['Run bin/trinity deploy dev again when it may go out.', 'Nothing was changed.']);
  expect(one.begun()).not.toContain('apply');
  expect(one.records()).toEqual([]);
  expect(one.planIsGone()).toBe(true);
});

describe('what the review blocks', () => {
  const shortened = {
    ...{ address: 'aws_cloudwatch_log_group.room', mode: 'managed', type: 'aws_cloudwatch_log_group', name: 'room' },
    change: {
      ...{ actions: ['update'], before: { retention_in_days: 90 }, after: { retention_in_days: 30 } },
      ...{ before_sensitive: {}, after_sensitive: {}, after_unknown: {} },
    },
  };
  const name = 'retention-shortened/aws_cloudwatch_log_group.room#12d8d09e';
  const yes = (review: Review): Promise<boolean> => Promise.resolve().then(() => agree(review));

  function blocked() {
    const one = world(APPLIES);
    const plan = JSON.stringify({ format_version: '1.2', resource_changes: [shortened] });
    writeFileSync(join(one.context.project.root, 'plan.json'), plan);
    return one;
  }

  test('is refused by --yes, by its name, and nothing was touched', async () => {
    const one = blocked();
    const { report, failure } = await one.deploy(yes);
    expect(failure).toMatchObject({ stage: 'declined', message: expect.stringContaining(`\n${name}: `) as string });
    expect(one.begun().at(-1)).toBe('confirm');
    const shown = one.events.find(({ type }) => type === 'plan');
    expect(shown).toMatchObject({ review: { name: 'dev', verdict: 'blocked', findings: [{ name }] } });
    expect(report.resources).toMatchObject({
      ...{ add: 0, change: 1, destroy: 0, unchanged: 0 },
      changes: [{ action: 'change', address: 'aws_cloudwatch_log_group.room' }],
    });
  });

  test('goes when it is accepted, even beside what is done by now; not by another name', async () => {
    const accept = { [name]: 'nobody reads them', 'stateful-loss/aws_dynamodb_table.gone#00000000': 'moved' };
    const accepted = blocked();
    await expect(accepted.deploy(yes, undefined, undefined, accept)).rejects.toThrow(TypeError); // at the broken state
    expect(accepted.begun()).toContain('apply');
    const other = { [name.replace(/.$/, '0')]: 'nobody reads them' };
    const { failure } = await blocked().deploy(yes, undefined, undefined, other);
    expect(failure?.message).toContain('\noutdated-acceptance/');
  });
});

test.each(['preflight', 'synth', 'plan', 'confirm'] as const)(
  'interrupted in %s, nothing was touched',
  async (step) => {
    const one = world(APPLIES, step === 'plan' ? 'sleep 0.3; exit 1' : 'exit 2');
    const asked = (): Promise<boolean> => Promise.reject(new Error('aborted'));
    const { failure, report } = await one.deploy(asked, (event) => {
      if (event.type === 'step-begun' && event.name === step) one.controller.abort();
    });
    expect(failure?.stage).toBe('interrupted');
    expect(one.begun().at(-1)).toBe(step);
    expect(report).toMatchObject({ status: 'FAILED', nextSteps: ['Run the command again.', 'Nothing was changed.'] });
    expect(one.report()).toEqual(report);
    expect(one.records()).toEqual([]);
  },
);

test('a rollback to a version that Lambda does not keep moves nothing at all', async () => {
  const one = world('true');
  lambda.aliases.set('trinity-cache-dev', '2');
  const onEvent = (event: DeployEvent): void => void one.events.push(event);
  const { report, failure } = await rollback(one.context, { to: 'cache=1,room=7', onEvent });
  expect(failure).toMatchObject({
    stage: 'rollback',
    message: 'Lambda does not keep version 7 of room: nothing was moved.',
    next: 'bin/trinity rollback dev --list shows what there is.',
  });
  expect(lambda.updates).toEqual([]);
  expect(report.status).toBe('FAILED');
});

test('a bug in a rollback surfaces, and is recorded with the versions that serve now', async () => {
  const one = world('true');
  lambda.aliases.set('trinity-cache-dev', '2');
  const onEvent = (event: DeployEvent): void => {
    if (event.type === 'moved') throw new TypeError('a bug');
  };
  await expect(rollback(one.context, { to: 'cache=1', onEvent })).rejects.toThrow('a bug');
  const report = one.report();
  expect(report).toMatchObject({
    kind: 'rollback',
    status: 'FAILED',
    reason: 'A fault of Trinity itself: TypeError: a bug',
  });
  expect(report.functions.map(({ name, version }) => `${name}=${version}`)).toEqual(['cache=1', 'room=1']);
  expect(one.records()).toEqual([`${report.id}.json`]);
});

test('a rollback that half works says which versions serve now', async () => {
  const one = world('true');
  lambda.aliases.set('trinity-cache-dev', '2');
  lambda.refuse = 'AccessDeniedException';
  const { report, failure } = await rollback(one.context, { to: 'cache=1', onEvent: () => undefined });
  expect(failure).toMatchObject({
    stage: 'rollback',
    message: 'The AWS identity may not do lambda:UpdateAlias on trinity-cache-dev.',
  });
  expect(report.functions.map(({ name, version }) => `${name}=${version}`)).toEqual(['cache=2', 'room=1']);
});

test('a system that releases nothing is deployed all the same, and nothing of it is put back', async () => {
  const releases = jest.spyOn(roomCache, 'releases').mockReturnValue([]);
  const one = world(APPLIES);
  await expect(one.deploy()).rejects.toMatchObject({ name: 'TypeError' }); // at the broken state
  releases.mockRestore();
  const { status, reason, functions, steps } = one.report();
  expect(steps.map((step) => `${step.name} ${step.status}`).slice(-3)).toEqual([
    ...['apply passed', 'verify failed', 'rollback passed'],
  ]);
  expect([status, functions]).toEqual(['FAILED', []]);
  expect(reason).toMatch(/\nNothing of it is released by itself, so nothing could be put back\.$/);
  expect(lambda.updates).toEqual([]);
});
