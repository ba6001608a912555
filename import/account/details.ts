import {
  DescribeContinuousBackupsCommand,
  DescribeKinesisStreamingDestinationCommand,
  DescribeTimeToLiveCommand,
  GetResourcePolicyCommand,
  ListContributorInsightsCommand,
  ListTagsOfResourceCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import type { Aws } from '../../deployment/aws/clients';
import { unlessMissing } from '../../deployment/aws/errors';
import { allPages } from '../../deployment/aws/pages';
import type { GlobalIndex, TableDescription } from '../description';
import { scalingOfTable } from './scaling';

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
    const status = ttl?.TimeToLiveStatus;
    return {
      // ENABLING may last an hour: what a deploy has just made is as it was asked for. Who adopts waits (inspect.ts).
      timeToLive: status?.startsWith('ENABL') ? (ttl?.AttributeName ?? null) : null,
      ...(status !== undefined && { timeToLiveStatus: status }),
    };
  },

  async DescribeContinuousBackups({ name: TableName, replicas }, _, { dynamodb, dynamodbIn }, abortSignal) {
    const ask = async (client: DynamoDBClient) => {
      const { ContinuousBackupsDescription: backups } = await client.send(
        new DescribeContinuousBackupsCommand({ TableName }),
        { abortSignal },
      );
      const { PointInTimeRecoveryStatus: status, RecoveryPeriodInDays: days } =
        backups?.PointInTimeRecoveryDescription ?? {};
      return status === 'ENABLED' ? { ...(days !== undefined && { days }) } : null;
    };
    const there = replicas?.map(async (replica) => ({
      ...replica,
      recovery: (await ask(dynamodbIn(replica.region))) !== null,
    }));
    return { recovery: await ask(dynamodb), ...(there && { replicas: await Promise.all(there) }) };
  },

  /** DescribeTable answers an ARN for the account's key as well. Which it is, is judged as the provider judges it. */
  async DescribeKey({ encryption }, _, { kms }, abortSignal) {
    if (!encryption?.startsWith('arn:')) return {};
    const key = await unlessMissing(kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/dynamodb' }), { abortSignal }));
    return key?.KeyMetadata?.Arn === encryption ? { encryption: 'KMS' } : {};
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
    return {
      contributorInsights: isOn(),
      ...withOfIndexes(globalIndexes, (name) => ({ contributorInsights: isOn(name) })),
    };
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
  async DescribeScalableTargets({ name, billingMode, globalIndexes }, _, { autoscaling }, abortSignal) {
    if (billingMode !== 'PROVISIONED') return { scaling: null };
    const scalingOf = await scalingOfTable(name, [...(globalIndexes?.keys() ?? [])], autoscaling, abortSignal);
    return { scaling: scalingOf(), ...withOfIndexes(globalIndexes, (name) => ({ scaling: scalingOf(name) })) };
  },
};

/** @param globalIndexes undefined where they cannot be read: they are not none */
const withOfIndexes = (
  globalIndexes: TableDescription['globalIndexes'],
  detailsOf: (name: string) => Partial<GlobalIndex>,
): Details =>
  globalIndexes
    ? { globalIndexes: new Map([...globalIndexes].map(([name, one]) => [name, { ...one, ...detailsOf(name) }])) }
    : {};
