import { subjectOf } from '../../../deployment/roles/repository';
import { contextOf, directoryWith, pathWith, staging, TOOLS } from '../project';

/** A checkout whose remote `origin` git knows as this, or does not know. */
function checkout(origin: string | undefined) {
  const script = origin === undefined ? 'echo "error: No such remote" >&2; exit 2' : `echo '${origin}'`;
  return contextOf({ root: directoryWith(), env: { PATH: `${pathWith({ git: script })}:${TOOLS}` } }, staging());
}

test.each([
  'https://github.com/octo/trinity',
  'https://github.com/octo/trinity.git',
  'https://ana:secret@github.com/octo/trinity.git',
  'git@github.com:octo/trinity.git',
  'ssh://git@github.com/octo/trinity.git',
  'ssh://git@github.com:22/octo/trinity',
])('the remote %s is a repository of GitHub', async (origin) => {
  await expect(subjectOf(undefined, checkout(origin))).resolves.toBe('repo:octo/trinity');
});

test.each([
  ['octo/trinity', 'repo:octo/trinity'],
  ['octo-org/trinity.app', 'repo:octo-org/trinity.app'],
  ['octo@123456/trinity@456789', 'repo:octo@123456/trinity@456789'],
  ['repo:octo@123456/trinity@456789', 'repo:octo@123456/trinity@456789'], // as `gh api …` prints it
])('%s is taken as it is written', async (given, subject) => {
  await expect(subjectOf(given, checkout(undefined))).resolves.toBe(subject);
});

test.each(['', 'trinity', 'octo/', 'octo/trinity/x', 'octo@1/trinity', 'octo/trinity@2', 'octo/*', 'octo/tri nity'])(
  '"%s" is no repository',
  async (given) => {
    await expect(subjectOf(given, checkout(undefined))).rejects.toMatchObject({
      stage: 'invalid',
      message: `--repository is "${given}"; allowed: OWNER/REPOSITORY, or with both ids OWNER@123456/REPOSITORY@456789, as GitHub's tokens have it.`,
      next: 'Say it: --repository OWNER/REPOSITORY.',
    });
  },
);

test.each([
  [undefined, 'This checkout has no remote called origin: nobody knows its repository.'],
  [
    'https://gitlab.com/octo/trinity',
    'The remote origin is https://gitlab.com/octo/trinity, which is no repository on github.com.',
  ],
  [
    'https://ana:secret@evil.com/github.com/octo/x',
    'The remote origin is https://…@evil.com/github.com/octo/x, which is no repository on github.com.',
  ],
  ['/srv/git/trinity.git', 'The remote origin is /srv/git/trinity.git, which is no repository on github.com.'],
])('the remote %s is none', async (origin, message) => {
  await expect(subjectOf(undefined, checkout(origin))).rejects.toMatchObject({
    stage: 'invalid',
    message,
    next: 'Say it: --repository OWNER/REPOSITORY.',
  });
});
