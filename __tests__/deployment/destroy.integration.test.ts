import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPLIES, lambda, line, world } from './world';

// What a destroy does when things go wrong, with a script in the place of Terraform and an emulated account. With real Terraform
// and three environments beside each other: destroy.thorough.test.ts.

const TABLE = 'aws_dynamodb_table.rooms';
const GROUP = '/aws/lambda/trinity-cache-dev';
const KNOWN = { before_sensitive: {}, after_sensitive: {}, after_unknown: {} };
const deleted = (address: string, before: object) => {
  const [type, name] = address.split('.');
  return { address, mode: 'managed', type, name, change: { ...KNOWN, actions: ['delete'], before, after: null } };
};
const rooms = (isProtected = false) =>
  deleted(TABLE, { name: 'trinity-rooms-dev', deletion_protection_enabled: isProtected });
const stateOf = (...addresses: string[]) =>
  JSON.stringify({
    ...{ version: 4, terraform_version: '1.11.4', serial: 1, lineage: 'l', outputs: {} },
    resources: addresses.map((address) => {
      const [type, name] = address.split('.');
      return { mode: 'managed', type, name, instances: [{ attributes: {} }] };
    }),
  });
const error = (summary: string, detail = '') =>
  `echo '${JSON.stringify({ type: 'diagnostic', diagnostic: { severity: 'error', summary, detail } })}'`;
const EMPTIES = `${line('apply_complete', TABLE)}; echo '${stateOf()}' > ../../../terraform.dev.tfstate`;

/** dev as a deploy has left it: a table and a log group, a local state with a backup, a record. */
function deployed(apply = EMPTIES, plan?: string, ...changes: object[]) {
  const one = world(apply, plan);
  const { root } = one.context.project;
  const file = (name: string) => join(root, name);
  const all = changes.length > 0 ? changes : [rooms(), deleted('aws_cloudwatch_log_group.cache', { name: GROUP })];
  writeFileSync(file('plan.json'), JSON.stringify({ format_version: '1.2', resource_changes: all }));
  writeFileSync(file('terraform.dev.tfstate'), stateOf(TABLE, 'aws_cloudwatch_log_group.cache'));
  writeFileSync(file('terraform.dev.tfstate.backup'), '{}');
  mkdirSync(file('deployments/dev'), { recursive: true });
  writeFileSync(file('deployments/dev/2026-11-22T09-30-00.000Z.json'), '{}');
  lambda.tables.set('trinity-rooms-dev', 1204);
  const journal = 'deployments/dev.applying.json';
  return {
    ...one,
    file,
    write: (name: string, value: object) => writeFileSync(file(name), JSON.stringify(value)),
    journal: () => JSON.parse(readFileSync(file(journal), 'utf8')) as object,
    left: () =>
      ['terraform.dev.tfstate', 'terraform.dev.tfstate.backup', 'deployments/dev', journal].filter((name) =>
        existsSync(file(name)),
      ),
  };
}

test('all that a deploy keeps goes, and a log group that was made again; what is lost was said, and the report says it', async () => {
  const one = deployed();
  const others = [`${GROUP}-ana`, '/aws/lambda/trinity-room-dev'];
  for (const name of [...others, GROUP]) lambda.logGroups.add(name);
  const { report, failure } = await one.destroy();
  expect(failure).toBeUndefined();
  expect(report.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
    ...['synth passed', 'plan passed', 'confirm passed', 'apply passed', 'clean passed'],
  ]);
  const losses = ['trinity-rooms-dev: 1204 items, as DynamoDB counted some six hours ago or less'];
  expect(one.events).toContainEqual({ type: 'losses', losses });
  expect(report.steps[2]?.detail).toBe(`confirmed\nlost: ${losses[0]}`);
  expect(report.steps.at(-1)?.detail).toBe(
    `removed the log group ${GROUP}, 1 record, the journal, terraform.dev.tfstate, terraform.dev.tfstate.backup`,
  );
  expect([...lambda.logGroups]).toEqual(others);
  expect(one.left()).toEqual([]);
  expect(one.calls().find((call) => call.startsWith('plan'))).toContain(' -destroy ');
  expect(report).toMatchObject({ kind: 'destroy', status: 'SUCCESS', functions: [] });
  expect(report.nextSteps).toEqual([
    "TMDB's key stays: aws ssm delete-parameter --region eu-west-1 --name /trinity/dev/tmdb-api-key removes it.",
  ]);
  expect(one.report()).toEqual(report);
  expect(readFileSync(one.file('deployment-dev.md'), 'utf8')).toMatch(/^# Destruction of dev: SUCCESS\n/);
  expect(one.planIsGone()).toBe(true);
});

test('declined, nothing was touched', async () => {
  const one = deployed();
  const { report, failure } = await one.destroy(() => Promise.resolve(false));
  expect(failure).toMatchObject({ stage: 'declined', message: 'The destroy was declined.' });
  expect(report.nextSteps).toEqual(['Run bin/trinity destroy dev again when it may go.', 'Nothing was changed.']);
  expect(one.begun()).not.toContain('apply');
  expect(one.left()).toHaveLength(3);
});

describe('what is protected is refused, and nobody is asked', () => {
  const never = () => Promise.reject(new Error('asked'));
  const prevented = error('Instance cannot be destroyed', `Resource ${TABLE} has lifecycle.prevent_destroy set`);
  const adopted = error(
    'Instance cannot be destroyed',
    'Resource aws_sns_topic.alarms has lifecycle.prevent_destroy set',
  );
  const refuses = (said: string) => `${said}; exit 1`;

  test('by the configuration, each with what to do', async () => {
    const one = deployed(EMPTIES, refuses(`${prevented}; ${adopted}`));
    const { report, failure } = await one.destroy(never);
    expect(failure?.stage).toBe('plan');
    expect(failure?.message).toBe(
      `${TABLE} is protected: Terraform may not destroy or replace it.\naws_sns_topic.alarms is protected: Terraform may not destroy or replace it.`,
    );
    expect(failure?.next).toContain("set deletionProtection to { enabled: false, reason: '…' } in environments/dev.ts");
    expect(failure?.next).toContain('docs/adopting-what-exists.md');
    expect(report.nextSteps.at(-1)).toBe('Nothing was changed.');
    expect(one.left()).toHaveLength(3);
  });

  test('by AWS alone, whatever the configuration says', async () => {
    const { failure } = await deployed(EMPTIES, undefined, rooms(true)).destroy(never);
    expect(failure).toMatchObject({
      stage: 'plan',
      message: `${TABLE} is protected: AWS has deletion protection on.`,
      next: 'bin/trinity deploy dev sets deletion protection in AWS as environments/dev.ts says; only then destroy.',
    });
  });

  test('by both, each once', async () => {
    const films = deleted('aws_dynamodb_table.films', { name: 'films', deletion_protection_enabled: true });
    const { failure } = await deployed(EMPTIES, refuses(prevented), rooms(true), films).destroy(never);
    expect(failure?.message.split('\n')).toEqual([
      `${TABLE} is protected: Terraform may not destroy or replace it.`,
      'aws_dynamodb_table.films is protected: AWS has deletion protection on.',
    ]);
  });

  test('so is anything else that Terraform finds wrong, as it is', async () => {
    const { failure } = await deployed(EMPTIES, refuses(error('Odd'))).destroy(never);
    expect(failure).toMatchObject({ stage: 'plan', message: 'Odd' });
  });
});

test('a destroy that fails half-way says what is still there; the next one still knows the log groups', async () => {
  const half = `echo '${stateOf(TABLE)}' > ../../../terraform.dev.tfstate`;
  const one = deployed(`${line('apply_start', TABLE)}; ${half}; ${error('deleting Table: api error Odd')}; exit 1`);
  const { report, failure } = await one.destroy();
  expect(failure).toMatchObject({ stage: 'apply', message: `deleting Table: api error Odd\nStill there: ${TABLE}.` });
  expect(report).toMatchObject({ status: 'FAILED', nextSteps: [expect.stringContaining('run the command again')] });
  expect(one.journal()).toMatchObject({ creates: [], logGroups: [GROUP] });

  const next = deployed(EMPTIES, undefined, rooms());
  next.write('deployments/dev.applying.json', one.journal());
  lambda.logGroups.add(GROUP);
  expect((await next.destroy()).failure).toBeUndefined();
  expect([...lambda.logGroups]).toEqual([]);
  expect(next.left()).toEqual([]);
});

test('killed after its apply, the next one cleans, and asks nobody', async () => {
  const one = deployed('exit 9', 'exit 0');
  lambda.tables.clear();
  lambda.aliases.clear();
  lambda.logGroups.add(GROUP);
  writeFileSync(one.file('terraform.dev.tfstate'), stateOf());
  one.write('deployments/dev.applying.json', { startedAt: '2026-11-22T09:00:00Z', creates: [], logGroups: [GROUP] });
  const { report, failure } = await one.destroy(() => Promise.reject(new Error('asked')));
  expect(failure).toBeUndefined();
  expect(report.steps.map(({ name, status }) => `${name} ${status}`).slice(2)).toEqual([
    ...['confirm skipped', 'apply skipped', 'clean passed'],
  ]);
  expect([[...lambda.logGroups], one.left()]).toEqual([[], []]);
  const again = await one.destroy();
  expect(again.report.nextSteps).toEqual(['Nothing of dev is deployed.']);
});

test.each(['', '{"version": 4, "resou'])(
  'a state that a kill has cut off to %j is mended by its backup',
  async (cut) => {
    const one = deployed();
    const backup = stateOf(TABLE);
    const again = async (text: string) => {
      writeFileSync(one.file('terraform.dev.tfstate'), text);
      await one.destroy(() => Promise.resolve(false));
      return readFileSync(one.file('terraform.dev.tfstate'), 'utf8');
    };
    writeFileSync(one.file('terraform.dev.tfstate.backup'), backup);
    expect(await again(cut)).toBe(cut); // no apply has died
    one.write('deployments/dev.applying.json', { startedAt: '2026-11-22T09:00:00Z', creates: [], logGroups: [] });
    expect(await again(cut)).toBe(backup);
    const message = 'The state of dev was cut off when an apply died: its backup has taken its place.';
    expect(one.events).toContainEqual({ type: 'warning', message });
    expect(await again(stateOf())).toBe(stateOf()); // it is whole
    expect(await again('{"encrypted_data":"…"}')).toBe('{"encrypted_data":"…"}'); // so is this one
  },
);

test('an empty state is no "nothing is deployed" while the account has some of it', async () => {
  const one = deployed(EMPTIES, 'exit 0');
  writeFileSync(one.file('terraform.dev.tfstate'), stateOf());
  const { failure } = await one.destroy();
  expect(failure).toMatchObject({
    stage: 'plan',
    message:
      'The state of dev has nothing, and account 123456789012 has trinity-cache-dev, trinity-room-dev, trinity-rooms-dev in eu-west-1.',
    next: expect.stringContaining('Run it in the checkout that dev was deployed from') as string,
  });
  expect(one.left()).toHaveLength(3);
});

test('an apply that Terraform refuses as a whole has touched nothing, and the journal is as it was', async () => {
  const one = deployed(`${error('Saved plan is stale')}; exit 1`);
  const { report, failure } = await one.destroy();
  expect(failure).toMatchObject({ stage: 'plan', next: 'Run bin/trinity destroy dev again, which plans anew.' });
  expect(report.nextSteps).toContain('Nothing was changed.');
  expect(readdirSync(one.file('deployments'))).toEqual(['dev']);
});

test('the journal of a deploy that somebody began while the question was open is theirs, and stays', async () => {
  const one = deployed(`${error('Saved plan is stale')}; exit 1`);
  const theirs = { startedAt: '2026-11-22T09:00:00Z', creates: [TABLE] };
  const { failure } = await one.destroy(() => {
    one.write('deployments/dev.applying.json', theirs);
    return Promise.resolve(true);
  });
  expect(failure).toMatchObject({ stage: 'plan' });
  expect(one.journal()).toEqual(theirs);
});

test('interrupted, it is waited for, and says what is left', async () => {
  const one = deployed(`trap true INT; ${APPLIES}; for i in 1 2 3 4 5; do sleep 0.1; done; exit 1`);
  const { failure } = await one.destroy(undefined, (event) => {
    if (event.type === 'apply') one.controller.abort();
  });
  expect(failure).toMatchObject({
    stage: 'interrupted',
    message: `Terraform was stopped (apply).\nStill there: aws_cloudwatch_log_group.cache, ${TABLE}.`,
    next: 'Run bin/trinity destroy dev: it finishes what was begun.',
  });
});

test('what a deploy that died has created, and no state knows, would stay: it is named, and nothing is destroyed', async () => {
  const look = `cp ../../../$([ -e adopted.tf.json ] && echo imported || echo created).json ../../../plan.json; exit 2`;
  const one = deployed(EMPTIES, look);
  const values = { name: 'trinity-rooms-dev' };
  const planned = (change: object) => ({
    format_version: '1.2',
    resource_changes: [{ ...rooms(), change: { ...KNOWN, before: null, after: values, ...change } }],
  });
  one.write('created.json', planned({ actions: ['create'] }));
  one.write('imported.json', planned({ actions: ['no-op'], before: values, importing: { id: 'trinity-rooms-dev' } }));
  one.write('deployments/dev.applying.json', { startedAt: '2026-11-22T09:00:00Z', creates: [TABLE] });
  const { failure } = await one.destroy();
  expect(failure).toMatchObject({
    stage: 'plan',
    message: `The state of dev does not know what a deploy that died at 2026-11-22T09:00:00Z has created: ${TABLE}. A destroy would leave it behind.`,
    next: 'Run bin/trinity deploy dev, which takes it over; then destroy.',
  });
  expect(one.calls().filter((call) => call.startsWith('apply'))).toEqual([]);
});
