import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type OnResolveArgs } from 'esbuild';
import { majorOf, NODES } from './nodes/versions';
import { loadEnvironments } from '../environments';
import { FOLDER, jobsOf, runsOf, stepOf } from './support/workflows';

/** In further regions, too. */
const NAMES = loadEnvironments().map(({ name }) => name);

const ROOT = join(__dirname, '..');
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
    'check:upgrade',
    'deploy:prod',
    'deploy:staging',
    'quality:gates',
    'rehearse',
    'test:integration',
    'test:property',
    'test:smoke:prod',
    'test:smoke:staging',
    'test:thorough',
    'test:unit',
  ]);
});

test('the unit tests run under every Node that the project is tested under, everything else under one of them', () => {
  const majors = NODES.map(majorOf);
  const { text } = jobsOf(read('checks.yml')).find(({ name }) => name === 'tests')!;
  const matrix = [/^ {8}node: \[(\d+)\]$/m, /^ {10}- \{ tier: unit, node: (\d+) \}$/gm];
  const found = matrix.flatMap((pattern) => [...text.matchAll(new RegExp(pattern, 'gm'))].map(([, node]) => node));
  expect(found.sort()).toEqual(majors);
  const versions = files.flatMap((file) => [...read(file).matchAll(/node-version: (.*)/g)].map(([, node]) => node));
  expect(versions.filter((version) => version !== '${{ matrix.node }}' && !majors.includes(version!))).toEqual([]);
});

test.each(files)('%s pins every action to a commit', (file) => {
  const uses = [...read(file).matchAll(/\buses: (\S+)/g)].map(([, action = '']) => action);
  const loose = uses.filter((action) => !action.startsWith('./') && !/@[0-9a-f]{40}$/.test(action));
  expect(loose).toEqual([]);
});

test.each(files)('%s has no long-lived AWS keys, and no secret but the key of plans', (file) => {
  expect(read(file)).not.toMatch(/aws-access-key-id|aws-secret-access-key/i);
  const secrets = [...read(file).matchAll(/secrets(?:\.|\[)[^\s}]*/g)].map(([secret]) => secret);
  expect(secrets.filter((secret) => secret !== 'secrets.TRINITY_PLAN_KEY')).toEqual([]);
});

test.each(files)('%s never runs what a pull request says', (file) => {
  expect(read(file)).not.toMatch(/pull_request_target|workflow_run/);
  const expressions = runsOf(read(file)).flatMap((script) => script.match(/\$\{\{.*?\}\}/g) ?? []);
  expect(expressions.filter((one) => one !== '${{ matrix.tier }}')).toEqual([]); // a value of the workflow's own
});

test('deploys of one environment wait for each other from the plan on, and are never cancelled', () => {
  for (const environment of ['staging', 'prod']) {
    const group = `concurrency:\n      group: deploy-${environment}\n      cancel-in-progress: false\n`;
    expect(read(`deploy-${environment}.yml`)).toContain(group);
  }
  expect(read('deploy.yml')).not.toContain('concurrency:'); // it would wait for its own caller
});

describe('permissions', () => {
  const jobs = files.flatMap((file) => jobsOf(read(file)).map((job) => ({ ...job, title: `${file}: ${job.name}` })));

  test('what may write to GitHub has no access to AWS', () => {
    const may = (pattern: RegExp) => jobs.filter(({ text }) => pattern.test(text)).map(({ title }) => title);
    expect(may(/id-token: write|role-to-assume/)).toEqual([
      'deploy-prod.yml: prod', // calls the next two
      'deploy-staging.yml: staging',
      'deploy.yml: plan',
      'deploy.yml: deploy',
      'plan-review.yml: plan',
    ]);
    expect(may(/(?:issues|pull-requests|statuses|contents): write/)).toEqual([
      'plan-review.yml: post-synthesis',
      'plan-review.yml: post',
    ]);
  });

  test('everything else only reads; what posts has what its callers give it', () => {
    const reading = files.filter((file) => /^permissions:\n {2}contents: read\n\n/m.test(read(file)));
    expect(files.filter((file) => !reading.includes(file))).toEqual(['post-reviews.yml']);
    expect(read('post-reviews.yml')).not.toContain('permissions:');
    const callers = jobs.filter(({ text }) => text.includes('post-reviews.yml'));
    expect(callers.map(({ title }) => title)).toEqual(['plan-review.yml: post-synthesis', 'plan-review.yml: post']);
  });

  test('only a deploy passes secrets on, to jobs of environments that its branch alone may use', () => {
    expect(files.filter((file) => read(file).includes('secrets: inherit'))).toEqual([
      'deploy-prod.yml',
      'deploy-staging.yml',
    ]);
    const withSecrets = jobs.filter(({ text }) => text.includes('secrets.TRINITY_PLAN_KEY'));
    expect(withSecrets.map(({ title }) => title)).toEqual(['deploy.yml: plan', 'deploy.yml: deploy']);
    const environmentOf = (title: string) =>
      /^ {4}environment: (.*)$/m.exec(jobs.find((job) => job.title === title)!.text)?.[1];
    expect(environmentOf('deploy.yml: plan')).toBe('${{ inputs.environment }}-plan');
    expect(environmentOf('deploy.yml: deploy')).toBe('${{ inputs.environment }}');
    expect(environmentOf('plan-review.yml: plan')).toBe('${{ matrix.environment }}-review');
  });

  test('what has credentials, or may write, restores nothing that another job has cached', () => {
    const trusted = jobs.filter(({ text, title }) => /role-to-assume/.test(text) || title === 'post-reviews.yml: post');
    expect(trusted).toHaveLength(4);
    expect(trusted.filter(({ text }) => /actions\/cache|cache:|TF_PLUGIN_CACHE/.test(text))).toEqual([]);
  });

  test('what may write runs the code of the branch that the pull request is for', () => {
    const { text } = jobs.find(({ title }) => title === 'post-reviews.yml: post')!;
    const refs = [...text.matchAll(/actions\/checkout@.*\n {8}with:\n(?: {10}#.*\n)? {10}ref: (.*)/g)];
    expect(refs.map(([, ref]) => ref)).toEqual(['${{ github.event.pull_request.base.sha }}']);
    expect(text.match(/actions\/checkout@/g)).toHaveLength(1);
  });

  const jobOf = (name: string) => jobs.find(({ title }) => title === `plan-review.yml: ${name}`)!.text;
  /** Those whose state is where the workflow can read it. */
  const planned = loadEnvironments()
    .filter(({ state }) => state.backend === 's3')
    .map(({ name }) => name);

  test('every environment is planned whose state is not on one machine only', () => {
    expect(jobOf('plan')).toContain(`environment: [${planned.join(', ')}]\n`);
  });

  test('every review has to have a status: the synthesis always, a plan unless the job was skipped', () => {
    const synthesized = `expected: ${NAMES.map((name) => `${name} (synthesis)`).join(',')}`;
    expect(jobOf('post-synthesis')).toContain(`${synthesized}\n`);
    expect(jobOf('post')).toContain(
      `${synthesized}\${{ needs.plan.result != 'skipped' && ',${planned.join(',')}' || '' }}\n`,
    );
  });

  test('a fork gets no plan', () => {
    const plan = jobs.find(({ title }) => title === 'plan-review.yml: plan');
    expect(plan?.text).toContain('if: github.event.pull_request.head.repo.full_name == github.repository\n');
  });
});

test('a plan is kept for a day, and only encrypted', () => {
  const uploads = files.flatMap((file) => read(file).split(/^ {6}- /m)).filter((step) => /upload-artifact@/.test(step));
  const plans = uploads.filter((step) => step.includes('plan.enc'));
  expect(plans).toHaveLength(1);
  expect(plans[0]).toContain('retention-days: 1\n');
  expect(uploads.filter((step) => /cdktf\.out|\.tfplan|path: \.$/m.test(step))).toEqual([]);
});

/** What a command loads by `require` when it runs, other than a review. */
const ofOthers = ({ kind, importer }: OnResolveArgs) =>
  kind === 'require-call' && /cli\/commands\/(?!review\/)/.test(importer) ? { external: true } : undefined;

test('what judges a pull request has owners: all that reviews and posts load, but for what is judged', async () => {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['bin/run.cjs', 'cli/index.ts', 'packages/plan-review/src/cli/post.ts'],
    plugins: [{ name: 'what other commands load', setup: (build) => build.onResolve({ filter: /^\./ }, ofOthers) }],
    outdir: 'unwritten',
    bundle: true,
    platform: 'node',
    packages: 'external',
    write: false,
    metafile: true,
  });
  const loaded = Object.keys(metafile.inputs).map((file) => `/${file.split('/')[0]}`);
  const owned = [...readFileSync(join(ROOT, '.github', 'CODEOWNERS'), 'utf8').matchAll(/^(\/\S+?)\/? +@/gm)].map(
    ([, path]) => path!,
  );
  const judging = new Set([...loaded, '/.github', '/cdktf.json', '/package-lock.json']);
  expect(owned.sort()).toEqual([...judging].filter((path) => path !== '/stacks').sort());
});

const digestOf = (name: string): string => name.padEnd(64, '0');

describe('what they call trinity with', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trinity-workflows-'));

  beforeAll(() => {
    // Writes down its arguments, one a line, and ends as it is told.
    const stub = `#!/bin/sh\nfor argument in "$@"; do echo "$argument" >> "${folder}/called"; done\nexit "\${ENDS:-0}"\n`;
    mkdirSync(join(folder, 'bin'));
    for (const program of ['bin/trinity', 'npm']) writeFileSync(join(folder, program), stub, { mode: 0o755 });
    mkdirSync(join(folder, 'reviews'));
    for (const name of ['staging', 'prod']) {
      const review = { schemaVersion: 1, reviews: [{ name, digest: digestOf(name) }] };
      writeFileSync(join(folder, 'reviews', `review-${name}.json`), JSON.stringify(review));
    }
  });

  beforeEach(() => ['called', 'output', 'summary'].forEach((name) => rmSync(join(folder, name), { force: true })));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** As GitHub runs it. */
  function step(file: string, job: string, name: string, env: Record<string, string> = {}) {
    const { status } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', stepOf(file, job, name)], {
      cwd: folder,
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        RUNNER_TEMP: folder,
        GITHUB_OUTPUT: join(folder, 'output'),
        GITHUB_STEP_SUMMARY: join(folder, 'summary'),
        ...env,
      },
    });
    const called = readFileSync(join(folder, 'called'), 'utf8').replaceAll(folder, 'TEMP').trim().split('\n');
    return { status, called };
  }

  test.each([
    ['0', 0],
    ['2', 0],
    ['3', 3],
    ['12', 12],
  ])('a review that ends with %s: the step ends with %d', (ends, status) => {
    for (const [file, job, name] of [
      ['plan-review.yml', 'synthesis', 'Review'],
      ['plan-review.yml', 'plan', 'Review'],
      ['deploy.yml', 'plan', 'Plan and review'],
    ] as const) {
      expect(step(file, job, name, { ENDS: ends, ENVIRONMENT: 'staging' }).status).toBe(status);
    }
  });

  test('the synthesis is compared with the base', () => {
    const { called } = step('plan-review.yml', 'synthesis', 'Review');
    expect(called).toEqual(['review', ...NAMES, '--base', 'HEAD^', '--write', 'TEMP/reviews']);
  });

  test('a plan is reviewed for each environment', () => {
    const { called } = step('plan-review.yml', 'plan', 'Review', { ENVIRONMENT: 'prod' });
    expect(called).toEqual(['review', 'prod', '--write', 'TEMP/reviews']);
  });

  test('all reviews are posted together, and what is expected is named', () => {
    const { called } = step('post-reviews.yml', 'post', 'Post', { EXPECTED: 'dev (synthesis),staging' });
    const reviews = ['TEMP/reviews/review-prod.json', 'TEMP/reviews/review-staging.json'];
    expect(called).toEqual(['post', ...reviews, '--expect', 'dev (synthesis),staging']);
  });

  test('no review at all: what is expected is posted', () => {
    const { called } = step('post-reviews.yml', 'post', 'Post', {
      EXPECTED: 'staging',
      RUNNER_TEMP: join(folder, 'nowhere'),
    });
    expect(called).toEqual(['post', '--expect', 'staging']);
  });

  test.each([
    ['0', true],
    ['10', true],
    ['19', true],
    ['1', false],
    ['127', false],
  ])('a post that ends with %s has tried every status: %s', (ends, tried) => {
    const { status } = step('post-reviews.yml', 'post', 'Post', { ENDS: ends, EXPECTED: 'staging' });
    expect([status, existsSync(join(folder, 'output'))]).toEqual([Number(ends), tried]);
  });

  test('the plans that are reviewed are kept, and their digests said', () => {
    const { called } = step('deploy.yml', 'plan', 'Plan and review', { ENVIRONMENT: 'prod' });
    const kept = ['--write', 'TEMP/reviews', '--plan-out', 'TEMP/plan.enc'];
    expect(called).toEqual(['review', 'prod', ...kept]);
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe(`digests=${digestOf('prod')},${digestOf('staging')}\n`);
  });

  test('that plan is deployed, and no other', () => {
    const { called } = step('deploy.yml', 'deploy', 'Deploy', { ENVIRONMENT: 'prod', DIGESTS: 'abc,def' });
    const reviewed = ['--plan', 'TEMP/plan.enc', '--reviewed', 'abc,def'];
    expect(called.slice(0, -2)).toEqual(['run', 'deploy:prod', '--', '--yes', ...reviewed]);
    expect(called.slice(-2)).toEqual(['--skip-gates', 'passed in a job before, for this commit']);
  });

  test('a review without a digest is no review', () => {
    for (const none of [{}, { reviews: [{ name: 'dev' }] }]) {
      writeFileSync(join(folder, 'reviews', 'review-dev.json'), JSON.stringify(none));
      expect(step('deploy.yml', 'plan', 'Plan and review', { ENVIRONMENT: 'dev' }).status).not.toBe(0);
      expect(existsSync(join(folder, 'output'))).toBe(false);
    }
    rmSync(join(folder, 'reviews', 'review-dev.json'));
  });
});
