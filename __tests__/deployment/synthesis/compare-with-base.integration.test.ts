import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { compareWithBase } from '../../../deployment/synthesis';
import type { Project } from '../../../deployment/project';
import { application, stackOf } from './application';

const compare = (project: Project, ref = 'HEAD', names = ['dev'], signal = new AbortController().signal) =>
  compareWithBase(project, { ref, names, signal });
const actionsIn = async (...args: Parameters<typeof compare>) => {
  const { plans } = await compare(...args);
  return plans.map(({ name, plan }) => [name, plan.resources.map(({ address, action }) => [address, action])]);
};

describe('what this checkout changes', () => {
  test('is compared with the commit, what is not committed included', async () => {
    const { project, sha, write } = application();
    write('stacks/dev.json', stackOf({ films: { name: 'movies' }, rooms: {} }));
    const { base, plans, warnings } = await compare(project);
    expect({ base, warnings }).toEqual({ base: sha, warnings: [] });
    expect(plans).toHaveLength(1);
    expect(plans[0]).toMatchObject({
      name: 'dev',
      json: '{"after":{"resource":{"aws_sqs_queue":{"films":{"name":"movies"},"rooms":{}}}},"before":{"resource":{"aws_sqs_queue":{"films":{"name":"films"}}}}}',
      plan: {
        source: 'synthesis',
        resources: [
          { address: 'aws_sqs_queue.films', before: { name: 'films' }, after: { name: 'movies' } },
          { address: 'aws_sqs_queue.rooms', action: 'create' },
        ],
      },
    });
  });

  test('has the same text, whatever the order of keys, and another for other content', async () => {
    const { project, write } = application();
    const jsonOf = async (queue: object): Promise<string> => {
      write('stacks/dev.json', stackOf({ films: queue }));
      return (await compare(project)).plans[0]!.json;
    };
    const one = await jsonOf({ name: 'films', tags: { b: '1', a: '2' } });
    expect(await jsonOf({ tags: { a: '2', b: '1' }, name: 'films' })).toBe(one);
    expect(await jsonOf({ tags: { a: '2', b: '2' }, name: 'films' })).not.toBe(one);
  });

  test('is all of an environment that one side lacks', async () => {
    const { project, write, remove } = application();
    write('stacks/staging.json', stackOf({ rooms: {} }));
    remove('stacks/dev.json');
    expect(await actionsIn(project, 'HEAD', ['staging', 'dev'])).toEqual([
      ['staging', [['aws_sqs_queue.rooms', 'create']]],
      ['dev', [['aws_sqs_queue.films', 'delete']]],
    ]);
  });

  test('is nothing where paths of the comparison itself are all that differs', async () => {
    const { project } = application({ 'stacks/dev.json': stackOf({ films: { name: 'HERE', policy: 'OUT/x' } }) });
    const { plans } = await compare(project);
    expect(plans[0]!.plan.resources.map(({ action }) => action)).toEqual(['no-op']);
    expect(JSON.parse(plans[0]!.json)).toHaveProperty('after.resource.aws_sqs_queue.films', {
      name: project.root,
      policy: join(project.root, 'cdktf.out/x'),
    });
  });

  test('of a project in a folder of the repository is found there', async () => {
    const { project, git, write } = application({ 'shared.txt': 'shared' });
    mkdirSync(join(project.root, 'infra'));
    for (const file of ['cdktf.json', 'app.sh', 'stacks']) git('mv', file, 'infra');
    write(
      'infra/app.sh',
      `test -f ../shared.txt || exit 9\n${readFileSync(join(project.root, 'infra/app.sh'), 'utf8')}`,
    );
    git('commit', '--quiet', '--all', '--message', 'moved');
    write('infra/stacks/dev.json', stackOf({}));
    const infra = { ...project, root: join(project.root, 'infra') };
    expect(await actionsIn(infra)).toEqual([['dev', [['aws_sqs_queue.films', 'delete']]]]);
  });
});

describe('the checkout', () => {
  test('keeps its index and its files, and nothing temporary is left', async () => {
    const { project, git, write, seen } = application();
    write('staged.txt', 's\n');
    git('add', 'staged.txt');
    write('stacks/dev.json', stackOf({}));
    const state = () => [git('status', '--porcelain'), readFileSync(join(project.root, '.git/index')).toString('hex')];
    const before = state();
    await compare(project);
    expect(state()).toEqual(before);
    expect(existsSync(join(project.root, 'cdktf.out'))).toBe(false);
    const temporary = seen().filter((path) => path !== project.root);
    expect(new Set(temporary).size).toBe(3); // the commit's files, and an output of each side
    expect(temporary.filter(existsSync)).toEqual([]);
  });

  test('lends its packages to the commit, and says when they are not the same', async () => {
    const lent = { 'cdktf.json': JSON.stringify({ app: 'sh node_modules/app.sh' }), 'package-lock.json': '1' };
    const { project, write } = application(lent);
    mkdirSync(join(project.root, 'node_modules'));
    renameSync(join(project.root, 'app.sh'), join(project.root, 'node_modules/app.sh'));
    expect((await compare(project)).warnings).toEqual([]);
    write('package-lock.json', '2');
    expect((await compare(project)).warnings).toEqual([
      "HEAD has another package-lock.json: it was synthesized with this checkout's packages, so what other packages change does not show.",
    ]);
    expect(readFileSync(join(project.root, 'node_modules/app.sh'), 'utf8')).toContain('manifest.json');
  });

  test('is warned of commits that it lacks', async () => {
    const { project, git, write, commit, sha } = application();
    write('stacks/dev.json', stackOf({}));
    commit();
    git('branch', 'ahead');
    git('reset', '--quiet', '--hard', sha);
    expect((await compare(project, 'ahead')).warnings).toEqual([
      'ahead has 1 commit that this checkout lacks: what they change shows here as taken back. Merge ahead, or compare with $(git merge-base HEAD ahead).',
    ]);
  });
});

describe('it is refused', () => {
  const refusal = (message: string, next: unknown = expect.any(String)) => ({ stage: 'invalid', message, next });

  test('for an environment that neither side has', async () => {
    const { project } = application();
    await expect(compare(project, 'HEAD', ['dev', 'stagin'])).rejects.toMatchObject(
      refusal('Neither this checkout nor HEAD has the environment "stagin".', 'There are: dev.'),
    );
  });

  test('when this checkout cannot be synthesized, with what it said and no stack', async () => {
    const { project, write, seen } = application();
    write('app.sh', 'echo "$PWD/stacks/dev.json: name: too long" >&2; echo "    at x (y.ts:1:1)" >&2; exit 3');
    await expect(compare(project)).rejects.toMatchObject(
      refusal(
        'The synthesis of this checkout failed:\nstacks/dev.json: name: too long',
        'Mend it, then compare again.',
      ),
    );
    expect(seen().filter(existsSync)).toEqual([]);
  });

  test('when the commit cannot, nor said why', async () => {
    const { project, write, commit, git } = application();
    const app = readFileSync(join(project.root, 'app.sh'), 'utf8');
    write('app.sh', 'exit 3');
    commit();
    const sha = git('rev-parse', 'HEAD');
    write('app.sh', app);
    await expect(compare(project)).rejects.toMatchObject(
      refusal(
        `The synthesis of ${sha} failed:\nIt ended with exit code 3, and without a manifest.json.`,
        'Name a commit that can be synthesized with --base.',
      ),
    );
  });

  test.each(['{}', 'no JSON'])('when a side has no app, but %s', async (text) => {
    const { project, write } = application();
    write('cdktf.json', text);
    await expect(compare(project)).rejects.toMatchObject(
      refusal('The synthesis of this checkout failed:\nIt has no cdktf.json with an app command.'),
    );
  });
});

test('interrupted, it ends what it started and leaves nothing', async () => {
  const { project, write, seen } = application();
  const running = join(project.root, 'started');
  write('app.sh', `sh -c 'touch started; exec sleep 6000' & echo "$CDKTF_OUTDIR" >> "$SEEN"; wait $!; exit 1`);
  const stop = new AbortController();
  const comparing = compare(project, 'HEAD', ['dev'], stop.signal);
  comparing.catch(() => undefined);
  while (!existsSync(running)) await new Promise((resolve) => setTimeout(resolve, 20));
  stop.abort(new Error('stopped'));
  // It is waited for while anything still holds its output, so this comes before the sleep is over only if that was ended.
  await expect(comparing).rejects.toThrow('stopped');
  expect(seen().filter((path) => path !== project.root && existsSync(path))).toEqual([]);
});
