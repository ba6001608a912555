import type { GlobalIndex, Index, Key, TableDescription } from '../../../import/description';
import type { Shape } from './shapes';

type Create = Shape['create'];

/** What somebody would have asked AWS for, to have the table that is described. Replicas are left out. */
export function shapeOf(table: TableDescription): Shape {
  const { localIndexes = new Map<string, Index>(), globalIndexes = new Map<string, GlobalIndex>() } = table;
  const isProvisioned = table.billingMode === 'PROVISIONED';
  const throughput = ({ capacity, onDemandLimits }: Pick<GlobalIndex, 'capacity' | 'onDemandLimits'>) =>
    isProvisioned
      ? {
          ProvisionedThroughput: {
            ReadCapacityUnits: capacity?.read ?? 1,
            WriteCapacityUnits: capacity?.write ?? 1,
          },
        }
      : onDemandLimits && {
          OnDemandThroughput: {
            ...(onDemandLimits.read !== undefined && { MaxReadRequestUnits: onDemandLimits.read }),
            ...(onDemandLimits.write !== undefined && { MaxWriteRequestUnits: onDemandLimits.write }),
          },
        };
  const create: Create = {
    ...keysOf(table.key),
    AttributeDefinitions: [...typesOf(table)].map(([AttributeName, [AttributeType]]) => ({
      AttributeName,
      AttributeType: AttributeType!,
    })),
    BillingMode: table.billingMode,
    ...throughput(table),
    ...(localIndexes.size > 0 && { LocalSecondaryIndexes: [...localIndexes].map((one) => indexOf(...one)) }),
    ...(globalIndexes.size > 0 && {
      GlobalSecondaryIndexes: [...globalIndexes].map(([name, index]) => ({
        ...indexOf(name, index),
        ...throughput(index),
      })),
    }),
    ...(table.stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream } }),
    ...(table.encryption !== 'DEFAULT' && {
      SSESpecification: {
        Enabled: true,
        SSEType: 'KMS',
        ...(table.encryption !== 'KMS' && { KMSMasterKeyId: table.encryption }),
      },
    }),
    DeletionProtectionEnabled: table.deletionProtection,
    TableClass: table.tableClass,
    Tags: Object.entries(table.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
  };
  return {
    create,
    ...(table.timeToLive && { ttl: table.timeToLive }),
    ...(table.recovery && { recovery: table.recovery.days ?? 35 }),
    scaling: [scalingOf(table), ...[...globalIndexes].map(([name, index]) => scalingOf(index, name))].flat(),
  };
}

/** The types that keys of a table, or of its indexes, give to each attribute: DynamoDB takes one. */
export function typesOf({ key, localIndexes, globalIndexes }: TableDescription): ReadonlyMap<string, Type[]> {
  const all = [key, ...[...(localIndexes?.values() ?? []), ...(globalIndexes?.values() ?? [])].map((one) => one.key)];
  const types = new Map<string, Type[]>();
  for (const attribute of all.flat()) {
    if (attribute === undefined) continue;
    const { name, type } = attribute;
    types.set(name, [...new Set([...(types.get(name) ?? []), type])]);
  }
  return types;
}

type Type = 'S' | 'N' | 'B';

const keysOf = ([hash, range]: Key) => ({
  KeySchema: [
    { AttributeName: hash.name, KeyType: 'HASH' as const },
    ...(range ? [{ AttributeName: range.name, KeyType: 'RANGE' as const }] : []),
  ],
});

const indexOf = (IndexName: string, index: Index) => ({
  IndexName,
  ...keysOf(index.key!),
  Projection:
    typeof index.projection === 'string'
      ? { ProjectionType: index.projection }
      : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...index.projection!] },
});

function scalingOf({ scaling }: Pick<GlobalIndex, 'scaling'>, index?: string): NonNullable<Shape['scaling']> {
  return (['Read', 'Write'] as const).flatMap((kind) => {
    const range = scaling?.[kind === 'Read' ? 'read' : 'write'];
    if (!range) return [];
    const { min, max, target, policy } = range;
    return [{ kind, min, max, target, ...(policy && { policy: policy.name }), ...(index !== undefined && { index }) }];
  });
}
