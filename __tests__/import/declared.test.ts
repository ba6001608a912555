import { declaredTables } from '../../import/declared';
import type { JsonObject } from '../../packages/plan-review/src/plan/value';
import { environment, synthesizeEnvironment } from '../stacks/synthesize';
import { withRoomCache } from '../environments/change';

const dev = environment('dev');

test('the tables of an environment, with what Terraform leaves out meaning what it does', () => {
  const tables = declaredTables(synthesizeEnvironment(dev) as unknown as JsonObject);
  expect(tables.map(({ address, id, name }) => [address, id, name])).toEqual([
    ['aws_dynamodb_table.filter_cache', 'filterCache', 'trinity-filter-cache-dev'],
    ['aws_dynamodb_table.room_cache_metadata', 'roomCacheMetadata', 'trinity-room-cache-metadata-dev'],
    ['aws_dynamodb_table.room_matches', 'roomMatches', 'trinity-room-matches-dev'],
    ['aws_dynamodb_table.room_members', 'roomMembers', 'trinity-room-members-dev'],
    ['aws_dynamodb_table.room_movie_cache', 'roomMovieCache', 'trinity-room-movie-cache-dev'],
    ['aws_dynamodb_table.rooms', 'rooms', 'trinity-rooms-dev'],
    ['aws_dynamodb_table.votes', 'votes', 'trinity-votes-dev'],
  ]);
  expect(tables.map(({ id }) => id).sort()).toEqual(Object.keys(dev.systems.roomCache.tables).sort());
  expect(tables.find(({ id }) => id === 'roomMovieCache')?.table).toEqual({
    name: 'trinity-room-movie-cache-dev',
    key: [
      { name: 'roomId', type: 'S' },
      { name: 'sequenceIndex', type: 'N' },
    ],
    localIndexes: new Map(),
    globalIndexes: new Map(),
    billingMode: 'PAY_PER_REQUEST',
    onDemandLimits: { read: 500, write: 500 },
    scaling: null,
    timeToLive: 'ttl',
    stream: null,
    encryption: 'KMS',
    recovery: null,
    deletionProtection: false,
    tableClass: 'STANDARD',
    replicas: [],
    tags: { Project: 'Trinity', Environment: 'dev' },
  });
});

test('autoscaling stands in resources of its own, and moves the capacity', () => {
  const capacity = { min: 2, max: 20, targetUtilization: 70 };
  const billing = { mode: 'PROVISIONED', read: capacity, write: { ...capacity, max: 40 } } as const;
  const rooms = { ...dev.systems.roomCache.tables.rooms, billing };
  const tables = declaredTables(
    synthesizeEnvironment(
      withRoomCache(dev, { tables: { ...dev.systems.roomCache.tables, rooms } }),
    ) as unknown as JsonObject,
  );
  const { table } = tables.find(({ id }) => id === 'rooms')!;
  expect(table).toMatchObject({
    billingMode: 'PROVISIONED',
    scaling: { read: { min: 2, max: 20, target: 70 }, write: { min: 2, max: 40, target: 70 } },
  });
  expect(table).not.toHaveProperty('capacity');
  expect(table).not.toHaveProperty('onDemandLimits');
  expect(tables.find(({ id }) => id === 'filterCache')?.table.scaling).toBeNull();
});

const stack = (table: JsonObject, tags: JsonObject = {}): JsonObject => ({
  provider: { aws: [{ region: 'eu-west-1', default_tags: [{ tags }] }] },
  resource: {
    aws_dynamodb_table: {
      votes: { name: 'votes', hash_key: 'id', attribute: [{ name: 'id', type: 'S' }], ...table },
    },
  },
});
const declared = (table: JsonObject, tags?: JsonObject) => declaredTables(stack(table, tags))[0]!.table;

test('what is left out is off where Terraform switches it off, and not said where it leaves it', () => {
  expect(declared({})).toEqual({
    name: 'votes',
    key: [{ name: 'id', type: 'S' }],
    localIndexes: new Map(),
    globalIndexes: new Map(),
    billingMode: 'PROVISIONED',
    scaling: null,
    stream: null,
    deletionProtection: false,
    tableClass: 'STANDARD',
    replicas: [],
    tags: {},
  });
});

test('all that can be declared', () => {
  const attribute = [
    { name: 'id', type: 'S' },
    { name: 'at', type: 'N' },
    { name: 'kind', type: 'B' },
  ];
  const all = declared(
    {
      range_key: 'at',
      attribute,
      billing_mode: 'PAY_PER_REQUEST',
      on_demand_throughput: [{ max_read_request_units: 10, max_write_request_units: -1 }],
      local_secondary_index: [
        { name: 'L', range_key: 'kind', projection_type: 'INCLUDE', non_key_attributes: ['b', 'a'] },
      ],
      global_secondary_index: [
        { name: 'G', hash_key: 'kind', range_key: 'at', projection_type: 'KEYS_ONLY' },
        {
          name: 'H',
          hash_key: 'kind',
          projection_type: 'ALL',
          on_demand_throughput: { max_read_request_units: 5 },
        },
      ],
      ttl: [{ attribute_name: '', enabled: false }],
      stream_enabled: true,
      stream_view_type: 'KEYS_ONLY',
      server_side_encryption: { enabled: true, kms_key_arn: 'arn:key' },
      point_in_time_recovery: { enabled: true, recovery_period_in_days: 9 },
      deletion_protection_enabled: true,
      table_class: 'STANDARD_INFREQUENT_ACCESS',
      replica: [{ region_name: 'us-east-1', point_in_time_recovery: true }],
      tags: { Project: 'Votes', Purpose: 'x' },
    },
    { Project: 'Trinity', Environment: 'dev' },
  );
  expect(all).toEqual({
    name: 'votes',
    key: [
      { name: 'id', type: 'S' },
      { name: 'at', type: 'N' },
    ],
    localIndexes: new Map([
      [
        'L',
        {
          key: [
            { name: 'id', type: 'S' },
            { name: 'kind', type: 'B' },
          ],
          projection: ['a', 'b'],
        },
      ],
    ]),
    globalIndexes: new Map<string, unknown>([
      [
        'G',
        {
          key: [
            { name: 'kind', type: 'B' },
            { name: 'at', type: 'N' },
          ],
          projection: 'KEYS_ONLY',
          onDemandLimits: null,
        },
      ],
      ['H', { key: [{ name: 'kind', type: 'B' }], projection: 'ALL', onDemandLimits: { read: 5 } }],
    ]),
    billingMode: 'PAY_PER_REQUEST',
    onDemandLimits: { read: 10 },
    scaling: null,
    timeToLive: null,
    stream: 'KEYS_ONLY',
    encryption: 'arn:key',
    recovery: { days: 9 },
    deletionProtection: true,
    tableClass: 'STANDARD_INFREQUENT_ACCESS',
    replicas: [{ region: 'us-east-1', recovery: true }],
    tags: { Project: 'Votes', Environment: 'dev', Purpose: 'x' },
  });
});

test('provisioned capacity that nothing scales', () => {
  const gsi = { name: 'G', hash_key: 'id', projection_type: 'ALL', read_capacity: 3, write_capacity: 4 };
  const table = declared({ read_capacity: 5, write_capacity: 6, global_secondary_index: [gsi] });
  expect(table.capacity).toEqual({ read: 5, write: 6 });
  expect(table.globalIndexes?.get('G')?.capacity).toEqual({ read: 3, write: 4 });
});

test('a key without a type is no stack of ours', () => {
  expect(() => declared({ range_key: 'at' })).toThrow('The stack declares no type of at, which is of a key.');
});

test('a stack without tables has none', () => {
  expect(declaredTables({ provider: { aws: [{}] }, resource: {} })).toEqual([]);
});
