import { NAMES as ALL } from '../../environments/names';
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
  ['tables.unheardOf', {}, 'no key of this name, only rooms, roomMovieCache, roomCacheMetadata, filterCache'],
  ['tables.rooms', undefined, 'an object of billing, deletionProtection, pointInTimeRecovery, adopt, released'],
  ['tables.rooms.billing', undefined, "an object whose mode is 'PAY_PER_REQUEST' or 'PROVISIONED'"],
  ['tables.rooms.billing.mode', 'ON_DEMAND', "'PAY_PER_REQUEST' or 'PROVISIONED'"],
  ['tables.rooms.billing.maxReadRequestUnits', 0, 'a whole number from 1 up, read request units'],
  [
    'tables.rooms.billing',
    provisioned({ min: 0 }),
    'a whole number from 1 up, capacity units',
    'tables.rooms.billing.read.min',
  ],
  [
    'tables.rooms.billing',
    provisioned({ max: 2.5 }),
    'a whole number from 1 up, capacity units',
    'tables.rooms.billing.read.max',
  ],
  [
    'tables.rooms.billing',
    provisioned({ targetUtilization: 19 }),
    TARGET,
    'tables.rooms.billing.read.targetUtilization',
  ],
  [
    'tables.rooms.billing',
    provisioned({ targetUtilization: 91 }),
    TARGET,
    'tables.rooms.billing.read.targetUtilization',
  ],
  ['tables.rooms.deletionProtection', false, 'an object whose enabled is true, or false with a reason'],
  ['tables.rooms.deletionProtection.enabled', 'no', 'true, or false with a reason'],
  ['tables.rooms.deletionProtection.reason', undefined, 'a sentence that says why it is off'],
  ['tables.rooms.deletionProtection.reason', ' ', 'a sentence that says why it is off'],
  ['functions.cache.memorySize', 127, MEMORY],
  ['functions.cache.memorySize', 10_241, MEMORY],
  ['functions.cache.memorySize', 512.5, MEMORY],
  ['functions.cache.memorySize', '512', MEMORY],
  ['functions.cache.timeout', 0, TIMEOUT],
  ['functions.cache.timeout', 901, TIMEOUT],
  ['functions.cache.reservedConcurrency', 0, 'a whole number from 1 up, executions'],
  ['functions.cache.provisionedConcurrency', -1, 'a whole number from 1 up, executions'],
  ['api.auth.mode', 'COGNITO', "'API_KEY'"],
  ['api.auth.expires', '2027-11-01T00:30:00Z', EXPIRES],
  ['api.auth.expires', '2027-11-01T00:00:00+01:00', EXPIRES],
  ['api.auth.expires', '2027-11-01', EXPIRES],
  ['api.auth.expires', '2027-02-30T00:00:00Z', EXPIRES],
  ['api.auth.expires', '2027-13-01T00:00:00Z', EXPIRES],
  ['api.logLevel', 'DEBUG', "'ERROR' or 'ALL'"],
  ['api.introspection', 'yes', 'true or false'],
  ['api.queryDepthLimit', 76, 'a whole number from 1 to 75 levels'],
  ['api.queryDepthLimit', 0, 'a whole number from 1 to 75 levels'],
  ['api.resolverCountLimit', 10_001, 'a whole number from 1 to 10000 resolvers'],
  ['api.tracing', 1, 'true or false'],
  ['cache.ttlDays', 91, 'a whole number from 1 to 90 days'],
  ['cache.batchSize', 31, 'a whole number from 1 to 30 films'],
  ['cache.maxBatches', 11, 'a whole number from 1 to 10 batches'],
  ['cache.prefetchThreshold', 0, THRESHOLD],
  ['cache.prefetchThreshold', 1, THRESHOLD],
  ['cache.prefetchThreshold', 80, THRESHOLD],
  ['cache.prefetchThreshold', '80 %', THRESHOLD],
  ['cache.languages', [], 'a list of at least one language'],
  ['cache.languages', 'en', "a list of languages, such as ['en', 'fr']"],
  ['cache.languages', ['en', 'eng'], LANGUAGE, 'cache.languages[1]'],
  ['cache.languages', ['en', 'fr', 'en'], "a list of languages, such as ['en', 'fr'], none of them twice"],
  ['cache.minVoteCount', -1, 'a whole number from 0 up, votes'],
  ['cache.filterTtlHours', 0, 'a whole number from 1 to 2160 hours'],
  [
    'logs.retentionDays',
    8,
    'days that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653',
  ],
  ['alarms.notify', undefined, 'a list of email addresses'],
  ['alarms.notify', ['somebody'], 'an email address', 'alarms.notify[0]'],
  ['alarms.notify', ['a@example.com', 'a@example.com'], 'a list of email addresses, none of them twice'],
  ['alarms.functionErrors', 0, 'a whole number from 1 up, errors in 5 minutes'],
  ['alarms.functionThrottles', 0, 'a whole number from 1 up, throttled calls in 5 minutes'],
  ['alarms.functionDurationPercent', 101, "a whole number from 1 to 100 per cent of the function's timeout"],
  ['alarms.failedRequests', 0, 'a whole number from 1 up, failed requests in 5 minutes'],
  ['alarms.apiServerErrors', 0.5, 'a whole number from 1 up, server errors in 5 minutes'],
  ['alarms.apiLatencyMs', 30_001, 'a whole number from 1 to 30000 milliseconds'],
  ['alarms.tableThrottles', Infinity, 'a whole number from 1 up, throttled requests in 5 minutes'],
  ['alarms.tmdbFailures', NaN, 'a whole number from 1 up, failed TMDB calls in 5 minutes'],
  ['alarms.deadLetters', null, 'a whole number from 1 up, dead letters'],
  ['tmdb.url', 'http://api.themoviedb.org/3', URL],
  ['tmdb.url', 'https://api.themoviedb.org/3/', URL],
  ['tmdb.url', 'https://api.themoviedb.org/3?api_key=x', URL],
  ['tmdb.parameterName', 'tmdb-api-key', PARAMETER],
  ['tmdb.parameterName', '/aws/tmdb-api-key', PARAMETER],
  ['tmdb.parameterName', '/trinity/tmdb key', PARAMETER],
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
  { 'tables.rooms.adopt': { name: 'rooms', tags: { 'Équipe@x': 'Zoë' } } },
  { state: s3({}) },
  { state: s3({ bucket: '1'.repeat(63), key: 'k' }) },
  { 'tables.rooms.billing': { mode: 'PAY_PER_REQUEST' } },
  { 'tables.rooms.billing': provisioned({ min: 2, max: 2, targetUtilization: 20 }) },
  { 'tables.rooms.billing': provisioned({ targetUtilization: 90 }) },
  { 'tables.rooms.deletionProtection': { enabled: true } },
  { 'functions.cache.memorySize': 128 },
  { 'functions.movie.memorySize': 10_240 },
  { 'functions.movie.timeout': 1 },
  { 'functions.movie.reservedConcurrency': 1, 'functions.movie.provisionedConcurrency': 1 },
  { 'api.auth.expires': '2028-02-29T23:00:00Z' },
  { 'cache.prefetchThreshold': 0.01 },
  { 'cache.minVoteCount': 0 },
  { 'logs.retentionDays': 3653 },
  { 'alarms.notify': ['first.last+tag@mail.example.com'] },
  { 'tmdb.url': 'https://tmdb.example.com' },
  { review: { accept: { 'stateful-loss/aws_dynamodb_table.rooms#3f9a2c1b': 'moved by hand' } } },
];

test.each(right)('%j is allowed', (changes) => {
  expect(problemsIn(FILE, changes)).toEqual([]);
});

test('a sequence has 300 films at most: 30 in a batch, ten batches', () => {
  expect(problemsIn(FILE, { 'cache.batchSize': 30, 'cache.maxBatches': 10 })).toEqual([]);
  expect(problemsIn(FILE, { 'cache.batchSize': 31, 'cache.maxBatches': 11 }).map(({ path }) => path)).toEqual([
    'cache.batchSize',
    'cache.maxBatches',
  ]);
});

describe('a key that the schema does not know', () => {
  test.each([
    ['functions.cache.timeuot', 'no key of this name; did you mean timeout?'],
    ['functions.cache.TIMEOUT', 'no key of this name; did you mean timeout?'],
    ['tables.rooms.billing.maxWriteRequestUnit', 'no key of this name; did you mean maxWriteRequestUnits?'],
    ['tables.roomMoviesCache', 'no key of this name; did you mean roomMovieCache?'],
    [
      'functions.cache.architecture',
      'no key of this name, only memorySize, timeout, reservedConcurrency, provisionedConcurrency',
    ],
    [
      'domain',
      'no key of this name, only name, account, region, namePrefix, tags, state, tables, functions, api, cache, logs, alarms, tmdb, review',
    ],
  ])('%s', (path, allowed) => {
    expect(problemsIn(FILE, { [path]: 5 })).toEqual([{ file: FILE, path, value: 5, allowed }]);
  });

  test('is reported each by itself', () => {
    const problems = problemsIn(FILE, { 'api.logLevle': 'ALL', 'api.colour': 'red' });
    expect(problems.map(({ path, allowed }) => [path, allowed.split(';')[0]])).toEqual([
      ['api.logLevle', 'no key of this name'],
      [
        'api.colour',
        'no key of this name, only auth, logLevel, introspection, queryDepthLimit, resolverCountLimit, tracing, userPools, adopt',
      ],
    ]);
  });

  test('that only another option of a union has', () => {
    const path = 'tables.rooms.billing.read';
    const allowed = 'no key of this name, only mode, maxReadRequestUnits, maxWriteRequestUnits';
    expect(problemsIn(FILE, { [path]: 5 })).toEqual([{ file: FILE, path, value: 5, allowed }]);
  });
});
