import { ApplicationAutoScalingClient, RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import * as appsync from '@aws-sdk/client-appsync';
import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  TagResourceCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { EmulatedAws } from '../../../../rehearsal/aws';
import { describeWith } from '../../../support/loud-skip';
import { ACCOUNT, clientOf, REGION, startAws } from '../support';

/** A value that its type forbids. No client checks more than that what it needs for a path is there. */
const wrong = (value: unknown) => value as never;

const ROLE = `arn:aws:iam::${ACCOUNT}:role/cache`;

const table = {
  TableName: 'rooms',
  KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' as const }],
  AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' as const }],
  BillingMode: 'PAY_PER_REQUEST' as const,
};
const alarm = {
  ...{ AlarmName: 'errors', Namespace: 'Trinity', MetricName: 'Errors', Statistic: 'Sum' as const, Period: 60 },
  ...{ EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' as const },
};
const fn = {
  ...{ FunctionName: 'cache', Role: ROLE, Handler: 'index.handler', Runtime: 'nodejs22.x' as const },
  Code: { ZipFile: Buffer.from('PK') },
};
const api = { name: 'trinity', authenticationType: 'API_KEY' as const };
const target = {
  ...{ ServiceNamespace: 'dynamodb' as const, ResourceId: 'table/rooms', MinCapacity: 1, MaxCapacity: 5 },
  ScalableDimension: 'dynamodb:table:ReadCapacityUnits' as const,
};
const role = { RoleName: 'cache', AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}' };

const enumOf = (first: string) => `Member must satisfy enum value set: [${first}`;
const pattern = 'Member must satisfy regular expression pattern: ';
const atLeast = 'Member must have value greater than or equal to ';
const atMost = 'Member must have value less than or equal to ';
const missing = 'failed to satisfy constraint: Member must not be null';

describeWith(['moto_server'], 'what AWS refuses, the emulated AWS refuses', () => {
  let aws: EmulatedAws;
  beforeAll(async () => {
    aws = await startAws();
    await clients
      .s3()
      .send(new CreateBucketCommand({ Bucket: 'state', CreateBucketConfiguration: { LocationConstraint: REGION } }));
    await clients.logs().send(new CreateLogGroupCommand({ logGroupName: '/aws/lambda/cache' }));
  });
  afterAll(() => aws.close());

  const clients = {
    dynamodb: () => new DynamoDBClient(clientOf(aws)),
    lambda: () => new lambda.LambdaClient(clientOf(aws)),
    appsync: () => new appsync.AppSyncClient(clientOf(aws)),
    cloudwatch: () => new CloudWatchClient(clientOf(aws)),
    logs: () => new CloudWatchLogsClient(clientOf(aws)),
    iam: () => new IAMClient(clientOf(aws)),
    sts: () => new STSClient(clientOf(aws)),
    s3: () => new S3Client(clientOf(aws)),
    ssm: () => new SSMClient(clientOf(aws)),
    kms: () => new KMSClient(clientOf(aws)),
    scaling: () => new ApplicationAutoScalingClient(clientOf(aws)),
  };

  const { dynamodb, cloudwatch, logs, iam, sts, s3, ssm, kms, scaling } = clients;
  const lambdaClient = clients.lambda;
  const createFunction = (more: object) => lambdaClient().send(new lambda.CreateFunctionCommand({ ...fn, ...more }));
  const createApi = (more: object) => clients.appsync().send(new appsync.CreateGraphqlApiCommand({ ...api, ...more }));
  const createTable = (more: object) => dynamodb().send(new CreateTableCommand({ ...table, ...more }));
  const putAlarm = (more: object) => cloudwatch().send(new PutMetricAlarmCommand({ ...alarm, ...more }));
  const createRole = (more: object) => iam().send(new CreateRoleCommand({ ...role, ...more }));
  const putObject = (more: object) =>
    s3().send(new PutObjectCommand({ Bucket: 'state', Key: 'a', Body: 'x', ...more }));

  const planted: [what: string, () => Promise<unknown>, code: string, says: string][] = [
    [
      "Lambda's runtime",
      () => createFunction({ Runtime: 'nodejs23.x' }),
      'InvalidParameterValueException',
      "Value nodejs23.x at 'runtime'",
    ],
    [
      "Lambda's memory, too little",
      () => createFunction({ MemorySize: 64 }),
      'ValidationException',
      `1 validation error detected: Value '64' at 'memorySize' failed to satisfy constraint: ${atLeast}128`,
    ],
    [
      "Lambda's memory, too much",
      () => createFunction({ MemorySize: 10_241 }),
      'ValidationException',
      `${atMost}10240`,
    ],
    ["Lambda's timeout", () => createFunction({ Timeout: 901 }), 'ValidationException', `${atMost}900`],
    [
      "Lambda's function name",
      () => createFunction({ FunctionName: 'get room' }),
      'ValidationException',
      `Value 'get room' at 'functionName' failed to satisfy constraint: ${pattern}`,
    ],
    [
      "Lambda's length of a name",
      () => createFunction({ FunctionName: 'a'.repeat(65) }),
      'ValidationException',
      'Member must have length less than or equal to 64',
    ],
    ["Lambda's role", () => createFunction({ Role: 'cache' }), 'ValidationException', `Value 'cache' at 'role'`],
    [
      "Lambda's tracing",
      () => createFunction({ TracingConfig: { Mode: 'On' } }),
      'ValidationException',
      enumOf('Active, PassThrough]'),
    ],
    [
      'a missing role',
      () => createFunction({ Role: undefined }),
      'ValidationException',
      `Value null at 'role' ${missing}`,
    ],
    [
      'an alias without a version',
      () =>
        lambdaClient().send(
          new lambda.CreateAliasCommand({ FunctionName: 'cache', Name: 'live', FunctionVersion: wrong(undefined) }),
        ),
      'ValidationException',
      `Value null at 'functionVersion' ${missing}`,
    ],
    [
      'a kind of invocation',
      () => lambdaClient().send(new lambda.InvokeCommand({ FunctionName: 'cache', InvocationType: wrong('Later') })),
      'ValidationException',
      enumOf('Event, RequestResponse, DryRun]'),
    ],
    [
      'retries of an asynchronous invocation',
      () =>
        lambdaClient().send(
          new lambda.PutFunctionEventInvokeConfigCommand({ FunctionName: 'cache', MaximumRetryAttempts: 3 }),
        ),
      'ValidationException',
      `${atMost}2`,
    ],
    [
      "AppSync's introspection",
      () => createApi({ introspectionConfig: 'OFF' }),
      'BadRequestException',
      enumOf('ENABLED, DISABLED]'),
    ],
    ["AppSync's depth", () => createApi({ queryDepthLimit: 76 }), 'BadRequestException', `${atMost}75`],
    [
      "AppSync's authentication",
      () => createApi({ authenticationType: 'NONE' }),
      'BadRequestException',
      enumOf('API_KEY'),
    ],
    [
      "AppSync's tags",
      () => createApi({ tags: { 'cost@center': 'a' } }),
      'BadRequestException',
      "at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [",
    ],
    [
      "AppSync's function name",
      () =>
        clients
          .appsync()
          .send(new appsync.CreateFunctionCommand({ apiId: 'a', name: 'get-room', dataSourceName: 'rooms' })),
      'BadRequestException',
      `Value 'get-room' at 'name' failed to satisfy constraint: ${pattern}[_A-Za-z][_0-9A-Za-z]*`,
    ],
    [
      "AppSync's data source name",
      () => clients.appsync().send(new appsync.CreateDataSourceCommand({ apiId: 'a', name: '1st', type: 'NONE' })),
      'BadRequestException',
      "Value '1st' at 'name'",
    ],
    [
      "AppSync's format of a schema",
      () => clients.appsync().send(new appsync.GetIntrospectionSchemaCommand({ apiId: 'a', format: wrong('XML') })),
      'BadRequestException',
      enumOf('SDL, JSON]'),
    ],
    [
      "DynamoDB's name of a table",
      () => createTable({ TableName: 'rooms dev' }),
      'ValidationException',
      `1 validation error detected: Value 'rooms dev' at 'tableName' failed to satisfy constraint: ${pattern}[a-zA-Z0-9_.-]`,
    ],
    [
      "DynamoDB's kind of key",
      () => createTable({ KeySchema: [{ AttributeName: 'PK', KeyType: 'SORT' }] }),
      'ValidationException',
      "Value 'SORT' at 'keySchema.1.member.keyType'",
    ],
    [
      "DynamoDB's kind of table",
      () => createTable({ TableClass: 'CHEAP' }),
      'ValidationException',
      enumOf('STANDARD, STANDARD_INFREQUENT_ACCESS]'),
    ],
    [
      "DynamoDB's item in another table's type",
      () => dynamodb().send(new PutItemCommand({ TableName: wrong(7), Item: {} })),
      'SerializationException',
      'NUMBER_VALUE can not be converted to a String',
    ],
    [
      "DynamoDB's time to live",
      () =>
        dynamodb().send(
          new UpdateTimeToLiveCommand({
            TableName: 'rooms',
            TimeToLiveSpecification: { Enabled: true, AttributeName: '' },
          }),
        ),
      'ValidationException',
      "Value '' at 'timeToLiveSpecification.attributeName'",
    ],
    [
      "DynamoDB's tags",
      () => dynamodb().send(new TagResourceCommand({ ResourceArn: 'a', Tags: wrong(undefined) })),
      'ValidationException',
      `Value null at 'tags' ${missing}`,
    ],
    // The client reads the wire's ValidationError of a service that has left the query protocol as ValidationException.
    [
      "CloudWatch's unit",
      () => putAlarm({ Unit: 'Millisecond' }),
      'ValidationException',
      enumOf('Seconds, Microseconds, Milliseconds, '),
    ],
    [
      "CloudWatch's period",
      () => putAlarm({ Period: 45 }),
      'ValidationException',
      'Period must be 10, 20, 30 or a multiple of 60.',
    ],
    [
      "CloudWatch's period of a metric",
      () => putAlarm({ Metrics: [{ Id: 'a', MetricStat: { Metric: {}, Period: 45, Stat: 'Sum' } }] }),
      'ValidationException',
      'Period must be 1, 5, 10, 20, 30 or a multiple of 60.',
    ],
    [
      "CloudWatch's comparison",
      () => putAlarm({ ComparisonOperator: 'Above' }),
      'ValidationException',
      "Value 'Above' at 'comparisonOperator'",
    ],
    [
      "Logs' retention",
      () => logs().send(new PutRetentionPolicyCommand({ logGroupName: '/aws/lambda/cache', retentionInDays: 45 })),
      'InvalidParameterException',
      'Invalid retention value. Valid values are: [1, 3, 5, 7, 14, 30,',
    ],
    [
      "Logs' name of a group",
      () => logs().send(new CreateLogGroupCommand({ logGroupName: 'a group' })),
      'InvalidParameterException',
      "Value 'a group' at 'logGroupName'",
    ],
    [
      "IAM's name of a role",
      () => createRole({ RoleName: 'a role' }),
      'ValidationError',
      `Value 'a role' at 'roleName' failed to satisfy constraint: ${pattern}[\\w+=,.@-]+`,
    ],
    ["IAM's session", () => createRole({ MaxSessionDuration: 60 }), 'ValidationError', `${atLeast}3600`],
    [
      "IAM's tags",
      () =>
        createRole({
          Tags: [
            { Key: 'a', Value: 'b' },
            { Key: 'c#', Value: 'd' },
          ],
        }),
      'ValidationError',
      "Value 'c#' at 'tags.2.member.key'",
    ],
    [
      "IAM's policy",
      () =>
        iam().send(
          new PutRolePolicyCommand({ RoleName: 'cache', PolicyName: 'own', PolicyDocument: wrong(undefined) }),
        ),
      'ValidationError',
      `Value null at 'policyDocument' ${missing}`,
    ],
    [
      "STS's session",
      () => sts().send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'a b' })),
      'ValidationError',
      "Value 'a b' at 'roleSessionName'",
    ],
    [
      "SSM's type",
      () => ssm().send(new PutParameterCommand({ Name: '/a', Value: 'b', Type: wrong('Text') })),
      'ValidationException',
      enumOf('String, StringList, SecureString]'),
    ],
    [
      "SSM's name",
      () => ssm().send(new GetParameterCommand({ Name: '' })),
      'ValidationException',
      "Value '' at 'name'",
    ],
    [
      "KMS's use of a key",
      () => kms().send(new CreateKeyCommand({ KeyUsage: wrong('ALL') })),
      'ValidationException',
      "Value 'ALL' at 'keyUsage'",
    ],
    [
      "KMS's key",
      () => kms().send(new DescribeKeyCommand({ KeyId: '' })),
      'ValidationException',
      "Value '' at 'keyId'",
    ],
    [
      "Application Auto Scaling's dimension",
      () =>
        scaling().send(
          new RegisterScalableTargetCommand({ ...target, ScalableDimension: wrong('dynamodb:table:Units') }),
        ),
      'ValidationException',
      "Value 'dynamodb:table:Units' at 'scalableDimension'",
    ],
    [
      "S3's versions",
      () =>
        s3().send(
          new PutBucketVersioningCommand({ Bucket: 'state', VersioningConfiguration: { Status: wrong('On') } }),
        ),
      'MalformedXML',
      "Value 'On' at 'versioningConfiguration.status'",
    ],
    [
      "S3's tags",
      () => s3().send(new PutBucketTaggingCommand({ Bucket: 'state', Tagging: { TagSet: [{ Key: '', Value: 'b' }] } })),
      'MalformedXML',
      "Value '' at 'tagging.tagSet.1.member.key'",
    ],
    ["S3's access to an object", () => putObject({ ACL: 'open' }), 'InvalidArgument', enumOf('private, ')],
    [
      "S3's class of an object",
      () => putObject({ StorageClass: 'CHEAP' }),
      'InvalidArgument',
      "Value 'CHEAP' at 'storageClass'",
    ],
  ];

  test.each(planted)('%s', async (_, send, code, says) => {
    const before = aws.requests.length;
    const error = await send().then(
      () => undefined,
      (refusal: unknown) => refusal as Error,
    );
    expect(error).toMatchObject({ name: code, $metadata: { httpStatusCode: 400 } });
    expect(error!.message).toContain(says);
    expect(aws.requests.length - before).toBe(1); // no client tries again
  });

  test('who has no credentials yet is checked, too, and signs nothing', async () => {
    const assume = (RoleSessionName: string) =>
      sts().send(new AssumeRoleWithWebIdentityCommand({ RoleArn: ROLE, RoleSessionName, WebIdentityToken: 'a.b.c.d' }));
    await expect(assume('a b')).rejects.toMatchObject({ name: 'ValidationError' });
    expect((await assume('github')).Credentials).toBeDefined();
    const unsigned = await fetch(aws.endpoint, { method: 'POST', body: '{}' });
    expect(unsigned.status).toBe(403);
  });

  test('after which nothing is there, and the same with values that AWS takes is made', async () => {
    const names = async () => (await dynamodb().send(new ListTablesCommand({}))).TableNames;
    expect(await names()).toEqual([]);
    await createTable({});
    expect(await names()).toEqual(['rooms']);
    const { graphqlApi } = await createApi({ queryDepthLimit: 75, introspectionConfig: 'DISABLED' });
    expect(graphqlApi).toMatchObject({ queryDepthLimit: 75 });
    expect((await clients.appsync().send(new appsync.ListGraphqlApisCommand({}))).graphqlApis).toHaveLength(1);
    await createFunction({ MemorySize: 10_240, Timeout: 900 });
    expect((await lambdaClient().send(new lambda.ListFunctionsCommand({}))).Functions).toHaveLength(1);
    await putAlarm({ Period: 20, Unit: 'Milliseconds' });
    await logs().send(new PutRetentionPolicyCommand({ logGroupName: '/aws/lambda/cache', retentionInDays: 365 }));
    await createRole({ MaxSessionDuration: 3600, Tags: [{ Key: 'Équipe', Value: 'Zoë' }] });
    await scaling().send(new RegisterScalableTargetCommand(target));
    await putObject({ ACL: 'private', Key: 'a folder/ä+b.txt' });
  });
});
