import { setStatus } from '../../packages/plan-review/src/github/status';
import { SHA } from './server';
import { refusal, startWorld, type World } from './support';

const COMMIT = { repository: 'acme/trinity', sha: SHA };

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

const by = 'trinity review';

test('says which review, and where its details are', async () => {
  await setStatus(world.client(), COMMIT, {
    name: 'staging (synthesis)',
    by,
    state: 'failure',
    description: '2 findings block',
    url: 'https://github.com/acme/trinity/actions/runs/1',
  });
  expect(world.server.state.statuses).toEqual([
    {
      sha: SHA,
      context: 'trinity review / staging (synthesis)',
      state: 'failure',
      description: '2 findings block',
      target_url: 'https://github.com/acme/trinity/actions/runs/1',
    },
  ]);
});

test('leads nowhere when there is no run', async () => {
  await setStatus(world.client(), COMMIT, { name: 'staging', by, state: 'success', description: 'no changes' });
  expect(world.server.state.statuses).toMatchObject([{ target_url: null }]);
});

test.each([
  ['x'.repeat(140), 'x'.repeat(140)],
  ['x'.repeat(141), `${'x'.repeat(139)}…`],
  ['🎬'.repeat(150), `${'🎬'.repeat(139)}…`],
])('a description has at most 140 characters', async (description, shown) => {
  await setStatus(world.client(), COMMIT, { name: 'staging', by, state: 'error', description });
  expect(world.server.state.statuses).toMatchObject([{ description: shown }]);
});

test('a commit that GitHub does not have', async () => {
  const sha = '1'.repeat(40);
  await expect(
    setStatus(world.client(), { ...COMMIT, sha }, { name: 'staging', by, state: 'success', description: '' }),
  ).rejects.toEqual(refusal(new RegExp(`422: No commit found for SHA: ${sha}`)));
});
