import { LABELS, syncLabels } from '../../packages/plan-review/src/github/labels';
import { startWorld, type World } from './support';

const TO = { repository: 'acme/trinity', number: 7 };

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

const sync = (...wanted: string[]) => syncLabels(world.client(), TO, wanted);
const labelled = () => world.server.state.labelled[7] ?? [];

test('adds those that are missing, and makes them with colour and description', async () => {
  expect(await sync('plan: destroys', 'plan: blocked')).toEqual({
    added: ['plan: destroys', 'plan: blocked'],
    removed: [],
  });
  expect(labelled()).toEqual(['plan: destroys', 'plan: blocked']);
  expect(world.server.state.labels).toEqual(LABELS);
});

test('one that the repository has keeps the colour that somebody gave it', async () => {
  const theirs = { name: 'Plan: Destroys', color: '000000', description: 'ours' };
  world.server.state.labels = [theirs];
  await sync('plan: destroys');
  expect(world.server.state.labels).toEqual([theirs]);
});

test('those that hold already are not touched', async () => {
  world.server.state.labelled[7] = ['Plan: destroys'];
  expect(await sync('plan: destroys')).toEqual({ added: [], removed: [] });
  expect(world.server.requests).toEqual(['GET /repos/acme/trinity/issues/7/labels']);
});

test('removes those of ours that no longer hold, and leaves others alone', async () => {
  world.server.state.labelled[7] = ['bug', 'plan: destroys', 'plan: blocked', 'plan: mine'];
  expect(await sync('plan: blocked')).toEqual({ added: [], removed: ['plan: destroys'] });
  expect(labelled()).toEqual(['bug', 'plan: blocked', 'plan: mine']);
});

test('sees labels on a later page', async () => {
  world.server.state.labelled[7] = [...Array.from({ length: 100 }, (_, index) => `label ${index}`), 'plan: blocked'];
  expect(await sync()).toEqual({ added: [], removed: ['plan: blocked'] });
});

test('another run that makes or removes the same label at the same time is no failure', async () => {
  const exists = { status: 422, body: { errors: [{ code: 'already_exists' }] } };
  world.server.faults.next({ kind: 'reply', reply: exists }, { on: /^POST .*trinity\/labels$/ });
  expect(await sync('plan: destroys')).toEqual({ added: ['plan: destroys'], removed: [] });
  world.server.faults.next({ kind: 'reply', reply: { status: 404 } }, { on: /^DELETE/ });
  expect(await sync()).toEqual({ added: [], removed: ['plan: destroys'] });
});

test('a label that is not ours is a bug', async () => {
  await expect(sync('bug')).rejects.toThrow('bug is no label of a review (src/github/labels.ts).');
});

test('descriptions fit into what GitHub takes', () => {
  expect(LABELS.filter(({ description }) => description.length > 100)).toEqual([]);
});
