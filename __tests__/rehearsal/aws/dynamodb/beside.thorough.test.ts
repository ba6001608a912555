import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
  DescribeScalingPoliciesCommand,
  ListTagsForResourceCommand,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContributorInsightsCommand,
  DescribeKinesisStreamingDestinationCommand,
  DescribeTimeToLiveCommand,
  DisableKinesisStreamingDestinationCommand,
  DynamoDBClient,
  EnableKinesisStreamingDestinationCommand,
  GetResourcePolicyCommand,
  ListContributorInsightsCommand,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UpdateContributorInsightsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { EmulatedAws } from '../../../../rehearsal/aws';
import { describeWith } from '../../../support/loud-skip';
import { ACCOUNT, clientOf, REGION, startAws } from '../support';

describeWith(['moto_server'], 'what stands beside a table in the emulated AWS', () => {
  let aws: EmulatedAws;
  let dynamodb: DynamoDBClient;
  let TableName: string;
  let ResourceArn: string;
  let made = 0;
  beforeAll(async () => {
    aws = await startAws();
    dynamodb = new DynamoDBClient(clientOf(aws));
  });
  afterAll(() => aws.close());
  beforeEach(async () => {
    made += 1;
    TableName = `table-${made}`;
    ResourceArn = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${TableName}`;
    await create();
  });

  const create = () =>
    dynamodb.send(
      new CreateTableCommand({
        TableName,
        AttributeDefinitions: ['id', 'a'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'By-a',
            KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        ResourcePolicy: '{"Version":"2012-10-17","Statement":[]}',
        Tags: [{ Key: 'Purpose', Value: 'rooms' }],
      }),
    );

  test('TTL is switched off before it goes by another name, and is never without one', async () => {
    const set = (AttributeName: string, Enabled = true) =>
      dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName, Enabled } }));
    const now = async () => (await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
    await expect(set('', false)).rejects.toThrow("Value '' at 'timeToLiveSpecification.attributeName' failed");
    await expect(set('ttl', false)).rejects.toThrow('TimeToLive is already disabled');
    await set('ttl');
    expect(await now()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
    await expect(set('ttl')).rejects.toThrow('TimeToLive is already enabled');
    await expect(set('expires')).rejects.toThrow(
      'TimeToLive is active on a different AttributeName: current AttributeName is ttl',
    );
    await set('ttl', false);
    expect(await now()).toEqual({ TimeToLiveStatus: 'DISABLED' });
  });

  test('contributor insights are of the table and of each index, and go with the index', async () => {
    const turn = (IndexName?: string, ContributorInsightsAction: 'ENABLE' | 'DISABLE' = 'ENABLE') =>
      dynamodb.send(new UpdateContributorInsightsCommand({ TableName, IndexName, ContributorInsightsAction }));
    const list = async (more: { MaxResults?: number; NextToken?: string | undefined } = {}) =>
      dynamodb.send(new ListContributorInsightsCommand({ TableName, ...more }));
    expect((await list()).ContributorInsightsSummaries).toEqual([]);
    expect((await turn()).ContributorInsightsStatus).toBe('ENABLING');
    await turn('By-a');
    await expect(turn('By-b')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const first = await list({ MaxResults: 1 });
    expect(first.ContributorInsightsSummaries).toEqual([{ TableName, ContributorInsightsStatus: 'ENABLED' }]);
    const index = { TableName, IndexName: 'By-a' };
    expect((await list({ NextToken: first.NextToken })).ContributorInsightsSummaries).toEqual([
      { ...index, ContributorInsightsStatus: 'ENABLED' },
    ]);
    const ofAll = await dynamodb.send(new ListContributorInsightsCommand({}));
    expect(ofAll.ContributorInsightsSummaries).toHaveLength(2);
    const ofIndex = async () =>
      (await dynamodb.send(new DescribeContributorInsightsCommand(index))).ContributorInsightsStatus;
    expect(await ofIndex()).toBe('ENABLED');
    await turn('By-a', 'DISABLE');
    expect(await ofIndex()).toBe('DISABLED');
    const GlobalSecondaryIndexUpdates = [{ Delete: { IndexName: 'By-a' } }];
    await dynamodb.send(new UpdateTableCommand({ TableName, GlobalSecondaryIndexUpdates }));
    expect((await list()).ContributorInsightsSummaries).toHaveLength(1);
  });

  test('a Kinesis stream gets the changes until it is switched off', async () => {
    const input = { TableName, StreamArn: `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/changes` };
    const all = async () =>
      (await dynamodb.send(new DescribeKinesisStreamingDestinationCommand({ TableName })))
        .KinesisDataStreamDestinations;
    const enable = () => dynamodb.send(new EnableKinesisStreamingDestinationCommand(input));
    const disable = () => dynamodb.send(new DisableKinesisStreamingDestinationCommand(input));
    expect(await all()).toEqual([]);
    await expect(disable()).rejects.toThrow('KinesisStreamingDestination must be ACTIVE to perform DISABLE operation.');
    expect((await enable()).DestinationStatus).toBe('ENABLING');
    expect(await all()).toEqual([{ StreamArn: input.StreamArn, DestinationStatus: 'ACTIVE' }]);
    await expect(enable()).rejects.toThrow('must be DISABLED or ENABLE_FAILED to perform ENABLE operation.');
    await disable();
    expect(await all()).toEqual([{ StreamArn: input.StreamArn, DestinationStatus: 'DISABLED' }]);
    await enable();
    expect(await all()).toHaveLength(1);
  });

  test('a resource policy comes and goes with its table', async () => {
    const policy = () => dynamodb.send(new GetResourcePolicyCommand({ ResourceArn }));
    expect((await policy()).Policy).toBe('{"Version":"2012-10-17","Statement":[]}');
    await dynamodb.send(new DeleteTableCommand({ TableName }));
    await expect(policy()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await dynamodb.send(
      new CreateTableCommand({
        TableName,
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    await expect(policy()).rejects.toMatchObject({ name: 'PolicyNotFoundException' });
  });

  test('a tag that is set again has its last value only', async () => {
    await dynamodb.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'Purpose', Value: 'votes' }] }));
    const { Tags } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn }));
    expect(Tags).toEqual([{ Key: 'Purpose', Value: 'votes' }]);
  });

  test.each(['table', 'index'] as const)(
    'a scalable target of a %s has tags; its policy has alarms, once, and goes along with it',
    async (of) => {
      const autoscaling = new ApplicationAutoScalingClient(clientOf(aws));
      const target = {
        ServiceNamespace: 'dynamodb',
        ResourceId: of === 'table' ? `table/${TableName}` : `table/${TableName}/index/By-a`,
        ScalableDimension: `dynamodb:${of}:ReadCapacityUnits`,
      } as const;
      const range = { MinCapacity: 1, MaxCapacity: 10 };
      const registered = await autoscaling.send(
        new RegisterScalableTargetCommand({ ...target, ...range, Tags: { Project: 'Trinity' } }),
      );
      const tags = () =>
        autoscaling.send(new ListTagsForResourceCommand({ ResourceARN: registered.ScalableTargetARN }));
      expect((await tags()).Tags).toEqual({ Project: 'Trinity' });
      const put = (TargetValue: number) =>
        autoscaling.send(
          new PutScalingPolicyCommand({
            ...target,
            PolicyName: 'read',
            PolicyType: 'TargetTrackingScaling',
            TargetTrackingScalingPolicyConfiguration: { TargetValue },
          }),
        );
      const alarms = async () =>
        (await new CloudWatchClient(clientOf(aws)).send(new DescribeAlarmsCommand({}))).MetricAlarms?.length;
      const policies = async () =>
        (await autoscaling.send(new DescribeScalingPoliciesCommand(target))).ScalingPolicies?.length;
      await put(70);
      expect([await policies(), await alarms()]).toEqual([1, 4]);
      await put(60);
      expect([await policies(), await alarms()]).toEqual([1, 4]);
      await autoscaling.send(new DeregisterScalableTargetCommand(target));
      expect([await policies(), await alarms()]).toEqual([0, 0]);
      await expect(tags()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    },
  );
});
