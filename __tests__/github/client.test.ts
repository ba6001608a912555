import { openGitHub } from '../../packages/plan-review/src/github/client';
import { refusal, startWorld, type World } from './support';

const COMMENTS = '/repos/acme/trinity/issues/7/comments';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

test('sends what GitHub asks for, and gives its answer', async () => {
  const { status, body } = await world.client().request('POST', COMMENTS, { body: 'hello' });
  expect(status).toBe(201);
  expect(body).toMatchObject({ id: 1, body: 'hello' });
});

test('a list has the elements of every page', async () => {
  const { state } = world.server;
  state.comments = Array.from({ length: 250 }, (_, id) => ({ id, issue: 7, login: 'ann', body: `${id}` }));
  const all = (await world.client().list(COMMENTS)) as { id: number }[];
  expect(all.map(({ id }) => id)).toEqual(state.comments.map(({ id }) => id));
  expect(world.server.requests).toHaveLength(3);
});

test('a list that never ends is given up', async () => {
  const { server } = world;
  const link = `<${server.url}${COMMENTS}>; rel="next"`;
  server.faults.next({ kind: 'reply', reply: { status: 200, body: [], headers: { link } } }, { times: 1000 });
  await expect(world.client().list(COMMENTS)).rejects.toEqual(refusal(`GET ${COMMENTS} has more than 100 pages.`));
  expect(server.requests).toHaveLength(100);
});

test('a next page on another host is not asked for', async () => {
  const link = '<https://evil.example/page2>; rel="next"';
  world.server.faults.next({ kind: 'reply', reply: { status: 200, body: [], headers: { link } } });
  await expect(world.client().list(COMMENTS)).rejects.toEqual(
    refusal('GitHub names a next page on another host: https://evil.example/page2.'),
  );
});

test('what is no list is an error', async () => {
  world.server.faults.next({ kind: 'reply', reply: { status: 200, body: {} } });
  await expect(world.client().list(COMMENTS)).rejects.toEqual(refusal(`GET ${COMMENTS} gave no list.`));
});

describe('faults that pass', () => {
  test.each([500, 502, 503, 504])('%d: tried again after pauses that grow', async (status) => {
    world.server.faults.next({ kind: 'reply', reply: { status, body: '<html>' } }, { times: 4 });
    expect(await world.client().request('POST', COMMENTS, { body: 'x' })).toMatchObject({ status: 201, attempts: 5 });
    expect(world.pauses).toEqual([250, 500, 1000, 2000]);
  });

  test('after the fifth failure it is said', async () => {
    world.server.faults.next({ kind: 'reply', reply: { status: 502, body: '<html>' } }, { times: 5 });
    await expect(world.client().list(COMMENTS)).rejects.toEqual(
      refusal(`GitHub failed at GET ${COMMENTS} (502), also when asked again.`, /githubstatus/, 502),
    );
    expect(world.server.requests).toHaveLength(5);
  });

  test('a 503 that says how long is believed', async () => {
    world.server.faults.next({ kind: 'reply', reply: { status: 503, headers: { 'retry-after': '20' } } });
    await world.client().list(COMMENTS);
    expect(world.pauses).toEqual([20_250]);
  });

  test('a dropped connection', async () => {
    world.server.faults.next({ kind: 'drop' }, { times: 2 });
    expect(await world.client().list(COMMENTS)).toEqual([]);
    world.server.faults.next({ kind: 'drop' }, { times: 5 });
    await expect(world.client().list(COMMENTS)).rejects.toEqual(
      refusal(/^GitHub could not be reached for GET .*comments: (UND_ERR_SOCKET|ECONNRESET)\.$/),
    );
  });

  test('an answer that takes too long', async () => {
    world.server.faults.next({ kind: 'slow', milliseconds: 1000 });
    expect(await world.client({ requestTimeout: 100 }).list(COMMENTS)).toEqual([]);
    world.server.faults.next({ kind: 'slow', milliseconds: 1000 }, { times: 5 });
    await expect(world.client({ requestTimeout: 100 }).list(COMMENTS)).rejects.toEqual(
      refusal(`GitHub could not be reached for GET ${COMMENTS}: no answer within 0.1 s.`),
    );
  });

  test('a success that is not JSON', async () => {
    world.server.faults.next({ kind: 'reply', reply: { status: 200, body: '<html>log in</html>' } }, { times: 5 });
    await expect(world.client().list(COMMENTS)).rejects.toEqual(refusal(/something that is not JSON/));
  });
});

describe('rate limits', () => {
  test('the primary one is waited for until it is reset', async () => {
    world.server.faults.primaryLimit(Date.parse('2026-03-01T12:02:00Z') / 1000);
    expect(await world.client().list(COMMENTS)).toEqual([]);
    expect(world.pauses).toEqual([120_250]);
  });

  test('the secondary one for as long as GitHub says', async () => {
    world.server.faults.secondaryLimit(30);
    expect(await world.client().list(COMMENTS)).toEqual([]);
    expect(world.pauses).toEqual([30_250]);
  });

  test.each([
    ['429 without a time', { status: 429 }],
    ['403 that only says so', { status: 403, body: { message: 'You have exceeded a secondary rate limit.' } }],
  ])('%s: a minute', async (_, reply) => {
    world.server.faults.next({ kind: 'reply', reply });
    await world.client().list(COMMENTS);
    expect(world.pauses).toEqual([60_250]);
  });

  test('a reset in the past, of a clock that is behind, makes it wait a second', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1000' };
    world.server.faults.next({ kind: 'reply', reply: { status: 403, headers } });
    await world.client().list(COMMENTS);
    expect(world.pauses).toEqual([1250]);
  });

  test('one that takes too long is an error at once', async () => {
    world.server.faults.primaryLimit(Date.parse('2026-03-01T12:40:00Z') / 1000);
    await expect(world.client().list(COMMENTS)).rejects.toEqual(
      refusal(
        `GitHub's primary rate limit stops GET ${COMMENTS} until 2026-03-01T12:40:00Z.`,
        'Run it again after that.',
        429,
      ),
    );
    expect(world.pauses).toEqual([]);
  });

  test('the pauses of all requests of a client together are bounded', async () => {
    const client = world.client({ longestWait: 100_000 });
    world.server.faults.secondaryLimit(60);
    await client.list(COMMENTS);
    world.server.faults.secondaryLimit(60);
    await expect(client.list(COMMENTS)).rejects.toEqual(refusal(/^GitHub's secondary rate limit stops/));
    expect(world.pauses).toEqual([60_250]);
  });
});

describe('redirections', () => {
  test('of a renamed repository are followed with method and body', async () => {
    await world.client().request('POST', '/repos/acme/old-name/issues/7/comments', { body: 'hello' });
    expect(world.server.state.comments).toMatchObject([{ body: 'hello' }]);
    expect(world.server.requests).toEqual([
      'POST /repos/acme/old-name/issues/7/comments',
      'POST /repositories/1/issues/7/comments',
    ]);
  });

  test('and so is a list of it, page by page', async () => {
    const { state } = world.server;
    state.comments = Array.from({ length: 150 }, (_, id) => ({ id, issue: 7, login: 'ann', body: `${id}` }));
    expect(await world.client().list('/repos/acme/old-name/issues/7/comments')).toHaveLength(150);
  });

  test.each([
    [
      'https://evil.example/',
      'GitHub redirects GET /repos/acme/trinity/x to another host (https://evil.example) (307).',
    ],
    ['/repos/acme/trinity/x', 'GitHub redirects GET /repos/acme/trinity/x more than 3 times (307).'],
  ])('to %s are not', async (location, message) => {
    world.server.faults.next({ kind: 'reply', reply: { status: 307, headers: { location } } }, { times: 10 });
    await expect(world.client().request('GET', '/repos/acme/trinity/x')).rejects.toEqual(refusal(message));
  });
});

describe('what cannot be used is refused before anything is sent', () => {
  test.each(['http://ghe.example.com/api/v3', 'ftp://x', 'ghe', ''])('the address "%s"', (url) => {
    expect(() => openGitHub({ url, token: 'x' })).toThrow(
      `"${url}" is no address for GitHub's API: it has to begin with https://, so that the token stays secret.`,
    );
  });

  test.each([
    ['', 'There is no token for GitHub.'],
    ['ghs_secret\n', 'The token for GitHub has white space or other characters in it.'],
  ])('the token %j', (token, message) => {
    expect(() => openGitHub({ token })).toThrow(message);
  });
});

test('an address of GitHub Enterprise Server has its path kept', async () => {
  const asked: unknown[] = [];
  const fetch = (url: unknown) => {
    asked.push(url);
    return Promise.resolve(Response.json([]));
  };
  await openGitHub({ url: 'https://ghe.example.com/api/v3/', token: 'x', fetch }).list('/repos/a/b/labels');
  await openGitHub({ token: 'x', fetch }).list('/repos/a/b/labels');
  expect(asked).toEqual([
    'https://ghe.example.com/api/v3/repos/a/b/labels?per_page=100',
    'https://api.github.com/repos/a/b/labels?per_page=100',
  ]);
});

describe('the token is in no error', () => {
  test('that fetch throws', async () => {
    const fetch = () => Promise.reject(new Error('bad header: Bearer ghs_secret'));
    const client = world.client({ token: 'ghs_secret', fetch });
    await expect(client.list(COMMENTS)).rejects.toEqual(
      refusal(`GitHub could not be reached for GET ${COMMENTS}: bad header: Bearer ***.`),
    );
  });

  test('that GitHub, or a proxy, says back', async () => {
    world.server.faults.next({
      kind: 'reply',
      reply: { status: 400, body: { message: `odd authorization ${world.server.state.token}` } },
    });
    await expect(world.client().list(COMMENTS)).rejects.toEqual(
      refusal(`GitHub refuses GET ${COMMENTS} (400: odd authorization ***).`),
    );
  });
});
