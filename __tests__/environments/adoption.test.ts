import { change, FILES, problemsIn, problemsOf } from './change';

const KEY = { name: 'status', type: 'S' };
const INDEX = { hashKey: KEY, projection: 'ALL' };
const ADOPTED = { name: 'trinity-rooms-dev-v2' };
const FILE = 'environments/dev.ts';

const inDev = (adopt: object, path = 'systems.roomCache.tables.rooms.adopt') =>
  problemsIn(FILE, { [path]: adopt }).map((problem) => [problem.path, problem.allowed]);

test('all that can be adopted', () => {
  const adopt = {
    ...ADOPTED,
    localIndexes: { ByTime: { rangeKey: { name: 'at', type: 'N' }, projection: ['title'] } },
    globalIndexes: {
      Status: {
        ...INDEX,
        rangeKey: { name: 'at', type: 'N' },
        read: 5,
        write: { min: 1, max: 2, targetUtilization: 50, policy: { name: 'p', scaleInCooldown: 0 } },
      },
    },
    billing: { mode: 'PROVISIONED', read: 1, write: 2 },
    stream: 'NEW_AND_OLD_IMAGES',
    timeToLive: false,
    encryption: 'arn:aws:kms:eu-west-1:123456789012:key/1',
    deletionProtection: { enabled: true },
    pointInTimeRecovery: { enabled: true, days: 7 },
    tableClass: 'STANDARD_INFREQUENT_ACCESS',
    replicas: { 'us-east-1': { pointInTimeRecovery: true } },
    tags: { Purpose: 'Rooms' },
    changes: { point_in_time_recovery: 'it is wanted' },
  };
  expect(inDev(adopt)).toEqual([]);
});

const LOCAL = { rangeKey: { name: 'at', type: 'S' }, projection: 'ALL' };
const names = (count: number) => Array.from({ length: count }, (_, at) => `a${at}`);
const locals = (count: number) => Object.fromEntries(names(count).map((name) => [`${name}-index`, LOCAL]));

test.each<[object, string, string]>([
  [{}, 'name', 'a table name of 3 to 255 letters, digits, _ . and -'],
  [{ name: 'my table' }, 'name', 'a table name of 3 to 255 letters, digits, _ . and -'],
  [{ ...ADOPTED, stream: 'ALL' }, 'stream', "'KEYS_ONLY' or 'NEW_IMAGE' or 'OLD_IMAGE' or 'NEW_AND_OLD_IMAGES'"],
  [{ ...ADOPTED, timeToLive: true }, 'timeToLive', 'an attribute name, or false'],
  [
    { ...ADOPTED, encryption: 'AES' },
    'encryption',
    "'DEFAULT' (AWS's own key), 'KMS' (the account's key for DynamoDB) or the ARN of a KMS key",
  ],
  ...[
    'arn:aws:kms:eu-west-1:123456789012:alias/rooms', // the plan would see the key that it is of
    'arn:aws:kms:eu-west-1:123456789012:key/1 ',
    'arn:aws:s3:eu-west-1:123456789012:key/1',
    'arn:aws:kms:eu-west-1:1:key/1',
    'KMS,DEFAULT',
  ].map((encryption): [object, string, string] => [
    { ...ADOPTED, encryption },
    'encryption',
    "'DEFAULT' (AWS's own key), 'KMS' (the account's key for DynamoDB) or the ARN of a KMS key",
  ]),
  [
    { ...ADOPTED, encryption: 'arn:aws:kms:us-east-1:123456789012:key/1' },
    'encryption',
    'a key of eu-west-1, where it is used: arn:aws:kms:eu-west-1:…',
  ],
  [
    { ...ADOPTED, encryption: 'arn:aws-cn:kms:eu-west-1:123456789012:key/1' },
    'encryption',
    'a key of eu-west-1, where it is used: arn:aws:kms:eu-west-1:…',
  ],
  ...['arn:aws:kms:us-east-1:123456789012:key/1 and more', 'arn:aws:kms:', 'key/1'].map(
    (encryptionKey): [object, string, string] => [
      { ...ADOPTED, replicas: { 'us-east-1': { pointInTimeRecovery: true, encryptionKey } } },
      "replicas['us-east-1'].encryptionKey",
      'the ARN of a KMS key',
    ],
  ),
  [
    {
      ...ADOPTED,
      replicas: {
        'us-east-1': { pointInTimeRecovery: true, encryptionKey: 'arn:aws:kms:eu-west-1:123456789012:key/1' },
      },
    },
    "replicas['us-east-1'].encryptionKey",
    'a key of us-east-1, where it is used: arn:aws:kms:us-east-1:…',
  ],
  [
    { ...ADOPTED, replicas: { 'eu-west-1': { pointInTimeRecovery: true } } },
    "replicas['eu-west-1']",
    'another region than eu-west-1, where the table itself is',
  ],
  [
    { ...ADOPTED, replicas: { 'cn-north-1': { pointInTimeRecovery: true } } },
    "replicas['cn-north-1']",
    'a region of the partition aws, as eu-west-1 is',
  ],
  ...['a|b', 'a"b', 'a\\b', 'a\nb', 'é', '', 'a'.repeat(256)].map((name): [object, string, string] => [
    {
      ...ADOPTED,
      billing: { mode: 'PROVISIONED', read: { min: 1, max: 2, targetUtilization: 50, policy: { name } }, write: 1 },
    },
    'billing.read.policy.name',
    'the name of a scaling policy: 1 to 255 of ASCII without |, " and \\',
  ]),
  [
    { ...ADOPTED, pointInTimeRecovery: { enabled: true, days: 36 } },
    'pointInTimeRecovery.days',
    'a whole number from 1 to 35 days',
  ],
  [
    { ...ADOPTED, billing: { mode: 'PROVISIONED', read: 0, write: 1 } },
    'billing.read',
    'a whole number from 1 up, capacity units',
  ],
  [
    { ...ADOPTED, billing: { mode: 'PROVISIONED', read: { min: 3, max: 2, targetUtilization: 50 }, write: 1 } },
    'billing.read.max',
    '3 (its min) or more',
  ],
  [
    { ...ADOPTED, globalIndexes: { Status: { ...INDEX, projection: [] } } },
    'globalIndexes.Status.projection',
    'a list of at least one attribute',
  ],
  [
    { ...ADOPTED, globalIndexes: { Status: { ...INDEX, projection: 'SOME' } } },
    'globalIndexes.Status.projection',
    "'ALL', 'KEYS_ONLY', or a list of the attributes that it copies beside the keys",
  ],
  [
    { ...ADOPTED, globalIndexes: { Status: { ...INDEX, hashKey: { name: '${x}', type: 'S' } } } },
    'globalIndexes.Status.hashKey.name',
    'an attribute name of 1 to 255 characters, without ${ and %{',
  ],
  [
    { ...ADOPTED, globalIndexes: { Status: { ...INDEX, read: 5 } } },
    'globalIndexes.Status.read',
    'nothing; its table is PAY_PER_REQUEST',
  ],
  [
    { ...ADOPTED, globalIndexes: { Status: { ...INDEX, projection: names(21) } } },
    'globalIndexes.Status.projection',
    'a list of at most 20 attributes, as DynamoDB has it of one index',
  ],
  [
    { ...ADOPTED, globalIndexes: { Status: { ...INDEX, rangeKey: KEY } } },
    'globalIndexes.Status.rangeKey.name',
    'another attribute than status, its hash key; a global index may have no range key',
  ],
  [
    { ...ADOPTED, localIndexes: { Mine: { rangeKey: { name: 'PK', type: 'S' }, projection: 'ALL' } } },
    'localIndexes.Mine.rangeKey.name',
    'another attribute than PK, its hash key; a global index may have no range key',
  ],
  [{ ...ADOPTED, localIndexes: locals(6) }, 'localIndexes', 'at most 5 of them in a table'],
  [
    { ...ADOPTED, localIndexes: { Status: LOCAL }, globalIndexes: { Status: INDEX } },
    'globalIndexes.Status',
    'another name than that of a local index: an index of a table has a name of its own',
  ],
  ...['PK', 'SK'].map((timeToLive): [object, string, string] => [
    { ...ADOPTED, timeToLive },
    'timeToLive',
    `an attribute with the time in seconds, such as 'ttl', or false; ${timeToLive} is of the table's key, so it says which item it is, and not when it expires`,
  ]),
  ...[{ localIndexes: { Mine: LOCAL } }, { globalIndexes: { Mine: { ...INDEX, rangeKey: LOCAL.rangeKey } } }].map(
    (indexes): [object, string, string] => [
      { ...ADOPTED, ...indexes, timeToLive: 'at' },
      'timeToLive',
      "an attribute with the time in seconds, such as 'ttl', or false; at is of type S in an index, and a time is a number (N)",
    ],
  ),
  [
    { ...ADOPTED, globalIndexes: { Expiring: { ...INDEX, hashKey: { name: 'ttl', type: 'S' } } } },
    'timeToLive',
    "an attribute with the time in seconds, such as 'ttl', or false; ttl, the default, is of type S in an index, and a time is a number (N)",
  ],
  [
    { ...ADOPTED, globalIndexes: { Mine: { ...INDEX, hashKey: { name: 'PK', type: 'N' } } } },
    'globalIndexes.Mine.hashKey.type',
    "'S', as PK is in another key, of the table; an attribute has one type",
  ],
  [
    { ...ADOPTED, localIndexes: { Mine: { ...LOCAL, rangeKey: { name: 'SK', type: 'B' } } } },
    'localIndexes.Mine.rangeKey.type',
    "'S', as SK is in another key, of the table; an attribute has one type",
  ],
  [
    {
      ...ADOPTED,
      localIndexes: { Mine: LOCAL },
      globalIndexes: { Mine2: { ...INDEX, rangeKey: { name: 'at', type: 'N' } } },
    },
    'globalIndexes.Mine2.rangeKey.type',
    "'S', as at is in another key, of an index; an attribute has one type",
  ],
  ...['capacity', 'read_capacities', 'hash_key', 'local_secondary_index[A]', 'tagsPurpose', 'ttl.'].map(
    (name): [object, string, string] => [
      { ...ADOPTED, changes: { [name]: 'why not' } },
      /^[a-z_]+$/i.test(name) ? `changes.${name}` : `changes['${name}']`,
      expect.stringMatching(
        /^what a deploy can change of it as it stands: billing_mode, .*; or a part of it, such as 'tags.Purpose'/,
      ) as string,
    ],
  ),
  [{ ...ADOPTED, indexes: {} }, 'indexes', expect.stringContaining('no key of this name') as string],
])('%j is refused at %s', (adopt, path, allowed) => {
  expect(inDev(adopt)).toEqual([[`systems.roomCache.tables.rooms.adopt.${path}`, allowed]]);
});

test('what DynamoDB takes at most, and no less, is taken', () => {
  const ttl = { name: 'ttl', type: 'N' };
  const globalIndexes = Object.fromEntries(
    names(5).map((name) => [`${name}-global`, { ...INDEX, rangeKey: ttl, projection: names(20) }]),
  );
  const twenty = Object.fromEntries(names(20).map((name) => [`${name}-more`, INDEX]));
  const all = { ...globalIndexes, ...twenty }; // more than 20: an account may have asked for that
  expect(inDev({ ...ADOPTED, localIndexes: locals(5), globalIndexes: all, timeToLive: 'ttl' })).toEqual([]);
  const own = { Mine: { rangeKey: { name: 'SK', type: 'S' }, projection: 'ALL' } };
  expect(inDev({ ...ADOPTED, localIndexes: own })).toEqual([]);
  const changes = Object.fromEntries(
    ['ttl', 'tags.cost centre', 'global_secondary_index[A].read_capacity', 'aws_appautoscaling_target[read of A]'].map(
      (path) => [path, 'it is wanted'],
    ),
  );
  expect(inDev({ ...ADOPTED, changes })).toEqual([]);
});

test('what two keys say of one attribute is told with its value, and TTL that is nowhere said as missing', () => {
  const [One, Other] = ['S', 'B'].map((type) => ({ ...INDEX, hashKey: { name: 'ttl', type } }));
  const globalIndexes = { One, Other };
  expect(
    problemsIn(FILE, { 'systems.roomCache.tables.rooms.adopt': { ...ADOPTED, globalIndexes } }).map(
      ({ path, value }) => [path, value],
    ),
  ).toEqual([
    ['systems.roomCache.tables.rooms.adopt.globalIndexes.Other.hashKey.type', 'B'],
    ['systems.roomCache.tables.rooms.adopt.timeToLive', undefined],
  ]);
  expect(inDev({ ...ADOPTED, globalIndexes: { One }, timeToLive: false })).toEqual([]);
});

test('all indexes of a table list 100 attributes together', () => {
  const five = Object.fromEntries(names(5).map((name) => [`${name}-index`, { ...INDEX, projection: names(20) }]));
  const globalIndexes = { ...five, more: { ...INDEX, projection: ['a'] } };
  expect(problemsIn(FILE, { 'systems.roomCache.tables.rooms.adopt': { ...ADOPTED, globalIndexes } })).toEqual([
    {
      file: FILE,
      path: 'systems.roomCache.tables.rooms.adopt',
      value: 101,
      allowed:
        "indexes that list at most 100 attributes together, an attribute in two of them counted twice; 'ALL' counts as none",
    },
  ]);
});

test('a table without a range key has no local indexes', () => {
  const adopt = { name: 'metadata', localIndexes: { Status: LOCAL } };
  expect(problemsIn(FILE, { 'systems.roomCache.tables.roomCacheMetadata.adopt': adopt })).toMatchObject([
    {
      path: 'systems.roomCache.tables.roomCacheMetadata.adopt.localIndexes',
      value: ['Status'],
      allowed: expect.stringMatching(/^nothing: the table has no range key/) as string,
    },
  ]);
});

test('each index of a provisioned table has capacity of its own, and no limits', () => {
  const billing = { mode: 'PROVISIONED', read: 1, write: 1 };
  const globalIndexes = { Status: { ...INDEX, read: 1, maxReadRequestUnits: 5 } };
  expect(inDev({ ...ADOPTED, billing, globalIndexes })).toEqual([
    ['systems.roomCache.tables.rooms.adopt.globalIndexes.Status.write', 'capacity units; its table is PROVISIONED'],
    [
      'systems.roomCache.tables.rooms.adopt.globalIndexes.Status.maxReadRequestUnits',
      'nothing; its table is PROVISIONED',
    ],
  ]);
});

test('prod protects a table that it adopts', () => {
  const off = { enabled: false, reason: 'as it was' };
  const adopt = { name: 'rooms', deletionProtection: off, pointInTimeRecovery: off };
  expect(
    problemsIn('environments/prod.ts', { 'systems.roomCache.tables.rooms.adopt': adopt }).map(({ path }) => path),
  ).toEqual([
    'systems.roomCache.tables.rooms.adopt.deletionProtection.enabled',
    'systems.roomCache.tables.rooms.adopt.pointInTimeRecovery.enabled',
  ]);
});

test('a table is released, or says nothing of it', () => {
  expect(problemsIn(FILE, { 'systems.roomCache.tables.rooms.released': true })).toEqual([]);
  expect(problemsIn(FILE, { 'systems.roomCache.tables.rooms.released': false })).toMatchObject([
    {
      path: 'systems.roomCache.tables.rooms.released',
      value: false,
      allowed: 'true; a table of this project has no such line',
    },
  ]);
});

describe('a table has one owner', () => {
  test('one that is released is used by one of them all the same', () => {
    const changed = change(FILES[FILE], {
      'systems.roomCache.tables.rooms.released': true,
      'systems.roomCache.tables.filterCache.adopt': { name: 'trinity-rooms-dev' },
    });
    expect(problemsOf({ ...FILES, [FILE]: changed })).toMatchObject([
      { path: 'systems.roomCache.tables.filterCache.adopt.name' },
    ]);
  });

  test('of two that adopt it, the second is told', () => {
    const changed = change(FILES[FILE], {
      'systems.roomCache.tables.rooms.adopt': ADOPTED,
      'systems.roomCache.tables.filterCache.adopt': ADOPTED,
    });
    expect(problemsOf({ ...FILES, [FILE]: changed })).toEqual([
      {
        file: FILE,
        path: 'systems.roomCache.tables.filterCache.adopt.name',
        value: ADOPTED.name,
        allowed: `another table; ${FILE} has ${ADOPTED.name} as systems.roomCache.tables.rooms, and a table has one owner`,
      },
    ]);
  });

  test('one that another is called anyway', () => {
    expect(inDev({ name: 'trinity-filter-cache-dev' })).toEqual([
      [
        'systems.roomCache.tables.rooms.adopt.name',
        `another table; ${FILE} has trinity-filter-cache-dev as systems.roomCache.tables.filterCache, and a table has one owner`,
      ],
    ]);
    expect(inDev({ name: 'trinity-rooms-dev' })).toEqual([]);
  });

  test('of two environments in one account and region, also where the other only declares it', () => {
    const place = { account: '111111111111', region: 'eu-west-1' };
    const together = (dev: object, staging: object) =>
      problemsOf({
        ...FILES,
        [FILE]: change(FILES[FILE], { ...place, ...dev }),
        'environments/staging.ts': change(FILES['environments/staging.ts'], { ...place, ...staging }),
      }).map(({ file, path }) => [file, path]);
    const adopts = (name: string) => ({ 'systems.roomCache.tables.rooms.adopt': { name } });
    expect(together(adopts('rooms'), adopts('rooms'))).toEqual([
      ['environments/staging.ts', 'systems.roomCache.tables.rooms.adopt.name'],
    ]);
    expect(together(adopts('trinity-rooms-staging'), {})).toEqual([
      ['environments/staging.ts', 'systems.roomCache.tables.rooms'],
    ]);
    const released = { 'systems.roomCache.tables.rooms.released': true };
    expect(together({ ...adopts('rooms'), ...released }, adopts('rooms'))).toEqual([]);
    expect(together(adopts('rooms'), { ...adopts('rooms'), ...released })).toEqual([]);
    expect(
      together(
        { ...adopts('rooms'), ...released },
        { ...adopts('rooms'), 'systems.roomCache.tables.filterCache.adopt': { name: 'rooms' } },
      ),
    ).toEqual([['environments/staging.ts', 'systems.roomCache.tables.filterCache.adopt.name']]);
    expect(together({}, {})).toEqual([]);
    expect(problemsIn('environments/staging.ts', adopts('trinity-rooms-dev'))).toEqual([]);
  });
});
