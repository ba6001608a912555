import {
  DynamodbTable,
  type DynamodbTableGlobalSecondaryIndex,
  type DynamodbTableLocalSecondaryIndex,
} from '@cdktf/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';
import type {
  Adoption,
  Billing,
  GlobalIndex,
  LocalIndex,
  Protection,
  Recovery,
  Replica,
  Units,
} from '../../environments/resources/table';
import { otherwiseTyped } from '../../model/table-key';
import { SynthesisError } from '../errors';
import { CapacityScaling, type CapacityScalingProps } from './capacity-scaling';
import { ImportWithTable } from './import-with-table';

export interface Key {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

export interface TableProps {
  readonly name: string;
  readonly hashKey: Key;
  /** @default one item for each hash key */
  readonly rangeKey?: Key;
  /** Attribute with the time, in epoch seconds, after which DynamoDB deletes an item; false keeps all of them. */
  readonly timeToLive: string | false;
  readonly billing: Billing;
  /** Also keeps Terraform from destroying or replacing the table. */
  readonly deletionProtection: Protection;
  readonly pointInTimeRecovery: Recovery;
  /** By name. @default none */
  readonly localIndexes?: Readonly<Record<string, LocalIndex>>;
  /** By name. @default none */
  readonly globalIndexes?: Readonly<Record<string, GlobalIndex>>;
  /** What it holds of each item. @default no stream */
  readonly stream?: NonNullable<Adoption['stream']>;
  /** `DEFAULT` is AWS's own key; else the ARN of a key. @default `KMS`, the account's key for DynamoDB */
  readonly encryption?: string;
  /** @default STANDARD */
  readonly tableClass?: NonNullable<Adoption['tableClass']>;
  /** By region. @default none */
  readonly replicas?: Readonly<Record<string, Replica>>;
  /** Beside the stack's, and before them. @default none */
  readonly tags?: Readonly<Record<string, string>>;
  /** The table of this name exists, perhaps: it is taken over. @default it is made */
  readonly isAdopted?: boolean;
}

/** A table of this project, or one that it uses only. */
export interface AnyTable {
  readonly arn: string;
  readonly name: string;
}

/** A DynamoDB table. */
export class Table extends Construct implements AnyTable {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const { name, hashKey, rangeKey, billing, localIndexes = {}, globalIndexes = {}, encryption = 'KMS' } = props;
    const table = new DynamodbTable(this, 'Default', {
      name,
      hashKey: hashKey.name,
      ...(rangeKey && { rangeKey: rangeKey.name }),
      attribute: attributesOf(props),
      ...(props.timeToLive !== false && { ttl: { attributeName: props.timeToLive, enabled: true } }),
      ...(encryption !== 'DEFAULT' && {
        serverSideEncryption: { enabled: true, ...(encryption !== 'KMS' && { kmsKeyArn: encryption }) },
      }),
      pointInTimeRecovery: recoveryOf(props.pointInTimeRecovery),
      deletionProtectionEnabled: props.deletionProtection.enabled,
      ...billingOf(billing),
      ...(Object.keys(localIndexes).length > 0 && { localSecondaryIndex: entriesOf(localIndexes, localIndexOf) }),
      ...(Object.keys(globalIndexes).length > 0 && { globalSecondaryIndex: entriesOf(globalIndexes, globalIndexOf) }),
      ...(props.stream && { streamEnabled: true, streamViewType: props.stream }),
      ...(props.tableClass && { tableClass: props.tableClass }),
      ...(props.replicas && { replica: entriesOf(props.replicas, replicaOf) }),
      ...(props.tags && { tags: { ...props.tags } }),
      lifecycle: {
        preventDestroy: props.deletionProtection.enabled,
        ...ignoredBy(billing, Object.values(globalIndexes)),
      },
    });
    this.arn = table.arn;
    this.name = table.name;

    if (props.isAdopted) new ImportWithTable(table, { id: name, tableName: name });
    for (const { id: part, ...of } of scaledParts(props)) new CapacityScaling(this, part, { table, ...of });
  }
}

interface ScaledPart extends Omit<CapacityScalingProps, 'table'> {
  readonly id: string;
}

/** What of a table's capacity, and of its indexes', is autoscaled. */
export function scaledParts({
  billing,
  globalIndexes = {},
}: Pick<TableProps, 'billing' | 'globalIndexes'>): ScaledPart[] {
  const parts = [
    ...(billing.mode === 'PROVISIONED' ? [{ prefix: '', units: billing }] : []),
    ...Object.entries(globalIndexes).map(([index, units]) => ({ prefix: `${idOf(index)}-`, units, index })),
  ];
  return parts.flatMap(({ prefix, units, ...index }) =>
    (['Read', 'Write'] as const).flatMap((dimension) => {
      const capacity = units[dimension === 'Read' ? 'read' : 'write'];
      const id = `${prefix}${dimension.toLowerCase()}`;
      return typeof capacity === 'object' ? [{ id, dimension, capacity, ...index }] : [];
    }),
  );
}

/** `a.b`, `a-b` and `a_b` are three indexes, and would be one address. */
const idOf = (index: string): string =>
  index.replace(/[^A-Za-z0-9]/g, (character) => `-${character.charCodeAt(0).toString(16)}-`);

/**
 * DynamoDB wants the type of each attribute that is in a key, of the table or of an index, and of no other.
 *
 * @throws SynthesisError where an attribute has two: no plan would show that the table's own key gets another
 */
export function attributesOf({
  hashKey,
  rangeKey,
  localIndexes = {},
  globalIndexes = {},
}: Pick<TableProps, 'hashKey' | 'localIndexes' | 'globalIndexes'> & { readonly rangeKey?: Key | undefined }): Key[] {
  const keys = [
    hashKey,
    rangeKey,
    ...Object.values(localIndexes).map((index) => index.rangeKey),
    ...Object.values(globalIndexes).flatMap((index) => [index.hashKey, index.rangeKey]),
  ].filter((key) => key !== undefined);
  const [other] = otherwiseTyped(keys);
  if (other) {
    throw new SynthesisError(
      `${other.name} is of type ${other.first} in one key of a table, and of type ${other.type} in another: an attribute has one type. Correct it in the table's adopt, in the environment's file.`,
    );
  }
  return [...new Map(keys.map(({ name, type }) => [name, { name, type }])).values()];
}

const entriesOf = <T, R>(record: Readonly<Record<string, T>>, make: (name: string, value: T) => R): R[] =>
  Object.entries(record).map(([name, value]) => make(name, value));

const localIndexOf = (name: string, { rangeKey, projection }: LocalIndex): DynamodbTableLocalSecondaryIndex => ({
  name,
  rangeKey: rangeKey.name,
  ...projectionOf(projection),
});

function globalIndexOf(name: string, index: GlobalIndex): DynamodbTableGlobalSecondaryIndex {
  const { hashKey, rangeKey, projection, read, write, maxReadRequestUnits, maxWriteRequestUnits } = index;
  return {
    name,
    hashKey: hashKey.name,
    ...(rangeKey && { rangeKey: rangeKey.name }),
    ...projectionOf(projection),
    ...(read !== undefined && { readCapacity: least(read) }),
    ...(write !== undefined && { writeCapacity: least(write) }),
    ...onDemandOf({ maxReadRequestUnits, maxWriteRequestUnits }),
  };
}

const projectionOf = (projection: LocalIndex['projection']) =>
  typeof projection === 'string'
    ? { projectionType: projection }
    : { projectionType: 'INCLUDE', nonKeyAttributes: [...projection] };

const replicaOf = (regionName: string, { pointInTimeRecovery, encryptionKey }: Replica) => ({
  regionName,
  pointInTimeRecovery,
  ...(encryptionKey !== undefined && { kmsKeyArn: encryptionKey }),
});

const recoveryOf = (recovery: Recovery) => ({
  enabled: recovery.enabled,
  ...(recovery.enabled && recovery.days !== undefined && { recoveryPeriodInDays: recovery.days }),
});

function billingOf(billing: Billing) {
  if (billing.mode === 'PROVISIONED') {
    return { billingMode: billing.mode, readCapacity: least(billing.read), writeCapacity: least(billing.write) };
  }
  const { mode, ...limits } = billing;
  return { billingMode: mode, ...onDemandOf(limits) };
}

const least = (units: Units): number => (typeof units === 'number' ? units : units.min);

function onDemandOf(limits: { maxReadRequestUnits?: number | undefined; maxWriteRequestUnits?: number | undefined }) {
  const given = Object.fromEntries(Object.entries(limits).filter(([, units]) => units !== undefined));
  return Object.keys(given).length > 0 ? { onDemandThroughput: given } : {};
}

/**
 * Autoscaling moves capacity; a plan must not move it back. Terraform cannot look into one index: where one is scaled, it
 * leaves all of them as they are.
 */
function ignoredBy(billing: Billing, indexes: readonly GlobalIndex[]): { ignoreChanges?: string[] } {
  const isScaled = (units: Units | undefined): boolean => typeof units === 'object';
  const { read, write } = billing.mode === 'PROVISIONED' ? billing : {};
  const ignored = [
    ...(isScaled(read) ? ['read_capacity'] : []),
    ...(isScaled(write) ? ['write_capacity'] : []),
    ...(indexes.some((index) => isScaled(index.read) || isScaled(index.write)) ? ['global_secondary_index'] : []),
  ];
  return ignored.length > 0 ? { ignoreChanges: ignored } : {};
}
