import { change, FILES, problemsIn, problemsOf } from './change';

const FILE = 'environments/dev.ts';
const STAGING = 'environments/staging.ts';
const ACCOUNT = '111111111111';
const REGION = 'eu-west-1';
const API = 'abcdefghijklmnopqrstuvwxyz';
const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:ops`;
const POOL = `${REGION}_Ab1Cd2Ef3`;

const inDev = (changes: Readonly<Record<string, unknown>>) =>
  problemsIn(FILE, changes).map(({ path, allowed }) => [path, allowed]);

test('all that can be adopted beside tables', () => {
  const common = { tags: { Owner: 'ana' }, changes: { tags: 'they are old' } };
  const encryptionKey = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1`;
  const logGroup = { name: '/aws/lambda/old', retentionDays: 'NEVER', encryptionKey, ...common };
  expect(
    inDev({
      'systems.roomCache.logs.adopt': { cache: logGroup, api: { name: `/aws/appsync/apis/${API}`, retentionDays: 14 } },
      'systems.roomCache.api.userPools': { [POOL]: { clients: '^(web|app)$' } },
      'systems.roomCache.api.adopt': {
        id: API,
        name: 'Old API',
        visibility: 'PRIVATE',
        resolvers: ['Query.room'],
        ...common,
      },
      'systems.roomCache.alarms.topic': { adopt: { arn: TOPIC, displayName: 'Ops', encryptionKey, ...common } },
    }),
  ).toEqual([]);
});

test.each<[string, unknown, string, string | RegExp]>([
  [
    'systems.roomCache.logs.adopt',
    { cash: {} },
    'systems.roomCache.logs.adopt.cash',
    'no key of this name; did you mean cache?',
  ],
  [
    'systems.roomCache.logs.adopt',
    { cache: { name: 'my logs' } },
    'systems.roomCache.logs.adopt.cache.name',
    /^a log group's name/,
  ],
  [
    'systems.roomCache.logs.adopt',
    { cache: { name: 'a', retentionDays: 8 } },
    'systems.roomCache.logs.adopt.cache.retentionDays',
    /^'NEVER' .*: 1, 3, 5, 7/,
  ],
  [
    'systems.roomCache.logs.adopt',
    { cache: { name: 'a', class: 'STANDARD' } },
    'systems.roomCache.logs.adopt.cache.class',
    /^no key of this name/,
  ],
  [
    'systems.roomCache.logs.adopt',
    { cache: { name: 'a', encryptionKey: 'alias/x' } },
    'systems.roomCache.logs.adopt.cache.encryptionKey',
    'the ARN of a KMS key',
  ],
  [
    'systems.roomCache.logs.adopt',
    { api: { name: `/aws/appsync/apis/${API}` } },
    'systems.roomCache.logs.adopt.api.name',
    'nothing, unless systems.roomCache.api.adopt says which API it is of: AppSync names it by the id of the API',
  ],
  ['systems.roomCache.api.adopt', { id: POOL }, 'systems.roomCache.api.adopt.id', /^an AppSync API's id: 26/],
  [
    'systems.roomCache.api.adopt',
    { id: `arn:aws:appsync:${REGION}:${ACCOUNT}:apis/${API}` },
    'systems.roomCache.api.adopt.id',
    /^an AppSync API's id/,
  ],
  [
    'systems.roomCache.api.adopt',
    { id: API, schema: 'type Query' },
    'systems.roomCache.api.adopt.schema',
    /^no key of this name/,
  ],
  [
    'systems.roomCache.api.adopt',
    { id: API, resolvers: ['Subscription.onVote', 'room'] },
    'systems.roomCache.api.adopt.resolvers[1]',
    /^a field of this project's API/,
  ],
  [
    'systems.roomCache.api.adopt',
    { id: API, resolvers: ['Query.room', 'Query.room'] },
    'systems.roomCache.api.adopt.resolvers',
    /none of them twice$/,
  ],
  [
    'systems.roomCache.api.adopt',
    { id: API, changes: { schema: ' ' } },
    'systems.roomCache.api.adopt.changes.schema',
    'a sentence that says why it may change',
  ],
  ['systems.roomCache.api.userPools', { [API]: {} }, `systems.roomCache.api.userPools.${API}`, /^a user pool's id/],
  [
    'systems.roomCache.api.userPools',
    { 'us-east-1_Ab1': {} },
    "systems.roomCache.api.userPools['us-east-1_Ab1']",
    'a user pool of eu-west-1, where this environment is',
  ],
  [
    'systems.roomCache.api.userPools',
    { [POOL]: { adopt: {} } },
    `systems.roomCache.api.userPools['${POOL}'].adopt`,
    /^nothing: a user pool is referred to .* passwords/,
  ],
  ['systems.roomCache.alarms.topic', {}, 'systems.roomCache.alarms.topic.adopt', /^an object of arn/],
  [
    'systems.roomCache.alarms.topic',
    { adopt: { arn: 'ops' } },
    'systems.roomCache.alarms.topic.adopt.arn',
    /^the ARN of an SNS topic that is not FIFO/,
  ],
  [
    'systems.roomCache.alarms.topic',
    { adopt: { arn: `${TOPIC}.fifo` } },
    'systems.roomCache.alarms.topic.adopt.arn',
    /that is not FIFO/,
  ],
  [
    'systems.roomCache.alarms.topic',
    { adopt: { arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:ops` } },
    'systems.roomCache.alarms.topic.adopt.arn',
    /^the ARN of an SNS topic/,
  ],
  [
    'systems.roomCache.alarms.topic',
    { adopt: { arn: `arn:aws:sns:us-east-1:${ACCOUNT}:ops` } },
    'systems.roomCache.alarms.topic.adopt.arn',
    `a topic of ${REGION} and account ${ACCOUNT}, where this environment is: arn:aws:sns:${REGION}:${ACCOUNT}:…`,
  ],
  [
    'systems.roomCache.alarms.topic',
    { adopt: { arn: `arn:aws:sns:${REGION}:222222222222:ops` } },
    'systems.roomCache.alarms.topic.adopt.arn',
    `a topic of ${REGION} and account ${ACCOUNT}, where this environment is: arn:aws:sns:${REGION}:${ACCOUNT}:…`,
  ],
  [
    'systems.roomCache.alarms.topic',
    { adopt: { arn: TOPIC.replace('aws', 'aws-cn') } },
    'systems.roomCache.alarms.topic.adopt.arn',
    `a topic of ${REGION} and account ${ACCOUNT}, where this environment is: arn:aws:sns:${REGION}:${ACCOUNT}:…`,
  ],
  ...[
    'alias/aws/sns',
    `arn:aws:kms:${REGION}:${ACCOUNT}:alias/aws/sns`,
    `arn:aws:kms:${REGION}:${ACCOUNT}:`,
    'key/1',
    ':',
    '',
  ].map((encryptionKey): [string, unknown, string, RegExp] => [
    'systems.roomCache.alarms.topic',
    { adopt: { arn: TOPIC, encryptionKey } },
    'systems.roomCache.alarms.topic.adopt.encryptionKey',
    /not alias\/aws\/sns, which CloudWatch may not use/,
  ]),
  [
    'systems.roomCache.alarms.topic',
    { adopt: { arn: TOPIC, encryptionKey: `arn:aws:kms:us-east-1:${ACCOUNT}:alias/ops` } },
    'systems.roomCache.alarms.topic.adopt.encryptionKey',
    `a key of ${REGION}, where it is used: arn:aws:kms:${REGION}:…`,
  ],
  [
    'systems.roomCache.logs.adopt',
    { cache: { name: 'aws/lambda/x' } },
    'systems.roomCache.logs.adopt.cache.name',
    /not starting with aws\/$/,
  ],
  [
    'systems.roomCache.logs.adopt',
    { cache: { name: 'a', encryptionKey: `arn:aws-us-gov:kms:${REGION}:${ACCOUNT}:key/1` } },
    'systems.roomCache.logs.adopt.cache.encryptionKey',
    `a key of ${REGION}, where it is used: arn:aws:kms:${REGION}:…`,
  ],
  [
    'systems.roomCache.api.adopt',
    { id: API, resolvers: ['Query.1room'] },
    'systems.roomCache.api.adopt.resolvers[0]',
    /^a field of this project's API/,
  ],
  ...['(', '[', '*', '(?<', ' '].map((clients): [string, unknown, string, RegExp] => [
    'systems.roomCache.api.userPools',
    { [POOL]: { clients } },
    `systems.roomCache.api.userPools['${POOL}'].clients`,
    /^a regular expression of client ids, such as/,
  ]),
  [
    'systems.roomCache.tmdb.adopt',
    { name: '/trinity/dev/tmdb-api-key' },
    'systems.roomCache.tmdb.adopt',
    /^nothing: a SecureString is never adopted; its import would write the secret in clear into the state .* systems\.roomCache\.tmdb\.parameterName/,
  ],
])('%s of %j is refused at %s', (at, value, path, allowed) => {
  const expected = typeof allowed === 'string' ? allowed : (expect.stringMatching(allowed) as string);
  expect(inDev({ [at]: value })).toContainEqual([path, expected]);
});

test("the API's log group is that of the API that is adopted", () => {
  const name = `/aws/appsync/apis/${'z'.repeat(26)}`;
  expect(
    inDev({ 'systems.roomCache.api.adopt': { id: API }, 'systems.roomCache.logs.adopt': { api: { name } } }),
  ).toEqual([
    ['systems.roomCache.logs.adopt.api.name', `'/aws/appsync/apis/${API}', the log group of the API that is adopted`],
  ]);
});

describe('an object has one owner', () => {
  test('of two functions that adopt one log group, the second is told; so is one that takes what another is called anyway', () => {
    expect(inDev({ 'systems.roomCache.logs.adopt': { cache: { name: 'a' }, room: { name: 'a' } } })).toEqual([
      [
        'systems.roomCache.logs.adopt.room.name',
        `another log group; ${FILE} has a as systems.roomCache.logs.adopt.cache, and a log group has one owner`,
      ],
    ]);
    expect(inDev({ 'systems.roomCache.logs.adopt': { cache: { name: '/aws/lambda/trinity-room-dev' } } })).toHaveLength(
      1,
    );
    expect(inDev({ 'systems.roomCache.logs.adopt': { cache: { name: '/aws/lambda/trinity-cache-dev' } } })).toEqual([]);
  });

  test('of two environments in one account and region, the second is told', () => {
    const place = { account: ACCOUNT, region: REGION };
    const adopting = {
      'systems.roomCache.api.adopt': { id: API },
      'systems.roomCache.logs.adopt': { cache: { name: 'a' } },
      'systems.roomCache.alarms.topic': { adopt: { arn: TOPIC } },
    };
    const together = (staging: object) =>
      problemsOf({
        ...FILES,
        [FILE]: change(FILES[FILE], { ...place, ...adopting }),
        [STAGING]: change(FILES[STAGING], { ...place, ...staging }),
      }).map(({ file, path }) => [file, path]);
    expect(together(adopting)).toEqual([
      [STAGING, 'systems.roomCache.logs.adopt.cache.name'],
      [STAGING, 'systems.roomCache.api.adopt.id'],
      [STAGING, 'systems.roomCache.alarms.topic.adopt.arn'],
    ]);
    expect(together({})).toEqual([]);
    expect(
      problemsIn(STAGING, {
        'systems.roomCache.api.adopt': { id: API },
        'systems.roomCache.logs.adopt': { cache: { name: 'a' } },
      }),
    ).toEqual([]);
  });
});

test('a key of a topic is named in each way that AWS knows, and may be of another account', () => {
  const keys = ['alias/ops', 'a-key-id', 'mrk-1', 'arn:aws:kms:eu-west-1:222222222222:key/mrk-1'];
  for (const encryptionKey of [...keys, `arn:aws:kms:${REGION}:${ACCOUNT}:alias/ops/aws`]) {
    expect(inDev({ 'systems.roomCache.alarms.topic': { adopt: { arn: TOPIC, encryptionKey } } })).toEqual([]);
  }
});
