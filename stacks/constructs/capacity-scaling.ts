import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';
import type { Capacity } from '../../environments/schema';

export interface CapacityScalingProps {
  readonly table: DynamodbTable;
  readonly dimension: 'Read' | 'Write';
  readonly capacity: Capacity;
}

/** Moves a table's provisioned read or write capacity so that a given part of it is in use. */
export class CapacityScaling extends Construct {
  constructor(scope: Construct, id: string, { table, dimension, capacity }: CapacityScalingProps) {
    super(scope, id);
    const target = new AppautoscalingTarget(this, 'target', {
      serviceNamespace: 'dynamodb',
      resourceId: `table/${table.name}`,
      scalableDimension: `dynamodb:table:${dimension}CapacityUnits`,
      minCapacity: capacity.min,
      maxCapacity: capacity.max,
    });
    new AppautoscalingPolicy(this, 'policy', {
      name: `${table.nameInput}-${dimension.toLowerCase()}`,
      policyType: 'TargetTrackingScaling',
      serviceNamespace: target.serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: capacity.targetUtilization,
        predefinedMetricSpecification: { predefinedMetricType: `DynamoDB${dimension}CapacityUtilization` },
      },
    });
  }
}
