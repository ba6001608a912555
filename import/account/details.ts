import {
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  DescribeContinuousBackupsCommand,
  DescribeKinesisStreamingDestinationCommand,
  DescribeTimeToLiveCommand,
  GetResourcePolicyCommand,
  ListContributorInsightsCommand,
  ListTagsOfResourceCommand,
} from '@aws-sdk/client-dynamodb';
import type { Aws } from '../../deployment/aws/clients';
import { allPages } from '../../deployment/aws/pages';
import type { Scaling, TableDescription } from '../description';

type Details = Partial<TableDescription>;

/** What DescribeTable does not answer, one call or list of pages each, by what is called. */
export const DETAILS: Readonly<
  Record<
    string,
    (
      table: TableDescription & { readonly name: string },
      arn: string,
      aws: Aws,
      abortSignal: AbortSignal,
    ) => Promise<Details>
  >
> = {
  async DescribeTimeToLive({ name: TableName }, _, { dynamodb }, abortSignal) {
    const { TimeToLiveDescription: ttl } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }), {
      abortSignal,
    });
    const isOn = ttl?.TimeToLiveStatus?.startsWith('ENABL'); // ENABLING may last an hour
    return { timeToLive: isOn ? (ttl?.AttributeName ?? null) : null };
  },

  async DescribeContinuousBackups({ name: TableName }, _, { dynamodb }, abortSignal) {
    const { ContinuousBackupsDescription: backups } = await dynamodb.send(
      new DescribeContinuousBackupsCommand({ TableName }),
      { abortSignal },
    );
    const { PointInTimeRecoveryStatus: status, RecoveryPeriodInDays: days } =
      backups?.PointInTimeRecoveryDescription ?? {};
    return { recovery: status === 'ENABLED' ? { ...(days !== undefined && { days }) } : null };
  },

  async ListTagsOfResource(_, ResourceArn, { dynamodb }, abortSignal) {
    const tags = await allPages(async (NextToken) => {
      const page = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn, NextToken }), { abortSignal });
      return { entries: page.Tags, token: page.NextToken };
    });
    return { tags: Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])) };
  },

  async DescribeKinesisStreamingDestination({ name: TableName }, _, { dynamodb }, abortSignal) {
    const { KinesisDataStreamDestinations: all = [] } = await dynamodb.send(
      new DescribeKinesisStreamingDestinationCommand({ TableName }),
      { abortSignal },
    );
    const active = all.find(({ DestinationStatus: status }) => status !== 'DISABLED' && status !== 'ENABLE_FAILED');
    return { kinesisStream: active?.StreamArn ?? null };
  },

  async ListContributorInsights({ name: TableName, globalIndexes }, _, { dynamodb }, abortSignal) {
    const all = await allPages(async (NextToken) => {
      const page = await dynamodb.send(new ListContributorInsightsCommand({ TableName, NextToken }), { abortSignal });
      return { entries: page.ContributorInsightsSummaries, token: page.NextToken };
    });
    const isOn = (index?: string) =>
      all.some(
        ({ IndexName, ContributorInsightsStatus: status }) => IndexName === index && status?.startsWith('ENABL'),
      );
    const indexes = [...(globalIndexes ?? [])].map(
      ([name, one]) => [name, { ...one, contributorInsights: isOn(name) }] as const,
    );
    return { contributorInsights: isOn(), globalIndexes: new Map(indexes) };
  },

  async GetResourcePolicy(_, ResourceArn, { dynamodb }, abortSignal) {
    try {
      const { Policy } = await dynamodb.send(new GetResourcePolicyCommand({ ResourceArn }), { abortSignal });
      return { resourcePolicy: Policy ?? null };
    } catch (error) {
      if (error instanceof Error && error.name === 'PolicyNotFoundException') return { resourcePolicy: null };
      throw error;
    }
  },

  /** On demand, nothing scales. */
  async DescribeScalableTargets({ name, billingMode }, _, { autoscaling }, abortSignal) {
    if (billingMode !== 'PROVISIONED') return { scaling: null };
    const of = { ServiceNamespace: 'dynamodb' } as const;
    const ResourceId = `table/${name}`;
    const targets = await allPages(async (NextToken) => {
      const input = { ...of, ResourceIds: [ResourceId], NextToken };
      const page = await autoscaling.send(new DescribeScalableTargetsCommand(input), { abortSignal });
      return { entries: page.ScalableTargets, token: page.NextToken };
    });
    const policies = await allPages(async (NextToken) => {
      const page = await autoscaling.send(new DescribeScalingPoliciesCommand({ ...of, ResourceId, NextToken }), {
        abortSignal,
      });
      return { entries: page.ScalingPolicies, token: page.NextToken };
    });
    const rangeOf = (dimension: 'Read' | 'Write') => {
      const is = (one: { ScalableDimension?: string | undefined }) =>
        one.ScalableDimension === `dynamodb:table:${dimension}CapacityUnits`;
      const found = targets.find(is);
      if (!found) return null;
      const target = policies.find(is)?.TargetTrackingScalingPolicyConfiguration?.TargetValue ?? 0;
      return { min: found.MinCapacity ?? 0, max: found.MaxCapacity ?? 0, target };
    };
    const scaling: Scaling = { read: rangeOf('Read'), write: rangeOf('Write') };
    return { scaling: scaling.read || scaling.write ? scaling : null };
  },
};
