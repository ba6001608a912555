import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { askAs } from '../support/ask-as';
import { copyCheckout } from '../support/checkout';
import { Member, type GraphqlFailure } from '../support/graphql-client';
import { groupEnds } from '../support/group-ends';
import { listeningPorts } from '../support/listening-ports';
import { describeUnless } from '../support/loud-skip';
import { npmStart, type Started } from '../support/start';

/** One run for the whole file: `npm start` as a process, in a copy of the checkout whose sources the tests may change. */
const checkout = copyCheckout();
let run: Started;
let ana: Member;
let ben: Member;

beforeAll(async () => {
  run = npmStart(checkout.root, ['--json', '--port', '0', '--no-demo']);
  const { endpoint, apiKey } = await run.ready;
  ana = new Member(endpoint, apiKey);
  ben = new Member(endpoint, apiKey);
});

afterAll(async () => {
  await run.interrupt();
  checkout.remove();
});

describe('npm start --json', () => {
  it('prints one line on standard output, and everything else on standard error', () => {
    expect(run.output).toHaveLength(1);
    const address = (at: string) => expect.stringMatching(new RegExp(`^http://${at}$`)) as unknown;
    expect(JSON.parse(run.output[0]!)).toEqual({
      ...{ environment: 'dev', system: 'room-cache', tables: 'dynalite, in memory' },
      ...{ endpoint: address('localhost:\\d+/graphql'), graphiql: address('localhost:\\d+/graphiql') },
      ...{ page: address('localhost:\\d+/'), console: address('localhost:\\d+/console') },
      realTimeEndpoint: expect.stringMatching(/^ws:\/\/localhost:\d+\/graphql\/realtime$/) as unknown,
      ...{ dynamodbEndpoint: address('127.0.0.1:\\d+'), functionsEndpoint: address('127.0.0.1:\\d+') },
      apiKey: expect.stringMatching(/^da2-[0-9a-z]{21}local$/) as unknown,
    });
    expect(run.errors()).toContain('Synthesized');
  });

  it('says what of the Terraform does not run, and knows all of it', () => {
    expect(run.errors()).toMatch(
      /^Not run +\d+ resources of \d+ types; \d+ attributes without effect\. --verbose lists them/m,
    );
    expect(run.errors()).not.toContain('WARNING');
  });

  it('shows no warning of the AWS SDK', () => {
    expect(run.errors()).not.toContain('NodeVersionSupportWarning');
  });
});

const noProc = process.platform === 'linux' ? undefined : 'no /proc on this machine (it says who listens)';

describeUnless(noProc, 'every server of the run', () => {
  it('answers to this machine’s names only, and to no page of another origin but for GraphQL', async () => {
    const ports = listeningPorts(run.child.pid!);
    expect(ports.length).toBeGreaterThanOrEqual(5); // GraphQL, DynamoDB, its meter, Parameter Store, TMDB
    for (const port of ports) {
      const at = `http://127.0.0.1:${port}`;
      expect(await askAs(at, { host: `rebound.example:${port}` })).toMatchObject({ status: 403 });
      const { headers } = await askAs(at, { origin: 'https://elsewhere.example' });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });
});

describe('a room', () => {
  it('shows two members the same films, page by page, to the end', async () => {
    const room = await ana.createRoom();
    const [byAna, byBen] = await Promise.all([ana.films(room.id, 30), ben.films(room.id, 17)]);
    expect(byAna).toHaveLength(300);
    expect(byBen).toEqual(byAna);
    expect(byAna.map(({ sequenceIndex }) => sequenceIndex)).toEqual(byAna.map((_, index) => index));
    expect(new Set(byAna.map(({ id }) => id)).size).toBe(300);
  });

  it('shows another order than another room', async () => {
    const rooms = await Promise.all([ana.createRoom(), ana.createRoom()]);
    const [first, second] = await Promise.all(rooms.map(({ id }) => ana.films(id, 30, 30)));
    expect(first?.map(({ id }) => id)).not.toEqual(second?.map(({ id }) => id));
  });

  it('is joined by its invite code', async () => {
    const room = await ana.createRoom();
    const document = 'mutation ($code: String!) { joinRoom(inviteCode: $code) { id name hostId } }';
    expect(await ben.ask(document, { code: room.inviteCode })).toMatchObject({
      joinRoom: { id: room.id, name: 'Test', hostId: 'ana' },
    });
  });

  it('has no films any more once it is closed', async () => {
    const room = await ana.createRoom();
    await ana.films(room.id, 30, 30);
    const document = 'mutation ($id: ID!) { closeRoom(id: $id) { status } }';
    expect(await ana.ask(document, { id: room.id })).toMatchObject({ closeRoom: { status: 'CLOSED' } });
    await expect(ben.page(room.id)).rejects.toMatchObject({ errors: [{ errorType: 'RoomClosed' }] });
  });

  it('of series has series', async () => {
    const room = await ana.createRoom({ mediaType: 'TV', genreIds: [10759] });
    const films = await ana.films(room.id, 30);
    expect(films.length).toBeGreaterThan(30);
  });
});

describe('a client', () => {
  it('is turned away with another key', async () => {
    const { endpoint } = await run.ready;
    const failure: Partial<GraphqlFailure> = { status: 401 };
    await expect(new Member(endpoint, 'da2-other').createRoom()).rejects.toMatchObject(failure);
  });

  it('is told what is wrong with its input', async () => {
    await expect(ana.createRoom({ genreIds: [28, 35, 18] })).rejects.toMatchObject({
      status: 200,
      errors: [{ errorType: 'ValidationError' }],
    });
    // 10759 is a genre of series only.
    await expect(ana.createRoom({ genreIds: [10759] })).rejects.toMatchObject({
      errors: [{ errorType: 'ValidationError', message: expect.stringContaining(' 878 (Science Fiction),') as string }],
    });
    await expect(ana.page('no-such-room')).rejects.toMatchObject({ errors: [{ errorType: 'RoomNotFound' }] });
  });

  it('gets details and genres', async () => {
    const { genres } = await ana.ask<{ genres: { id: number; name: string }[] }>(
      'query { genres(mediaType: MOVIE) { id name } }',
    );
    expect(genres).toContainEqual({ id: 878, name: 'Science Fiction' });
    const document = 'query ($id: ID!) { movie(id: $id, mediaType: MOVIE) { title } }';
    expect(await ana.ask(document, { id: '1091' })).toMatchObject({ movie: { title: '300' } });
  });
});

describe('a change of the sources', () => {
  const file = join(checkout.root, 'api/room-cache/resolvers/query.roomCache.ts');
  const original = readFileSync(file, 'utf8');
  const document = 'query ($roomId: ID!) { roomCache(roomId: $roomId) { status reason } }';
  /** As an editor that saves by rename. */
  const change = (code: string): void => {
    writeFileSync(`${file}.new`, code);
    renameSync(`${file}.new`, file);
  };

  it('of a resolver is loaded, and the rooms stay', async () => {
    const room = await ana.createRoom();
    const before = await ana.films(room.id, 30, 30);
    const reloading = run.says('Reloading …');
    const reloaded = run.says('Reloaded');
    change(
      "import { util } from '@aws-appsync/utils';\nexport function request() { return {}; }\nexport function response() { util.error('changed', 'Changed'); }\n",
    );
    await reloading;
    await reloaded;
    await expect(ana.ask(document, { roomId: room.id })).rejects.toMatchObject({
      errors: [{ message: 'changed', errorType: 'Changed' }],
    });
    expect(await ana.films(room.id, 30, 30)).toEqual(before);
  });

  it.each([
    ['that is no TypeScript', 'export function request( {', 'api/room-cache/resolvers/query.roomCache.ts:1'],
    [
      "that breaks AppSync's rules",
      'export function request() { try { return {}; } catch { return null; } }\nexport function response() {}\n',
      'api/room-cache/resolvers/query.roomCache.ts:1:29  Query.roomCache  Try statements are not supported',
    ],
  ])('%s is refused in one message, and the old version goes on', async (_, code, message) => {
    const refused = run.says('Mend it and save: it is loaded then.');
    const from = run.errors().length;
    change(code);
    await refused;
    expect(run.errors().slice(from)).toContain('NOT RELOADED, what ran before goes on.');
    expect(run.errors().slice(from)).toContain(message);
    expect(run.errors().slice(from)).not.toMatch(/^\s+at /m);
    await expect(ana.ask(document, { roomId: 'x' })).rejects.toMatchObject({ errors: [{ errorType: 'Changed' }] });
  });

  it('that is taken back is loaded, with one of a function: only that function starts anew', async () => {
    const handler = join(checkout.root, 'functions/room-cache/room/index.ts');
    const reloaded = run.says('Reloaded     the API and trinity-room-dev  (');
    change(original);
    writeFileSync(handler, `${readFileSync(handler, 'utf8')}\nconsole.log('a new room function');\n`);
    await reloaded;
    expect(await ana.ask(document, { roomId: 'x' })).toEqual({ roomCache: null });
    expect(run.errors()).toContain('trinity-room-dev  a new room function');
    await ana.createRoom();
  });

  it('of an environment that cannot be loaded is told with its place', async () => {
    const environment = join(checkout.root, 'environments/dev.ts');
    const right = readFileSync(environment, 'utf8');
    const from = run.errors().length;
    const refused = run.says('Mend it and save: it is loaded then.');
    writeFileSync(environment, `${right}\nexport const broken = ;\n`);
    await refused;
    const said = run.errors().slice(from);
    expect(said).toMatch(
      /The synthesis failed:\nenvironments\/dev\.ts:\d+:\d+ {2}Expression expected\.\n +\d+ \| export const broken = ;/,
    );
    expect(said).not.toContain('run the command again');
    const reloaded = run.says('Reloaded');
    writeFileSync(environment, right);
    await reloaded;
  });
});

it('with a wrong type runs, and says so', async () => {
  const file = join(checkout.root, 'api/shared/wrong.ts');
  const said = run.says('error TS2322');
  writeFileSync(file, "export const wrong: number = 'text';\n");
  await said;
  await ana.createRoom();
  const right = run.says('are right again');
  rmSync(file);
  await right;
});

it('ends at Ctrl-C and leaves no process', async () => {
  const before = run.errors().length;
  await run.interrupt();
  await groupEnds(run.child.pid);
  expect(run.errors().slice(before)).not.toMatch(/error/i);
});
