import { NAMES as ALL } from '../../environments/names';
import { lambdaAuthorizer } from '../../environments/resources/graphql-api';
import { problemsIn, type Changes } from './change';

const FILE = 'environments/dev.ts';

const NAMES = ALL.map((name) => `'${name}'`).join(' or ');
const ACCOUNT = 'an AWS account id: a string of 12 digits';
const REGION = "an AWS region, such as 'eu-west-1'";
const PREFIX = '1 to 20 of a-z, 0-9 and -, a letter first, no - last';
const BUCKET =
  'an S3 bucket name: 3 to 63 of a-z, 0-9 and -, a letter or digit at both ends, and no dot, which TLS does not cover';
const KEY = "an S3 object key, such as 'trinity/prod.tfstate', with no / at either end";
const EXPIRES = "a whole hour in UTC, such as '2027-11-01T00:00:00Z'";
const MEMORY = 'a whole number from 128 to 10240 MB';
const TIMEOUT = 'a whole number from 1 to 900 seconds';
const THRESHOLD = 'a number above 0 and below 1';
const URL = "an https address without a / at the end, such as 'https://api.themoviedb.org/3'";
const PARAMETER = "an SSM parameter's path, such as '/trinity/dev/tmdb-api-key'";
const FINDING = "a finding's whole name, such as 'stateful-loss/aws_dynamodb_table.rooms#3f9a2c1b'";
const TARGET = 'a whole number from 20 to 90 per cent, as DynamoDB autoscaling has it';
const LANGUAGE = "a language's two letters (ISO 639-1), such as 'en'";

const TAG_NAME =
  'a tag name of 1 to 128 of A-Z, a-z, 0-9, spaces and _.:/=+-, not starting with aws:, for AppSync takes no other';
const TAG_VALUE = 'a tag value of at most 256 of A-Z, a-z, 0-9, spaces and _.:/=+-@, for AppSync takes no other';

const POOL = 'an object of mfa, deletionProtection';
const OFF = { enabled: false, reason: 'a test' };
const MEMBERS = {
  ...{ mode: 'COGNITO', expires: '2027-11-01T00:00:00Z' },
  members: { mfa: 'OPTIONAL', deletionProtection: OFF },
};

const s3 = (changes: object) => ({ backend: 's3', bucket: 'a-bucket', key: 'a/key', region: 'eu-west-1', ...changes });
const provisioned = (read: object) => ({
  mode: 'PROVISIONED',
  read: { min: 1, max: 2, targetUtilization: 70, ...read },
  write: { min: 1, max: 2, targetUtilization: 70 },
});

/** Path and value to put there; the path of the problem where it is another one; what the message has to allow. */
type Wrong = [path: string, value: unknown, allowed: string, reported?: string];
const wrong: Wrong[] = [
  ['name', 'test', NAMES],
  ['name', undefined, NAMES],
  ['account', '12345678901', ACCOUNT],
  ['account', 111111111111, ACCOUNT],
  ['region', 'europe', REGION],
  ['region', 'eu-west-1a', REGION],
  ['region', 'us-gov-west-1', 'a region of aws or aws-cn: in aws-us-gov AWS has no AppSync'],
  ['region', 'eusc-de-east-1', 'a region of aws or aws-cn: in aws-eusc AWS has no AppSync'],
  ['namePrefix', 'Trinity', PREFIX],
  ['namePrefix', 'trinity-', PREFIX],
  ['namePrefix', 'a'.repeat(21), PREFIX],
  ['tags', ['a'], 'an object of tag names and values'],
  ...[5, 'a,b', 'Zoë', 'a\tb', 'a'.repeat(257)].map((value): Wrong => ['tags.Project', value, TAG_VALUE]),
  ...['aws:x', 'AWS:x', 'cost@center', 'Équipe', 'a,b', `${'a'.repeat(128)} `, ''].map((name): Wrong => [
    'tags',
    { [name]: 'y' },
    TAG_NAME,
    `tags['${name}']`,
  ]),
  ['state', undefined, "an object whose backend is 'local' or 's3'"],
  ['state.backend', 'gcs', "'local' or 's3'"],
  ['state', s3({ bucket: 'ab' }), BUCKET, 'state.bucket'],
  ['state', s3({ bucket: 'Bucket' }), BUCKET, 'state.bucket'],
  ['state', s3({ bucket: 'my.bucket' }), BUCKET, 'state.bucket'],
  ['state', s3({ bucket: '-bucket' }), BUCKET, 'state.bucket'],
  ['state', s3({ bucket: 'xn--bucket' }), BUCKET, 'state.bucket'],
  ['state', s3({ bucket: 'bucket-s3alias' }), BUCKET, 'state.bucket'],
  ['state', s3({ key: '/key' }), KEY, 'state.key'],
  ['state', s3({ key: 'key/' }), KEY, 'state.key'],
  ['state', s3({ key: '' }), KEY, 'state.key'],
  ['state', s3({ region: 'x' }), REGION, 'state.region'],
  [
    'systems.roomCache.tables.unheardOf',
    {},
    'no key of this name, only rooms, roomMovieCache, roomCacheMetadata, roomMembers, votes, roomMatches, filterCache',
  ],
  [
    'systems.roomCache.tables.rooms',
    undefined,
    'an object of billing, deletionProtection, pointInTimeRecovery, adopt, released',
  ],
  ['systems.roomCache.tables.rooms.billing', undefined, "an object whose mode is 'PAY_PER_REQUEST' or 'PROVISIONED'"],
  ['systems.roomCache.tables.rooms.billing.mode', 'ON_DEMAND', "'PAY_PER_REQUEST' or 'PROVISIONED'"],
  ['systems.roomCache.tables.rooms.billing.maxReadRequestUnits', 0, 'a whole number from 1 up, read request units'],
  [
    'systems.roomCache.tables.rooms.billing',
    provisioned({ min: 0 }),
    'a whole number from 1 up, capacity units',
    'systems.roomCache.tables.rooms.billing.read.min',
  ],
  [
    'systems.roomCache.tables.rooms.billing',
    provisioned({ max: 2.5 }),
    'a whole number from 1 up, capacity units',
    'systems.roomCache.tables.rooms.billing.read.max',
  ],
  [
    'systems.roomCache.tables.rooms.billing',
    provisioned({ targetUtilization: 19 }),
    TARGET,
    'systems.roomCache.tables.rooms.billing.read.targetUtilization',
  ],
  [
    'systems.roomCache.tables.rooms.billing',
    provisioned({ targetUtilization: 91 }),
    TARGET,
    'systems.roomCache.tables.rooms.billing.read.targetUtilization',
  ],
  [
    'systems.roomCache.tables.rooms.deletionProtection',
    false,
    'an object whose enabled is true, or false with a reason',
  ],
  ['systems.roomCache.tables.rooms.deletionProtection.enabled', 'no', 'true, or false with a reason'],
  ['systems.roomCache.tables.rooms.deletionProtection.reason', undefined, 'a sentence that says why it is off'],
  ['systems.roomCache.tables.rooms.deletionProtection.reason', ' ', 'a sentence that says why it is off'],
  ['systems.roomCache.functions.cache.memorySize', 127, MEMORY],
  ['systems.roomCache.functions.cache.memorySize', 10_241, MEMORY],
  ['systems.roomCache.functions.cache.memorySize', 512.5, MEMORY],
  ['systems.roomCache.functions.cache.memorySize', '512', MEMORY],
  ['systems.roomCache.functions.cache.timeout', 0, TIMEOUT],
  ['systems.roomCache.functions.cache.timeout', 901, TIMEOUT],
  ['systems.roomCache.functions.cache.reservedConcurrency', 0, 'a whole number from 1 up, executions'],
  ['systems.roomCache.functions.cache.provisionedConcurrency', -1, 'a whole number from 1 up, executions'],
  ['systems.roomCache.api.auth.mode', 'AWS_IAM', "'API_KEY' or 'COGNITO'"],
  ['systems.roomCache.api.auth.members', MEMBERS.members, 'no key of this name, only mode, expires'],
  ['systems.roomCache.api.auth', { ...MEMBERS, members: undefined }, POOL, 'systems.roomCache.api.auth.members'],
  ['systems.roomCache.api.auth', { ...MEMBERS, expires: undefined }, EXPIRES, 'systems.roomCache.api.auth.expires'],
  [
    'systems.roomCache.api.auth',
    { ...MEMBERS, members: { ...MEMBERS.members, mfa: 'OFF' } },
    "'ON' or 'OPTIONAL'",
    'systems.roomCache.api.auth.members.mfa',
  ],
  [
    'systems.roomCache.api.auth',
    { ...MEMBERS, members: { ...MEMBERS.members, deletionProtection: { enabled: false } } },
    'a sentence that says why it is off',
    'systems.roomCache.api.auth.members.deletionProtection.reason',
  ],
  ['systems.roomCache.api.auth.expires', '2027-11-01T00:30:00Z', EXPIRES],
  ['systems.roomCache.api.auth.expires', '2027-11-01T00:00:00+01:00', EXPIRES],
  ['systems.roomCache.api.auth.expires', '2027-11-01', EXPIRES],
  ['systems.roomCache.api.auth.expires', '2027-02-30T00:00:00Z', EXPIRES],
  ['systems.roomCache.api.auth.expires', '2027-13-01T00:00:00Z', EXPIRES],
  ['systems.roomCache.api.logLevel', 'DEBUG', "'ERROR' or 'ALL'"],
  ['systems.roomCache.api.introspection', 'yes', 'true or false'],
  ['systems.roomCache.api.queryDepthLimit', 76, 'a whole number from 1 to 75 levels'],
  ['systems.roomCache.api.queryDepthLimit', 0, 'a whole number from 1 to 75 levels'],
  ['systems.roomCache.api.resolverCountLimit', 10_001, 'a whole number from 1 to 10000 resolvers'],
  ['systems.roomCache.api.tracing', 1, 'true or false'],
  ['systems.roomCache.cache.ttlDays', 91, 'a whole number from 1 to 90 days'],
  ['systems.roomCache.cache.batchSize', 31, 'a whole number from 1 to 30 films'],
  ['systems.roomCache.cache.maxBatches', 11, 'a whole number from 1 to 10 batches'],
  ['systems.roomCache.cache.prefetchThreshold', 0, THRESHOLD],
  ['systems.roomCache.cache.prefetchThreshold', 1, THRESHOLD],
  ['systems.roomCache.cache.prefetchThreshold', 80, THRESHOLD],
  ['systems.roomCache.cache.prefetchThreshold', '80 %', THRESHOLD],
  ['systems.roomCache.cache.languages', [], 'a list of at least one language'],
  ['systems.roomCache.cache.languages', 'en', "a list of languages, such as ['en', 'fr']"],
  ['systems.roomCache.cache.languages', ['en', 'eng'], LANGUAGE, 'systems.roomCache.cache.languages[1]'],
  [
    'systems.roomCache.cache.languages',
    ['en', 'fr', 'en'],
    "a list of languages, such as ['en', 'fr'], none of them twice",
  ],
  ['systems.roomCache.cache.minVoteCount', -1, 'a whole number from 0 up, votes'],
  ['systems.roomCache.cache.filterTtlHours', 0, 'a whole number from 1 to 2160 hours'],
  [
    'logRetentionDays',
    8,
    'days that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653',
  ],
  ['notify', undefined, 'a list of email addresses'],
  ['notify', ['somebody'], 'an email address', 'notify[0]'],
  ['notify', ['a@example.com', 'a@example.com'], 'a list of email addresses, none of them twice'],
  ['systems.roomCache.alarms.functionErrors', 0, 'a whole number from 1 up, errors in 5 minutes'],
  ['systems.roomCache.alarms.functionThrottles', 0, 'a whole number from 1 up, throttled calls in 5 minutes'],
  [
    'systems.roomCache.alarms.functionDurationPercent',
    101,
    "a whole number from 1 to 100 per cent of the function's timeout",
  ],
  ['systems.roomCache.alarms.failedRequests', 0, 'a whole number from 1 up, failed requests in 5 minutes'],
  ['systems.roomCache.alarms.apiServerErrors', 0.5, 'a whole number from 1 up, server errors in 5 minutes'],
  ['systems.roomCache.alarms.apiLatencyMs', 30_001, 'a whole number from 1 to 30000 milliseconds'],
  ['systems.roomCache.alarms.tableThrottles', Infinity, 'a whole number from 1 up, throttled requests in 5 minutes'],
  ['systems.roomCache.alarms.tmdbFailures', NaN, 'a whole number from 1 up, failed TMDB calls in 5 minutes'],
  ['systems.roomCache.alarms.deadLetters', null, 'a whole number from 1 up, dead letters'],
  ['systems.roomCache.tmdb.url', 'http://api.themoviedb.org/3', URL],
  ['systems.roomCache.tmdb.url', 'https://api.themoviedb.org/3/', URL],
  ['systems.roomCache.tmdb.url', 'https://api.themoviedb.org/3?api_key=x', URL],
  ['systems.roomCache.tmdb.parameterName', 'tmdb-api-key', PARAMETER],
  ['systems.roomCache.tmdb.parameterName', '/aws/tmdb-api-key', PARAMETER],
  ['systems.roomCache.tmdb.parameterName', '/trinity/tmdb key', PARAMETER],
  ['review', { accept: [] }, 'an object of findings and reasons', 'review.accept'],
  ['review', { accept: { '*': 'all' } }, FINDING, "review.accept['*']"],
  ['review', { accept: { 'stateful-loss/': 'all' } }, FINDING, "review.accept['stateful-loss/']"],
  ['review', { accept: { 'a/b': ' ' } }, 'a sentence that says why the risk is taken', "review.accept['a/b']"],
  ['review', { accept: {}, all: true }, 'no key of this name, only accept', 'review.all'],
];

test.each(wrong)('%s may not be %j', (path, value, allowed, reported = path) => {
  const [problem, ...others] = problemsIn(FILE, { [path]: value });

  expect(others).toEqual([]);
  expect(problem).toMatchObject({ file: FILE, path: reported, allowed });
  if (reported === path) expect(problem!.value).toBe(value);
});

const right: Changes[] = [
  { account: '000000000000' },
  { region: 'cn-north-1' },
  { namePrefix: 't' },
  { namePrefix: 'a'.repeat(20) },
  { tags: {} },
  { 'tags.cost centre': 'A_1.:/=+-@ z' },
  { 'systems.roomCache.tables.rooms.adopt': { name: 'rooms', tags: { 'Équipe@x': 'Zoë' } } },
  { state: s3({}) },
  { state: s3({ bucket: '1'.repeat(63), key: 'k' }) },
  { 'systems.roomCache.tables.rooms.billing': { mode: 'PAY_PER_REQUEST' } },
  { 'systems.roomCache.tables.rooms.billing': provisioned({ min: 2, max: 2, targetUtilization: 20 }) },
  { 'systems.roomCache.tables.rooms.billing': provisioned({ targetUtilization: 90 }) },
  { copies: undefined, 'systems.roomCache.tables.rooms.deletionProtection': { enabled: true } },
  { 'systems.roomCache.functions.cache.memorySize': 128 },
  { 'systems.roomCache.functions.movie.memorySize': 10_240 },
  { 'systems.roomCache.functions.movie.timeout': 1 },
  {
    'systems.roomCache.functions.movie.reservedConcurrency': 1,
    'systems.roomCache.functions.movie.provisionedConcurrency': 1,
  },
  { 'systems.roomCache.api.auth.expires': '2028-02-29T23:00:00Z' },
  { 'systems.roomCache.api.auth': MEMBERS },
  { 'systems.roomCache.api.auth': { ...MEMBERS, members: { mfa: 'ON', deletionProtection: OFF } } },
  { 'systems.roomCache.cache.prefetchThreshold': 0.01 },
  { 'systems.roomCache.cache.minVoteCount': 0 },
  { logRetentionDays: 3653 },
  { notify: ['first.last+tag@mail.example.com'] },
  { 'systems.roomCache.tmdb.url': 'https://tmdb.example.com' },
  { review: { accept: { 'stateful-loss/aws_dynamodb_table.rooms#3f9a2c1b': 'moved by hand' } } },
];

test.each(right)('%j is allowed', (changes) => {
  expect(problemsIn(FILE, changes)).toEqual([]);
});

test('a sequence has 300 films at most: 30 in a batch, ten batches', () => {
  expect(
    problemsIn(FILE, { 'systems.roomCache.cache.batchSize': 30, 'systems.roomCache.cache.maxBatches': 10 }),
  ).toEqual([]);
  expect(
    problemsIn(FILE, { 'systems.roomCache.cache.batchSize': 31, 'systems.roomCache.cache.maxBatches': 11 }).map(
      ({ path }) => path,
    ),
  ).toEqual(['systems.roomCache.cache.batchSize', 'systems.roomCache.cache.maxBatches']);
});

describe('a key that the schema does not know', () => {
  test.each([
    ['systems.roomCache.functions.cache.timeuot', 'no key of this name; did you mean timeout?'],
    ['systems.roomCache.functions.cache.TIMEOUT', 'no key of this name; did you mean timeout?'],
    [
      'systems.roomCache.tables.rooms.billing.maxWriteRequestUnit',
      'no key of this name; did you mean maxWriteRequestUnits?',
    ],
    ['systems.roomCache.tables.roomMoviesCache', 'no key of this name; did you mean roomMovieCache?'],
    [
      'systems.roomCache.functions.cache.architecture',
      'no key of this name, only memorySize, timeout, reservedConcurrency, provisionedConcurrency',
    ],
    [
      'domain',
      'no key of this name, only name, account, region, regions, copies, namePrefix, tags, state, notify, logRetentionDays, review, systems',
    ],
  ])('%s', (path, allowed) => {
    expect(problemsIn(FILE, { [path]: 5 })).toEqual([{ file: FILE, path, value: 5, allowed }]);
  });

  test('is reported each by itself', () => {
    const problems = problemsIn(FILE, {
      'systems.roomCache.api.logLevle': 'ALL',
      'systems.roomCache.api.colour': 'red',
    });
    expect(problems.map(({ path, allowed }) => [path, allowed.split(';')[0]])).toEqual([
      ['systems.roomCache.api.logLevle', 'no key of this name'],
      [
        'systems.roomCache.api.colour',
        'no key of this name, only auth, logLevel, introspection, queryDepthLimit, resolverCountLimit, tracing, userPools, adopt',
      ],
    ]);
  });

  test('that only another option of a union has', () => {
    const path = 'systems.roomCache.tables.rooms.billing.read';
    const allowed = 'no key of this name, only mode, maxReadRequestUnits, maxWriteRequestUnits';
    expect(problemsIn(FILE, { [path]: 5 })).toEqual([{ file: FILE, path, value: 5, allowed }]);
  });
});

describe('a function that lets clients in', () => {
  const problems = (value: object) =>
    lambdaAuthorizer.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

  test('says nothing, or for how long an answer counts and which tokens it is asked about', () => {
    expect(problems({})).toEqual([]);
    const all = { authorizerResultTtlInSeconds: 3600, identityValidationExpression: '^bk_.*$' };
    expect([problems(all), problems({ authorizerResultTtlInSeconds: 0 })]).toEqual([[], []]);
  });

  test.each([
    [{ authorizerResultTtlInSeconds: 3601 }, 'a whole number from 0 to 3600 seconds'],
    [{ identityValidationExpression: '(' }, "a regular expression of tokens, such as '^bk_[a-z0-9]{32}$'"],
    [{ ttl: 1 }, 'no key of this name, only authorizerResultTtlInSeconds, identityValidationExpression'],
  ])('%j is refused', (value, message) => {
    expect(problems(value)).toEqual([message]);
  });
});
