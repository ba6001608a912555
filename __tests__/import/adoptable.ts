import fc from 'fast-check';
import type {
  GlobalIndex,
  Index,
  Key,
  KeyAttribute,
  Projection,
  Scaling,
  TableDescription,
} from '../../import/description';

const record = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<T>(model, { noNullPrototype: true });
const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);

/** Attributes that a key can have: of one name, the type is the same in the table and in all of its indexes. */
const ATTRIBUTES: readonly KeyAttribute[] = [
  { name: 'PK', type: 'S' },
  { name: 'userId#movieId', type: 'S' },
  { name: 'createdAt', type: 'N' },
  { name: 'ttl', type: 'N' },
  { name: 'hash', type: 'B' },
  { name: 'status', type: 'S' },
  { name: 'constructor', type: 'S' },
];
const key = (first?: KeyAttribute): fc.Arbitrary<Key> =>
  fc
    .tuple(first ? fc.constant(first) : oneOf(...ATTRIBUTES), fc.option(oneOf(...ATTRIBUTES), { nil: undefined }))
    .map(([hash, range]): Key => (range && range.name !== hash.name ? [hash, range] : [hash]));

const projection: fc.Arbitrary<Projection> = fc.oneof(
  oneOf('ALL' as const, 'KEYS_ONLY' as const),
  fc.uniqueArray(oneOf('title', 'overview', 'a.b', 'name'), { minLength: 1 }).map((names) => names.toSorted()),
);

const units = fc.integer({ min: 1, max: 40_000 });
const limits = fc.oneof(
  fc.constant(null),
  record({ read: units }),
  record({ write: units }),
  record({ read: units, write: units }),
);
const range = fc
  .record({ min: units, more: units, target: fc.integer({ min: 20, max: 90 }), name: oneOf('reads', 'a-policy.1') })
  .map(({ min, more, target, name }) => ({ min, max: min + more, target, policy: { name } }));
const scaling: fc.Arbitrary<Scaling | null> = fc
  .record({ read: fc.option(range), write: fc.option(range) })
  .map((one) => (one.read || one.write ? one : null));

const provisioned = record({ capacity: record({ read: units, write: units }), scaling });
const onDemand = record({ onDemandLimits: limits });

const names = (most: number) =>
  fc.uniqueArray(oneOf('BatchIndex', 'TTLIndex', 'GSI1', 'by.status', 'a_b-c', 'toString'), { maxLength: most });

const localIndexes = ([hash, own]: Key): fc.Arbitrary<ReadonlyMap<string, Index>> =>
  own === undefined
    ? fc.constant(new Map()) // DynamoDB makes none for a table without a range key
    : names(3).chain((all) =>
        fc
          .tuple(
            ...all.map((name) =>
              fc
                .record({ projection, range: oneOf(...ATTRIBUTES.filter((one) => one.name !== hash.name)) })
                .map(
                  (one) => [`local-${name}`, { key: [hash, one.range], projection: one.projection }] as [string, Index],
                ),
            ),
          )
          .map((entries) => new Map(entries)),
      );

const globalIndexes = (throughput: fc.Arbitrary<object>): fc.Arbitrary<ReadonlyMap<string, GlobalIndex>> =>
  names(4).chain((all) =>
    fc
      .tuple(
        ...all.map((name) =>
          fc
            .tuple(record({ key: key(), projection }), throughput)
            .map(([index, paid]) => [name, { ...index, ...paid }] as [string, GlobalIndex]),
        ),
      )
      .map((entries) => new Map(entries)),
  );

/** Tables as an account tells them, each of which DynamoDB could have. */
export const adoptable: fc.Arbitrary<TableDescription> = fc
  .tuple(key(), oneOf('PROVISIONED' as const, 'PAY_PER_REQUEST' as const))
  .chain(([own, billingMode]) => {
    const throughput = billingMode === 'PROVISIONED' ? provisioned : onDemand;
    return fc
      .tuple(
        record({
          name: oneOf('trinity-rooms-dev-v2', 'rooms', 'Old_Table.1'),
          key: fc.constant(own),
          billingMode: fc.constant(billingMode),
          localIndexes: localIndexes(own),
          globalIndexes: globalIndexes(throughput),
          timeToLive: oneOf('ttl', 'expires', null),
          stream: oneOf(null, 'KEYS_ONLY' as const, 'NEW_AND_OLD_IMAGES' as const),
          encryption: oneOf('DEFAULT', 'KMS', 'arn:aws:kms:eu-west-1:123456789012:key/1'),
          recovery: oneOf(null, {}, { days: 35 }, { days: 7 }),
          deletionProtection: fc.boolean(),
          tableClass: oneOf('STANDARD' as const, 'STANDARD_INFREQUENT_ACCESS' as const),
          replicas: fc
            .uniqueArray(oneOf('us-east-1', 'eu-central-1'))
            .chain((all) =>
              fc.tuple(...all.map((region) => record({ region: fc.constant(region), recovery: fc.boolean() }))),
            ),
          tags: fc.dictionary(
            oneOf('Project', 'Environment', 'Purpose', 'cost:centre', 'aws:cloudformation:stack'),
            oneOf('Trinity', 'dev', 'x y', ''),
          ),
          kinesisStream: fc.constant(null),
          contributorInsights: fc.constant(false),
          resourcePolicy: fc.constant(null),
          status: fc.constant('ACTIVE'),
          itemCount: fc.nat(),
          sizeBytes: fc.nat(),
        }),
        throughput,
      )
      .map(([one, paid]) => ({ scaling: null, ...one, ...paid }));
  });
