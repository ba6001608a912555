import { MOST_CHARACTERS, spaceFor, upsertComments } from '../../packages/plan-review/src/github/comments';
import { refusal, startWorld, type World } from './support';

const BY = 'trinity review';
const TO = { repository: 'acme/trinity', number: 7, by: BY };
const BOT = 'github-actions[bot]';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

const upsert = (name: string, ...parts: string[]) => upsertComments(world.client(), TO, name, parts);
const bodies = () => world.server.state.comments.map(({ body }) => body);
const has = (body: string, login = BOT, issue = 7) => {
  const { comments } = world.server.state;
  comments.push({ id: comments.length + 101, issue, login, body });
};
const writes = () => world.server.requests.filter((request) => !request.startsWith('GET'));

test('one that is not there is created, with the marker at its start', async () => {
  expect(await upsert('staging', '# Staging')).toBe('created');
  expect(bodies()).toEqual(['<!-- trinity-review: staging -->\n# Staging']);
});

test('the same again touches nothing', async () => {
  await upsert('staging', '# Staging');
  const before = writes();
  expect(await upsert('staging', '# Staging')).toBe('unchanged');
  expect(writes()).toEqual(before);
});

test('GitHub may end lines in its own way', async () => {
  has('<!-- trinity-review: staging -->\r\n# Staging\r\n\r\ntext');
  expect(await upsert('staging', '# Staging\n\ntext\n')).toBe('unchanged');
});

test('another text is updated in place', async () => {
  has('hello', 'ann');
  has('<!-- trinity-review: staging -->\nold');
  has('<!-- trinity-review: prod -->\nprod');
  expect(await upsert('staging', 'new')).toBe('updated');
  expect(bodies()).toEqual(['hello', '<!-- trinity-review: staging -->\nnew', '<!-- trinity-review: prod -->\nprod']);
});

test('it is found on a later page', async () => {
  for (let count = 0; count < 120; count += 1) has(`comment ${count}`, 'ann');
  has('<!-- trinity-review: staging -->\nold');
  expect(await upsert('staging', 'new')).toBe('updated');
  expect(bodies()).toHaveLength(121);
});

test('a comment of another pull request is not looked at', async () => {
  world.server.state.pullRequests.push(8);
  has('<!-- trinity-review: staging -->\nold', BOT, 8);
  expect(await upsert('staging', 'new')).toBe('created');
});

describe('parts', () => {
  test('each has a comment', async () => {
    expect(await upsert('staging', 'one', 'two')).toBe('created');
    expect(bodies()).toEqual(['<!-- trinity-review: staging -->\none', '<!-- trinity-review: staging 2 -->\ntwo']);
    expect(await upsert('staging', 'one', 'TWO')).toBe('updated');
    expect(bodies()).toEqual(['<!-- trinity-review: staging -->\none', '<!-- trinity-review: staging 2 -->\nTWO']);
  });

  test('that are no longer there are deleted, and duplicates, of which the oldest stays', async () => {
    has('<!-- trinity-review: staging -->\nold');
    has('<!-- trinity-review: staging -->\nnew');
    has('<!-- trinity-review: staging 2 -->\ntwo');
    has('<!-- trinity-review: staging 3 -->\nthree');
    has('<!-- trinity-review: staging (synthesis) -->\nanother');
    expect(await upsert('staging', 'new')).toBe('updated');
    expect(world.server.state.comments.map(({ id }) => id)).toEqual([101, 105]);
  });
});

describe('what is not ours', () => {
  test.each([
    ['not at the very start', 'Look: <!-- trinity-review: staging -->'],
    ['after white space', '\n<!-- trinity-review: staging -->'],
    ['of another name', '<!-- trinity-review: staging-2 -->'],
    ['of a longer name', '<!-- trinity-review: staging (synthesis) -->'],
    ['of another tool', '<!-- review: staging -->'],
  ])('a marker %s', async (_, body) => {
    has(body);
    expect(await upsert('staging', 'new')).toBe('created');
    expect(bodies()[0]).toBe(body);
  });

  test.each([true, false])(
    'a marker in the comment of somebody else, who could write a verdict into it',
    async (may) => {
      world.server.state.mayEditOthers = may;
      has('<!-- trinity-review: staging -->\nall is well', 'mallory');
      expect(await upsert('staging', 'new')).toBe('created');
      expect(await upsert('staging', 'new')).toBe('unchanged');
      expect(bodies()).toEqual([
        '<!-- trinity-review: staging -->\nall is well',
        '<!-- trinity-review: staging -->\nnew',
      ]);
    },
  );
});

test('comments of another command are left alone', async () => {
  has('<!-- plan-review: staging -->\nold');
  expect(await upsert('staging', 'new')).toBe('created');
  expect(bodies()).toEqual(['<!-- plan-review: staging -->\nold', '<!-- trinity-review: staging -->\nnew']);
});

test('another author is said', async () => {
  world.server.state.login = 'deployer';
  has('<!-- trinity-review: staging -->\nold', 'deployer');
  expect(await upsertComments(world.client(), { ...TO, author: 'deployer' }, 'staging', ['new'])).toBe('updated');
});

test.each([403, 404])('one that cannot be changed (%d) is replaced by a new one', async (status) => {
  has('<!-- trinity-review: staging -->\nold');
  world.server.faults.next({ kind: 'reply', reply: { status } }, { times: 2, on: /comments\/101$/ });
  expect(await upsert('staging', 'new')).toBe('created');
  expect(bodies()).toEqual(['<!-- trinity-review: staging -->\nold', '<!-- trinity-review: staging -->\nnew']);
  expect(await upsert('staging', 'new')).toBe('updated'); // once it can be changed, one is enough
  expect(bodies()).toEqual(['<!-- trinity-review: staging -->\nnew']);
});

test('an update that fails for another reason is not taken for that', async () => {
  has('<!-- trinity-review: staging -->\nold');
  world.server.faults.next({ kind: 'reply', reply: { status: 422 } }, { on: /^PATCH/ });
  await expect(upsert('staging', 'new')).rejects.toEqual(refusal(/not valid/, undefined, 422));
});

test('one that was created although the answer got lost is there once', async () => {
  world.server.faults.next({ kind: 'drop', done: true }, { on: /^POST/ });
  expect(await upsert('staging', 'new')).toBe('created');
  expect(bodies()).toEqual(['<!-- trinity-review: staging -->\nnew']);
});

describe('names', () => {
  test.each(['staging', 'staging (synthesis)', 'plan 2', 'a --> <b>', 'two\nlines', 'plan.json', 'Größe'])(
    '%j is found again, and does not end the marker',
    async (name) => {
      await upsert(name, 'text');
      expect(bodies()[0]).toMatch(/^<!-- trinity-review: [^>\n]+ -->\ntext$/);
      expect(await upsert(name, 'text')).toBe('unchanged');
    },
  );

  test('the second part of one is not another', async () => {
    await upsert('plan', 'one', 'two');
    await upsert('plan 2', 'another');
    expect(await upsert('plan', 'one', 'two')).toBe('unchanged');
    expect(bodies()).toHaveLength(3);
  });
});

describe('sizes', () => {
  test('as much as there is room for is posted', async () => {
    expect(await upsert('staging', 'x'.repeat(spaceFor('staging', BY)), 'y'.repeat(spaceFor('staging', BY)))).toBe(
      'created',
    );
    expect(spaceFor('staging', BY)).toBeGreaterThan(65_400);
  });

  test('more than a comment has is a bug, and nothing is posted', async () => {
    await expect(upsert('staging', 'one', 'x'.repeat(MOST_CHARACTERS))).rejects.toThrow(
      'A comment on staging has 65571 characters; GitHub takes 65536.',
    );
    expect(world.server.requests).toEqual([]);
  });

  test('and so is no part at all', async () => {
    await expect(upsert('staging')).rejects.toThrow('The review of staging has no part to post.');
  });
});

test.each([
  [[{ id: 'x', body: '', user: null }], '0.id'],
  [['x'], '0'],
])('comments in a shape that GitHub does not have: %j', async (body, where) => {
  world.server.faults.next({ kind: 'reply', reply: { status: 200, body } });
  await expect(upsert('staging', 'x')).rejects.toEqual(
    refusal(new RegExp(`was answered in a shape that GitHub does not document \\(${where}: `)),
  );
});

test('the comment of an account that is gone is nobody’s', async () => {
  const body = [{ id: 1, body: '<!-- trinity-review: staging -->', user: null }];
  world.server.faults.next({ kind: 'reply', reply: { status: 200, body } });
  expect(await upsert('staging', 'x')).toBe('created');
});
