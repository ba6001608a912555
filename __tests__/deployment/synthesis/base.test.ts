import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBase } from '../../../deployment/synthesis/base';
import type { Project } from '../../../deployment/project';
import { directoryWith } from '../project';
import { repository } from '../repository';

const find = (project: Project, ref: string) => findBase(project, ref, new AbortController().signal);
const next = (name: string) =>
  `Get it with git fetch origin ${name} (in a workflow: actions/checkout with fetch-depth: 0), or name another with --base; git branch --all lists what there is.`;

test('a branch, a tag, a hash and what leads to one are a commit', async () => {
  const { project, git, write } = repository();
  const sha = git('rev-parse', 'HEAD');
  git('tag', '--annotate', '--message', 'v', 'v1');
  write('a.txt', 'b\n');
  git('commit', '--quiet', '--all', '--message', 'two');
  for (const ref of ['v1', sha, sha.slice(0, 9), 'HEAD~1']) {
    await expect(find(project, ref)).resolves.toEqual({ sha, warnings: [] });
  }
});

test.each(['nowhere', 'origin/nowhere', '0'.repeat(40), '--all', '--since=2020', 'HEAD:a.txt', ''])(
  '%j is none',
  async (ref) => {
    await expect(find(repository().project, ref)).rejects.toMatchObject({
      stage: 'invalid',
      message: `git knows no commit "${ref}" here.`,
      next: next(ref.replace('origin/', '')),
    });
  },
);

describe('a shallow clone', () => {
  const { project, git, write } = repository();
  const first = git('rev-parse', 'HEAD');
  write('a.txt', 'b\n');
  git('commit', '--quiet', '--all', '--message', 'two');
  const root = directoryWith();
  execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${project.root}`, root], { env: project.env });

  test('may lack the commit', async () => {
    await expect(find({ ...project, root }, first)).rejects.toMatchObject({
      message: `git knows no commit "${first}" here: this clone is shallow, and may lack it.`,
      next: next(first),
    });
  });

  test('cannot say what it lacks', async () => {
    git('branch', 'side', first);
    git('checkout', '--quiet', 'side');
    writeFileSync(join(project.root, 'b.txt'), 'b\n');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'beside');
    execFileSync('git', ['fetch', '--quiet', '--depth=1', 'origin', 'side:side'], { cwd: root, env: project.env });
    await expect(find({ ...project, root }, 'side')).resolves.toEqual({ sha: git('rev-parse', 'side'), warnings: [] });
  });
});

test('there is none outside a git checkout, nor without git', async () => {
  const root = directoryWith();
  await expect(find({ root, env: { ...process.env, GIT_CEILING_DIRECTORIES: '/tmp' } }, 'HEAD')).rejects.toMatchObject({
    stage: 'invalid',
    message: `${root} is no git checkout: there is nothing to compare it with.`,
    next: 'Run it in a clone of the repository.',
  });
  await expect(find({ root, env: { PATH: '/nowhere' } }, 'HEAD')).rejects.toMatchObject({
    stage: 'invalid',
    message: 'git cannot be run, and it has what to compare with.',
    next: 'Install git, or put it on the PATH.',
  });
});
