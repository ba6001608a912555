import type { Environment } from '../../../environments';
import { dev } from '../../../environments/dev';
import type { TableDescription } from '../../../import/description';
import { inspectTables } from '../../../import/inspect';
import { adoptionsOf, loadWith } from '../../../import/write';
import { PLAIN } from '../tables';
import { withRoomCache } from '../../environments/change';

const DECLARED = { address: 'aws_dynamodb_table.rooms', id: 'rooms', name: 'trinity-rooms-dev', table: PLAIN };

const load =
  (...others: Environment[]) =>
  (settings: Parameters<typeof loadWith>[2]) =>
    loadWith([...others, dev], dev, settings);

const answer = (living: Partial<TableDescription>) => {
  const found = [{ name: DECLARED.name, table: { ...PLAIN, ...living } }];
  return adoptionsOf(found, inspectTables(found, [DECLARED]), [DECLARED], dev, load())[0];
};
const SCALED = { min: 1, max: 9, target: 70, policy: { name: 'theirs' } };
const provisioned = (target: number) =>
  answer({ billingMode: 'PROVISIONED', capacity: { read: 1, write: 1 }, scaling: { read: { ...SCALED, target } } });

test('a local index that is not declared is kept, though without the adoption the table would be replaced', () => {
  const localIndexes = new Map([
    ['Local', { key: [PLAIN.key[0], { name: 'at', type: 'N' }], projection: 'ALL' } as const],
  ]);
  expect(answer({ localIndexes })).toMatchObject({
    adoption: { localIndexes: { Local: { rangeKey: { name: 'at', type: 'N' }, projection: 'ALL' } } },
  });
});

test.each<[string, Partial<TableDescription>, RegExp]>([
  ['another key', { key: [PLAIN.key[0]] }, /^It would be replaced: range_key\./],
  [
    'a key of another type',
    { key: [PLAIN.key[0], { name: 'SK', type: 'N' }] },
    /^It would be replaced: attribute\[SK\]/,
  ],
  ['a table that is being changed', { status: 'UPDATING' }, /^It is UPDATING/],
  [
    "a table whose capacity a policy of somebody's own measure moves",
    {
      billingMode: 'PROVISIONED',
      capacity: { read: 1, write: 1 },
      scaling: { read: { min: 1, max: 9, target: 0, otherPolicies: ['ours'] }, write: null },
    },
    /^Its read capacity is moved only by ours, .* delete it/,
  ],
  ['a table whose TTL is being switched', { timeToLiveStatus: 'ENABLING' }, /^Its TTL is ENABLING/],
  ['a tag called __proto__', { tags: JSON.parse('{"__proto__":"x"}') as Record<string, string> }, /__proto__/],
])('%s is not adopted', (_, living, reason) => {
  expect(answer(living)).toEqual({
    name: DECLARED.name,
    declared: 'rooms',
    reason: expect.stringMatching(reason) as string,
  });
});

test('an index that is being made stops the table, also one whose local index only the adoption keeps', () => {
  const key = [PLAIN.key[0], { name: 'at', type: 'N' }] as const;
  const living = {
    localIndexes: new Map([['Local', { key, projection: 'ALL' } as const]]),
    globalIndexes: new Map([['A', { key, projection: 'ALL', status: 'CREATING' } as const]]),
  };
  expect(answer(living)).toMatchObject({
    reason: 'Its index A is CREATING: adopt the table when all of it is ACTIVE.',
  });
});

test.each<[string, Partial<TableDescription>, string]>([
  ['an index', { globalIndexes: new Map([['A', { key: PLAIN.key }]]) }, 'globalIndexes.A'],
  ['the name of one', { notAll: ['replicas'] }, 'replicas'],
])('%s that cannot be read is not written', (_, living, what) => {
  expect(answer(living)).toMatchObject({ reason: `Not all of it could be seen: ${what}.` });
});

test('what the configuration cannot say is a reason for that table alone', () => {
  expect(provisioned(70)).toHaveProperty('adoption.billing.read.targetUtilization', 70);
  expect(provisioned(72.5)).toMatchObject({
    reason: expect.stringMatching(
      /^The configuration cannot say it: billing\.read\.targetUtilization is 72\.5, allowed: .*\. Mend that first, in the table or in the configuration\.$/,
    ) as string,
  });
});

test('a rule of the environments that one breaks is a reason for that table alone; the others are adopted', () => {
  const key = [{ name: 'roomId', type: 'S' }] as const;
  const status = { key: [{ name: 'status', type: 'S' }], projection: 'ALL' } as const;
  const cache = { id: 'roomCacheMetadata', name: 'trinity-cache-dev', table: { ...PLAIN, key } };
  const declared = [DECLARED, { ...cache, address: 'aws_dynamodb_table.room_cache_metadata' }];
  const living = (name: string, more: Partial<TableDescription>) => ({ name, table: { ...PLAIN, ...more } });
  const found = [
    living(DECLARED.name, {
      globalIndexes: new Map([['Old', { ...status, key: [{ name: 'ttl', type: 'S' }] }]]),
      timeToLive: 'ttl',
    }),
    living(cache.name, { key, globalIndexes: new Map([['StatusIndex', status]]) }),
  ];
  const [other, one] = adoptionsOf(found, inspectTables(found, declared), declared, dev, load());
  expect(other).toMatchObject({ declared: 'roomCacheMetadata', adoption: { globalIndexes: { StatusIndex: {} } } });
  expect(one).toEqual({
    name: DECLARED.name,
    declared: 'rooms',
    reason:
      "The configuration cannot say it: timeToLive is (missing), allowed: an attribute with the time in seconds, such as 'ttl', or " +
      'false; ttl, the default, is of type S in an index, and a time is a number (N). Mend that first, in the table or in the configuration.',
  });
});

test('a table that another environment of the account has is a reason for that table alone', () => {
  const adopt = { name: DECLARED.name };
  const tags = { ...dev.tags, Environment: 'staging' };
  const tables = { ...dev.systems.roomCache.tables, rooms: { ...dev.systems.roomCache.tables.rooms, adopt } };
  const owner = withRoomCache({ ...dev, name: 'staging', tags }, { tables });
  const found = [{ name: DECLARED.name, table: PLAIN }];
  const [one] = adoptionsOf(found, inspectTables(found, [DECLARED]), [DECLARED], dev, load(owner));
  expect(one).toMatchObject({
    reason: expect.stringMatching(/^The configuration cannot say it: name is 'trinity-rooms-dev', allowed: /) as string,
  });
});

test('what was not seen is not written', () => {
  const { stream, ...unseen } = PLAIN;
  expect(stream).toBeNull();
  const found = [{ name: DECLARED.name, table: unseen }];
  expect(adoptionsOf(found, inspectTables(found, [DECLARED]), [DECLARED], dev, load())).toMatchObject([
    { reason: 'Not all of it could be seen: stream.' },
  ]);
});

test('a protection that the environment asks for is named with what it costs', () => {
  expect(answer({ deletionProtection: false, recovery: null })).toMatchObject({
    adoption: {
      changes: {
        deletion_protection_enabled:
          'The environment asks for it. It is switched on: nobody deletes the table without switching it off.',
        point_in_time_recovery: 'The environment asks for it. It is switched on, and paid for by the GB.',
      },
    },
  });
  expect(answer({})).not.toHaveProperty('adoption.changes');
});
