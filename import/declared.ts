import { z } from 'zod';
import type { JsonObject } from '../packages/plan-review/src/plan/value';
import type { Capacity, Index, Key, KeyAttribute, Limits, Scaling, TableDescription } from './description';

/** A table as a synthesized stack declares it. */
export interface DeclaredTable {
  /** `aws_dynamodb_table.room_movie_cache` */
  readonly address: string;
  /** As the environment's configuration calls it: `roomMovieCache`. */
  readonly id: string;
  readonly name: string;
  /** What Terraform leaves as it finds it is absent. */
  readonly table: TableDescription;
}

/** A block that there is once: an object, or a list of one. */
const block = <T extends z.ZodType>(shape: T) =>
  z.preprocess((value: unknown) => (Array.isArray(value) ? (value as unknown[])[0] : value), shape.optional());

const index = z.object({
  name: z.string(),
  range_key: z.string().optional(),
  projection_type: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  non_key_attributes: z.array(z.string()).optional(),
});
const limits = z.object({
  max_read_request_units: z.number().optional(),
  max_write_request_units: z.number().optional(),
});
const capacity = { read_capacity: z.number().optional(), write_capacity: z.number().optional() };

/** The AWS provider's arguments (5.100.0), as far as a table of this project can have them. */
const table = z.object({
  name: z.string(),
  hash_key: z.string(),
  range_key: z.string().optional(),
  attribute: z.array(z.object({ name: z.string(), type: z.enum(['S', 'N', 'B']) })),
  local_secondary_index: z.array(index).default([]),
  global_secondary_index: z
    .array(index.extend({ hash_key: z.string(), on_demand_throughput: block(limits), ...capacity }))
    .default([]),
  billing_mode: z.enum(['PAY_PER_REQUEST', 'PROVISIONED']).default('PROVISIONED'),
  on_demand_throughput: block(limits),
  ttl: block(z.object({ attribute_name: z.string().optional(), enabled: z.boolean() })),
  stream_enabled: z.boolean().default(false),
  stream_view_type: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']).optional(),
  server_side_encryption: block(z.object({ enabled: z.boolean(), kms_key_arn: z.string().optional() })),
  point_in_time_recovery: block(z.object({ enabled: z.boolean(), recovery_period_in_days: z.number().optional() })),
  deletion_protection_enabled: z.boolean().default(false),
  table_class: z.enum(['STANDARD', 'STANDARD_INFREQUENT_ACCESS']).default('STANDARD'),
  replica: z
    .array(
      z.object({
        region_name: z.string(),
        point_in_time_recovery: z.boolean().default(false),
      }),
    )
    .default([]),
  tags: z.record(z.string(), z.string()).default({}),
  ...capacity,
});
type Table = z.output<typeof table>;

const target = z.object({
  resource_id: z.string(),
  scalable_dimension: z.string(),
  min_capacity: z.number(),
  max_capacity: z.number(),
});
const policy = z.object({
  name: z.string(),
  resource_id: z.string(),
  target_tracking_scaling_policy_configuration: block(z.object({ target_value: z.number() })),
});
const provider = z.object({
  default_tags: z.array(z.object({ tags: z.record(z.string(), z.string()) })).default([]),
});

const stackSchema = z.object({
  provider: z.object({ aws: z.array(provider) }),
  resource: z.object({
    aws_dynamodb_table: z.record(z.string(), table).default({}),
    aws_appautoscaling_target: z.record(z.string(), target).default({}),
    aws_appautoscaling_policy: z.record(z.string(), policy).default({}),
  }),
});
type Stack = z.output<typeof stackSchema>;

/** The tables of a stack. @param stack Terraform's JSON, as CDKTF synthesizes it */
export function declaredTables(json: JsonObject): DeclaredTable[] {
  const stack = stackSchema.parse(json);
  const defaults = stack.provider.aws.flatMap((one) => one.default_tags.flatMap(({ tags }) => Object.entries(tags)));
  return Object.entries(stack.resource.aws_dynamodb_table).map(([id, declared]) => ({
    address: `aws_dynamodb_table.${id}`,
    id: tableIdOf(id),
    name: declared.name,
    table: describe(declared, Object.fromEntries([...defaults, ...Object.entries(declared.tags)]), (index) =>
      scalingOf(id, index, stack),
    ),
  }));
}

/** A table that a synthesized stack uses, and that is somebody else's. */
export interface ReleasedTable {
  /** As the environment's configuration calls it: `roomMovieCache`. */
  readonly id: string;
  readonly name: string;
}

const releasedSchema = z.object({
  data: z
    .object({ aws_dynamodb_table: z.record(z.string(), z.object({ name: z.string() })).default({}) })
    .default({ aws_dynamodb_table: {} }),
});

/** @param json Terraform's, as CDKTF synthesizes it */
export const releasedTables = (json: JsonObject): ReleasedTable[] =>
  Object.entries(releasedSchema.parse(json).data.aws_dynamodb_table).map(([id, { name }]) => ({
    id: tableIdOf(id),
    name,
  }));

/** `room_movie_cache` is `roomMovieCache`. */
export const tableIdOf = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What an argument that is left out means is measured: some switch off what there is, others leave it. */
function describe(
  declared: Table,
  tags: Readonly<Record<string, string>>,
  scalingOf: (index?: string) => Scaling | null,
): TableDescription {
  const {
    billing_mode: billingMode,
    ttl,
    server_side_encryption: encryption,
    point_in_time_recovery: recovery,
  } = declared;
  const scaling = scalingOf();
  const types = new Map(declared.attribute.map((one) => [one.name, one.type]));
  return {
    name: declared.name,
    key: keyOf(declared, types),
    localIndexes: new Map(
      declared.local_secondary_index.map((one) => [one.name, indexOf({ ...one, hash_key: declared.hash_key }, types)]),
    ),
    globalIndexes: new Map(
      declared.global_secondary_index.map((one) => [
        one.name,
        {
          ...indexOf(one, types),
          ...(billingMode === 'PROVISIONED'
            ? { ...capacityOf(one, scalingOf(one.name)), scaling: scalingOf(one.name) }
            : { onDemandLimits: limitsOf(one) }),
        },
      ]),
    ),
    billingMode,
    ...(billingMode === 'PROVISIONED' ? capacityOf(declared, scaling) : { onDemandLimits: limitsOf(declared) }),
    scaling,
    ...(ttl && { timeToLive: ttl.enabled ? (ttl.attribute_name ?? null) : null }),
    stream: declared.stream_enabled ? (declared.stream_view_type ?? null) : null,
    ...(encryption && { encryption: encryption.enabled ? (encryption.kms_key_arn ?? 'KMS') : 'DEFAULT' }),
    ...(recovery && { recovery: recovery.enabled ? daysOf(recovery.recovery_period_in_days) : null }),
    deletionProtection: declared.deletion_protection_enabled,
    tableClass: declared.table_class,
    replicas: declared.replica.map(({ region_name: region, point_in_time_recovery: recovery }) => ({
      region,
      recovery,
    })),
    tags,
  };
}

const daysOf = (days: number | undefined) => (days === undefined ? {} : { days });

type Types = ReadonlyMap<string, KeyAttribute['type']>;

function keyOf({ hash_key, range_key }: { hash_key: string; range_key?: string | undefined }, types: Types): Key {
  const typed = (name: string): KeyAttribute => {
    const type = types.get(name);
    if (type === undefined) throw new TypeError(`The stack declares no type of ${name}, which is of a key.`);
    return { name, type };
  };
  return range_key === undefined ? [typed(hash_key)] : [typed(hash_key), typed(range_key)];
}

const indexOf = (declared: z.output<typeof index> & { readonly hash_key: string }, types: Types): Index => ({
  key: keyOf(declared, types),
  projection:
    declared.projection_type === 'INCLUDE' ? (declared.non_key_attributes ?? []).toSorted() : declared.projection_type,
});

/** What autoscaling moves, nobody declares. */
function capacityOf(
  declared: Pick<Table, 'read_capacity' | 'write_capacity'>,
  scaling: Scaling | null,
): { capacity?: Partial<Capacity> } {
  const read = scaling?.read ? undefined : declared.read_capacity;
  const write = scaling?.write ? undefined : declared.write_capacity;
  if (read === undefined && write === undefined) return {};
  return { capacity: { ...(read !== undefined && { read }), ...(write !== undefined && { write }) } };
}

/** -1 is Terraform's word for no limit, too. */
function limitsOf({ on_demand_throughput: declared }: Pick<Table, 'on_demand_throughput'>): Limits | null {
  const [read, write] = [declared?.max_read_request_units, declared?.max_write_request_units].map((one) =>
    one === -1 ? undefined : one,
  );
  if (read === undefined && write === undefined) return null;
  return { ...(read !== undefined && { read }), ...(write !== undefined && { write }) };
}

/** Of the table, or of one of its indexes; a resource is named by a reference to it. */
function scalingOf(id: string, index: string | undefined, { resource }: Stack): Scaling | null {
  const [kind, below] = index === undefined ? ['table', ''] : ['index', `/index/${index}`];
  const of = (dimension: 'Read' | 'Write') => {
    const found = Object.entries(resource.aws_appautoscaling_target).find(
      ([, one]) =>
        one.resource_id === `table/\${aws_dynamodb_table.${id}.name}${below}` &&
        one.scalable_dimension === `dynamodb:${kind}:${dimension}CapacityUnits`,
    );
    if (!found) return null;
    const [name, { min_capacity: min, max_capacity: max }] = found;
    const follows = Object.values(resource.aws_appautoscaling_policy).find(
      (one) => one.resource_id === `\${aws_appautoscaling_target.${name}.resource_id}`,
    );
    const target = follows?.target_tracking_scaling_policy_configuration?.target_value ?? 0;
    return { min, max, target, ...(follows && { policy: { name: follows.name } }) };
  };
  const [read, write] = [of('Read'), of('Write')];
  return read || write ? { read, write } : null;
}
