import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NAMES } from '../environments/names';
import { build } from '../build/synthesize';
import { startLocal } from '../local/run';
import { trinityAwayFromAws } from './support/away-from-aws';
import { copyCheckout } from './support/checkout';
import { startCli } from './support/start';

/*
 * What CONTRIBUTING.md says of a table, an environment, a command and a system, done in a copy by that page: a step that it leaves out, or
 * a part of the project that does not follow, fails here.
 */

const checkout = copyCheckout();
afterAll(() => checkout.remove());
const { root } = checkout;
for (const part of ['cli', 'deployment', 'import', 'packages/plan-review']) {
  cpSync(join(__dirname, '..', part), join(root, part), { recursive: true });
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const write = (file: string, text: string) => writeFileSync(join(root, file), text);
function change(file: string, from: string | RegExp, to: string): void {
  const text = read(file);
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} has no ${String(from)}`);
  write(file, changed);
}

const synthesize = (environment: string) => build({ root, environment, signal: new AbortController().signal });

type Named = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
interface Template {
  readonly resource: Readonly<Record<string, Named>>;
  readonly output: Named;
}
const templateOf = async (environment: string) =>
  JSON.parse(readFileSync(await synthesize(environment), 'utf8')) as Template;

describe('a table', () => {
  beforeAll(() => {
    const entry = "  polls: { hashKey: text('roomId'), rangeKey: text('memberId'), lost: 'polls are not counted' },\n";
    change('model/room-cache/tables.ts', '} as const satisfies', `${entry}} as const satisfies`);
  });

  test('that no environment sizes is refused, with every file that has to', async () => {
    const refused = await synthesize('dev').catch((error: unknown) => String(error));
    for (const name of NAMES)
      expect(refused).toMatch(new RegExp(`environments/${name}\\.ts\\(\\d+,\\d+\\): .*'?polls'? is missing`));
  });

  describe('that they size', () => {
    let template: Template;
    beforeAll(async () => {
      for (const name of NAMES)
        change(`environments/${name}.ts`, /filterCache: (\w+)/, 'filterCache: $1,\n    polls: $1');
      template = await templateOf('dev');
    });

    test('has its key, and the tags, protection and TTL of the others', () => {
      const { polls, rooms } = template.resource.aws_dynamodb_table!;
      const own = { hash_key: 'roomId', range_key: 'memberId', name: 'trinity-polls-dev' };
      expect(polls).toMatchObject({ ...own, ttl: rooms!.ttl, lifecycle: rooms!.lifecycle });
    });

    test('has an alarm that says what a member loses, graphs and an output', () => {
      const alarm = template.resource.aws_cloudwatch_metric_alarm!.polls_throttles!;
      expect(alarm.alarm_description).toContain('polls are not counted');
      const dashboard = JSON.stringify(template.resource.aws_cloudwatch_dashboard);
      expect(dashboard.split('aws_dynamodb_table.polls.name')).toHaveLength(3); // reads and writes that are turned away
      expect(template.output['table_names']!.value).toHaveProperty('polls', '${aws_dynamodb_table.polls.name}');
    });

    test('runs on a laptop', async () => {
      const run = await startLocal({ root, build: false });
      expect(run.stack().tables.map(({ name }) => name)).toContain('trinity-polls-dev');
      await run.close();
    });
  });
});

test('an environment is a file and its name in the list', async () => {
  const copied = read('environments/dev.ts')
    .replaceAll("'dev'", "'playground'")
    .replace('const dev:', 'const playground:')
    .replace('111111111111', '444444444444')
    .replace('/trinity/dev/', '/trinity/playground/');
  write('environments/playground.ts', copied);
  change('environments/names.ts', "'staging',", "'playground', 'staging',");
  const { resource } = await templateOf('playground');
  expect(resource.aws_dynamodb_table!.rooms).toMatchObject({ name: 'trinity-rooms-playground' });
});

test('an environment whose file and name do not fit together is told with what to do, before it is looked at', () => {
  change('environments/names.ts', "'staging',", "'plaground', 'another', 'staging',");
  write('environments/another.ts', read('environments/dev.ts').replace('const dev:', 'const other:'));
  const { stderr: refused } = spawnSync(process.execPath, ['--require', './bin/run.cjs', 'main.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(refused).toMatch(
    /environments\/plaground\.ts\n.*\(missing\) +allowed: a file, .*\(did you mean playground\?\)/,
  );
  expect(refused).toMatch(/environments\/another\.ts\n.*\[ 'other' \] +allowed: .*export const another: Environment/);
  change('environments/names.ts', "'plaground', 'another', ", '');
});

test('a command is a file and its line in the list', async () => {
  write(
    'cli/commands/greet.ts',
    `import { command, valued } from './command';

export const greet = command({
  name: 'greet',
  on: 'environment',
  does: 'says a word to an environment',
  examples: ['greet dev --word hi'],
  options: { word: valued('WORD', 'what is said; hello unless given') },
  args: ({ word = 'hello' }) => ({ word: word.toUpperCase() }),
  run: async ({ word }, { environment }, out) => out.say([word + ' ' + environment.name]),
});
`,
  );
  change('cli/commands/index.ts', '', "import { greet } from './greet';\n");
  change('cli/commands/index.ts', 'COMMANDS: readonly Command[] = [', 'COMMANDS: readonly Command[] = [greet,');
  const trinity = (...args: string[]) => trinityAwayFromAws(root, args);
  const help = await trinity('help');
  expect(help.stdout).toContain('\n  greet ENV          says a word to an environment\n');
  expect(help.stdout).toContain('\n  --word WORD        greet: what is said; hello unless given\n');
  expect(await trinity('greet', 'dev', '--word', 'hi', '--system', 'room-cache')).toMatchObject({
    status: 0,
    stdout: 'HI dev\n',
  });
  const mistakes = await Promise.all([trinity('gret', 'dev'), trinity('greet'), trinity('status', 'dev', '--word=x')]);
  expect(mistakes.map(({ stderr }) => stderr)).toEqual([
    expect.stringContaining('Did you mean greet?'),
    expect.stringContaining('The form is bin/trinity greet ENVIRONMENT; found nothing after greet.'),
    expect.stringContaining('--word goes with greet, not with status.'),
  ]);
});

describe('a system', () => {
  const git = (...args: string[]) =>
    spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@trinity.test', ...args], {
      cwd: root,
      encoding: 'utf8',
    });
  let rooms: Template;

  beforeAll(async () => {
    rooms = await templateOf('dev');
    write('.gitignore', 'node_modules\ncdktf.out\n');
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--no-verify', '--message', 'before');
    change('model/systems.ts', "'booking'] as const", "'booking', 'notes'] as const");
  });

  test('that is a name only does not compile, in any of the layers that it has to answer', async () => {
    const refused = String(await synthesize('dev').catch((error: unknown) => error));
    const layers = ['environments/schema', 'stacks/systems', 'deployment/systems', 'local/systems'];
    const { stdout } = spawnSync(process.execPath, ['node_modules/typescript-native/bin/tsc', '--noEmit'], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const layer of layers) {
      expect(stdout).toMatch(new RegExp(`^${layer}\\.ts\\(\\d+,\\d+\\): .*(\n .*)*'notes'`, 'm'));
    }
    expect(refused).toContain('environments/schema.ts'); // and nothing is synthesized
  });

  describe('that answers', () => {
    beforeAll(() => {
      for (const [file, text] of Object.entries(NOTES)) {
        mkdirSync(dirname(join(root, file)), { recursive: true });
        write(file, text);
      }
      const added = "import { notesSchema } from './notes/schema';\n";
      change('environments/schema.ts', '', added);
      change(
        'environments/schema.ts',
        'roomCache: roomCacheSchema',
        'roomCache: roomCacheSchema, notes: notesSchema.exactOptional()',
      );
      for (const layer of ['environments', 'stacks', 'deployment', 'local']) {
        change(`${layer}/systems.ts`, '', "import { notes } from './notes';\n");
        change(`${layer}/systems.ts`, /(roomCache, booking) \}/, '$1, notes }');
      }
      change(
        'environments/dev.ts',
        '  systems: {\n',
        `  systems: {
    notes: {
      tables: { notes: disposable },
      greeter: { memorySize: 256, timeout: 5 },
      api: {
        auth: { mode: 'API_KEY', expires: '2099-01-01T00:00:00Z' },
        ...{ logLevel: 'ALL', introspection: true, queryDepthLimit: 20, resolverCountLimit: 10, tracing: false },
      },
    },
`,
      );
    });

    /** Of the copy: this checkout's build knows no notes. */
    const node = (...args: string[]) =>
      spawnSync(process.execPath, ['--require', './bin/run.cjs', ...args], { cwd: root, encoding: 'utf8' });
    const succeeds = (file: string) => expect(node(file)).toMatchObject({ status: 0, stderr: '' });

    test('has an API whose types are made with the others, and whose wiring is judged with theirs', () => {
      cpSync(join(__dirname, '../.prettierrc.json'), join(root, '.prettierrc.json'));
      const stale = 'api/notes/schema.types.ts(1,1): error: it is not what api/notes/schema.graphql makes now';
      expect(node('build/api-types.ts', '--check').stderr).toContain(stale);
      succeeds('build/api-types.ts');
      write('api/notes/resolvers/query.old.ts', read('api/notes/resolvers/query.ping.ts'));
      succeeds('build/bundle.ts');
      const unwired = 'api/notes/resolvers/query.old.ts answers no field: wire it in api/notes/wiring.ts, or remove it';
      expect(node('main.ts').stderr).toContain(unwired);
      rmSync(join(root, 'api/notes/resolvers/query.old.ts'));
    });

    test('has a stack and a state of its own in each environment that has it, with its alarm; the others are as they were', () => {
      succeeds('build/bundle.ts');
      succeeds('main.ts');
      expect(existsSync(join(root, 'cdktf.out/stacks/prod-notes'))).toBe(false);
      expect(JSON.parse(read('cdktf.out/stacks/dev/cdk.tf.json'))).toEqual(rooms);
      const notes = JSON.parse(read('cdktf.out/stacks/dev-notes/cdk.tf.json')) as Template & {
        terraform: { backend: object };
      };
      expect(notes.terraform.backend).toEqual({ local: { path: '../../../terraform.dev-notes.tfstate' } });
      expect(notes.resource.aws_dynamodb_table!.notes).toMatchObject({ name: 'trinity-notes-notes-dev' });
      expect(notes.resource.aws_cloudwatch_metric_alarm!.throttles).toMatchObject({
        alarm_description: 'Notes are not saved.',
      });
    });

    test('is reviewed beside the others, under its own name', async () => {
      const { status, stdout } = await trinityAwayFromAws(root, ['review', 'dev', '--base', 'HEAD', '--json']);
      expect(status).toBe(2);
      expect(stdout).toContain('dev-notes (synthesis)');
    });

    test('is named by commands, and missed where it is not', async () => {
      const trinity = (...args: string[]) => trinityAwayFromAws(root, args);
      const missed = await Promise.all([
        trinity('status', 'prod-notes'),
        trinity('status', 'prod', '--system', 'notes'),
      ]);
      for (const { status, stderr } of missed) {
        expect([status, stderr]).toEqual([
          10,
          'prod has no notes: environments/prod.ts has no systems.notes.\nnext: It has room-cache. notes is in dev.\n',
        ]);
      }
    });

    test('is gone through after the first, one result each; what is of one stack, and --system, take one', async () => {
      const trinity = (...args: string[]) => trinityAwayFromAws(root, args);
      const { stdout, stderr } = await trinity('status', 'dev', '--no-drift', '--json');
      expect(stderr).toMatch(/^dev:\n/);
      expect(JSON.parse(stdout)).toMatchObject({ systems: [], error: {} }); // it stops at the first that fails
      const one = await Promise.all([
        trinity('status', 'dev', '--system', 'notes', '--json'),
        trinity('rollback', 'dev', '--to', 'cache=1', '--json'),
      ]);
      for (const { stdout, stderr } of one) {
        expect(stderr).not.toMatch(/^dev/);
        expect(JSON.parse(stdout)).toHaveProperty('error');
      }
      const { stderr: refused } = await trinity('status', 'dev-notes', '--system', 'room-cache');
      expect(refused).toContain('dev-notes');
    });

    test('runs on a laptop', async () => {
      const run = startCli(root, ['dev', '--system', 'notes', '--port', '0', '--json']);
      const { endpoint, apiKey } = await run.ready;
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ ping }' }),
      });
      expect(await answer.json()).toEqual({ data: { ping: 'pong of dev' } });
      expect(await run.interrupt()).toBe(0);
    });
  });
});

/** A system with a table, its alarm and an API. */
const NOTES = {
  'environments/notes/schema.ts': `import type { z } from 'zod';
import { exactly } from '../kinds-of-value';
import { graphqlApi } from '../resources/graphql-api';
import { lambdaFunction } from '../resources/lambda-function';
import { table } from '../resources/table';

export const notesSchema = exactly({ tables: exactly({ notes: table }), greeter: lambdaFunction, api: graphqlApi });
export type Notes = z.infer<typeof notesSchema>;
`,
  'environments/notes/index.ts': `import type { Section } from '../section';
import type { Notes } from './schema';

export const notes: Section<Notes> = {
  needs: { service: 'AppSync', partitions: ['aws'] },
  rules: () => [],
  objects: () => [],
  madeAnew: (section) => section,
  beforeDeploy: () => [],
};
`,
  'functions/notes/greeter/index.ts': `export const handler = (): Promise<string> => Promise.resolve('pong of ' + String(process.env['ENVIRONMENT']));
`,
  'api/notes/schema.graphql': `type Query {
  ping: String
}
`,
  'api/notes/wiring.ts': `import type { Wiring } from '../../model/wiring';

export const wiring: Wiring = {
  dataSources: { greeter: { function: 'greeter' } },
  functions: { greet: { dataSource: 'greeter', actions: ['lambda:InvokeFunction'] } },
  resolvers: { 'query.ping': ['greet'] },
};
`,
  'api/notes/resolvers/query.ping.ts': `import type { Context } from '@aws-appsync/utils';

export const request = () => ({});
export const response = (ctx: Context) => ctx.prev.result as unknown;
`,
  'api/notes/functions/greet.ts': `import type { Context } from '@aws-appsync/utils';

export const request = () => ({ operation: 'Invoke', payload: {} });
export const response = (ctx: Context) => ctx.result as unknown;
`,
  'stacks/notes/index.ts': `import { wiring } from '../../api/notes/wiring';
import { Alarm } from '../constructs/alarm';
import { LambdaFunction } from '../constructs/lambda-function';
import { NotificationTopic } from '../constructs/notification-topic';
import { ApiLayer } from '../layers/api';
import { DataLayer } from '../layers/data';
import { readSchema } from '../layers/schema';
import type { System } from '../system';
import { SystemStack } from '../system-stack';

class NotesStack extends SystemStack {
  constructor(...[scope, environment, bundles]: Parameters<System['compose']>) {
    super(scope, environment, 'notes');
    this.keepState();
    const { nameOf } = this;
    const { account, logRetentionDays, name: environmentName } = environment;
    const { tables: settings, greeter, api } = environment.systems.notes!;
    const { tables } = new DataLayer(this, 'data', { nameOf, keys: { notes: { hashKey: { name: 'id', type: 'S' } } }, settings });
    const lambda = new LambdaFunction(this, 'greeter', {
      name: nameOf('greeter'),
      archive: bundles.archive('greeter'),
      environment: { ENVIRONMENT: environmentName },
      ...{ account, logRetentionDays, ...greeter },
    });
    new ApiLayer(this, 'api', {
      system: 'notes',
      schema: readSchema('notes'),
      settings: api,
      lambdas: { greeter: lambda },
      adoptedLogGroup: undefined,
      ...{ wiring, account, nameOf, bundles, tables, logRetentionDays },
    });
    const topic = new NotificationTopic(this, 'alarms', { name: nameOf('alarms'), emails: environment.notify });
    new Alarm(this, 'throttles', {
      name: nameOf('throttles'),
      memberLoses: 'Notes are not saved.',
      metrics: [{ namespace: 'AWS/DynamoDB', metricName: 'WriteThrottleEvents', dimensions: { TableName: tables.notes.name }, stat: 'Sum' }],
      threshold: 1,
      topicArn: topic.arn,
    });
  }
}

export const notes: System = { compose: (...of) => new NotesStack(...of) };
`,
  'deployment/notes/index.ts': `import { passed } from '../checks';
import { roomCache } from '../room-cache';

export const notes: typeof roomCache = {
  ...roomCache,
  preflight: () => [],
  releases: () => [],
  features: () => [],
  verification: () => [],
  endToEnd: () => ({ name: 'end to end', run: () => Promise.resolve(passed('it is there')) }),
  warnings: () => [],
};
`,
  'local/notes/index.ts': `import { roomCache } from '../room-cache';
import type { LocalSystem } from '../system';

export const notes: LocalSystem = {
  openStandIns: (...options) => roomCache.openStandIns(...options),
  query: () => '{ ping }',
  demo: () => Promise.resolve({ id: '', made: {}, lines: [] }),
};
`,
};
