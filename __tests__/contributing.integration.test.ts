import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NAMES } from '../environments/names';
import { build } from '../build/synthesize';
import { startLocal } from '../local/run';
import { trinityAwayFromAws } from './support/away-from-aws';
import { copyCheckout } from './support/checkout';

/*
 * What CONTRIBUTING.md says of a table, an environment, a command and a system, done in a copy by that page: a step that it leaves out, or
 * a part of the project that does not follow, fails here.
 */

const checkout = copyCheckout();
afterAll(() => checkout.remove());
const { root } = checkout;

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
    const entry = "  votes: { hashKey: text('roomId'), rangeKey: text('memberId'), lost: 'votes are not counted' },\n";
    change('model/room-cache/tables.ts', '} as const satisfies', `${entry}} as const satisfies`);
  });

  test('that no environment sizes is refused, with every file that has to', async () => {
    const refused = await synthesize('dev').catch((error: unknown) => String(error));
    for (const name of NAMES)
      expect(refused).toMatch(new RegExp(`environments/${name}\\.ts\\(\\d+,\\d+\\): .*'?votes'? is missing`));
  });

  describe('that they size', () => {
    let template: Template;
    beforeAll(async () => {
      for (const name of NAMES)
        change(`environments/${name}.ts`, /filterCache: (\w+)/, 'filterCache: $1,\n    votes: $1');
      template = await templateOf('dev');
    });

    test('has its key, and the tags, protection and TTL of the others', () => {
      const { votes, rooms } = template.resource.aws_dynamodb_table!;
      const own = { hash_key: 'roomId', range_key: 'memberId', name: 'trinity-votes-dev' };
      expect(votes).toMatchObject({ ...own, ttl: rooms!.ttl, lifecycle: rooms!.lifecycle });
    });

    test('has an alarm that says what a member loses, graphs and an output', () => {
      const alarm = template.resource.aws_cloudwatch_metric_alarm!.votes_throttles!;
      expect(alarm.alarm_description).toContain('votes are not counted');
      const dashboard = JSON.stringify(template.resource.aws_cloudwatch_dashboard);
      expect(dashboard.split('aws_dynamodb_table.votes.name')).toHaveLength(3); // reads and writes that are turned away
      expect(template.output['table_names']!.value).toHaveProperty('votes', '${aws_dynamodb_table.votes.name}');
    });

    test('runs on a laptop', async () => {
      const run = await startLocal({ root, build: false });
      expect(run.stack().tables.map(({ name }) => name)).toContain('trinity-votes-dev');
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
  for (const part of ['cli', 'deployment', 'import', 'packages/plan-review'])
    cpSync(join(__dirname, '..', part), join(root, part), { recursive: true });
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
  expect(await trinity('greet', 'dev', '--word', 'hi')).toMatchObject({ status: 0, stdout: 'HI dev\n' });
  const mistakes = await Promise.all([trinity('gret', 'dev'), trinity('greet'), trinity('status', 'dev', '--word=x')]);
  expect(mistakes.map(({ stderr }) => stderr)).toEqual([
    expect.stringContaining('Did you mean greet?'),
    expect.stringContaining('The form is bin/trinity greet ENVIRONMENT; found nothing after greet.'),
    expect.stringContaining('--word goes with greet, not with status.'),
  ]);
});

test('a system is a name, and one that a layer does not answer for does not compile', async () => {
  change('model/systems.ts', "['room-cache']", "['room-cache', 'empty']");
  const refused = await synthesize('dev').catch((error: unknown) => String(error));
  expect(refused).toMatch(/stacks\/systems\.ts\(\d+,\d+\): .*'empty' is missing/);
  change(
    'stacks/systems.ts',
    "'room-cache': roomCache }",
    "'room-cache': roomCache, empty: { compose: (scope, { name }) => new TerraformStack(scope, `${name}-empty`) } }",
  );
  change('stacks/systems.ts', '', "import { TerraformStack } from 'cdktf';\n");
  const rooms = await templateOf('dev');
  expect(JSON.parse(read('cdktf.out/stacks/dev-empty/cdk.tf.json'))).not.toHaveProperty('resource');
  expect(rooms.resource).toHaveProperty('aws_dynamodb_table'); // the other system's stack is as it was
});
