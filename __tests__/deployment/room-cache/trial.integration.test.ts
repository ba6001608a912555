import {
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Aws } from '../../../deployment/aws/clients';
import { runChecks, type Outcome } from '../../../deployment/checks';
import { tryRoom } from '../../../deployment/room-cache/trial';
import { leftBehindCheck } from '../../../deployment/room-cache/left-behind';
import type { Wait } from '../../../deployment/wait';
import { environment } from '../../stacks/synthesize';
import { refusal, startBreakableApi, type BreakableApi, type GraphqlRequest } from '../verify/breakable-api';
import { awsError, deployedWith, fakeAws, throws } from '../verify/fakes';

const films: Wait = { timeoutMs: 600_000, pollMs: 20 };
const dev = environment('dev');
let api: BreakableApi;
let dynamodb: DynamoDBClient;
beforeAll(async () => {
  api = await startBreakableApi();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  dynamodb = new DynamoDBClient({ endpoint: api.run.dynamodbEndpoint, region: 'eu-west-1', credentials });
});
afterEach(() => api.mend());
afterAll(async () => {
  dynamodb.destroy();
  await api.close();
});

/** The next room has to ask TMDB. */
async function forgetCatalogues(): Promise<void> {
  const TableName = 'trinity-filter-cache-dev';
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName, ProjectionExpression: 'cacheKey, part' }));
  for (const Key of Items) await dynamodb.send(new DeleteItemCommand({ TableName, Key }));
}

async function verify(options: { wait?: Partial<Wait>; signal?: AbortSignal } = {}) {
  const trial = tryRoom(dev, api, { ...films, ...options.wait });
  const outcome = await trial.check.run(options.signal ?? new AbortController().signal);
  return { outcome, room: trial.tried()?.room, isClosed: trial.tried()?.isClosed };
}

/** Asked past the door. */
async function statusOf(id: string | undefined): Promise<unknown> {
  const { body } = await api.run.execute({
    query: 'query ($id: ID!) { room(id: $id) { status } }',
    variables: { id },
    apiKey: api.apiKey,
  });
  return (body as { data?: { room?: { status: string } | null } }).data?.room?.status;
}

const only = (field: string, answer: ReturnType<typeof refusal> | 'drop') => (request: GraphqlRequest) =>
  request.field === field ? answer : undefined;

const text = (pattern: RegExp) => expect.stringMatching(pattern) as string;
const failed = (outcome: Outcome, reason: RegExp, next: RegExp) =>
  expect(outcome).toEqual({ status: 'failed', reason: text(reason), next: text(next) });

describe('a room that works', () => {
  it('passes, says what was seen, and leaves a closed room', async () => {
    const { outcome, room, isClosed } = await verify();
    expect(outcome).toEqual({
      status: 'passed',
      detail: text(/^first films after \d+ ms; 40 films, the same for two members; a match of both; closed and gone$/),
    });
    expect(isClosed).toBe(true);
    expect(await statusOf(room?.id)).toBe('CLOSED');
  });

  it('is read by both members in pages of their own', async () => {
    await verify();
    const pages = api.requests.filter(({ field }) => field === 'roomMovies').map(({ variables }) => variables.limit);
    expect(new Set(pages)).toEqual(new Set([1, 12, 7]));
  });
});

describe('what is wrong is named, and the room is closed all the same', () => {
  const broken = async (wait: Partial<Wait> = {}) => {
    const result = await verify({ wait });
    expect(result.isClosed).toBe(true);
    expect(await statusOf(result.room?.id)).toBe('CLOSED');
    return result.outcome;
  };

  it('joinRoom fails', async () => {
    api.faults.answer = only('joinRoom', refusal('RoomNotFound', 'No such code.'));
    failed(await broken(), /^joinRoom failed: RoomNotFound: No such code\. \(room [\w-]+\)$/, /trinity rollback dev/);
  });

  it('joinRoom leads elsewhere', async () => {
    api.faults.change = ({ field }, data) => {
      if (field === 'joinRoom') data.joinRoom = { id: 'other' };
    };
    failed(await broken(), /^joinRoom led to the room other, expected [\w-]+\./, /CloudWatch Logs/);
  });

  it.each([
    ['told of none', 1, false, /^Host, the first to like a film, was told of none, and Guest, the last, of none;/],
    [
      'told too early',
      0,
      true,
      /^Host, the first to like a film, was told of a match, and Guest, the last, of a match;/,
    ],
  ])('members who agree are %s', async (_, place, matched, reason) => {
    let votes = -1;
    api.faults.change = ({ field }, data) => {
      if (field === 'vote' && (votes += 1) === place) data.vote = { matched };
    };
    failed(await broken(), reason, /^Members who agree are not told so\. .*CloudWatch Logs/);
  });

  it('votes are refused', async () => {
    api.faults.answer = only('vote', refusal('NotAMember', 'Join it first.'));
    failed(await broken(), /^vote failed: NotAMember: Join it first\./, /CloudWatch Logs|rollback/);
  });

  it('roomMovies fails', async () => {
    api.faults.answer = only('roomMovies', refusal('InternalError', 'Try again.'));
    failed(await broken(), /^roomMovies failed: InternalError: Try again\./, /CloudWatch Logs/);
  });

  it('the connection breaks', async () => {
    api.faults.answer = only('roomMovies', 'drop');
    failed(await broken(), /^roomMovies failed: The GraphQL endpoint http:\S+ cannot be reached: /, /rollback/);
  });

  it.each([
    ['a gap', 5, 'sequenceIndex', 6, /^The (host|guest) sees index 6 at place 5, expected 5\./],
    ['a film twice', 5, 'id', undefined, /^The (host|guest) sees the film \d+ twice, at 4 and at 5\./],
  ])('%s', async (_, at, key, value, reason) => {
    api.faults.change = ({ field }, data) => {
      if (field !== 'roomMovies') return;
      const { items } = data.roomMovies as { items: Record<string, unknown>[] };
      const place = items.findIndex(({ sequenceIndex }) => sequenceIndex === at);
      if (place > 0) items[place]![key] = value ?? items[place - 1]![key];
    };
    failed(await broken(), reason, /^Members see different rooms\. .*bin\/trinity rollback dev/);
  });

  it('two members see different films', async () => {
    api.faults.change = ({ field, variables }, data) => {
      if (field !== 'roomMovies' || variables.limit !== 7) return;
      const { items } = data.roomMovies as { items: { sequenceIndex: number; id: string }[] };
      for (const item of items) if (item.sequenceIndex === 20) item.id = 'other';
    };
    failed(
      await broken(),
      /^At index 20 the host sees the film \d+ and the guest other, expected the same\./,
      /different/,
    );
  });

  it('one member sees fewer', async () => {
    api.faults.change = ({ field, variables }, data) => {
      if (field === 'roomMovies' && variables.limit === 7 && Number(variables.from) >= 14) {
        data.roomMovies = { items: [], nextFrom: null, loaded: 30, status: 'EXHAUSTED' };
      }
    };
    failed(await broken(), /^The host sees 40 films and the guest 14, expected the same number\./, /different/);
  });

  it('TMDB refuses the key', async () => {
    api.faults.tmdb = () => ({ status: 401 });
    await forgetCatalogues();
    failed(
      await broken(),
      /^The room has no film at 0: its status is FAILED, ".+"\. \(room/,
      /parameter \/trinity\/dev\/tmdb-api-key .* https:\/\/api\.themoviedb\.org\/3 answers/,
    );
  });

  it('films never come', async () => {
    api.faults.change = ({ field }, data) => {
      if (field === 'roomMovies') data.roomMovies = { items: [], nextFrom: 0, loaded: 0, status: 'PENDING' };
    };
    const { outcome, room } = await verify({ wait: { timeoutMs: 200 } });
    failed(outcome, /^The room has no film at 0 after 0\.2 s: its status is PENDING\./, /function cache does not load/);
    expect(await statusOf(room?.id)).toBe('CLOSED');
  });

  it('the second batch never comes', async () => {
    let time = 0;
    api.faults.change = ({ field, variables }, data) => {
      const from = Number(variables.from);
      if (field === 'roomMovies' && from >= 30) {
        time += 3_001;
        data.roomMovies = { items: [], nextFrom: from, loaded: 30, status: 'LOADING' };
      }
    };
    const { outcome, room } = await verify({ wait: { timeoutMs: 3_000, now: () => time } });
    failed(outcome, /^The room has no film at 3\d after 3 s: its status is LOADING\./, /function cache does not load/);
    expect(await statusOf(room?.id)).toBe('CLOSED');
  });

  it('closeRoom fails once', async () => {
    let closes = 0;
    api.faults.answer = ({ field }) => {
      return field === 'closeRoom' && ++closes === 1 ? refusal('InternalError', 'Films are still there.') : undefined;
    };
    failed(await broken(), /^closeRoom failed: InternalError: Films are still there\./, /rollback/);
  });

  it('closeRoom does not close', async () => {
    let closes = 0;
    api.faults.change = ({ field }, data) => {
      if (field === 'closeRoom' && ++closes === 1) data.closeRoom = { status: 'ACTIVE' };
    };
    failed(await broken(), /^closeRoom answered with status ACTIVE, expected CLOSED\./, /CloudWatch/);
  });

  it('a closed room still shows films', async () => {
    let time = 0;
    api.faults.change = ({ field }, data) => {
      if (field !== 'roomCache') return;
      time += 60_000;
      data.roomCache = { loaded: 30 };
    };
    failed(
      await broken({ now: () => time }),
      /^The room is closed, but roomCache still shows 30 films\./,
      /has not removed its films/,
    );
  });
});

describe('no room', () => {
  it('fails with what createRoom said, and there is nothing to close', async () => {
    api.faults.answer = only('createRoom', refusal('InternalError', 'The room could not be created.'));
    const { outcome, room } = await verify();
    failed(
      outcome,
      /^createRoom failed: InternalError: The room could not be created\. Should a room "Trinity verification .+" exist/,
      /rollback dev/,
    );
    expect(room).toBeUndefined();
    expect(api.requests).toHaveLength(1);
  });

  it('says that the API key has expired', async () => {
    api.faults.answer = () => refusal('UnauthorizedException', 'You are not authorized to make this call.', 401);
    const { outcome } = await verify();
    failed(
      outcome,
      /^createRoom failed: HTTP 401 UnauthorizedException: You are not/,
      /api\.auth\.expires in environments\/dev/,
    );
    expect(JSON.stringify(outcome)).not.toContain(api.apiKey);
  });
});

describe('a room that cannot be closed', () => {
  const leftBehind = /room ([\w-]+) could not be closed, it is LEFT BEHIND: InternalError: Broken\.$/;

  it('is a failure that names it, and how to close it by hand', async () => {
    api.faults.answer = only('closeRoom', refusal('InternalError', 'Broken.'));
    const { outcome, room, isClosed } = await verify();
    failed(outcome, leftBehind, /^Close it: `curl -s http:/);
    expect(isClosed).toBe(false);
    expect(await statusOf(room?.id)).toBe('ACTIVE');
    // What was said works.
    api.mend();
    const next = outcome.status === 'failed' ? outcome.next : '';
    const [, url = '', body = ''] = /curl -s (\S+) .* -d '(.+?)'`/.exec(next) ?? [];
    await fetch(url, { method: 'POST', headers: { 'x-api-key': api.apiKey }, body });
    expect(await statusOf(room?.id)).toBe('CLOSED');
  });

  it('is told beside what failed before', async () => {
    api.faults.answer = ({ field }) =>
      ['closeRoom', 'joinRoom'].includes(field) ? refusal('InternalError', 'Broken.') : undefined;
    const { outcome } = await verify();
    failed(outcome, /^joinRoom failed: InternalError: Broken\. \(room [\w-]+\) And the room .* LEFT BEHIND/, /curl/);
  });

  it('is told when the check is aborted, too', async () => {
    const controller = new AbortController();
    api.faults.answer = ({ field }) => {
      if (field === 'joinRoom') controller.abort(new Error('Ctrl-C'));
      return field === 'closeRoom' ? refusal('InternalError', 'Broken.') : undefined;
    };
    const { outcome } = await verify({ signal: controller.signal });
    failed(outcome, leftBehind, /curl/);
  });
});

describe('an abort', () => {
  it.each(['createRoom', 'roomMovies', 'joinRoom', 'vote', 'closeRoom', 'roomCache'])(
    'during %s closes the room and ends the run',
    async (field) => {
      const controller = new AbortController();
      api.faults.answer = (request) => {
        if (request.field === field) controller.abort(new Error('Ctrl-C'));
        return undefined;
      };
      const trial = tryRoom(dev, api, films);
      const options = { signal: controller.signal, explain: () => ({ reason: 'explained', next: '' }) };
      await expect(runChecks([trial.check], options)).rejects.toThrow('Ctrl-C');
      expect(await statusOf(trial.tried()?.room.id)).toBe('CLOSED');
    },
  );

  it('before it began opens no room', async () => {
    await expect(verify({ signal: AbortSignal.abort(new Error('Ctrl-C')) })).rejects.toThrow('Ctrl-C');
    expect(api.requests).toEqual([]);
  });
});

describe('what is left in the tables', () => {
  const wait = { timeoutMs: 600_000, pollMs: 20 };
  const tables = ['rooms', 'room-movie-cache', 'room-cache-metadata', 'filter-cache'];
  const table_names = Object.fromEntries(tables.map((name) => [name, `trinity-${name}-dev`]));
  const deployed = { ...deployedWith(), outputs: { table_names } }; // whoever owns them

  const table = (name: string) => `trinity-${name}-dev`;

  /** A room that was tried out and closed, and the check of what it left. */
  async function leave(
    meanwhile: (id: string, inviteCode: string) => Promise<unknown> = async () => {},
    patience = wait,
  ) {
    const trial = tryRoom(dev, api, films);
    await trial.check.run(new AbortController().signal);
    const { room } = trial.tried()!;
    await meanwhile(room.id, room.inviteCode);
    const aws = { ...fakeAws({}), dynamodb } as Aws;
    const outcome = await leftBehindCheck(deployed, aws, trial.tried, patience).run(new AbortController().signal);
    return { outcome, room };
  }

  it('is nothing but what the design keeps, with its end', async () => {
    const { outcome, room } = await leave();
    expect(outcome).toEqual({
      status: 'passed',
      detail:
        `films and cache of room ${room.id} are gone; by design the closed room, its invite code, members, votes and match stay ` +
        `until ${room.expiresAt}, and the filter's catalogue, which rooms share, until its own ttl`,
    });
  });

  it('fails for films and metadata that stay, and says how to remove them', async () => {
    const key = (roomId: string) => ({ roomId: { S: roomId } });
    const { outcome, room } = await leave(
      async (id) => {
        await dynamodb.send(
          new PutItemCommand({ TableName: table('room-movie-cache'), Item: { ...key(id), sequenceIndex: { N: '7' } } }),
        );
        await dynamodb.send(new PutItemCommand({ TableName: table('room-cache-metadata'), Item: key(id) }));
      },
      { timeoutMs: 100, pollMs: 20 },
    );
    failed(
      outcome,
      new RegExp(
        `^The room ${room.id} has left behind 1 films in trinity-room-movie-cache-dev and its item in trinity-room-cache-metadata-dev\\.$`,
      ),
      /aws lambda invoke --function-name trinity-cache-dev:live .*\{"action":"clean","roomId":"[\w-]+"\}.*otherwise TTL removes it after 20/,
    );
  });

  it('waits for a filler that was at work', async () => {
    const late = { roomId: { S: '' }, sequenceIndex: { N: '7' } };
    const { outcome } = await leave(async (id) => {
      late.roomId.S = id;
      await dynamodb.send(new PutItemCommand({ TableName: table('room-movie-cache'), Item: late }));
      setTimeout(() => {
        void dynamodb.send(new DeleteItemCommand({ TableName: table('room-movie-cache'), Key: late }));
      }, 200);
    });
    expect(outcome).toMatchObject({ status: 'passed' });
  });

  it.each([
    ['room', (id: string) => ({ PK: { S: `ROOM#${id}` }, SK: { S: 'ROOM' } })],
    ['invite code', (_: string, code: string) => ({ PK: { S: `INVITE#${code}` }, SK: { S: 'INVITE' } })],
  ])('fails for a %s that would stay for ever', async (what, keyOf) => {
    const { outcome } = await leave((id, code) =>
      dynamodb.send(
        new UpdateItemCommand({
          TableName: table('rooms'),
          Key: keyOf(id, code),
          UpdateExpression: 'REMOVE #ttl',
          ExpressionAttributeNames: { '#ttl': 'ttl' },
        }),
      ),
    );
    failed(
      outcome,
      new RegExp(`^The ${what} of the room \\S+ in trinity-rooms-dev has no ttl, expected 20`),
      /delete the items/,
    );
  });

  it('fails for a room that is open again', async () => {
    const { outcome } = await leave((id) =>
      dynamodb.send(
        new UpdateItemCommand({
          TableName: table('rooms'),
          Key: { PK: { S: `ROOM#${id}` }, SK: { S: 'ROOM' } },
          UpdateExpression: 'SET #s = :s',
          ExpressionAttributeNames: { '#s': 'status' },
          ExpressionAttributeValues: { ':s': { S: 'ACTIVE' } },
        }),
      ),
    );
    failed(outcome, /has status ACTIVE, expected CLOSED\.$/, /^Look at the function room; TTL removes it after/);
  });

  it('is skipped without a room, with an open one, and without the permission to look', async () => {
    const signal = new AbortController().signal;
    const check = (tried: Parameters<typeof leftBehindCheck>[2]) => {
      const aws = fakeAws({ QueryCommand: throws(awsError('AccessDeniedException')) });
      return leftBehindCheck(deployed, aws, tried, wait).run(signal);
    };
    const room = { id: 'r', inviteCode: 'i', expiresAt: 'later' };
    expect(await check(() => undefined)).toEqual({ status: 'skipped', reason: 'No room was opened.' });
    expect(await check(() => ({ room, isClosed: false }))).toEqual({
      status: 'skipped',
      reason: 'The room r is still open: see "end to end".',
    });
    expect(await check(() => ({ room, isClosed: true }))).toEqual({
      status: 'skipped',
      reason:
        'The tables could not be looked into: these credentials may not call dynamodb:GetItem and dynamodb:Query. By GraphQL the room is closed and its films gone.',
    });
  });
});
