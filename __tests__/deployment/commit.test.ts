import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashTree, readCommit } from '../../deployment/commit';
import { directoryWith } from './project';
import { repository } from './repository';

test('the commit that is checked out, and whether files differ from it', async () => {
  const { project, git, write } = repository();
  const sha = git('rev-parse', 'HEAD');
  await expect(readCommit(project)).resolves.toEqual({ sha, dirty: false });
  write('a.txt', 'b\n');
  await expect(readCommit(project)).resolves.toEqual({ sha, dirty: true });
  git('checkout', '--quiet', 'a.txt');
  write('new.txt', 'n\n');
  await expect(readCommit(project)).resolves.toEqual({ sha, dirty: true });
});

test('there is none outside a repository, before the first commit, and without git', async () => {
  const env = { PATH: process.env.PATH, GIT_CEILING_DIRECTORIES: '/tmp' };
  await expect(readCommit({ root: directoryWith(), env })).resolves.toBeNull();
  await expect(hashTree({ root: directoryWith(), env })).resolves.toBeUndefined();
  await expect(readCommit({ root: directoryWith(), env: { PATH: '/nowhere' } })).resolves.toBeNull();
  const { project, git } = repository();
  git('update-ref', '-d', 'HEAD');
  await expect(readCommit(project)).resolves.toBeNull();
});

describe('the hash of the files', () => {
  test("is git's own hash of the committed tree while nothing differs", async () => {
    const { project, git } = repository();
    await expect(hashTree(project)).resolves.toBe(git('rev-parse', 'HEAD^{tree}'));
  });

  test('changes with every file that git does not ignore, and goes back with it', async () => {
    const { project, write, remove } = repository();
    const before = await hashTree(project);
    write('new.txt', 'n\n');
    const withNew = await hashTree(project);
    expect(withNew).not.toBe(before);
    write('new.txt', 'm\n');
    expect(await hashTree(project)).not.toBe(withNew);
    remove('new.txt');
    expect(await hashTree(project)).toBe(before);
    remove('a.txt');
    expect(await hashTree(project)).not.toBe(before);
  });

  test('does not change with ignored files', async () => {
    const { project, write } = repository({ '.gitignore': '*.log\n' });
    const before = await hashTree(project);
    write('x.log', 'x');
    expect(await hashTree(project)).toBe(before);
  });

  test("leaves the user's index as it is, staged changes and all", async () => {
    const { project, git, write } = repository();
    write('staged.txt', 's\n');
    git('add', 'staged.txt');
    write('a.txt', 'not staged\n');
    const index = () => readFileSync(join(project.root, '.git', 'index'));
    const [bytes, status] = [index(), git('status', '--porcelain')];
    await hashTree(project);
    expect(git('diff', '--cached', '--name-only')).toBe('staged.txt');
    expect(git('status', '--porcelain')).toBe(status);
    expect(index().equals(bytes)).toBe(true);
  });
});
