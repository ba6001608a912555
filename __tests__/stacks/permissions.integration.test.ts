import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createApi, type Api } from '../../packages/appsync-js/src';
import { createDynamodbClient, createTables, startDynamodb } from '../../local/dynamodb';
import { LocalLambda } from '../../local/lambda';
import { startSsm } from '../../local/ssm';
import { readStack } from '../../local/terraform';
import { startTmdb } from '../../local/room-cache/tmdb';
import { openDoor, tablesOf } from './dynamodb-door';
import { synth } from './project-copy';
import { policies, type Synthesized } from './synthesize';

const KEY = '0123456789abcdef0123456789abcdef';

/** Roles of functions and data sources, with the actions that each one called on each table. */
const called = new Set<string>();
let api: Api;
let tmdbIsDown = false;
/** What TMDB waits for before it answers. */
let tmdbMay: Promise<void> | undefined;
const outdir = mkdtempSync(join(tmpdir(), 'trinity-permissions-'));
const stackFile = join(outdir, 'stacks/dev/cdk.tf.json');
const opened: { close(): Promise<void> | void }[] = [];
const open = <T extends { close(): Promise<void> | void }>(it: T): T => {
  opened.unshift(it);
  return it;
};

beforeAll(async () => {
  synth(undefined, outdir);
  const stack = readStack(stackFile);
  const dynamodb = open(await startDynamodb('dynalite'));
  await createTables(dynamodb.endpoint, stack.tables);
  const tmdb = open(
    await startTmdb({
      apiKey: KEY,
      latencyMs: 150,
      fault: async () => {
        await tmdbMay;
        return tmdbIsDown ? { status: 500 } : undefined;
      },
    }),
  );
  const ssm = open(await startSsm({ account: stack.account, region: stack.region, valueOf: () => KEY }));
  const doors = new Map<string, string>();
  for (const { name } of stack.functions) {
    const role = name.split('-')[1]!;
    const door = open(await openDoor(dynamodb.endpoint, (action, table) => called.add(`${role} ${action} ${table}`)));
    doors.set(name, door.endpoint);
  }
  const lambda = open(
    new LocalLambda({
      region: stack.region,
      overrides: ({ name }) => ({
        AWS_ENDPOINT_URL_DYNAMODB: doors.get(name)!,
        AWS_ENDPOINT_URL_SSM: ssm.endpoint,
        TMDB_URL: tmdb.url,
      }),
    }),
  );
  await lambda.deploy(stack.functions);
  const client = open(createDynamodbClient(dynamodb.endpoint));
  const apiKeys = stack.api.apiKeys.map(({ key }) => ({ key })); // this test runs on any day
  api = createApi(
    { ...stack.api, apiKeys },
    {
      dynamodb: {
        send: (operation, input) => {
          for (const table of tablesOf(input)) {
            const source = table.replace(/^trinity-(.+)-dev$/, '$1').replaceAll('-', '_');
            called.add(`${source}_data_source dynamodb:${operation} ${table}`);
          }
          return client.send(operation, input);
        },
      },
      invoke: (functionArn, type, payload) => lambda.invoke(functionArn, type, payload),
      log: () => undefined,
    },
  );
});

afterAll(async () => {
  for (const it of opened) await it.close();
  rmSync(outdir, { recursive: true });
});

test('a whole evening calls all that the roles are allowed on the tables, and nothing that they are not', async () => {
  const room = await createRoom([28]);
  await untilFilled(room.id, 30);
  await ask('query ($id: ID!) { room(id: $id) { id } roomCache(roomId: $id) { status } }', { id: room.id });
  await ask('mutation ($code: String!) { joinRoom(inviteCode: $code, member: { id: "ben", name: "Ben" }) { id } }', {
    code: room.inviteCode,
  });
  await ask('query ($id: ID!) { roomMovies(roomId: $id, from: 0, limit: 30) { nextFrom } }', { id: room.id });
  await untilFilled(room.id, 60);
  const other = await createRoom([28]); // finds the catalogue of the first
  await untilFilled(other.id, 30);

  await ask('{ genres(mediaType: MOVIE) { name } }');
  const { roomMovies } = await ask<{ roomMovies: { items: { id: string }[] } }>(
    'query ($id: ID!) { roomMovies(roomId: $id, limit: 1) { items { id } } }',
    { id: room.id },
  );
  await ask('query ($id: ID!) { movie(id: $id, mediaType: MOVIE) { title } }', { id: roomMovies.items[0]!.id });

  await ask('mutation ($id: ID!) { vote(roomId: $id, memberId: "ana", sequenceIndex: 0, liked: true) { matched } }', {
    id: room.id,
  });
  await ask('mutation ($id: ID!) { vote(roomId: $id, memberId: "ben", sequenceIndex: 0, liked: true) { matched } }', {
    id: room.id,
  });
  await ask('query ($id: ID!) { votes(roomId: $id, memberId: "ana") { liked } roomMembers(roomId: $id) { id } }', {
    id: room.id,
  });

  tmdbIsDown = true;
  const unlucky = await createRoom([35]);
  await untilStatus(unlucky.id, 'FAILED');
  tmdbIsDown = false;
  await ask('mutation ($id: ID!) { refillRoom(id: $id) { status } }', { id: unlucky.id });
  await untilFilled(unlucky.id, 30);
  await close(room.id);

  let answer = (): void => undefined;
  tmdbMay = new Promise((resolve) => (answer = resolve));
  const hasty = await createRoom([878]);
  await untilStatus(hasty.id, 'LOADING');
  await close(hasty.id);
  answer(); // its filler comes back to a room that is gone
  await eventually(() => called.has('cache dynamodb:GetItem trinity-room-cache-metadata-dev'));

  expect([...called].sort()).toEqual(allowed());
});

/** What the synthesized policies allow on tables. */
function allowed(): string[] {
  const stack = JSON.parse(readFileSync(stackFile, 'utf8')) as Synthesized;
  return Object.entries(policies(stack))
    .flatMap(([role, statements]) =>
      statements.flatMap(({ Action, Resource }) => {
        const table = /^\$\{aws_dynamodb_table\.(\w+)\.arn\}$/.exec(Resource)?.[1];
        if (table === undefined) return [];
        const name = String(stack.resource['aws_dynamodb_table']![table]!['name']);
        return Action.map((action) => `${role} ${action} ${name}`);
      }),
    )
    .sort();
}

const close = (id: string) => ask('mutation ($id: ID!) { closeRoom(id: $id) { status } }', { id });

async function createRoom(genreIds: number[]): Promise<{ id: string; inviteCode: string }> {
  const input = { name: 'Friday', hostId: 'ana', hostName: 'Ana', mediaType: 'MOVIE', genreIds };
  const { createRoom: room } = await ask<{ createRoom: { id: string; inviteCode: string } }>(
    'mutation ($input: CreateRoomInput!) { createRoom(input: $input) { id inviteCode } }',
    { input },
  );
  return room;
}

interface RoomCache {
  readonly loaded: number;
  readonly status: string;
}

const untilFilled = (id: string, films: number) => until(id, ({ loaded }) => loaded >= films);
const untilStatus = (id: string, status: string) => until(id, (cache) => cache.status === status);

async function until(id: string, done: (cache: RoomCache) => boolean): Promise<void> {
  const query = 'query ($id: ID!) { roomCache(roomId: $id) { loaded status } }';
  await eventually(async () => done((await ask<{ roomCache: RoomCache }>(query, { id })).roomCache));
}

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await setTimeout(50);
}

async function ask<T>(query: string, variables: object = {}): Promise<T> {
  const apiKey = readStack(stackFile).api.apiKeys[0]!.key;
  const { body } = await api.execute({ query, variables, apiKey });
  const { data, errors } = body as { data: T; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}
