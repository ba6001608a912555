import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** A table as somebody made it: what CreateTable got, and what was set afterwards. */
export interface Shape {
  readonly create: Omit<CreateTableCommandInput, 'TableName'>;
  readonly ttl?: string;
  /** Days, where point-in-time recovery is on. */
  readonly recovery?: number;
  /** Of the table, or of an index. */
  readonly scaling?: readonly {
    readonly index?: string;
    readonly kind: 'Read' | 'Write';
    readonly policy?: string;
    readonly cooldown?: number;
    /** Units. Default: 2. */
    readonly min?: number;
    /** Units. Default: 20. */
    readonly max?: number;
    /** Per cent. Default: 60. */
    readonly target?: number;
  }[];
}

type Type = 'S' | 'N' | 'B';
type Attributes = Readonly<Record<string, Type>>;

const definitions = (attributes: Attributes) =>
  Object.entries(attributes).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
const keys = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' as const }]),
];
const index = (IndexName: string, hash: string, range?: string, copies: 'ALL' | 'KEYS_ONLY' | string[] = 'ALL') => ({
  IndexName,
  KeySchema: keys(hash, range),
  Projection:
    typeof copies === 'string'
      ? { ProjectionType: copies }
      : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: copies },
});
const units = (read: number, write: number) => ({
  ProvisionedThroughput: { ReadCapacityUnits: read, WriteCapacityUnits: write },
});
const tags = (all: Readonly<Record<string, string>>) => Object.entries(all).map(([Key, Value]) => ({ Key, Value }));

type More = Partial<Shape['create']>;
const onDemand = (attributes: Attributes, hash: string, range?: string, more: More = {}): Shape['create'] => ({
  AttributeDefinitions: definitions(attributes),
  KeySchema: keys(hash, range),
  BillingMode: 'PAY_PER_REQUEST',
  ...more,
});
const provisioned = (attributes: Attributes, hash: string, range?: string, more: More = {}): Shape['create'] => ({
  AttributeDefinitions: definitions(attributes),
  KeySchema: keys(hash, range),
  ...units(5, 4),
  ...more,
});

const id = { id: 'S' } as const;
const both = { PK: 'S', SK: 'S' } as const;
const stream = (StreamViewType: 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES') => ({
  StreamSpecification: { StreamEnabled: true, StreamViewType },
});

/** What a table can have, one thing at a time and together. @param KEY ARN of a customer's key */
export const shapesWith = (KEY: string): Readonly<Record<string, Shape>> => ({
  'hash key of text': { create: onDemand(id, 'id') },
  'hash key of a number': { create: onDemand({ id: 'N' }, 'id') },
  'hash key of bytes': { create: onDemand({ id: 'B' }, 'id') },
  'two keys of text': { create: onDemand(both, 'PK', 'SK') },
  'range key of a number': { create: onDemand({ roomId: 'S', sequenceIndex: 'N' }, 'roomId', 'sequenceIndex') },
  'range key of bytes': { create: onDemand({ id: 'S', hash: 'B' }, 'id', 'hash') },
  'a range key with #': { create: onDemand({ id: 'S', 'userId#movieId': 'S' }, 'id', 'userId#movieId') },
  'attribute names of all kinds': { create: onDemand({ 'a.b-c d': 'S', größe: 'N' }, 'a.b-c d', 'größe') },
  'definitions in another order': { create: onDemand({ SK: 'S', PK: 'S' }, 'PK', 'SK') },
  provisioned: { create: provisioned(id, 'id') },
  'provisioned, said so': { create: provisioned(id, 'id', undefined, { BillingMode: 'PROVISIONED', ...units(1, 1) }) },
  'provisioned, a lot': { create: provisioned(both, 'PK', 'SK', units(5, 10_000)) },
  autoscaled: {
    create: provisioned(id, 'id', undefined, units(5, 5)),
    scaling: [
      { kind: 'Read', policy: 'reads' },
      { kind: 'Write', policy: 'writes' },
    ],
  },
  'reads autoscaled, with cooldowns': {
    create: provisioned(id, 'id', undefined, units(7, 3)),
    scaling: [{ kind: 'Read', policy: 'my-reads.1', cooldown: 60 }],
  },
  'autoscaled as the console names it': {
    create: provisioned(id, 'id'),
    scaling: [{ kind: 'Write', policy: '$table-scaling-policy' }],
  },
  'an index autoscaled': {
    create: provisioned({ ...id, status: 'S' }, 'id', undefined, {
      GlobalSecondaryIndexes: [{ ...index('ByStatus', 'status'), ...units(3, 3) }],
    }),
    scaling: [{ kind: 'Read', index: 'ByStatus', policy: 'index-reads' }],
  },
  'a target that no policy follows': { create: provisioned(id, 'id'), scaling: [{ kind: 'Read' }] },
  'limits of reads and writes': {
    create: onDemand(id, 'id', undefined, {
      OnDemandThroughput: { MaxReadRequestUnits: 100, MaxWriteRequestUnits: 50 },
    }),
  },
  'a limit of reads': { create: onDemand(id, 'id', undefined, { OnDemandThroughput: { MaxReadRequestUnits: 100 } }) },
  'a limit of writes': { create: onDemand(id, 'id', undefined, { OnDemandThroughput: { MaxWriteRequestUnits: 9 } }) },
  'an index of all': {
    create: onDemand({ ...id, status: 'S' }, 'id', undefined, {
      GlobalSecondaryIndexes: [index('StatusIndex', 'status')],
    }),
  },
  'an index of keys': {
    create: onDemand({ ...id, ttl: 'N' }, 'id', undefined, {
      GlobalSecondaryIndexes: [index('TTLIndex', 'ttl', undefined, 'KEYS_ONLY')],
    }),
  },
  'an index of some attributes': {
    create: onDemand({ ...id, at: 'N' }, 'id', undefined, {
      GlobalSecondaryIndexes: [index('ByTime', 'at', 'id', ['title', 'a', 'overview'])],
    }),
  },
  'an index of the keys turned round': {
    create: onDemand(both, 'PK', 'SK', { GlobalSecondaryIndexes: [index('Inverted', 'SK', 'PK')] }),
  },
  'six indexes of dots, dashes and underscores': {
    create: onDemand({ ...both, a: 'S', b: 'N' }, 'PK', 'SK', {
      GlobalSecondaryIndexes: ['a.b', 'a-b', 'a_b', 'A.B', 'aaa', '012'].map((name) => index(name, 'a', 'b')),
    }),
  },
  'an index with limits': {
    create: onDemand({ ...id, status: 'S' }, 'id', undefined, {
      GlobalSecondaryIndexes: [
        {
          ...index('StatusIndex', 'status'),
          OnDemandThroughput: { MaxReadRequestUnits: 20, MaxWriteRequestUnits: 10 },
        },
      ],
    }),
  },
  'provisioned indexes': {
    create: provisioned({ ...id, status: 'S', at: 'N' }, 'id', undefined, {
      GlobalSecondaryIndexes: [
        { ...index('A-One', 'status', 'at'), ...units(2, 3) },
        { ...index('B-Two', 'at', undefined, 'KEYS_ONLY'), ...units(4, 1) },
      ],
    }),
  },
  'a local index of all': {
    create: onDemand({ ...both, at: 'N' }, 'PK', 'SK', { LocalSecondaryIndexes: [index('ByTime', 'PK', 'at')] }),
  },
  'local indexes of keys and of some': {
    create: onDemand({ ...both, at: 'N', kind: 'B' }, 'PK', 'SK', {
      LocalSecondaryIndexes: [index('ByTime', 'PK', 'at', 'KEYS_ONLY'), index('ByKind', 'PK', 'kind', ['z', 'a'])],
    }),
  },
  'local and global indexes, provisioned': {
    create: provisioned({ ...both, at: 'N', status: 'S' }, 'PK', 'SK', {
      LocalSecondaryIndexes: [index('ByTime', 'PK', 'at', ['title'])],
      GlobalSecondaryIndexes: [{ ...index('ByStatus', 'status', 'at', 'KEYS_ONLY'), ...units(9, 8) }],
    }),
  },
  'a stream of keys': { create: onDemand(id, 'id', undefined, stream('KEYS_ONLY')) },
  'a stream of new images': { create: onDemand(id, 'id', undefined, stream('NEW_IMAGE')) },
  'a stream of old images': { create: provisioned(id, 'id', undefined, stream('OLD_IMAGE')) },
  'a stream of both': { create: onDemand(id, 'id', undefined, stream('NEW_AND_OLD_IMAGES')) },
  'TTL on ttl': { create: onDemand(id, 'id'), ttl: 'ttl' },
  'TTL on another attribute': { create: onDemand(id, 'id'), ttl: 'expires.at' },
  'recovery of 35 days': { create: onDemand(id, 'id'), recovery: 35 },
  'recovery of 7 days': { create: onDemand(id, 'id'), recovery: 7 },
  protected: { create: onDemand(id, 'id', undefined, { DeletionProtectionEnabled: true }) },
  'infrequent access': { create: onDemand(id, 'id', undefined, { TableClass: 'STANDARD_INFREQUENT_ACCESS' }) },
  'infrequent access, provisioned': {
    create: provisioned(id, 'id', undefined, { TableClass: 'STANDARD_INFREQUENT_ACCESS' }),
  },
  "the account's key": {
    create: onDemand(id, 'id', undefined, { SSESpecification: { Enabled: true, SSEType: 'KMS' } }),
  },
  "a customer's key": {
    create: onDemand(id, 'id', undefined, { SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY } }),
  },
  tags: { create: onDemand(id, 'id', undefined, { Tags: tags({ Owner: 'ana', 'cost:centre': '1 / 2', Empty: '' }) }) },
  'the cache of films': {
    create: onDemand({ roomId: 'S', sequenceIndex: 'N', batchNumber: 'N', ttl: 'N' }, 'roomId', 'sequenceIndex', {
      GlobalSecondaryIndexes: [
        index('BatchIndex', 'roomId', 'batchNumber'),
        index('TTLIndex', 'ttl', undefined, 'KEYS_ONLY'),
      ],
      ...stream('NEW_AND_OLD_IMAGES'),
      Tags: tags({ Project: 'Trinity', Environment: 'dev', Purpose: 'RoomMovieCache' }),
    }),
    ttl: 'ttl',
  },
  'all at once': {
    create: provisioned({ ...both, at: 'N', status: 'S' }, 'PK', 'SK', {
      LocalSecondaryIndexes: [index('ByTime', 'PK', 'at', ['title'])],
      GlobalSecondaryIndexes: [{ ...index('ByStatus', 'status', 'at', ['b', 'a']), ...units(9, 8) }],
      ...stream('NEW_AND_OLD_IMAGES'),
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
      DeletionProtectionEnabled: true,
      SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY },
      Tags: tags({ Project: 'Old', Purpose: 'x' }),
    }),
    ttl: 'expires',
    recovery: 14,
    scaling: [
      { kind: 'Read', policy: 'reads', cooldown: 30 },
      { kind: 'Write', policy: 'writes' },
    ],
  },
});
