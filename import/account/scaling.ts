import {
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  type ApplicationAutoScalingClient,
  type ScalableTarget,
  type ScalingPolicy as AwsPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { allPages } from '../../deployment/aws/pages';
import type { Scaling, ScalingPolicy, ScalingRange } from '../description';

const ServiceNamespace = 'dynamodb';

/** What AWS takes at once (ApplicationAutoScaling's DescribeScalableTargets). */
const AT_ONCE = 50;

/**
 * Asks for autoscaling of a provisioned table and of its indexes. Their policies are asked for only where something is
 * scaled.
 *
 * @returns of the table, or of the index that it is given
 */
export async function scalingOfTable(
  table: string,
  indexes: readonly string[],
  autoscaling: ApplicationAutoScalingClient,
  abortSignal: AbortSignal,
): Promise<(index?: string) => Scaling | null> {
  const idOf = (index?: string) => `table/${table}${index === undefined ? '' : `/index/${index}`}`;
  const ids = [idOf(), ...indexes.map((index) => idOf(index))];
  const targets: ScalableTarget[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const ResourceIds = ids.slice(at, at + AT_ONCE);
    targets.push(
      ...(await allPages(async (NextToken) => {
        const page = await autoscaling.send(
          new DescribeScalableTargetsCommand({ ServiceNamespace, ResourceIds, NextToken }),
          { abortSignal },
        );
        return { entries: page.ScalableTargets, token: page.NextToken };
      })),
    );
  }
  const policies: AwsPolicy[] = [];
  for (const ResourceId of new Set(targets.map((target) => target.ResourceId))) {
    policies.push(
      ...(await allPages(async (NextToken) => {
        const page = await autoscaling.send(
          new DescribeScalingPoliciesCommand({ ServiceNamespace, ResourceId, NextToken }),
          { abortSignal },
        );
        return { entries: page.ScalingPolicies, token: page.NextToken };
      })),
    );
  }

  return (index) => {
    const rangeOf = (dimension: 'Read' | 'Write'): ScalingRange | null => {
      const kind = index === undefined ? 'table' : 'index';
      const is = (one: { ResourceId?: string | undefined; ScalableDimension?: string | undefined }) =>
        one.ResourceId === idOf(index) && one.ScalableDimension === `dynamodb:${kind}:${dimension}CapacityUnits`;
      const target = targets.find(is);
      return target ? range(target, policies.filter(is)) : null;
    };
    const [read, write] = [rangeOf('Read'), rangeOf('Write')];
    return read || write ? { read, write } : null;
  };
}

/**
 * One policy is compared and adopted: that which follows DynamoDB's own measure of what is in use. Any other, of another
 * measure or of steps, is named, also where it is the only one. AWS says that it has no step scaling for DynamoDB
 * (https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html).
 */
function range(
  { MinCapacity: min = 0, MaxCapacity: max = 0 }: ScalableTarget,
  policies: readonly AwsPolicy[],
): ScalingRange {
  const policy = policies.find(isOfDynamoDb);
  const others = policies.filter((one) => one !== policy).map(({ PolicyName: name = '' }) => name);
  const tracking = policy?.TargetTrackingScalingPolicyConfiguration;
  const { ScaleInCooldown: scaleInCooldown, ScaleOutCooldown: scaleOutCooldown } = tracking ?? {};
  const known: ScalingPolicy | undefined = policy && {
    name: policy.PolicyName ?? '',
    ...(scaleInCooldown !== undefined && { scaleInCooldown }),
    ...(scaleOutCooldown !== undefined && { scaleOutCooldown }),
    ...(tracking?.DisableScaleIn && { disableScaleIn: true }),
  };
  return {
    min,
    max,
    target: tracking?.TargetValue ?? 0,
    ...(known && { policy: known }),
    ...(others.length > 0 && { otherPolicies: others.sort() }),
  };
}

const isOfDynamoDb = ({ TargetTrackingScalingPolicyConfiguration: tracking }: AwsPolicy): boolean =>
  tracking?.PredefinedMetricSpecification !== undefined;
