import { compareTables } from '../../../import/compare';
import type { GlobalIndex, Index, Projection, TableDescription } from '../../../import/description';
import { declare } from '../adopted';
import { PLAIN, SILENT } from '../tables';

const status: GlobalIndex = { key: [{ name: 'status', type: 'S' }], projection: 'ALL' };
const global = (index: GlobalIndex = status): Partial<TableDescription> => ({
  globalIndexes: new Map([['StatusIndex', index]]),
});
const local = (projection: Projection, range = 'at'): Partial<TableDescription> => ({
  localIndexes: new Map([
    [
      'TimeIndex',
      {
        key: [
          { name: 'PK', type: 'S' },
          { name: range, type: 'N' },
        ],
        projection,
      },
    ],
  ]),
});

/** `effect path` of each difference. */
const differences = (existing: Partial<TableDescription>, declared: Partial<TableDescription>): string[] =>
  compareTables({ ...PLAIN, ...existing }, { ...PLAIN, ...declared }).map(({ effect, path }) => `${effect} ${path}`);

test('what is as it is declared differs in nothing', () => {
  const all = { ...global(), ...local('ALL'), stream: 'NEW_IMAGE', replicas: [{ region: 'us-east-1' }] } as const;
  expect(differences(all, all)).toEqual([]);
});

describe('only a new table could have it', () => {
  test.each<[string, Partial<TableDescription>, Partial<TableDescription>, string[]]>([
    ['another hash key', { key: [{ name: 'id', type: 'S' }] }, {}, ['replace hash_key', 'replace range_key']],
    ['no range key', { key: [PLAIN.key[0]] }, {}, ['replace range_key']],
    [
      'another type of a key, which no plan shows',
      { key: [PLAIN.key[0], { name: 'SK', type: 'N' }] },
      {},
      ['replace attribute[SK].type'],
    ],
    ['a local index that is not declared', local('ALL'), {}, ['replace local_secondary_index[TimeIndex]']],
    ['a local index that it has not', {}, local('ALL'), ['replace local_secondary_index[TimeIndex]']],
    [
      'another projection, unseen by plans',
      local('ALL'),
      local('KEYS_ONLY'),
      ['replace local_secondary_index[TimeIndex]'],
    ],
    ['other attributes that it copies', local(['a', 'b']), local(['a']), ['replace local_secondary_index[TimeIndex]']],
    ['another range key of it', local('ALL', 'at'), local('ALL', 'on'), ['replace local_secondary_index[TimeIndex]']],
  ])('%s', (_, existing, declared, expected) => expect(differences(existing, declared)).toEqual(expected));
});

describe('changed while the table stands', () => {
  test.each<[Partial<TableDescription>, Partial<TableDescription>, string, RegExp]>([
    [
      global(),
      {},
      'global_secondary_index[StatusIndex]',
      /^It is dropped\. .* has status costs at least 1 write unit less\./,
    ],
    [
      { ...global(), itemCount: 1000, sizeBytes: 2_500_000 },
      {},
      'global_secondary_index[StatusIndex]',
      / costs about 3 write units less\./,
    ],
    [{}, global(), 'global_secondary_index[StatusIndex]', /^It is made, and filled .* 1 write unit more\./],
    [
      global(),
      global({ ...status, projection: 'KEYS_ONLY' }),
      'global_secondary_index[StatusIndex]',
      /^It is status \(S\) with all attributes, declared status \(S\) with the keys alone: it is dropped, made anew/,
    ],
    [
      global({ ...status, onDemandLimits: null }),
      global({ ...status, onDemandLimits: { read: 5 } }),
      'global_secondary_index[StatusIndex].on_demand_throughput',
      /^It goes from no limit to at most 5 read units\./,
    ],
    [
      global({ ...status, capacity: { read: 5, write: 5 } }),
      global({ ...status, capacity: { read: 5, write: 4 } }),
      'global_secondary_index[StatusIndex].write_capacity',
      /^It goes from 5 units to 4\. Beyond it, requests are throttled/,
    ],
    [
      global({ ...status, scaling: { read: { min: 1, max: 9, target: 70 }, write: null } }),
      global({ ...status, scaling: { read: { min: 1, max: 8, target: 70 }, write: null } }),
      'aws_appautoscaling_target[read of StatusIndex]',
      /^It goes from autoscaling from 1 to 9 units at 70 per cent to autoscaling from 1 to 8/,
    ],
    [
      { replicas: [{ region: 'us-east-1', recovery: true }] },
      { replicas: [{ region: 'us-east-1', recovery: false }] },
      'replica[us-east-1].point_in_time_recovery',
      /^It is switched off/,
    ],
    [
      { billingMode: 'PROVISIONED' },
      {},
      'billing_mode',
      /^It goes from PROVISIONED to PAY_PER_REQUEST\. .* DynamoDB takes it four times in 24 hours\.$/,
    ],
    [
      {},
      { billingMode: 'PROVISIONED' },
      'billing_mode',
      /to PROVISIONED\. .* beyond it requests are throttled\.$/, // back at any time
    ],
    [
      { onDemandLimits: { read: 100, write: 100 } },
      { onDemandLimits: { read: 200 } },
      'on_demand_throughput',
      /^It goes from at most 100 read and 100 write units to at most 200 read and 100 write units\. A mistake/,
    ],
    [{ timeToLive: null }, {}, 'ttl', /^It is switched on: DynamoDB deletes every item whose ttl has passed/],
    [{}, { timeToLive: null }, 'ttl', /^It is switched off/],
    [{ stream: 'NEW_IMAGE' }, {}, 'stream_enabled', /^The stream of NEW_IMAGE is switched off\. Whoever reads it/],
    [{ stream: 'NEW_IMAGE' }, { stream: 'OLD_IMAGE' }, 'stream_view_type', /another ARN/],
    [{}, { stream: 'OLD_IMAGE' }, 'stream_enabled', /^A stream of OLD_IMAGE is switched on/],
    [{ encryption: 'DEFAULT' }, {}, 'server_side_encryption', /^It goes from AWS's own key to the account's key/],
    [
      { encryption: 'arn:key' },
      { encryption: 'DEFAULT' },
      'server_side_encryption',
      /^It goes from the key arn:key to AWS's own key\. .* Lost with the old key: .* Keep it until that is done/,
    ],
    [{}, { encryption: 'DEFAULT' }, 'server_side_encryption', /^It goes from the account's key .* encrypted anew\.$/],
    [{}, { encryption: 'arn:key' }, 'server_side_encryption', /encrypted anew\. Whoever controls the key controls/],
    [{ recovery: null }, {}, 'point_in_time_recovery', /^It is switched on/],
    [{}, { recovery: null }, 'point_in_time_recovery', /^It is switched off/],
    [
      { recovery: { days: 20 } },
      { recovery: { days: 7 } },
      'point_in_time_recovery.recovery_period_in_days',
      /^It goes from 20 days to 7\. At once, the table cannot be restored to a moment more than 7 days ago: .* is gone/,
    ],
    [
      {},
      { recovery: { days: 1 } },
      'point_in_time_recovery.recovery_period_in_days',
      /^It goes from 35 days to 1\. At once, .* more than 1 day ago: /,
    ],
    [
      { recovery: { days: 7 } },
      { recovery: { days: 35 } },
      'point_in_time_recovery.recovery_period_in_days',
      /^It goes from 7 days to 35\. What is kept is paid for by the size/,
    ],
    [{ deletionProtection: false }, {}, 'deletion_protection_enabled', /^It is switched on/],
    [{}, { deletionProtection: false }, 'deletion_protection_enabled', /^It is switched off/],
    [{ tableClass: 'STANDARD_INFREQUENT_ACCESS' }, {}, 'table_class', /to STANDARD\. What is kept costs more/],
    [
      { replicas: [{ region: 'us-east-1' }] },
      {},
      'replica[us-east-1]',
      /^The table in us-east-1 is deleted with its items, though a plan says/,
    ],
    [{}, { replicas: [{ region: 'us-east-1' }] }, 'replica[us-east-1]', /^A table in us-east-1 is made/],
    [{ tags: { Project: 'Trinity', Purpose: 'Rooms' } }, {}, 'tags.Purpose', /^It is removed: Rooms\./],
    [{ tags: { Project: 'Trinity', 'a.b': 'x' } }, {}, 'tags["a.b"]', /^It is removed: x\./],
    [{ tags: {} }, {}, 'tags.Project', /^It is added: Trinity\./],
    [{ tags: { Project: 'Old' } }, {}, 'tags.Project', /^It goes from Old to Trinity\./],
    [
      { scaling: null },
      { scaling: { read: { min: 1, max: 9, target: 70 } } },
      'aws_appautoscaling_target[read]',
      /^It goes from no autoscaling to autoscaling from 1 to 9 units at 70 per cent\./,
    ],
  ])('%j, declared %j: %s', (existing, declared, path, cost) => {
    expect(compareTables({ ...PLAIN, ...existing }, { ...PLAIN, ...declared })).toEqual([
      { path, effect: 'in-place', cost: expect.stringMatching(cost) as string },
    ]);
  });
});

describe('refused', () => {
  test.each<[Partial<TableDescription>, Partial<TableDescription>, string, RegExp]>([
    [
      { timeToLive: 'expires' },
      {},
      'ttl',
      /^It goes from expires to ttl, which DynamoDB refuses while TTL is on: the apply fails\. .* up to an hour/,
    ],
    [
      { onDemandLimits: { read: 5 } },
      { onDemandLimits: null },
      'on_demand_throughput',
      /^It goes from at most 5 read units to no limit\. A deploy does not do that: .* with -1 for each\.$/,
    ],
    [
      global({ ...status, onDemandLimits: { write: 5 } }),
      global({ ...status, onDemandLimits: null }),
      'global_secondary_index[StatusIndex].on_demand_throughput',
      /^It goes from at most 5 write units to no limit\. A deploy does not do that/,
    ],
  ])('%j, declared %j: %s', (existing, declared, path, cost) => {
    expect(compareTables({ ...PLAIN, ...existing }, { ...PLAIN, ...declared })).toEqual([
      { path, effect: 'refused', cost: expect.stringMatching(cost) as string },
    ]);
  });
});

test('TTL that an adoption does not keep stays on all the same', () => {
  const off = { enabled: false, reason: 'a test' } as const;
  const configured = {
    billing: { mode: 'PAY_PER_REQUEST' },
    deletionProtection: off,
    pointInTimeRecovery: off,
  } as const;
  const adopt = { name: 'rooms', timeToLive: false } as const;
  const { table } = declare({ id: 'rooms', key: PLAIN.key, configured, adopt }, {});
  const ttl = (existing: Partial<TableDescription>) =>
    compareTables({ ...table, ...existing }, table).filter(({ path }) => path === 'ttl');
  expect(ttl({ timeToLive: 'expires' })).toEqual([
    {
      path: 'ttl',
      effect: 'refused',
      cost: expect.stringMatching(
        /^None is declared, and Terraform switches off none: .* whose expires has passed\./,
      ) as string,
    },
  ]);
  expect([ttl({ timeToLive: null }), ttl({})]).toEqual([[], []]);
});

test('of limits, what is not declared beside another that is stays', () => {
  const [existing, declared] = [{ onDemandLimits: { read: 5, write: 6 } }, { onDemandLimits: { read: 5 } }];
  expect(compareTables({ ...PLAIN, ...existing }, { ...PLAIN, ...declared })).toEqual([
    {
      path: 'on_demand_throughput',
      effect: 'unseen',
      cost: 'It is at most 5 read and 6 write units, declared at most 5 read units: what is not declared stays.',
    },
  ]);
});

test('another policy beside the one that is compared stays', () => {
  const scaled = { min: 1, max: 9, target: 70, policy: { name: 'follows' } };
  const read = { ...scaled, otherPolicies: ['steps'] };
  expect(compareTables({ ...PLAIN, scaling: { read } }, { ...PLAIN, scaling: { read: scaled } })).toEqual([
    {
      path: 'aws_appautoscaling_policy[read]',
      effect: 'unseen',
      cost: 'The policy steps moves the same units. Nothing declares it: it stays, and no plan speaks of it.',
    },
  ]);
});

describe('of many things, what the source does not say of one hides no other', () => {
  const told = (existing: Partial<TableDescription>, declared: Partial<TableDescription>) =>
    compareTables({ ...PLAIN, ...existing }, { ...PLAIN, ...declared }).map(({ effect, path, cost }) => [
      `${effect} ${path}`,
      cost.split('. ').at(effect === 'unseen' ? -1 : 0),
    ]);
  const many = (indexes: Record<string, Index>) => ({ globalIndexes: new Map(Object.entries(indexes)) });
  const [key, projection] = [status.key!, 'ALL'] as const;

  test.each<[string, Index, string[][]]>([
    ['what it copies', { key }, [['unseen global_secondary_index[B]', 'Nothing is said of its projection.']]],
    ['its key', { projection }, [['unseen global_secondary_index[B]', 'Nothing is said of its key.']]],
    ['both', {}, [['unseen global_secondary_index[B]', 'Nothing is said of its key and projection.']]],
    [
      'what it copies, and its key is another',
      { key: [{ name: 'at', type: 'S' }] },
      [
        [
          'in-place global_secondary_index[B]',
          'It is at (S) with attributes that are not said, declared status (S) with all attributes: it is dropped, made anew and filled from all items',
        ],
      ],
    ],
    [
      'what it copies, and its key has another type',
      { key: [{ name: 'status', type: 'N' }] },
      [
        [
          'replace global_secondary_index[B]',
          'It is status (N) with attributes that are not said, declared status (S) with all attributes',
        ],
      ],
    ],
  ])('%s', (_, b, expected) => {
    expect(told(many({ A: status, B: b }), many({ B: status }))).toEqual([
      ['in-place global_secondary_index[A]', 'It is dropped'],
      ...expected,
    ]);
  });

  test('one that nothing declares is dropped, whatever it is; a local one takes the table with it', () => {
    expect(compareTables({ ...PLAIN, ...many({ B: {} }) }, PLAIN)[0]?.cost).toMatch(
      /^It is dropped\. Each write of an item that has its key costs at least 1 write unit less\./,
    );
    expect(differences({ localIndexes: new Map([['L', {}]]) }, {})).toEqual(['replace local_secondary_index[L]']);
    expect(
      differences({ localIndexes: new Map([['L', { key }]]) }, { localIndexes: new Map([['L', status]]) }),
    ).toEqual(['unseen local_secondary_index[L]']);
  });

  test('one whose name cannot be read may be any that is declared', () => {
    expect(told({ ...many({ A: status }), notAll: ['globalIndexes'] }, many({ B: status }))).toEqual([
      ['in-place global_secondary_index[A]', 'It is dropped'],
      ['unseen global_secondary_index[B]', 'Nothing is said of what there is.'],
      ['unseen global_secondary_index', 'Not all that there are can be read.'],
    ]);
    expect(differences({ notAll: ['localIndexes'] }, { localIndexes: new Map([['L', status]]) })).toEqual([
      'unseen local_secondary_index[L]',
      'unseen local_secondary_index',
    ]);
    const replicas = [{ region: 'us-east-1' }];
    expect(differences({ replicas, notAll: ['replicas'] }, { replicas: [{ region: 'us-west-2' }] })).toEqual([
      'in-place replica[us-east-1]',
      'unseen replica[us-west-2]',
      'unseen replica',
    ]);
    expect(differences({ tags: { Team: 'film' }, notAll: ['tags'] }, {})).toEqual([
      'unseen tags.Project',
      'in-place tags.Team',
      'unseen tags',
    ]);
  });

  test('a tag whose value is not said', () => {
    expect(told({ tags: { Project: undefined, Team: undefined } }, {})).toEqual([
      ['unseen tags.Project', 'Nothing is said of what there is.'],
      ['in-place tags.Team', 'It is removed'],
    ]);
  });
});

test('what is no difference', () => {
  expect(differences({ tags: { ...PLAIN.tags, 'aws:cloudformation:stack-name': 'old' } }, {})).toEqual([]);
  expect(differences({ recovery: { days: 35 } }, { recovery: {} })).toEqual([]);
  expect(differences({ itemCount: 9, sizeBytes: 999, warmThroughput: { read: 1, write: 1 } }, {})).toEqual([]);
});

test('what stands beside the table stays, and no plan speaks of it', () => {
  const beside = { kinesisStream: 'arn:stream', contributorInsights: true, resourcePolicy: '{}' };
  expect(differences(beside, {})).toEqual([
    'unseen aws_dynamodb_kinesis_streaming_destination',
    'unseen aws_dynamodb_contributor_insights',
    'unseen aws_dynamodb_resource_policy',
  ]);
  const scaling = { read: { min: 1, max: 9, target: 70 } };
  expect(differences({ scaling }, { scaling: null })).toEqual(['unseen aws_appautoscaling_target[read]']);
});

test('a key that no deploy changes is told', () => {
  const { encryption, ...silent } = PLAIN;
  expect(encryption).toBe('KMS');
  const told = (existing: string, declared: TableDescription) =>
    compareTables({ ...PLAIN, encryption: existing }, declared).map(({ effect, path, cost }) => [effect, path, cost]);
  const path = 'server_side_encryption';
  expect(told('arn:key', { ...silent, encryption: 'KMS' })).toEqual([
    ['unseen', path, "It is the key arn:key, declared the account's key for DynamoDB: a deploy leaves it as it is."],
  ]);
  expect(told('arn:key', silent)).toEqual([
    ['unseen', path, 'It is the key arn:key, and no key is declared: a deploy leaves it as it is.'],
  ]);
  expect(told('DEFAULT', silent)).toEqual([]);
});

test('what is of an index stays with it, or goes with it', () => {
  const known = { ...status, contributorInsights: true, warmThroughput: { read: 12_001, write: 4_000 } };
  const then = (declared: Partial<TableDescription>) =>
    compareTables({ ...PLAIN, ...global(known) }, { ...PLAIN, ...declared }).filter(
      ({ effect }) => effect === 'unseen',
    );
  const both = (what: string) => [
    {
      path: 'aws_dynamodb_contributor_insights[StatusIndex]',
      effect: 'unseen',
      cost: `It is on. ${what}`,
    },
    {
      path: 'global_secondary_index[StatusIndex].warm_throughput',
      effect: 'unseen',
      cost: `It takes 12,001 read and 4,000 write units a second at once. ${what}`,
    },
  ];
  expect(then(global())).toEqual(both('Nothing declares it: it stays, and no plan speaks of it.'));
  expect(then({})).toEqual(both('It goes with the index.'));
});

test('warm throughput is told where it is more than a new table has', () => {
  expect(differences({ warmThroughput: { read: 12_000, write: 4_000 } }, {})).toEqual([]);
  expect(differences({ warmThroughput: { read: 12_000, write: 4_001 } }, {})).toEqual(['unseen warm_throughput']);
});

test('of lists, silence is not that there are none', () => {
  expect(compareTables(SILENT, PLAIN).map(({ effect, path }) => `${effect} ${path}`)).toEqual(
    expect.arrayContaining(['unseen local_secondary_index', 'unseen global_secondary_index', 'unseen replica']),
  );
});

test('what is not said cannot be told, but for the key', () => {
  const declared = { ...PLAIN, ...global(), ...local('ALL'), replicas: [{ region: 'us-east-1' }] };
  const found = compareTables(SILENT, declared);
  expect(found.map(({ effect }) => effect).filter((one) => one !== 'unseen')).toEqual([]);
  expect(found.map(({ path }) => path)).toEqual([
    'local_secondary_index[TimeIndex]',
    'global_secondary_index[StatusIndex]',
    'billing_mode',
    'ttl',
    'stream_enabled',
    'server_side_encryption',
    'point_in_time_recovery',
    'deletion_protection_enabled',
    'table_class',
    'replica[us-east-1]',
    'tags.Project',
  ]);
  expect(found[2]?.cost).toBe('Declared: PAY_PER_REQUEST. Nothing is said of what there is.');
  expect(compareTables(SILENT, SILENT)).toEqual([]);
});

describe('while one index is declared as autoscaled, no deploy changes any', () => {
  const read = { min: 1, max: 9, target: 70 };
  const scaled: GlobalIndex = { ...status, capacity: { read: 1, write: 3 }, scaling: { read, write: null } };
  const plain = (write: number): GlobalIndex => ({ ...status, capacity: { read: 1, write }, scaling: null });
  const among = (indexes: Readonly<Record<string, GlobalIndex>>, scaling: GlobalIndex = scaled) => ({
    ...PLAIN,
    billingMode: 'PROVISIONED' as const,
    globalIndexes: new Map(Object.entries({ Scaled: scaling, ...indexes })),
  });
  const left = (what: string) =>
    expect.stringMatching(
      new RegExp(
        '^No deploy does it while Scaled is autoscaled: Terraform leaves all indexes of the table alone\\. ' +
          `Take read and write of Scaled back to numbers first\\. What it does then: ${what}`,
      ),
    ) as string;

  test.each<[string, Readonly<Record<string, GlobalIndex>>, Readonly<Record<string, GlobalIndex>>, string, string]>([
    ['one less', { Other: plain(3) }, {}, '', 'It is dropped'],
    ['one more', {}, { Other: plain(3) }, '', 'It is made'],
    ['what it copies', { Other: { ...plain(3), projection: 'KEYS_ONLY' } }, { Other: plain(3) }, '', 'It is status'],
    ['capacity', { Other: plain(3) }, { Other: plain(9) }, '.write_capacity', 'It goes from 3 units to 9'],
  ])('%s', (_, existing, declared, suffix, what) => {
    expect(compareTables(among(existing), among(declared))).toEqual([
      { path: `global_secondary_index[Other]${suffix}`, effect: 'refused', cost: left(what) },
    ]);
    const numbers = { ...scaled, scaling: null };
    const then = compareTables(among(existing, numbers), among(declared, numbers));
    expect(then).toMatchObject([{ effect: 'in-place', cost: expect.stringMatching(`^${what}`) as string }]);
  });

  test('what autoscaling itself does is a resource of its own, and changes; what only a new table could have stays so', () => {
    const wider = { ...scaled, scaling: { read: { ...read, max: 10 }, write: null } };
    expect(compareTables(among({}), among({}, wider))).toMatchObject([
      { path: 'aws_appautoscaling_target[read of Scaled]', effect: 'in-place' },
    ]);
    const typed: GlobalIndex = { ...plain(3), key: [{ name: 'status', type: 'N' }] };
    expect(compareTables(among({ Other: typed }), among({ Other: plain(3) }))).toMatchObject([{ effect: 'replace' }]);
  });
});
