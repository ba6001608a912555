import { renderEvent, renderReady } from '../../local/render';
import { renderDemo } from '../../local/room-cache/demo';

const terse = { verbose: false };
const verbose = { verbose: true };

describe('what of Terraform does not run', () => {
  const coverage = {
    type: 'coverage' as const,
    unknown: ['aws_wafv2_web_acl.edge'],
    withoutMeaning: [
      { address: 'aws_iam_role.a', reason: 'nothing checks' },
      { address: 'aws_iam_role.b', reason: 'nothing checks' },
    ],
    withoutEffect: [{ address: 'aws_dynamodb_table.rooms', attribute: 'ttl', reason: 'deletes nothing' }],
  };

  it('is a line, and a loud one for what is unknown', () => {
    expect(renderEvent(coverage, terse)).toEqual([
      'WARNING      the local run does not know these, and they do nothing here:',
      '               aws_wafv2_web_acl.edge',
      'Not run      2 resources of 1 types; 1 attributes without effect. --verbose lists them, and says why.',
    ]);
    expect(renderEvent({ ...coverage, unknown: [] }, terse)).toHaveLength(1);
  });

  it('has its reasons with --verbose', () => {
    const lines = renderEvent(coverage, verbose);
    expect(lines).toContain('  aws_iam_role.b: nothing checks');
    expect(lines).toContain('  aws_dynamodb_table.rooms.ttl: deletes nothing');
  });
});

describe("a function's log", () => {
  const log = (line: string) => ({ type: 'function-log' as const, functionName: 'fn', line, requestId: undefined });
  const line =
    '{"level":"WARN","message":"TMDB failed","timestamp":"t","service":"s","sampling_rate":0,"correlation_id":"c","attempt":2,"cause":{"a":1}}';

  it('is readable, without what is on every line', () => {
    expect(renderEvent(log(line), terse)).toEqual(['fn  WARN  TMDB failed attempt=2 cause={"a":1}']);
    expect(renderEvent(log('plain'), terse)).toEqual(['fn  plain']);
    expect(renderEvent(log('{"broken'), terse)).toEqual(['fn  {"broken']);
  });

  it('shows metrics, and everything as it is, with --verbose only', () => {
    const metrics = log('{"_aws":{"CloudWatchMetrics":[{"Metrics":[{"Name":"CacheHit"}]}]},"CacheHit":1}');
    expect(renderEvent(metrics, terse)).toEqual([]);
    expect(renderEvent(metrics, verbose)).toEqual([`fn  ${metrics.line}`]);
    expect(renderEvent(log(line), verbose)).toEqual([`fn  ${line}`]);
  });
});

describe('an asynchronous call', () => {
  const failure = { errorType: 'TypeError', errorMessage: 'no' };
  const failed = (retryIn: number | undefined) => ({
    type: 'asynchronous-failure' as const,
    functionName: 'fn',
    failure,
    attempt: 2,
    retryIn,
  });

  it('says when it is tried again', () => {
    expect(renderEvent(failed(120_000), terse)).toEqual([
      'fn  asynchronous call failed (attempt 2; Lambda tries again in 120 s): TypeError: no',
    ]);
    expect(renderEvent(failed(undefined), terse)).toEqual([
      'fn  asynchronous call failed (attempt 2; that was the last attempt): TypeError: no',
    ]);
  });

  it('ends in a queue, or nowhere', () => {
    const letter = {
      version: '1.0' as const,
      timestamp: 't',
      requestContext: {
        requestId: 'r',
        functionArn: 'a',
        condition: 'RetriesExhausted' as const,
        approximateInvokeCount: 3,
      },
      requestPayload: { roomId: 'x' },
      responseContext: { statusCode: 200 as const, executedVersion: '1', functionError: 'Unhandled' as const },
      responsePayload: failure,
    };
    expect(renderEvent({ type: 'dead-letter', queue: 'arn:q', letter }, terse)).toEqual([
      'dead letter in arn:q: {"roomId":"x"}',
    ]);
    expect(renderEvent({ type: 'dead-letter', queue: undefined, letter }, terse)).toEqual([
      'dropped, there is no dead-letter queue: {"roomId":"x"}',
    ]);
  });
});

it('says that the key has expired, and where its day is set', () => {
  const event = { type: 'key-expired' as const, expires: '2027-09-01T00:00:00Z', environment: 'staging' };
  expect(renderEvent(event, terse)).toEqual([
    'WARNING      the API key has expired, at 2027-09-01T00:00:00Z: every request is refused with 401.',
    '             Set systems.roomCache.api.auth.expires in environments/staging.ts to a later day.',
  ]);
});

it('shows what Cognito would send', () => {
  const message = { pool: 'eu-west-1_Ab1', to: 'me@example.com', username: 'me@example.com', secret: '123456' };
  expect(renderEvent({ type: 'not-sent', message: { ...message, what: 'code' } }, terse)).toEqual([
    'Not sent     to me@example.com, what Cognito would send: the code 123456',
  ]);
  expect(renderEvent({ type: 'not-sent', message: { ...message, what: 'invitation' } }, terse)).toEqual([
    'Not sent     to me@example.com, what Cognito would send: an invitation: the temporary password is 123456',
  ]);
});

it('shows address, GraphiQL and key when it is ready', () => {
  const ready = {
    ...({ environment: 'dev', system: 'booking' } as const),
    ...{ endpoint: 'http://localhost:4000/graphql', graphiql: 'http://localhost:4000/graphiql' },
    console: 'http://localhost:4000/console',
    page: 'http://localhost:4000/',
    apiKey: 'da2-x',
    tables: 'dynalite, in memory',
    dynamodbEndpoint: 'http://127.0.0.1:40123',
    functionsEndpoint: 'http://127.0.0.1:40125',
    signIn: { endpoint: 'http://127.0.0.1:40127', userPoolId: 'eu-west-1_Ab1', clientId: 'c1' },
    admin: 'http://localhost:4000/admin',
  };
  const realTimeEndpoint = 'ws://localhost:4000/graphql/realtime';
  const lines = renderReady({ ...ready, realTimeEndpoint });
  const realTime = `  Real time ${realTimeEndpoint}   (subscriptions)`;
  expect(lines).toContain(realTime);
  expect(renderReady({ ...ready, realTimeEndpoint: undefined })).toEqual(lines.filter((line) => line !== realTime));
  expect(lines).toContain('  Sign-in   http://127.0.0.1:40127   (Cognito: user pool eu-west-1_Ab1, client c1)');
  expect(lines).toContain('  Admin     http://localhost:4000/admin   (the page of who signs in there)');
  expect(lines).toContain("  Functions http://127.0.0.1:40125   (answers Lambda's Invoke)");
  expect(lines).toContain('  GraphQL   http://localhost:4000/graphql');
  expect(lines).toContain('  GraphiQL  http://localhost:4000/graphiql');
  expect(lines).toContain('  Console   http://localhost:4000/console   (requests, function calls, what they take)');
  expect(lines).toContain('  Page      http://localhost:4000/');
  expect(lines).toContain('  API key   da2-x   (header x-api-key)');
  expect(lines).toContain('  Tables    http://127.0.0.1:40123   (dynalite, in memory)');
});

describe('the room at start', () => {
  const room = (ben: string[]) => ({
    id: 'a-room',
    name: 'Friday',
    genres: ['Action'],
    inviteCode: 'ABC',
    members: [
      { name: 'Ana', films: ['Alien (1979)', 'Tron (1982)'] },
      { name: 'Ben', films: ben },
    ],
  });

  it('shows what the members see side by side', () => {
    const lines = renderDemo(room(['Alien (1979)', 'Tron (1982)']), 'http://localhost:4000/graphql');
    expect(lines).toContain('roomId a-room');
    expect(lines).toContain('Join it: http://localhost:4000/?join=ABC');
    expect(lines).toContain('In GraphiQL: http://localhost:4000/graphiql?roomId=a-room');
    expect(lines).toContain('   0  Alien (1979)   Alien (1979)');
    expect(lines).toContain('   1  Tron (1982)    Tron (1982)');
    expect(lines).toContain('Everybody sees the same films in the same order.');
  });

  it('does not say that they see the same when they do not', () => {
    const lines = renderDemo(room(['Tron (1982)', 'Alien (1979)']), 'http://localhost:4000/graphql');
    expect(lines).toContain('THE MEMBERS SEE DIFFERENT FILMS: that is a bug.');
    expect(lines).not.toContain('Everybody sees the same films in the same order.');
  });
});

describe('a folder that cannot be watched', () => {
  const lines = (reason: string) =>
    renderEvent({ type: 'not-watched', folder: 'api/room-cache/resolvers', reason }, terse);

  it('is a warning, with the way out where the machine has too few watches', () => {
    const reason =
      "ENOSPC: System limit for number of file watchers reached, watch '/project/api/room-cache/resolvers'";
    expect(lines(reason)).toEqual([
      `WARNING      api/room-cache/resolvers is not watched, so that its changes are not loaded: ${reason}.`,
      '             On Linux, sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=1024 allows more.',
    ]);
    expect(lines("EACCES: permission denied, scandir '/project/api/room-cache/resolvers'")).toHaveLength(1);
  });
});

test('a wrong type is said, and that this runs all the same; then that all are right', () => {
  const line = 'stacks/constructs/table.ts(77,7): error TS2561: no';
  expect(renderEvent({ type: 'types', lines: [line] }, terse)).toEqual([
    'WARNING      a type is wrong; this runs all the same, a synthesis for a deploy will not:',
    `               ${line}`,
  ]);
  expect(renderEvent({ type: 'types', lines: [] }, terse)).toEqual(['Types        are right again']);
});
