import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';
import type { Capacity } from '../../environments/resources/table';
import { ImportWithTable } from './import-with-table';

export interface CapacityScalingProps {
  readonly table: DynamodbTable;
  /** @default the table itself is scaled */
  readonly index?: string;
  readonly dimension: 'Read' | 'Write';
  readonly capacity: Capacity;
}

/** Moves provisioned read or write capacity of a table, or of an index, so that a given part of it is in use. */
export class CapacityScaling extends Construct {
  constructor(scope: Construct, id: string, { table, index, dimension, capacity }: CapacityScalingProps) {
    super(scope, id);
    const [kind, below] = index === undefined ? ['table', ''] : ['index', `/index/${index}`];
    const scalableDimension = `dynamodb:${kind}:${dimension}CapacityUnits`;
    const target = new AppautoscalingTarget(this, 'target', {
      serviceNamespace: 'dynamodb',
      resourceId: `table/${table.name}${below}`,
      scalableDimension,
      minCapacity: capacity.min,
      maxCapacity: capacity.max,
    });
    const { name, ...settings } = capacity.policy ?? { name: `${table.nameInput}${below}-${dimension.toLowerCase()}` };
    const policy = new AppautoscalingPolicy(this, 'policy', {
      name,
      policyType: 'TargetTrackingScaling',
      serviceNamespace: target.serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: capacity.targetUtilization,
        predefinedMetricSpecification: { predefinedMetricType: `DynamoDB${dimension}CapacityUtilization` },
        ...settings,
      },
    });
    if (!capacity.policy) return;
    const importId = `dynamodb/table/${table.nameInput}${below}/${scalableDimension}`;
    const tableName = table.nameInput!;
    new ImportWithTable(target, { id: importId, tableName });
    new ImportWithTable(policy, { id: `${importId}/${name}`, tableName });
  }
}
