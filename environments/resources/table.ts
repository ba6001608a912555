import { z } from 'zod';
import {
  atLeast,
  byKind,
  changes,
  choice,
  exactly,
  flag,
  kmsKey,
  listOf,
  options,
  region,
  tags,
  text,
  whole,
  words,
} from '../kinds-of-value';

const off = exactly({
  enabled: z.literal(false),
  /** Why it is safe to go without. */
  reason: words('a sentence that says why it is off', /\S/),
});
const onOrOff = options('enabled', 'true, or false with a reason');

/** What must not be lost by a click: on, or off with a reason. */
export const protection = z.discriminatedUnion('enabled', [exactly({ enabled: z.literal(true) }), off], onOrOff);

const recovery = z.discriminatedUnion(
  'enabled',
  [
    exactly({
      enabled: z.literal(true),
      /** Days back to which the table can be restored. Default: what AWS has, 35 for a new table. */
      days: whole(1, 35, 'days').exactOptional(),
    }),
    off,
  ],
  onOrOff,
);

/** A policy that exists, as it is: of a table that is adopted. */
const scalingPolicy = exactly({
  name: text(
    'the name of a scaling policy: 1 to 255 of ASCII without |, " and \\',
    /^[ -~]{1,255}$/,
    (name) => !/[|"\\]/.test(name),
  ),
  scaleInCooldown: atLeast(0, 'seconds').exactOptional(),
  scaleOutCooldown: atLeast(0, 'seconds').exactOptional(),
  disableScaleIn: flag().exactOptional(),
});

const capacity = exactly({
  /** Capacity units that are always there. */
  min: atLeast(1, 'capacity units'),
  /** Capacity units that autoscaling may go up to. */
  max: atLeast(1, 'capacity units'),
  /** Per cent of the provisioned units that autoscaling aims to have in use. */
  targetUtilization: whole(20, 90, 'per cent, as DynamoDB autoscaling has it'),
  /** Default: one of its own, without cooldowns. */
  policy: scalingPolicy.exactOptional(),
});

/** Capacity units: so many, or autoscaled. */
const units = byKind((value) => typeof value === 'number', atLeast(1, 'capacity units'), capacity);

const limits = {
  /** Read request units per second beyond which DynamoDB throttles. Default: the account's quota. */
  maxReadRequestUnits: atLeast(1, 'read request units').exactOptional(),
  /** Write request units per second beyond which DynamoDB throttles. Default: the account's quota. */
  maxWriteRequestUnits: atLeast(1, 'write request units').exactOptional(),
};

const onDemand = exactly({ mode: z.literal('PAY_PER_REQUEST'), ...limits });

const billing = z.discriminatedUnion(
  'mode',
  [onDemand, exactly({ mode: z.literal('PROVISIONED'), read: units, write: units })],
  options('mode', "'PAY_PER_REQUEST' or 'PROVISIONED'"),
);

const name = (of: string) => text(`${of} of 3 to 255 letters, digits, _ . and -`, /^[A-Za-z0-9_.-]{3,255}$/);
const attributeName = () => text('an attribute name of 1 to 255 characters', /^[^]{1,255}$/);
const key = exactly({ name: attributeName(), type: choice('S', 'N', 'B') });

/** At most 20: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Projection.html */
const projection = byKind(
  Array.isArray,
  listOf(attributeName(), 'a list of attribute names')
    .min(1, 'a list of at least one attribute')
    .max(20, 'a list of at most 20 attributes, as DynamoDB has it of one index'),
  z.enum(['ALL', 'KEYS_ONLY'], "'ALL', 'KEYS_ONLY', or a list of the attributes that it copies beside the keys"),
);

const localIndex = exactly({ rangeKey: key, projection });

const globalIndex = exactly({
  hashKey: key,
  rangeKey: key.exactOptional(),
  projection,
  /** Of a provisioned table. */
  read: units.exactOptional(),
  write: units.exactOptional(),
  /** Of an on-demand table. */
  ...limits,
});

const replica = exactly({
  pointInTimeRecovery: flag(),
  /** ARN, in the replica's region. Default: the key that it has. */
  encryptionKey: kmsKey('the ARN of a KMS key').exactOptional(),
});

/**
 * What a deploy can change of a table as it stands, in Terraform's words: what the comparison of a table says, and all that
 * `changes` can name. Keys and local indexes are not among them: only a new table could have others.
 */
const CHANGEABLE = [
  'billing_mode',
  'read_capacity',
  'write_capacity',
  'on_demand_throughput',
  'global_secondary_index',
  'ttl',
  'stream_enabled',
  'stream_view_type',
  'server_side_encryption',
  'point_in_time_recovery',
  'deletion_protection_enabled',
  'table_class',
  'replica',
  'tags',
  'aws_appautoscaling_target',
  'aws_appautoscaling_policy',
] as const;
type Changeable = (typeof CHANGEABLE)[number];

/** Such as `ttl`, `tags.Purpose` or `global_secondary_index[BatchIndex].read_capacity`. */
export type ChangeablePath = Changeable | `${Changeable}.${string}` | `${Changeable}[${string}`;

/**
 * A table that exists and is taken over. What is named here is kept as the table has it, and goes before all else that is
 * said of the table; what is not named is as of a table that this project makes. `trinity import ENV --write` writes it
 * (docs/adopting-tables.md).
 */
export const adoption = exactly({
  /** Of the table that exists. */
  name: name('a table name'),
  localIndexes: z.record(name('an index name'), localIndex, 'an object of indexes by name').exactOptional(),
  globalIndexes: z.record(name('an index name'), globalIndex, 'an object of indexes by name').exactOptional(),
  billing: billing.exactOptional(),
  /** What the stream holds of each item. Default: no stream. */
  stream: choice('KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES').exactOptional(),
  /** The attribute, or that there is none: Terraform switches off none that is on. Default: `ttl`. */
  timeToLive: z.union([attributeName(), z.literal(false)], 'an attribute name, or false').exactOptional(),
  /** Default: `KMS`, the account's key for DynamoDB. */
  encryption: kmsKey(
    "'DEFAULT' (AWS's own key), 'KMS' (the account's key for DynamoDB) or the ARN of a KMS key",
    'DEFAULT',
    'KMS',
  ).exactOptional(),
  deletionProtection: protection.exactOptional(),
  pointInTimeRecovery: recovery.exactOptional(),
  /** Default: STANDARD. */
  tableClass: choice('STANDARD', 'STANDARD_INFREQUENT_ACCESS').exactOptional(),
  /** By region. Default: none, and those that there are would be deleted. */
  replicas: z.record(region(), replica).exactOptional(),
  /** Beside the environment's, and before them. */
  tags: tags().exactOptional(),
  /**
   * What the first deploy may change of the table all the same, in Terraform's words (`point_in_time_recovery`), each with
   * the reason. Default: nothing but tags of the environment that the table lacks.
   */
  changes: changes(CHANGEABLE).exactOptional(),
});

/** One that this project makes, with indexes of its own, which are paid for as the table is. */
export const newTable = exactly({
  billing: z.discriminatedUnion('mode', [onDemand], options('mode', "'PAY_PER_REQUEST'")),
  deletionProtection: protection,
  pointInTimeRecovery: recovery,
});

/** One that this project makes, or that exists and is taken over. */
export const table = exactly({
  billing,
  deletionProtection: protection,
  pointInTimeRecovery: recovery,
  adopt: adoption.exactOptional(),
  /**
   * Somebody else looks after the table: it is used as it is, under the name that it has, and Terraform forgets it without
   * a call to AWS (docs/adopting-tables.md). Default: it is this project's.
   */
  released: z.literal(true, 'true; a table of this project has no such line').exactOptional(),
});

export type TableConfig = z.infer<typeof table>;
export type NewTableConfig = z.infer<typeof newTable>;
export type Adoption = z.infer<typeof adoption>;
export type Billing = TableConfig['billing'];
export type Units = Extract<Billing, { mode: 'PROVISIONED' }>['read'];
export type Capacity = z.infer<typeof capacity>;
export type Protection = TableConfig['deletionProtection'];
export type Recovery = TableConfig['pointInTimeRecovery'];
export type LocalIndex = z.infer<typeof localIndex>;
export type GlobalIndex = z.infer<typeof globalIndex>;
export type Replica = z.infer<typeof replica>;
