import { MOST_CHARACTERS } from '../../packages/plan-review/src/github/comments';
import { refusal, startWorld, type World } from './support';

const COMMENTS = '/repos/acme/trinity/issues/7/comments';

let world: World;
const create = (body = 'hello') => world.client().request('POST', COMMENTS, { body });

beforeEach(async () => {
  world = await startWorld();
});

afterEach(() => expect(world.pauses).toEqual([])); // none of these gets better by waiting

test('401: another token', async () => {
  world.server.state.token = 'another';
  const client = world.client({ token: 'old' });
  await expect(client.list(COMMENTS)).rejects.toEqual(
    refusal(
      `GitHub does not accept the token for GET ${COMMENTS} (401: Bad credentials).`,
      'Set GITHUB_TOKEN to ${{ github.token }} in the env: of the step; a token ends with its job.',
      401,
    ),
  );
});

test('403: the permission that is missing, and forks', async () => {
  world.server.state.mayWrite = [];
  await expect(create()).rejects.toEqual(
    refusal(
      `The token may not do POST ${COMMENTS} (403: Resource not accessible by integration). It takes issues: write or pull-requests: write.`,
      /^Give it to the job under permissions:\. A pull request from a fork has a token that only reads/,
      403,
    ),
  );
});

test.each([
  ['/repos/acme/trinity/statuses/abc', 'statuses: write'],
  ['/repos/acme/trinity/labels', 'pull-requests: write'],
])('403 without a word on permissions: %s', async (path, permission) => {
  world.server.faults.next({ kind: 'reply', reply: { status: 403 } });
  await expect(world.client().request('POST', path, {})).rejects.toEqual(
    refusal(`The token may not do POST ${path} (403). It takes ${permission}.`),
  );
});

test('403: a locked conversation', async () => {
  world.server.state.isLocked = true;
  await expect(create()).rejects.toEqual(
    refusal(
      `The conversation is locked: POST ${COMMENTS} is refused (403: Unable to create comment because issue is locked).`,
      'Unlock the conversation and run it again.',
      403,
    ),
  );
});

test('404: nothing there, or nothing to see', async () => {
  await expect(world.client().list('/repos/acme/trinity/issues/8/comments')).rejects.toEqual(
    refusal(
      'GitHub knows nothing at GET /repos/acme/trinity/issues/8/comments, or does not show it to this token (404: Not Found).',
      /the token may read the repository/,
      404,
    ),
  );
});

test('410: gone', async () => {
  const reply = { status: 410, body: { message: 'Issues are disabled for this repo' } };
  world.server.faults.next({ kind: 'reply', reply });
  await expect(create()).rejects.toEqual(
    refusal(
      `What POST ${COMMENTS} is about is gone for good, or switched off (410: Issues are disabled for this repo).`,
    ),
  );
});

test('422: what GitHub finds wrong, in its own words', async () => {
  await expect(create('x'.repeat(MOST_CHARACTERS + 1))).rejects.toEqual(
    refusal(
      `GitHub finds POST ${COMMENTS} not valid (422: Validation Failed; Body is too long (maximum is 65536 characters)).`,
      'This is a fault of Trinity itself: report it.',
      422,
    ),
  );
});

test.each([
  [[{ field: 'name', code: 'already_exists' }], 'Validation Failed; name already_exists'],
  [['a text', null], 'Validation Failed; a text'],
])('422 with errors %j', async (errors, said) => {
  world.server.faults.next({ kind: 'reply', reply: { status: 422, body: { message: 'Validation Failed', errors } } });
  await expect(create()).rejects.toEqual(refusal(`GitHub finds POST ${COMMENTS} not valid (422: ${said}).`));
});

test('an answer is quoted up to 300 characters, in one line', async () => {
  world.server.faults.next({ kind: 'reply', reply: { status: 400, body: { message: `a\nb${'c'.repeat(1000)}` } } });
  await expect(create()).rejects.toEqual(refusal(`GitHub refuses POST ${COMMENTS} (400: a b${'c'.repeat(297)}).`));
});
