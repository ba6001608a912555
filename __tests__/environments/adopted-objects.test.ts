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
      'logs.adopt': { cache: logGroup, api: { name: `/aws/appsync/apis/${API}`, retentionDays: 14 } },
      'api.userPools': { [POOL]: { clients: '^(web|app)$' } },
      'api.adopt': { id: API, name: 'Old API', visibility: 'PRIVATE', resolvers: ['Query.room'], ...common },
      'alarms.topic': { adopt: { arn: TOPIC, displayName: 'Ops', encryptionKey, ...common } },
    }),
  ).toEqual([]);
});

test.each<[string, unknown, string, string | RegExp]>([
  ['logs.adopt', { cash: {} }, 'logs.adopt.cash', 'no key of this name; did you mean cache?'],
  ['logs.adopt', { cache: { name: 'my logs' } }, 'logs.adopt.cache.name', /^a log group's name/],
  [
    'logs.adopt',
    { cache: { name: 'a', retentionDays: 8 } },
    'logs.adopt.cache.retentionDays',
    /^'NEVER' .*: 1, 3, 5, 7/,
  ],
  ['logs.adopt', { cache: { name: 'a', class: 'STANDARD' } }, 'logs.adopt.cache.class', /^no key of this name/],
  [
    'logs.adopt',
    { cache: { name: 'a', encryptionKey: 'alias/x' } },
    'logs.adopt.cache.encryptionKey',
    'the ARN of a KMS key',
  ],
  [
    'logs.adopt',
    { api: { name: `/aws/appsync/apis/${API}` } },
    'logs.adopt.api.name',
    'nothing, unless api.adopt says which API it is of: AppSync names it by the id of the API',
  ],
  ['api.adopt', { id: POOL }, 'api.adopt.id', /^an AppSync API's id: 26/],
  ['api.adopt', { id: `arn:aws:appsync:${REGION}:${ACCOUNT}:apis/${API}` }, 'api.adopt.id', /^an AppSync API's id/],
  ['api.adopt', { id: API, schema: 'type Query' }, 'api.adopt.schema', /^no key of this name/],
  ['api.adopt', { id: API, resolvers: ['room'] }, 'api.adopt.resolvers[0]', /^a field of this project's API/],
  ['api.adopt', { id: API, resolvers: ['Query.room', 'Query.room'] }, 'api.adopt.resolvers', /none of them twice$/],
  [
    'api.adopt',
    { id: API, changes: { schema: ' ' } },
    'api.adopt.changes.schema',
    'a sentence that says why it may change',
  ],
  ['api.userPools', { [API]: {} }, `api.userPools.${API}`, /^a user pool's id/],
  [
    'api.userPools',
    { 'us-east-1_Ab1': {} },
    "api.userPools['us-east-1_Ab1']",
    'a user pool of eu-west-1, where this environment is',
  ],
  [
    'api.userPools',
    { [POOL]: { adopt: {} } },
    `api.userPools['${POOL}'].adopt`,
    /^nothing: a user pool is referred to .* passwords/,
  ],
  ['alarms.topic', {}, 'alarms.topic.adopt', /^an object of arn/],
  ['alarms.topic', { adopt: { arn: 'ops' } }, 'alarms.topic.adopt.arn', /^the ARN of an SNS topic that is not FIFO/],
  ['alarms.topic', { adopt: { arn: `${TOPIC}.fifo` } }, 'alarms.topic.adopt.arn', /that is not FIFO/],
  [
    'alarms.topic',
    { adopt: { arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:ops` } },
    'alarms.topic.adopt.arn',
    /^the ARN of an SNS topic/,
  ],
  [
    'alarms.topic',
    { adopt: { arn: `arn:aws:sns:us-east-1:${ACCOUNT}:ops` } },
    'alarms.topic.adopt.arn',
    `a topic of ${REGION} and account ${ACCOUNT}, where this environment is: arn:aws:sns:${REGION}:${ACCOUNT}:…`,
  ],
  [
    'alarms.topic',
    { adopt: { arn: `arn:aws:sns:${REGION}:222222222222:ops` } },
    'alarms.topic.adopt.arn',
    `a topic of ${REGION} and account ${ACCOUNT}, where this environment is: arn:aws:sns:${REGION}:${ACCOUNT}:…`,
  ],
  [
    'alarms.topic',
    { adopt: { arn: TOPIC.replace('aws', 'aws-cn') } },
    'alarms.topic.adopt.arn',
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
    'alarms.topic',
    { adopt: { arn: TOPIC, encryptionKey } },
    'alarms.topic.adopt.encryptionKey',
    /not alias\/aws\/sns, which CloudWatch may not use/,
  ]),
  [
    'alarms.topic',
    { adopt: { arn: TOPIC, encryptionKey: `arn:aws:kms:us-east-1:${ACCOUNT}:alias/ops` } },
    'alarms.topic.adopt.encryptionKey',
    `a key of ${REGION}, where it is used: arn:aws:kms:${REGION}:…`,
  ],
  ['logs.adopt', { cache: { name: 'aws/lambda/x' } }, 'logs.adopt.cache.name', /not starting with aws\/$/],
  [
    'logs.adopt',
    { cache: { name: 'a', encryptionKey: `arn:aws-us-gov:kms:${REGION}:${ACCOUNT}:key/1` } },
    'logs.adopt.cache.encryptionKey',
    `a key of ${REGION}, where it is used: arn:aws:kms:${REGION}:…`,
  ],
  ['api.adopt', { id: API, resolvers: ['Query.1room'] }, 'api.adopt.resolvers[0]', /^a field of this project's API/],
  ...['(', '[', '*', '(?<', ' '].map((clients): [string, unknown, string, RegExp] => [
    'api.userPools',
    { [POOL]: { clients } },
    `api.userPools['${POOL}'].clients`,
    /^a regular expression of client ids, such as/,
  ]),
  [
    'tmdb.adopt',
    { name: '/trinity/dev/tmdb-api-key' },
    'tmdb.adopt',
    /^nothing: a SecureString is never adopted; its import would write the secret in clear into the state .* tmdb\.parameterName/,
  ],
])('%s of %j is refused at %s', (at, value, path, allowed) => {
  const expected = typeof allowed === 'string' ? allowed : (expect.stringMatching(allowed) as string);
  expect(inDev({ [at]: value })).toContainEqual([path, expected]);
});

test("the API's log group is that of the API that is adopted", () => {
  const name = `/aws/appsync/apis/${'z'.repeat(26)}`;
  expect(inDev({ 'api.adopt': { id: API }, 'logs.adopt': { api: { name } } })).toEqual([
    ['logs.adopt.api.name', `'/aws/appsync/apis/${API}', the log group of the API that is adopted`],
  ]);
});

describe('an object has one owner', () => {
  test('of two functions that adopt one log group, the second is told; so is one that takes what another is called anyway', () => {
    expect(inDev({ 'logs.adopt': { cache: { name: 'a' }, room: { name: 'a' } } })).toEqual([
      ['logs.adopt.room.name', `another log group; ${FILE} has a as logs.adopt.cache, and a log group has one owner`],
    ]);
    expect(inDev({ 'logs.adopt': { cache: { name: '/aws/lambda/trinity-room-dev' } } })).toHaveLength(1);
    expect(inDev({ 'logs.adopt': { cache: { name: '/aws/lambda/trinity-cache-dev' } } })).toEqual([]);
  });

  test('of two environments in one account and region, the second is told', () => {
    const place = { account: ACCOUNT, region: REGION };
    const adopting = {
      'api.adopt': { id: API },
      'logs.adopt': { cache: { name: 'a' } },
      'alarms.topic': { adopt: { arn: TOPIC } },
    };
    const together = (staging: object) =>
      problemsOf({
        ...FILES,
        [FILE]: change(FILES[FILE], { ...place, ...adopting }),
        [STAGING]: change(FILES[STAGING], { ...place, ...staging }),
      }).map(({ file, path }) => [file, path]);
    expect(together(adopting)).toEqual([
      [STAGING, 'logs.adopt.cache.name'],
      [STAGING, 'api.adopt.id'],
      [STAGING, 'alarms.topic.adopt.arn'],
    ]);
    expect(together({})).toEqual([]);
    expect(problemsIn(STAGING, { 'api.adopt': { id: API }, 'logs.adopt': { cache: { name: 'a' } } })).toEqual([]);
  });
});

test('a key of a topic is named in each way that AWS knows, and may be of another account', () => {
  const keys = ['alias/ops', 'a-key-id', 'mrk-1', 'arn:aws:kms:eu-west-1:222222222222:key/mrk-1'];
  for (const encryptionKey of [...keys, `arn:aws:kms:${REGION}:${ACCOUNT}:alias/ops/aws`]) {
    expect(inDev({ 'alarms.topic': { adopt: { arn: TOPIC, encryptionKey } } })).toEqual([]);
  }
});
