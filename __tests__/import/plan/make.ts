import {
  ApplicationAutoScalingClient,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { CreateTableCommand, UpdateContinuousBackupsCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import type { Aws } from '../../../deployment/aws/clients';
import type { Shape } from './shapes';

/** Makes a table as somebody would by hand. */
export async function makeTable(
  TableName: string,
  { create, ttl, recovery, scaling = [] }: Shape,
  aws: Aws,
): Promise<void> {
  const { dynamodb, autoscaling } = aws;
  await dynamodb.send(new CreateTableCommand({ TableName, ...create }));
  if (ttl !== undefined) {
    const TimeToLiveSpecification = { Enabled: true, AttributeName: ttl };
    await dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
  if (recovery !== undefined) {
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: recovery };
    await dynamodb.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
  }
  for (const one of scaling) await scale(TableName, one, autoscaling);
}

async function scale(
  table: string,
  { index, kind, policy, cooldown, min = 2, max = 20, target = 60 }: NonNullable<Shape['scaling']>[number],
  autoscaling: ApplicationAutoScalingClient,
): Promise<void> {
  const of = {
    ServiceNamespace: 'dynamodb',
    ResourceId: `table/${table}${index === undefined ? '' : `/index/${index}`}`,
    ScalableDimension: `dynamodb:${index === undefined ? 'table' : 'index'}:${kind}CapacityUnits`,
  } as const;
  await autoscaling.send(new RegisterScalableTargetCommand({ ...of, MinCapacity: min, MaxCapacity: max }));
  if (policy === undefined) return;
  await autoscaling.send(
    new PutScalingPolicyCommand({
      ...of,
      PolicyName: policy,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: target,
        PredefinedMetricSpecification: { PredefinedMetricType: `DynamoDB${kind}CapacityUtilization` },
        ...(cooldown !== undefined && { ScaleInCooldown: cooldown, ScaleOutCooldown: cooldown + 1 }),
      },
    }),
  );
}
