import { Table, type TableProps } from '../../../stacks/constructs/table';
import { synthesizeConstructs, type Synthesized } from '../synthesize';

const props: TableProps = {
  name: 'trinity-rooms-test',
  hashKey: { name: 'PK', type: 'S' },
  rangeKey: { name: 'at', type: 'N' },
  timeToLive: 'ttl',
  billing: { mode: 'PAY_PER_REQUEST' },
  deletionProtection: { enabled: true },
  pointInTimeRecovery: { enabled: true },
};

const synthesize = (changes: Partial<TableProps> = {}) =>
  synthesizeConstructs((scope) => new Table(scope, 'rooms', { ...props, ...changes }));
const table = (changes?: Partial<TableProps>) => synthesize(changes).resource['aws_dynamodb_table']!['rooms']!;

test('a table: keys, expiry, encryption and every protection', () => {
  expect(table()).toEqual({
    name: 'trinity-rooms-test',
    hash_key: 'PK',
    range_key: 'at',
    attribute: [
      { name: 'PK', type: 'S' },
      { name: 'at', type: 'N' },
    ],
    ttl: { attribute_name: 'ttl', enabled: true },
    server_side_encryption: { enabled: true },
    point_in_time_recovery: { enabled: true },
    deletion_protection_enabled: true,
    lifecycle: { prevent_destroy: true },
    billing_mode: 'PAY_PER_REQUEST',
  });
});

test('without a range key there is one attribute', () => {
  const { rangeKey, ...hashKeyOnly } = props;
  expect(rangeKey).toBeDefined();
  const synthesized = synthesizeConstructs((scope) => new Table(scope, 'rooms', hashKeyOnly));
  const rooms = synthesized.resource['aws_dynamodb_table']!['rooms']!;
  expect(rooms).toMatchObject({ attribute: [{ name: 'PK', type: 'S' }] });
  expect(rooms).not.toHaveProperty('range_key');
});

test('deletion protection, switched off, also lets Terraform destroy the table', () => {
  expect(table({ deletionProtection: { enabled: false, reason: 'a test' } })).toMatchObject({
    deletion_protection_enabled: false,
    lifecycle: { prevent_destroy: false },
    point_in_time_recovery: { enabled: true },
  });
});

test('point-in-time recovery can be switched off by itself', () => {
  expect(table({ pointInTimeRecovery: { enabled: false, reason: 'a test' } })).toMatchObject({
    point_in_time_recovery: { enabled: false },
    deletion_protection_enabled: true,
  });
});

test('on demand, with no ceiling, one, or both', () => {
  expect(table()).not.toHaveProperty('on_demand_throughput');
  expect(table({ billing: { mode: 'PAY_PER_REQUEST', maxReadRequestUnits: 7 } })).toHaveProperty(
    'on_demand_throughput',
    { max_read_request_units: 7 },
  );
  expect(
    table({ billing: { mode: 'PAY_PER_REQUEST', maxReadRequestUnits: 7, maxWriteRequestUnits: 8 } }),
  ).toHaveProperty('on_demand_throughput', { max_read_request_units: 7, max_write_request_units: 8 });
  expect(synthesize().resource).not.toHaveProperty('aws_appautoscaling_target');
});

describe('provisioned', () => {
  const billing = {
    mode: 'PROVISIONED',
    read: { min: 5, max: 50, targetUtilization: 70 },
    write: { min: 2, max: 20, targetUtilization: 60 },
  } as const;

  test('starts at the least capacity, and no plan moves back what autoscaling moved', () => {
    expect(table({ billing })).toMatchObject({
      billing_mode: 'PROVISIONED',
      read_capacity: 5,
      write_capacity: 2,
      lifecycle: { prevent_destroy: true, ignore_changes: ['read_capacity', 'write_capacity'] },
    });
  });

  test('reads and writes scale by themselves, each within its bounds', () => {
    const { aws_appautoscaling_target: targets, aws_appautoscaling_policy: scaling } = synthesize({ billing }).resource;
    expect(targets).toEqual({
      rooms_read: {
        service_namespace: 'dynamodb',
        resource_id: 'table/${aws_dynamodb_table.rooms.name}',
        scalable_dimension: 'dynamodb:table:ReadCapacityUnits',
        min_capacity: 5,
        max_capacity: 50,
      },
      rooms_write: {
        service_namespace: 'dynamodb',
        resource_id: 'table/${aws_dynamodb_table.rooms.name}',
        scalable_dimension: 'dynamodb:table:WriteCapacityUnits',
        min_capacity: 2,
        max_capacity: 20,
      },
    });
    expect(scaling!['rooms_write']).toEqual({
      name: 'trinity-rooms-test-write',
      policy_type: 'TargetTrackingScaling',
      service_namespace: '${aws_appautoscaling_target.rooms_write.service_namespace}',
      resource_id: '${aws_appautoscaling_target.rooms_write.resource_id}',
      scalable_dimension: '${aws_appautoscaling_target.rooms_write.scalable_dimension}',
      target_tracking_scaling_policy_configuration: {
        target_value: 60,
        predefined_metric_specification: { predefined_metric_type: 'DynamoDBWriteCapacityUtilization' },
      },
    });
    expect(scaling!['rooms_read']).toMatchObject({
      target_tracking_scaling_policy_configuration: {
        target_value: 70,
        predefined_metric_specification: { predefined_metric_type: 'DynamoDBReadCapacityUtilization' },
      },
    });
  });
});

describe('all that a table can have besides', () => {
  test('indexes, and the types of their keys, each once', () => {
    expect(
      table({
        localIndexes: { ByKind: { rangeKey: { name: 'kind', type: 'B' }, projection: 'KEYS_ONLY' } },
        globalIndexes: {
          ByTime: { hashKey: { name: 'at', type: 'N' }, projection: ['title'], maxReadRequestUnits: 5 },
          Turned: { hashKey: { name: 'at', type: 'N' }, rangeKey: { name: 'PK', type: 'S' }, projection: 'ALL' },
        },
      }),
    ).toMatchObject({
      attribute: [
        { name: 'PK', type: 'S' },
        { name: 'at', type: 'N' },
        { name: 'kind', type: 'B' },
      ],
      local_secondary_index: [{ name: 'ByKind', range_key: 'kind', projection_type: 'KEYS_ONLY' }],
      global_secondary_index: [
        {
          name: 'ByTime',
          hash_key: 'at',
          projection_type: 'INCLUDE',
          non_key_attributes: ['title'],
          on_demand_throughput: { max_read_request_units: 5 },
        },
        { name: 'Turned', hash_key: 'at', range_key: 'PK', projection_type: 'ALL' },
      ],
    });
  });

  test('stream, key, class, replicas, tags, days of recovery', () => {
    expect(
      table({
        stream: 'NEW_IMAGE',
        encryption: 'arn:aws:kms:eu-west-1:123456789012:key/1',
        tableClass: 'STANDARD_INFREQUENT_ACCESS',
        replicas: { 'us-east-1': { pointInTimeRecovery: true } },
        tags: { Purpose: 'Rooms' },
        pointInTimeRecovery: { enabled: true, days: 7 },
      }),
    ).toMatchObject({
      stream_enabled: true,
      stream_view_type: 'NEW_IMAGE',
      server_side_encryption: { enabled: true, kms_key_arn: 'arn:aws:kms:eu-west-1:123456789012:key/1' },
      table_class: 'STANDARD_INFREQUENT_ACCESS',
      replica: [{ region_name: 'us-east-1', point_in_time_recovery: true }],
      tags: { Purpose: 'Rooms' },
      point_in_time_recovery: { enabled: true, recovery_period_in_days: 7 },
    });
  });

  test('no TTL, and the key that AWS has for all', () => {
    const plain = table({ timeToLive: false, encryption: 'DEFAULT' });
    expect(plain).not.toHaveProperty('ttl');
    expect(plain).not.toHaveProperty('server_side_encryption');
  });

  test('capacity that nothing moves is not ignored', () => {
    const provisioned = table({
      billing: { mode: 'PROVISIONED', read: 5, write: { min: 1, max: 2, targetUtilization: 50 } },
    });
    expect(provisioned).toMatchObject({
      read_capacity: 5,
      write_capacity: 1,
      lifecycle: { ignore_changes: ['write_capacity'] },
    });
  });

  test('an index scales by itself, and then no plan moves any index', () => {
    const scaled = { min: 1, max: 2, targetUtilization: 50 };
    const { resource } = synthesize({
      billing: { mode: 'PROVISIONED', read: 5, write: 5 },
      globalIndexes: { 'by.time': { hashKey: { name: 'at', type: 'N' }, projection: 'ALL', read: scaled, write: 7 } },
    });
    expect(resource['aws_dynamodb_table']!['rooms']).toMatchObject({
      global_secondary_index: [{ read_capacity: 1, write_capacity: 7 }],
      lifecycle: { ignore_changes: ['global_secondary_index'] },
    });
    expect(resource['aws_appautoscaling_target']).toMatchObject({
      rooms_by_2e_time_read: {
        resource_id: 'table/${aws_dynamodb_table.rooms.name}/index/by.time',
        scalable_dimension: 'dynamodb:index:ReadCapacityUnits',
      },
    });
  });
});

describe('a table that exists', () => {
  const policy = { name: 'reads', scaleInCooldown: 60 };
  const billing = {
    mode: 'PROVISIONED',
    read: { min: 1, max: 2, targetUtilization: 50, policy },
    write: { min: 1, max: 2, targetUtilization: 50 },
  } as const;
  const where = (id: string) =>
    `\${toset([for name in data.aws_dynamodb_tables.existing.names : "${id}" if name == "trinity-rooms-test"])}`;

  test('is taken over where it exists, and so is what scales it already', () => {
    const {
      import: imports,
      data,
      resource,
    } = synthesize({ isAdopted: true, billing }) as Synthesized & {
      readonly import: unknown;
      readonly data: unknown;
    };
    const scaling = 'dynamodb/table/trinity-rooms-test/dynamodb:table:ReadCapacityUnits';
    expect(data).toEqual({ aws_dynamodb_tables: { existing: {} } });
    expect(imports).toEqual([
      { for_each: where('trinity-rooms-test'), to: 'aws_dynamodb_table.rooms', id: '${each.value}' },
      { for_each: where(scaling), to: 'aws_appautoscaling_target.rooms_read', id: '${each.value}' },
      { for_each: where(`${scaling}/reads`), to: 'aws_appautoscaling_policy.rooms_read', id: '${each.value}' },
    ]);
    expect(resource['aws_appautoscaling_policy']!['rooms_read']).toMatchObject({
      name: 'reads',
      target_tracking_scaling_policy_configuration: { target_value: 50, scale_in_cooldown: 60 },
    });
  });

  test('one that is made asks for no tables', () => {
    const made = Object.keys(synthesize({ billing: { ...billing, read: 5 } }));
    expect(made.sort()).toEqual(['provider', 'resource', 'terraform']);
  });
});

test('an attribute of two types is refused: one of the keys would silently get the other', () => {
  const index = (type: 'S' | 'N') => ({ hashKey: { name: 'status', type }, projection: 'ALL' as const });
  expect(() => table({ globalIndexes: { One: index('S'), Other: index('N') } })).toThrow(
    'status is of type S in one key of a table, and of type N in another: an attribute has one type.',
  );
  expect(() => table({ hashKey: { name: 'status', type: 'S' }, globalIndexes: { Other: index('N') } })).toThrow(
    'status is of type S',
  );
});
