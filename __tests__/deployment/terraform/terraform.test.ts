import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import { listChanges } from '../../../deployment/planned';
import { endRunning } from '../../../deployment/process';
import { openTerraform, type Progress, type SavedPlan } from '../../../deployment/terraform';
import { INHERITED_NAMES } from '../../support/inherited-names';
import { contextOf, dev, directoryWith, pathWith, staging, TOOLS } from '../project';

const recorded = (name: string): string => join(__dirname, 'recorded', name);

/** Terraform whose commands are these lines of shell; each command's arguments are kept in `calls`. */
async function fake(commands: Record<string, string>, signal?: AbortSignal, environment = dev()) {
  const root = directoryWith();
  mkdirSync(join(root, 'cdktf.out', 'stacks', environment.name), { recursive: true });
  const cases = Object.entries(commands).map(([name, script]) => `  ${name}) ${script} ;;`);
  const script = [
    `if [ "$1" = version ]; then echo '{"terraform_version":"1.11.4"}'; exit; fi`,
    `echo "$@" >> ${root}/calls`,
    ...['case "$1" in', ...cases, 'esac'],
  ];
  const program = script.join('\n');
  const env = { PATH: `${pathWith({ terraform: program, tofu: program })}:${TOOLS}` };
  const again = (more: NodeJS.ProcessEnv = {}) =>
    openTerraform(contextOf({ root, env: { ...env, ...more } }, environment, signal));
  const calls = () =>
    existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trimEnd().split('\n') : [];
  return { terraform: await again(), again, calls, root };
}

const said = (line: object): string => `echo '${JSON.stringify(line).replaceAll("'", "'\\''")}'`;
const diagnostic = (summary: string, detail = '', severity = 'error', address?: string): string =>
  said({ type: 'diagnostic', diagnostic: { severity, summary, detail, ...(address && { address }) } });

const OF = { name: 'dev', commit: null, acceptances: [] };
const aPlan = { file: '/some/plan', command: 'deploy' } as SavedPlan;

describe('plan', () => {
  const works = { plan: 'exit 2', show: `cat ${recorded('update.json')}` };

  test('is saved where this user only can read it, read from the saved one, and removed by discard', async () => {
    const { terraform, calls } = await fake(works);
    const plan = await terraform.plan();
    expect((await plan.json()).trim()).toBe(readFileSync(recorded('update.json'), 'utf8').trim());
    expect(plan.isEmpty).toBe(false);
    expect(listChanges(plan.review(OF))).toEqual([{ action: 'change', address: 'terraform_data.one' }]);
    expect(statSync(dirname(plan.file)).mode & 0o777).toBe(0o700);
    expect(calls()).toEqual([
      `plan -json -detailed-exitcode -input=false -out=${plan.file}`,
      `show -json ${plan.file}`,
    ]);
    plan.discard();
    expect(existsSync(dirname(plan.file))).toBe(false);
    plan.discard(); // twice does no harm
  });

  test('without a change is one command: the state is read from its file, and nothing is shown', async () => {
    const { terraform, calls, root } = await fake({ plan: 'exit 0' });
    cpSync(recorded('state.json'), join(root, 'terraform.dev.tfstate'));
    const plan = await terraform.plan();
    expect(plan).toMatchObject({ isEmpty: true, creations: [], refused: [] });
    expect(plan.review(OF)).toMatchObject({ verdict: 'clean', unchanged: 2, layers: [], drift: [] });
    expect(calls()).toEqual([`plan -json -detailed-exitcode -input=false -out=${plan.file}`]);
    plan.discard();
  });

  test('without a change is shown when somebody asks for it', async () => {
    const { terraform, calls } = await fake({
      plan: 'exit 0',
      show: `cat ${recorded('no-change.json')}`,
    });
    const plan = await terraform.plan();
    expect((await plan.json()).trim()).toBe(readFileSync(recorded('no-change.json'), 'utf8').trim());
    expect(calls().at(-1)).toBe(`show -json ${plan.file}`);
    plan.discard();
  });

  test('that was saved before is the same again, where this user only can read it', async () => {
    const { terraform, calls } = await fake(works);
    const plan = await terraform.reopen(Buffer.from('saved'));
    expect(readFileSync(plan.file, 'utf8')).toBe('saved');
    expect(statSync(dirname(plan.file)).mode & 0o777).toBe(0o700);
    expect(listChanges(plan.review(OF)).map(({ address }) => address)).toEqual(['terraform_data.one']);
    expect(calls()).toEqual([`show -json ${plan.file}`]);
    plan.discard();
    expect(existsSync(dirname(plan.file))).toBe(false);
  });

  test('that was saved before, and cannot be read, leaves nothing', async () => {
    const { terraform, calls } = await fake({ show: 'echo "not a plan" >&2; exit 1' });
    await expect(terraform.reopen(Buffer.from('x'))).rejects.toMatchObject({ stage: 'plan', message: 'not a plan' });
    expect(existsSync(dirname(calls()[0]!.replace('show -json ', '')))).toBe(false);
  });

  describe('that would destroy what is protected', () => {
    const saved = 'for a in "$@"; do case "$a" in -out=*) : > "${a#-out=}" ;; esac; done';
    const kept = diagnostic(
      'Instance cannot be destroyed',
      'Resource aws_sns_topic.alarms has lifecycle.prevent_destroy set',
    );
    const show = `cat ${recorded('errored.json')}`;

    test('is read as far as it goes where somebody wants to be told why, and is refused elsewhere', async () => {
      const { terraform } = await fake({ plan: `${saved}; ${kept}; exit 1`, show });
      const told: unknown[] = [];
      const plan = await terraform.plan({ onRefused: ({ message, about }) => told.push([message, about]) });
      const refusal = 'aws_sns_topic.alarms is protected: Terraform may not destroy or replace it.';
      expect(told).toEqual([[refusal, ['aws_sns_topic.alarms']]]);
      expect(JSON.parse(await plan.json())).toMatchObject({ errored: true });
      plan.discard();
      await expect(terraform.plan()).rejects.toMatchObject({ stage: 'plan', message: refusal });
    });

    test.each([
      ['something else is wrong, too', `${saved}; ${kept}; ${diagnostic('Invalid reference')}; exit 1`],
      ['only something else is', `${saved}; ${diagnostic('Invalid reference')}; exit 1`],
      ['nobody says what', `${saved}; exit 1`],
      ['Terraform saves no such plan', `${kept}; exit 1`],
    ])('is refused where %s', async (_, plan) => {
      const { terraform } = await fake({ plan, show });
      const onRefused = jest.fn();
      await expect(terraform.plan({ onRefused })).rejects.toMatchObject({ stage: 'plan' });
      expect(onRefused).not.toHaveBeenCalled();
    });
  });

  test.each([
    [
      'Terraform fails',
      { plan: `${diagnostic('Invalid reference', 'No such thing.')}; exit 1` },
      'Invalid reference No such thing.',
    ],
    ['the saved plan cannot be shown', { plan: 'exit 2', show: 'echo broken >&2; exit 1' }, 'broken'],
    ['it is cut off', { plan: 'exit 2', show: 'echo "{\\"format"' }, 'The plan cannot be read: '],
    [
      'it is errored',
      { plan: 'exit 2', show: `cat ${recorded('errored.json')}` },
      'The plan cannot be read: Terraform could not finish this plan (errored): what it says is not all that would happen.',
    ],
  ])('when %s, nothing of it is left, and the stage is plan', async (_, commands, message) => {
    const { terraform, calls } = await fake(commands);
    const failure = await terraform.plan().catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'DeploymentError', stage: 'plan' });
    expect((failure as Error).message).toContain(message);
    const file = /-out=(\S+)/.exec(calls()[0]!)![1]!;
    expect(existsSync(dirname(file))).toBe(false);
  });
});

describe('init', () => {
  /** Writes what `terraform init` writes. */
  const works = {
    init: 'mkdir -p .terraform; echo "{}" > .terraform/terraform.tfstate; echo locked > .terraform.lock.hcl',
  };
  const INIT = 'init -no-color -input=false';

  /** A stack that was initialized by another process. */
  async function initialized(commands: Record<string, string> = {}) {
    const { terraform, calls, root, again } = await fake({ ...works, ...commands });
    const stack = join(root, 'cdktf.out/stacks/dev');
    const synthesize = (terraform: object, resource = {}): void =>
      writeFileSync(join(stack, 'cdk.tf.json'), JSON.stringify({ terraform, resource }));
    synthesize({ backend: 'a' });
    await terraform.init();
    expect(calls()).toEqual([INIT]);
    return { stack, synthesize, calls, again };
  }

  test('is not run again for the same backend and providers, whatever the resources are', async () => {
    const { synthesize, calls, again } = await initialized();
    synthesize({ backend: 'a' }, { one: 1 });
    await (await again()).init();
    expect(calls()).toEqual([INIT]);
  });

  test.each<[string, (one: Awaited<ReturnType<typeof initialized>>) => void]>([
    ['the backend or a provider', ({ synthesize }) => synthesize({ backend: 'b' })],
    ['the lock file', ({ stack }) => writeFileSync(join(stack, '.terraform.lock.hcl'), 'of a reviewed plan')],
    [
      'the backend that Terraform remembers',
      ({ stack }) => writeFileSync(join(stack, '.terraform/terraform.tfstate'), ''),
    ],
    ['all that init had made', ({ stack }) => rmSync(join(stack, '.terraform'), { recursive: true })],
  ])('is run again when something else is %s', async (_, change) => {
    const one = await initialized();
    change(one);
    await (await one.again()).init();
    expect(one.calls()).toEqual([INIT, INIT]);
  });

  test.each([
    ['its settings are', { TF_CLI_CONFIG_FILE: '/another' }],
    ['its binary is', { TERRAFORM_BINARY_NAME: 'tofu' }],
  ])('is run again when %s another', async (_, env) => {
    const one = await initialized();
    await (await one.again(env)).init();
    expect(one.calls()).toEqual([INIT, INIT]);
  });

  test('is run again after a command that failed: it may have wanted an init', async () => {
    const one = await initialized({ plan: 'echo "Required plugins are not installed" >&2; exit 1' });
    await expect((await one.again()).plan()).rejects.toMatchObject({ stage: 'plan' });
    await (await one.again()).init();
    expect(one.calls().filter((call) => call === INIT)).toEqual([INIT, INIT]);
  });
});

describe('the state', () => {
  const pulls = { state: `cat ${recorded('state.json')}` };
  const state = readFileSync(recorded('state.json'), 'utf8');

  test('is nothing before the first apply', async () => {
    const { terraform, calls } = await fake(pulls);
    expect(await terraform.pullState()).toBe('');
    expect(calls()).toEqual([]);
  });

  test.each<[string, string, NodeJS.ProcessEnv]>([
    ['OpenTofu has encrypted it', '{"serial":1,"lineage":"a","meta":{},"encrypted_data":"b"}', {}],
    ['another workspace is selected', state, { TF_WORKSPACE: 'mine' }],
  ])('is asked of Terraform when %s', async (_, text, env) => {
    const { again, calls, root } = await fake(pulls);
    writeFileSync(join(root, 'terraform.dev.tfstate'), text);
    const terraform = await again(env);
    expect((await terraform.state()).resources).toHaveLength(2);
    expect(calls()).toEqual(['state pull']);
  });
});

test('what Terraform writes only this user can read, and so from an apply on a local state that others could read', async () => {
  const { terraform, root } = await fake({ plan: 'touch new; exit 0', apply: 'touch backup' });
  const at = (file: string): string => join(root, file);
  for (const file of ['terraform.dev.tfstate', 'terraform.dev.tfstate.backup'])
    writeFileSync(at(file), '', { mode: 0o644 });
  (await terraform.plan()).discard();
  await terraform.apply(aPlan, () => undefined);
  const modes = ['terraform.dev.tfstate', 'terraform.dev.tfstate.backup', 'new', 'backup'].map((file, index) =>
    (statSync(at(index < 2 ? file : `cdktf.out/stacks/dev/${file}`)).mode & 0o777).toString(8),
  );
  expect(modes).toEqual(['600', '600', '600', '600']);
});

/** The first change of an apply. */
const BEGINS = said({ type: 'apply_start', hook: { resource: { addr: 'a.b' } } });

test('all errors are told, each once, with the resource; warnings are not', async () => {
  const lines = [
    BEGINS,
    diagnostic('Deprecated', 'Old.', 'warning'),
    diagnostic('creating Table', 'It is full.', 'error', 'aws_dynamodb_table.rooms'),
    diagnostic('creating Table', 'It is full.', 'error', 'aws_dynamodb_table.rooms'),
    diagnostic('creating Role', 'It is odd.', 'error', 'aws_iam_role.cache'),
    'exit 1',
  ];
  const { terraform } = await fake({ apply: lines.join('; ') });
  await expect(terraform.apply(aPlan, () => undefined)).rejects.toMatchObject({
    stage: 'apply',
    message: 'aws_dynamodb_table.rooms: creating Table It is full.\naws_iam_role.cache: creating Role It is odd.',
    next: 'See what it says, mend it, and run the command again: it finishes what was begun.',
  });
});

test('the progress of an apply, from what Terraform and its provider said', async () => {
  const { terraform, calls } = await fake({ apply: `cat ${recorded('apply.jsonl')}; echo 'a line of a crash'` });
  const progress: Progress[] = [];
  await terraform.apply(aPlan, (one) => progress.push(one));
  expect(progress).toEqual([
    { address: 'aws_ssm_parameter.one', action: 'update', status: 'begun', seconds: 0 },
    { address: 'aws_ssm_parameter.one', action: 'update', status: 'done', seconds: 0 },
    { address: 'aws_ssm_parameter.two', action: 'create', status: 'begun', seconds: 0 },
    { address: 'aws_ssm_parameter.two', action: 'create', status: 'done', seconds: 0 },
  ]);
  expect(calls()).toEqual(['apply -json -input=false /some/plan']);
});

test('a resource that fails is told as it fails', async () => {
  const hook = { resource: { addr: 'aws_lambda_alias.room' }, action: 'update', elapsed_seconds: 3 };
  const { terraform } = await fake({ apply: `${said({ type: 'apply_errored', hook })}; exit 1` });
  const progress: Progress[] = [];
  await expect(terraform.apply(aPlan, (one) => progress.push(one))).rejects.toThrow('no reason was given');
  expect(progress).toEqual([{ address: 'aws_lambda_alias.room', action: 'update', status: 'failed', seconds: 3 }]);
});

test('messages of a type that every object has a property of are no progress', async () => {
  const hook = { resource: { addr: 'a.b' } };
  const lines = [...INHERITED_NAMES, 'apply_start'].map((type) => said({ type, hook }));
  const { terraform } = await fake({ apply: lines.join('; ') });
  const progress: Progress[] = [];
  await terraform.apply(aPlan, (one) => progress.push(one));
  expect(progress).toEqual([{ address: 'a.b', action: '', status: 'begun', seconds: 0 }]);
});

test('whoever is told may fail: the apply is not left alone for it', async () => {
  const { terraform, root } = await fake({ apply: `cat ${recorded('apply.jsonl')}; sleep 0.2; touch ended` });
  const telling = terraform.apply(aPlan, () => {
    throw new TypeError('a bug');
  });
  await expect(telling).rejects.toThrow('a bug');
  expect(existsSync(join(root, 'cdktf.out/stacks/dev/ended'))).toBe(true);
});

test.each([
  [
    'after its first change',
    `${BEGINS}; kill -9 $$`,
    'Run bin/trinity deploy dev: it finishes what was begun, and explains the lock if one was left.',
  ],
  ['before any', 'kill -9 $$', 'Run the command again: it explains the lock if one was left.'],
])('a Terraform that is killed %s is said to be killed', async (_, apply, next) => {
  const { terraform } = await fake({ apply });
  await expect(terraform.apply(aPlan, () => undefined)).rejects.toMatchObject({
    stage: 'apply',
    message: 'terraform was killed.',
    next,
  });
});

test('an apply that is refused as a whole has begun nothing', async () => {
  const { terraform } = await fake({ apply: `${diagnostic('reading', 'HTTP 500', 'error')}; exit 1` });
  await expect(terraform.apply(aPlan, () => undefined)).rejects.toMatchObject({
    next: 'See https://health.aws.amazon.com, then run the command again.',
  });
});

describe('interrupted', () => {
  /** Counts SIGINTs, says that it listens, and ends two counts later. */
  const listens = (end: string) =>
    [
      'count=0; trap "count=\\$((count + 1)); echo \\$count > signals" INT',
      BEGINS,
      'for i in 1 2 3 4 5 6; do sleep 0.1; done',
      end,
    ].join('; ');

  async function interrupt(end: string) {
    const controller = new AbortController();
    const { terraform, root } = await fake({ apply: listens(end), plan: 'true' }, controller.signal);
    const outcome = await terraform
      .apply(aPlan, () => {
        controller.abort();
        controller.abort(); // a second Ctrl-C
      })
      .then(
        () => 'applied',
        (error: unknown) => error,
      );
    const signals = readFileSync(join(root, 'cdktf.out/stacks/dev/signals'), 'utf8').trim();
    return { outcome, signals, terraform };
  }

  test('exactly one SIGINT reaches it, and it is waited for', async () => {
    const { outcome, signals } = await interrupt('exit 1');
    expect(signals).toBe('1');
    expect(outcome).toMatchObject({
      stage: 'interrupted',
      message: 'Terraform was stopped (apply).',
      next: 'Run bin/trinity deploy dev: it finishes what was begun.',
    });
  });

  test('an apply that ends well all the same has ended well, and nothing is begun after it', async () => {
    const { outcome, terraform } = await interrupt('exit 0');
    expect(outcome).toBe('applied');
    await expect(terraform.plan()).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('interrupted, and still there', () => {
  const heard = said({ type: 'apply_complete', hook: { resource: { addr: 'a.b' } } });
  const waits = 'while :; do sleep 0.05; done';

  test.each([
    [
      'it ends at the second SIGINT',
      `trap 'trap "exit 1" INT; ${heard.replaceAll("'", `'\\''`)}' INT`,
      'SIGINT',
      'stopped',
    ],
    ['it hears none and is killed', `trap '' INT`, 'SIGKILL', 'killed'],
  ] as const)('%s, and what may be left is said', async (_, listens, last, how) => {
    const controller = new AbortController();
    const { terraform } = await fake({ apply: `${listens}; ${BEGINS}; ${waits}` }, controller.signal);
    const applying = terraform.apply(aPlan, ({ status }) => {
      if (status === 'begun') controller.abort();
      else if (last === 'SIGINT') endRunning(last);
    });
    const outcome = applying.catch((error: unknown) => error);
    if (last === 'SIGKILL') {
      await once(controller.signal, 'abort');
      endRunning('SIGINT');
      endRunning(last);
    }
    expect(await outcome).toMatchObject({
      stage: 'interrupted',
      message: `Terraform was ${how} (apply).`,
      next: 'Run bin/trinity deploy dev: it finishes what was begun.\nIf that finds the state locked: docs/runbooks/stale-lock.md.',
    });
  });
});

test('a lock that is not this one is not cleared', async () => {
  const text = `\u001b[31mFailed to unlock state: lock ID '1111-a' does not match the existing lock ID '0a61e9b1-5a6b'\nLock Info:\n  ID:        0a61e9b1-5a6b\u001b[0m`;
  const { terraform } = await fake({ 'force-unlock': `printf "%s" "${text}" >&2; exit 1` }, undefined, staging());
  await expect(terraform.forceUnlock('1111-a')).rejects.toMatchObject({
    message: 'The state of staging is locked, but not by 1111-a: the lock is 0a61e9b1-5a6b.',
  });
});

test('without Terraform there is one sentence', async () => {
  const opening = openTerraform(contextOf({ root: directoryWith(), env: { PATH: '/nowhere' } }, dev()));
  await expect(opening).rejects.toMatchObject({
    stage: 'preflight',
    message: 'There is neither terraform nor tofu on the PATH.',
  });
});
