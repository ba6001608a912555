import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { SHA, startGitHub, type LocalGitHub } from '../github/server';
import { recorded, type PlanName } from '../review/plans';
import { packed } from '../support/packed';
import { trinity } from '../support/trinity';

const CHECKOUT = join(__dirname, '../..');
const NAME = 'terraform-plan-review';
const { folder, built, project, env, install, run, succeed, write, check, remove } = packed('plan-review');
beforeAll(install);
afterAll(remove);

function plan(name: PlanName): string {
  write(`${name}.json`, recorded(name));
  return `${name}.json`;
}

test('it is all there is in node_modules, and has JavaScript, types and words for a reader', () => {
  expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([NAME]);
  const files = readdirSync(join(project, 'node_modules', NAME), { recursive: true, encoding: 'utf8' });
  expect(files.filter((file) => !/^dist\/types|^bin$|^dist$/.test(file)).sort()).toEqual(
    ['README.md', 'bin/plan-review', 'dist/cli.js', 'dist/index.js', 'package.json'].sort(),
  );
});

describe('from JavaScript', () => {
  const judge = `
    const judged = review(readFileSync('project-dangerous.json'), { name: 'staging', accept: { 'a/b.c': 'why' } });
    let refused;
    try { review('{}', { name: 'x' }) } catch (error) { refused = error instanceof UnreadablePlanError }
    console.log(JSON.stringify({ verdict: judged.verdict, refused, text: renderText([judged]), rules: judged.findings.map(({ rule }) => rule) }));`;

  test.each([
    [
      'required',
      'cjs',
      `const { readFileSync } = require('fs'); const { review, renderText, UnreadablePlanError } = require('${NAME}');`,
    ],
    [
      'imported',
      'mjs',
      `import { readFileSync } from 'fs'; import { review, renderText, UnreadablePlanError } from '${NAME}';`,
    ],
  ])('it is %s', async (_, kind, load) => {
    plan('project-dangerous');
    write(`judge.${kind}`, load + judge);
    const said = JSON.parse(await succeed(process.execPath, [`judge.${kind}`])) as Record<string, unknown>;
    expect(said).toMatchObject({ verdict: 'blocked', refused: true });
    expect(said.text).toContain('9 findings block'); // the plan's 8, and an acceptance of nothing
    expect(said.rules).toEqual(expect.arrayContaining(['stateful-loss', 'unused-acceptance']));
  });

  test('whoever requires and whoever imports it has the same', async () => {
    const same = `import { createRequire } from 'module'; import { review } from '${NAME}';
      console.log(createRequire(import.meta.url)('${NAME}').review === review);`;
    write('same.mjs', same);
    expect(await succeed(process.execPath, ['same.mjs'])).toBe('true\n');
  });

  test('it loads one file', async () => {
    const loaded = `require('${NAME}'); console.log(Object.keys(require.cache).length)`;
    expect(await succeed(process.execPath, ['--eval', loaded])).toBe('1\n');
  });
});

describe('from TypeScript, which looks into every declaration', () => {
  test.each(['mts', 'cts'])('of a .%s', async (kind) => {
    const uses = `import { renderMarkdown, review, type Finding, type Review } from '${NAME}';
      const judged: Review = review('', { name: 'x', commit: null });
      const names: string[] = judged.findings.map((one: Finding) => one.accepted ?? one.name);
      const parts: string[] = renderMarkdown(judged, { limit: 65_000 });
      const after: number[] = judged.layers[0]!.changes.flatMap(({ attributes }) => attributes.flatMap(({ after }) => typeof after === 'number' ? [after] : []));
      export { names, parts, after };\n`;
    write(`uses.${kind}`, uses);
    expect(await check(`uses.${kind}`)).toEqual({ status: 0, stdout: '', stderr: '' });
    write(`wrong.${kind}`, uses.replace('string[] = judged', 'number[] = judged'));
    expect(await check(`wrong.${kind}`)).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('TS2322') as string,
    });
  });
});

describe('from the command line', () => {
  const bin = (...args: string[]) => run(join(project, 'node_modules/.bin/plan-review'), args);

  test.each<[PlanName, number, ...string[]]>([
    ['no-change', 0],
    ['update', 2, '--format', 'markdown'],
    ['project-dangerous', 3],
    ['project-dangerous', 3, '--json'],
    ['update', 2, '--format', 'html'],
    ['errored', 18],
  ])('%s ends with %d, as trinity review does', async (name, code, ...options) => {
    const { status, stdout } = await bin(plan(name), ...options);
    const theirs = await trinity(['review', join(project, `${name}.json`), ...options], { root: CHECKOUT, env });
    expect([status, stdout]).toEqual([code, theirs.stdout]);
  });

  test('a change of an AppSync schema is judged, though it needs GraphQL', async () => {
    const api = (field: string) => ({
      name: 'a',
      authentication_type: 'AWS_IAM',
      additional_authentication_provider: [{ authentication_type: 'API_KEY' }],
      schema: `type Query { room: String ${field} }`,
    });
    const change = { actions: ['update'], before: api('@aws_iam'), after: api('@aws_api_key') };
    const mask = { additional_authentication_provider: [{}] };
    const sensitive = { before_sensitive: mask, after_sensitive: mask, after_unknown: {} };
    const address = {
      address: 'aws_appsync_graphql_api.a',
      mode: 'managed',
      type: 'aws_appsync_graphql_api',
      name: 'a',
    };
    const resource = {
      ...address,
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: { ...change, ...sensitive },
    };
    const configuration = { root_module: {} };
    write('api.json', JSON.stringify({ format_version: '1.2', resource_changes: [resource], configuration }));
    const theirs = await trinity(['review', join(project, 'api.json')], { root: CHECKOUT, env });
    expect(await bin('api.json')).toMatchObject({ status: theirs.status, stdout: theirs.stdout });
    expect(theirs.stdout).toContain('access-loosened');
  });
});

describe('as an action', () => {
  interface Step {
    readonly id?: string;
    readonly name?: string;
    readonly if?: string;
    readonly uses?: string;
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
  }
  const action = parse(readFileSync(join(CHECKOUT, 'packages/plan-review/action.yml'), 'utf8')) as {
    readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
    readonly runs: { readonly steps: readonly Step[] };
  };
  const { steps } = action.runs;
  let github: LocalGitHub;
  beforeEach(async () => {
    github = await startGitHub();
    const pull_request = { number: 7, head: { sha: SHA, repo: { full_name: 'acme/trinity' } } };
    write('event', JSON.stringify({ repository: { full_name: 'acme/trinity' }, pull_request }));
    write('summary', '');
  });
  afterEach(() => github.stop());

  /** What GitHub's runner does with the steps but the build, of which `built` is what comes. @returns how the last one ended */
  async function act(inputs: Readonly<Record<string, string>>): Promise<{ code: number; ran: string[] }> {
    const values = new Map<string, string>([['github.token', github.state.token]]);
    const evaluate = (text: string): string =>
      text.replace(/\$\{\{ (.*?) \}\}/g, (_, name: string) => values.get(name)!);
    for (const [name, { default: byDefault = '' }] of Object.entries(action.inputs)) {
      values.set(`inputs.${name}`, inputs[name] ?? evaluate(byDefault));
    }
    const ran: string[] = [];
    for (const step of steps.filter(({ run: script, name }) => script !== undefined && name !== 'Build')) {
      if (step.if !== undefined && values.get('inputs.post') !== 'true') continue;
      ran.push(step.name!);
      const output = join(project, 'output');
      writeFileSync(output, '');
      const given = Object.entries(step.env ?? {}).map(([name, text]) => [name, evaluate(text)]);
      const { status } = await run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run!], project, {
        ...{ GITHUB_ACTION_PATH: built, GITHUB_API_URL: github.url, GITHUB_OUTPUT: output, RUNNER_TEMP: folder },
        ...{ GITHUB_EVENT_PATH: join(project, 'event'), GITHUB_STEP_SUMMARY: join(project, 'summary') },
        ...(Object.fromEntries(given) as Record<string, string>),
      });
      for (const [, name, value] of readFileSync(output, 'utf8').matchAll(/^(.*?)=(.*)$/gm)) {
        values.set(`steps.${step.id}.outputs.${name}`, value!);
      }
      if (status !== 0) return { code: status!, ran };
    }
    return { code: 0, ran };
  }
  const statuses = () => github.state.statuses.map(({ context, state }) => [context, state]);

  test('what blocks is posted, and then fails the job', async () => {
    expect(await act({ plan: plan('project-dangerous'), name: 'staging' })).toEqual({
      code: 3,
      ran: ['Review', 'Post', 'Verdict'],
    });
    expect(statuses()).toEqual([['plan-review / staging', 'failure']]);
    expect(github.state.comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(/^<!-- plan-review: staging -->\n### staging: BLOCKED by 8 findings/) as string,
    ]);
    expect(readFileSync(join(project, 'summary'), 'utf8')).toContain('### staging: BLOCKED');
  });

  test('changes pass; each plan has its comment', async () => {
    const both = `${plan('update')}\n${plan('no-change')}\n`;
    expect((await act({ plan: both })).code).toBe(0);
    expect(statuses()).toEqual([
      ['plan-review / no-change', 'success'],
      ['plan-review / update', 'success'],
    ]);
  });

  test('what is accepted passes', async () => {
    const finding = 'recovery-off/aws_db_instance.ledger#0d483308';
    await act({ plan: plan('dangerous'), accept: `${finding}=it is only a copy\n` });
    expect(github.state.comments[0]!.body).toContain('accepted: it is only a copy');
  });

  test('no plan that can be judged: the reason is posted, and the job fails', async () => {
    expect((await act({ plan: plan('errored') })).code).toBe(18);
    expect(statuses()).toEqual([['plan-review / errored', 'error']]);
  });

  test('a request that is not valid fails before anything is posted', async () => {
    expect(await act({ plan: `${plan('update')}\n${plan('no-change')}`, name: 'x' })).toEqual({
      code: 64,
      ran: ['Review'],
    });
    expect(github.requests).toEqual([]);
  });

  test('nothing is posted where that is not wanted', async () => {
    expect(await act({ plan: plan('update'), post: 'false' })).toEqual({ code: 0, ran: ['Review', 'Verdict'] });
    expect(github.requests).toEqual([]);
  });

  test('its other actions are pinned, and no script has an expression in it', () => {
    for (const { uses, run: script } of steps) {
      if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/);
      expect(script ?? '').not.toContain('${{');
    }
  });
});
