import { forEachKey } from '../../keys/entries';
import { TABLES } from '../../model/room-cache/tables';
import type { RoomCache } from '../../environments/room-cache/schema';
import type { Environment } from '../../environments/schema';
import type { TableConfig } from '../../environments/resources/table';
import { synthesizeEnvironment } from '../stacks/synthesize';
import { dev, FILES, problemsOf } from './change';

/** With all that can be left out: a new option has no place here until it is written down. */
type Whole<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]-?: Whole<T[K]> } : T;

const ACCOUNT = '111111111111';
const API = 'abcdefghijklmnopqrstuvwxyz';
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`;
const POLICY = { scaleInCooldown: 0, scaleOutCooldown: 0, disableScaleIn: true };
const scaled = { min: 1, max: 2, targetUtilization: 70, policy: { name: 'policy', ...POLICY } };
const common = { tags: { Owner: 'ana' }, changes: { tags: 'they are old' } };
const off = { enabled: false, reason: 'a test' } as const;
const fn = { memorySize: 512, timeout: 8, reservedConcurrency: 5, provisionedConcurrency: 2 };

const table = (name: string): Whole<TableConfig> => ({
  billing: { mode: 'PROVISIONED', read: 1, write: scaled },
  deletionProtection: off,
  pointInTimeRecovery: off,
  released: true,
  adopt: {
    name,
    localIndexes: { ByTime: { rangeKey: { name: 'at', type: 'N' }, projection: ['title'] } },
    globalIndexes: {
      Status: {
        hashKey: { name: 'status', type: 'S' },
        rangeKey: { name: 'at', type: 'N' },
        projection: ['title', 'overview'],
        read: 1,
        write: scaled,
        // Of a table on demand.
        ...({} as { maxReadRequestUnits: number; maxWriteRequestUnits: number }),
      },
    },
    billing: { mode: 'PROVISIONED', read: scaled, write: 1 },
    stream: 'NEW_AND_OLD_IMAGES',
    timeToLive: 'expires',
    encryption: KEY,
    deletionProtection: off,
    pointInTimeRecovery: { enabled: true, days: 7 },
    tableClass: 'STANDARD_INFREQUENT_ACCESS',
    replicas: {
      'us-east-1': { pointInTimeRecovery: true, encryptionKey: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1` },
    },
    ...common,
  },
});
const own = (name: string): TableConfig => {
  const { billing, deletionProtection, pointInTimeRecovery, adopt } = table(name);
  return { billing, deletionProtection, pointInTimeRecovery, adopt };
};
const logGroup = (name: string) => ({ name, retentionDays: 7 as const, encryptionKey: KEY, ...common });

const roomCache: Omit<Whole<RoomCache>, 'tables'> & Pick<RoomCache, 'tables'> = {
  ...dev.systems.roomCache,
  tables: {
    ...forEachKey(TABLES, (name) => own(name)),
    rooms: own('rooms'),
    roomMovieCache: own('films'),
    roomCacheMetadata: { ...own('caches'), adopt: { ...table('caches').adopt, localIndexes: {} } }, // it has no range key
    filterCache: table('filters'),
  },
  functions: { cache: fn, room: fn, movie: fn },
  api: {
    ...dev.systems.roomCache.api,
    auth: { mode: 'COGNITO', expires: '2027-09-01T00:00:00Z', members: { mfa: 'ON', deletionProtection: off } },
    userPools: { 'eu-west-1_Ab1Cd2Ef3': { clients: '^(web|app)$' } },
    adopt: { id: API, name: 'Old API', visibility: 'GLOBAL', resolvers: ['Query.room'], ...common },
  },
  logs: {
    adopt: {
      cache: logGroup('/old/cache'),
      room: logGroup('/old/room'),
      movie: logGroup('/old/movie'),
      api: logGroup(`/aws/appsync/apis/${API}`),
    },
  },
  alarms: {
    ...dev.systems.roomCache.alarms,
    topic: {
      adopt: { arn: `arn:aws:sns:eu-west-1:${ACCOUNT}:ops`, displayName: 'Ops', encryptionKey: KEY, ...common },
    },
  },
};

const whole: Omit<Whole<Environment>, 'systems'> & { systems: { readonly roomCache: unknown } } = {
  ...dev,
  state: { backend: 's3', bucket: 'states', key: 'trinity/dev.tfstate', region: 'eu-west-1' },
  notify: ['ana@trinity.dev'],
  regions: [],
  copies: true,
  review: { accept: { 'stateful-loss/aws_dynamodb_table.rooms#3f9a2c1b': 'it may go' } },
  systems: { roomCache },
};

const problemsWith = (changed: unknown) => problemsOf({ ...FILES, 'environments/dev.ts': changed });

/** A copy of a value in which each text, be it a key, is what `change` makes of it. A key's path ends with `:`. */
function mapTexts(value: unknown, change: (text: string, path: string) => string, at = ''): unknown {
  if (typeof value === 'string') return change(value, at);
  if (Array.isArray(value)) return value.map((one, index) => mapTexts(one, change, `${at}[${index}]`));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [
    change(key, `${at}.${key}:`),
    mapTexts(one, change, `${at}.${key}`),
  ]);
  return Object.fromEntries(entries) as unknown;
}

function pathsOf(value: unknown): string[] {
  const paths: string[] = [];
  mapTexts(value, (text, path) => {
    paths.push(path);
    return text;
  });
  return paths;
}

test('the configuration with all that there is, is taken', () => {
  expect(problemsWith(whole)).toEqual([]);
});

/** In Terraform's JSON, a template that is not written as it stands. */
const BARE = /(?<![$%])[$%]\{made_up[^"]*/g;

test.each([
  ['before and after', (text: string) => `\${made_up.x}${text}%{made_up.x}`],
  ['behind', (text: string) => `${text}\${made_up.x}`],
  ['on a line of its own', (text: string) => `${text}\n\${made_up.x}`],
])('no text, with a template %s, is read as one by Terraform: it is refused, or written as it stands', (_, change) => {
  const changed = (of: (path: string) => boolean) =>
    mapTexts(whole, (text, path) => (of(path) ? change(text) : text)) as Environment;
  const taken = pathsOf(whole).filter((path) => problemsWith(changed((one) => one === path)).length === 0);
  expect(taken).toContain('.systems.roomCache.api.adopt.name');
  const terraform = JSON.stringify(synthesizeEnvironment(changed((path) => taken.includes(path))));
  expect(terraform).toContain('{made_up');
  expect(terraform.match(BARE)).toBeNull();
});
