import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPullRequest } from '../../packages/plan-review/src/github/event';
import { SHA } from './server';
import { refusal } from './support';

const folder = mkdtempSync(join(tmpdir(), 'trinity-event-'));
const file = join(folder, 'event.json');

afterAll(() => rmSync(folder, { recursive: true }));

const event = (headRepository: string | null = 'acme/trinity') => ({
  action: 'synchronize',
  repository: { full_name: 'acme/trinity', private: false },
  pull_request: {
    number: 7,
    title: 'x',
    head: { sha: SHA, ref: 'topic', repo: headRepository === null ? null : { full_name: headRepository } },
  },
});

function read(content: unknown): ReturnType<typeof readPullRequest> {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readPullRequest(file);
}

test('a branch of the repository', () => {
  expect(read(event())).toEqual({ repository: 'acme/trinity', number: 7, sha: SHA, isFork: false });
});

test.each(['mallory/trinity', null])('a fork, also one that is deleted by now: %p', (repository) => {
  expect(read(event(repository))).toMatchObject({ repository: 'acme/trinity', isFork: true });
});

test.each([
  ['another event', { repository: {}, ref: 'refs/heads/main' }, 'is not about a pull request: it has no pull_request.'],
  ['no commit', { ...event(), pull_request: { number: 7, head: { sha: 'main', repo: null } } }, 'has to be a commit'],
  ['no number', { ...event(), pull_request: { head: { sha: SHA, repo: null } } }, 'pull_request.number: '],
  ['no repository', { ...event(), repository: { full_name: '../x' } }, 'repository.full_name: '],
  ['a path', { ...event(), repository: { full_name: 'acme/..' } }, 'has to be owner/name'],
  ['another path', { ...event(), repository: { full_name: 'a/b/issues/1' } }, 'has to be owner/name'],
  ['nothing', 'null', "is not GitHub's: as a whole: "],
  ['no JSON', '{', 'The event cannot be read: '],
])('%s is said', (_, content, message) => {
  expect(() => read(content)).toThrow(message);
});

test('a file that is not there is said, with what to do', () => {
  expect(() => readPullRequest(join(folder, 'none.json'))).toThrow(
    refusal(
      /^The event cannot be read: ENOENT: .*none\.json/,
      'Run it in a workflow on pull_request, where GITHUB_EVENT_PATH names the file.',
    ),
  );
});
