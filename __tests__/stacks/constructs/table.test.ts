import { Table, type TableProps } from '../../../stacks/constructs/table';
import { synthesizeConstructs } from '../synthesize';

const props: TableProps = {
  name: 'trinity-rooms-test',
  hashKey: { name: 'PK', type: 'S' },
  rangeKey: { name: 'at', type: 'N' },
  ttlAttribute: 'ttl',
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
