import { post, type PostedReview } from '../../packages/plan-review/src/github/post';
import { SHA } from './server';
import { startWorld, type World } from './support';

const PULL_REQUEST = { repository: 'acme/trinity', number: 7, sha: SHA };
const RUN = 'https://github.com/acme/trinity/actions/runs/1';

const staging: PostedReview = {
  name: 'staging',
  parts: ['# staging'],
  state: 'success',
  description: '1 to add',
  labels: [],
};
const prod: PostedReview = {
  name: 'prod',
  parts: ['# prod', 'more findings'],
  state: 'failure',
  description: '1 finding blocks',
  labels: ['plan: destroys', 'plan: blocked'],
};

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

const postAll = (...reviews: PostedReview[]) =>
  post(reviews, PULL_REQUEST, world.client(), { by: 'trinity review', runUrl: RUN });

test('posts comments, statuses, and the labels of all', async () => {
  expect(await postAll(staging, prod)).toEqual({
    reviews: [
      { name: 'staging', comment: { outcome: 'created' }, status: { outcome: 'set' } },
      { name: 'prod', comment: { outcome: 'created' }, status: { outcome: 'set' } },
    ],
    labels: { outcome: 'set', added: ['plan: destroys', 'plan: blocked'], removed: [] },
  });
  const { comments, statuses, labelled } = world.server.state;
  expect(comments.map(({ body }) => body.split('\n')[1])).toEqual(['# staging', '# prod', 'more findings']);
  expect(statuses).toEqual([
    { sha: SHA, context: 'trinity review / staging', state: 'success', description: '1 to add', target_url: RUN },
    { sha: SHA, context: 'trinity review / prod', state: 'failure', description: '1 finding blocks', target_url: RUN },
  ]);
  expect(labelled[7]).toEqual(['plan: destroys', 'plan: blocked']);
});

test('reviews of one group share a comment, and have a status each', async () => {
  const booking = { ...staging, name: 'staging-booking', group: 'staging', parts: ['# booking'] };
  const outcome = await postAll(staging, prod, booking);
  expect(outcome.reviews.map(({ name, comment }) => [name, comment.outcome])).toEqual([
    ['staging', 'created'],
    ['prod', 'created'],
    ['staging-booking', 'created'],
  ]);
  const { comments, statuses } = world.server.state;
  expect(comments.map(({ body }) => body.split('\n').slice(1).join('|'))).toEqual([
    '# staging||# booking',
    '# prod',
    'more findings',
  ]);
  expect(statuses.map(({ context }) => context)).toEqual(
    ['staging', 'prod', 'staging-booking'].map((name) => `trinity review / ${name}`),
  );
  await postAll(staging, prod, { ...booking, parts: ['x'.repeat(65_495)] });
  expect(comments.map(({ body }) => body.split('\n')[1]?.slice(0, 9))).toEqual([
    '# staging',
    '# prod',
    'more find',
    'xxxxxxxxx',
  ]);
});

test('the next commit updates what differs, and takes off labels that no longer hold', async () => {
  await postAll(staging, prod);
  const outcome = await postAll(staging, { ...prod, parts: ['# prod again'], labels: ['plan: destroys'] });
  expect(outcome.reviews.map(({ comment }) => comment.outcome)).toEqual(['unchanged', 'updated']);
  expect(outcome.labels).toEqual({ outcome: 'set', added: [], removed: ['plan: blocked'] });
  expect(world.server.state.comments).toHaveLength(2);
});

test('labels of which nobody knows whether they hold stay, and those that hold come', async () => {
  await postAll(staging, { ...prod, labels: ['plan: destroys'] });
  const outcome = await postAll({ ...staging, labels: ['plan: blocked'] }, { ...prod, labels: undefined });
  expect(outcome.labels).toEqual({ outcome: 'set', added: ['plan: blocked'], removed: [] });
  expect(world.server.state.labelled[7]).toEqual(['plan: destroys', 'plan: blocked']);
});

test('the comment of an environment that is not among them is left alone', async () => {
  await postAll(staging, prod);
  await postAll(staging);
  expect(world.server.state.comments).toHaveLength(3);
});

test('a locked conversation is said, and statuses and labels are set all the same', async () => {
  world.server.state.isLocked = true;
  expect(await postAll({ ...staging, labels: ['plan: destroys'] })).toEqual({
    reviews: [
      {
        name: 'staging',
        comment: {
          outcome: 'failed',
          reason: expect.stringMatching(/^The conversation is locked/) as string,
          next: 'Unlock the conversation and run it again.',
        },
        status: { outcome: 'set' },
      },
    ],
    labels: { outcome: 'set', added: ['plan: destroys'], removed: [] },
  });
});

test("a fork's token, which only reads, posts nothing, and each is said", async () => {
  world.server.state.mayWrite = [];
  const failed = { outcome: 'failed', next: expect.stringMatching(/from a fork/) as string };
  expect(await postAll(prod)).toMatchObject({
    reviews: [{ name: 'prod', comment: failed, status: failed }],
    labels: failed,
  });
  expect(world.server.state.comments).toEqual([]);
});

test('one review that fails does not keep the next from being posted', async () => {
  world.server.faults.next({ kind: 'reply', reply: { status: 422 } }, { on: /^POST .*comments$/ });
  const { reviews } = await postAll(staging, prod);
  expect(reviews.map(({ comment, status }) => [comment.outcome, status.outcome])).toEqual([
    ['failed', 'set'],
    ['created', 'set'],
  ]);
});

test('a repository that was renamed meanwhile gets everything', async () => {
  const to = { ...PULL_REQUEST, repository: 'acme/old-name' };
  const outcome = await post([prod], to, world.client(), { by: 'trinity review' });
  expect(outcome.labels.outcome).toBe('set');
  expect(world.server.state.comments).toHaveLength(2);
  expect(world.server.state.statuses).toHaveLength(1);
});

test('bugs are thrown: two reviews of one name', async () => {
  await expect(postAll(staging, prod, staging)).rejects.toThrow('Two reviews are called staging: one would take');
  expect(world.server.requests).toEqual([]);
});

test('bugs are thrown: a comment that is too long', async () => {
  await expect(postAll({ ...staging, parts: ['x'.repeat(70_000)] })).rejects.toThrow('GitHub takes 65536');
});
