import type { AwsRequest, JsonObject } from '../../../../rehearsal/aws/door/messages';
import { needsOf } from '../../../../rehearsal/aws/permissions/needs';

const ACCOUNT = '123456789012';

const request = (service: string, operation: string, region = 'eu-west-1'): AwsRequest => ({
  service,
  operation,
  protocol: 'json',
  method: 'POST',
  url: new URL('http://127.0.0.1/'),
  headers: { authorization: `AWS4-HMAC-SHA256 Credential=deploys/20260101/${region}/${service}/aws4_request` },
  body: Buffer.alloc(0),
});

/** `action on resource`, of each. */
const needs = (service: string, operation: string, input: JsonObject = {}, region?: string): string[] =>
  needsOf(request(service, operation, region), input, ACCOUNT).map(
    ({ action, resource }) => `${action} on ${resource}`,
  );

const TABLE = `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/rooms`;
const FUNCTION = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:room`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/room`;
const GROUP = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/aws/lambda/room`;

test.each<[string, string, JsonObject, string[]]>([
  ['sts', 'GetCallerIdentity', {}, []],
  ['dynamodb', 'ListTables', {}, ['dynamodb:ListTables on *']],
  ['dynamodb', 'DescribeTable', { TableName: 'rooms' }, [`dynamodb:DescribeTable on ${TABLE}`]],
  ['dynamodb', 'Query', { TableName: 'rooms', IndexName: 'byHost' }, [`dynamodb:Query on ${TABLE}/index/byHost`]],
  ['dynamodb', 'ListTagsOfResource', { ResourceArn: TABLE }, [`dynamodb:ListTagsOfResource on ${TABLE}`]],
  [
    'dynamodb',
    'BatchGetItem',
    { RequestItems: { rooms: {}, films: {} } },
    [`dynamodb:BatchGetItem on ${TABLE}`, `dynamodb:BatchGetItem on ${TABLE.replace('rooms', 'films')}`],
  ],
  [
    'dynamodb',
    'CreateTable',
    { TableName: 'rooms', Tags: [{ Key: 'a', Value: 'b' }] },
    [`dynamodb:CreateTable on ${TABLE}`, `dynamodb:TagResource on ${TABLE}`],
  ],
  ['dynamodb', 'CreateTable', { TableName: 'rooms', Tags: [] }, [`dynamodb:CreateTable on ${TABLE}`]],
  ['s3', 'HeadBucket', { Bucket: 'states' }, ['s3:ListBucket on arn:aws:s3:::states']],
  ['s3', 'ListObjectsV2', { Bucket: 'states' }, ['s3:ListBucket on arn:aws:s3:::states']],
  ['s3', 'HeadObject', { Bucket: 'states', Key: 'a/b' }, ['s3:GetObject on arn:aws:s3:::states/a/b']],
  ['s3', 'GetObject', { Bucket: 'states', Key: 'a', VersionId: '1' }, ['s3:GetObjectVersion on arn:aws:s3:::states/a']],
  ['s3', 'GetBucketEncryption', { Bucket: 'states' }, ['s3:GetEncryptionConfiguration on arn:aws:s3:::states']],
  [
    's3',
    'CopyObject',
    { Bucket: 'states', Key: 'a', CopySource: 'states/b%2Fc?versionId=7' },
    ['s3:PutObject on arn:aws:s3:::states/a', 's3:GetObjectVersion on arn:aws:s3:::states/b/c'],
  ],
  [
    'lambda',
    'CreateFunction',
    { FunctionName: 'room', Role: ROLE, Tags: { a: 'b' } },
    [`lambda:CreateFunction on ${FUNCTION}`, `lambda:TagResource on ${FUNCTION}`, `iam:PassRole on ${ROLE}`],
  ],
  ['lambda', 'Invoke', { FunctionName: FUNCTION, Qualifier: 'live' }, [`lambda:InvokeFunction on ${FUNCTION}:live`]],
  ['lambda', 'GetFunction', { FunctionName: 'room:live' }, [`lambda:GetFunction on ${FUNCTION}:live`]],
  ['lambda', 'GetAccountSettings', {}, ['lambda:GetAccountSettings on *']],
  ['monitoring', 'GetMetricData', {}, ['cloudwatch:GetMetricData on *']],
  [
    'monitoring',
    'DescribeAlarms',
    { AlarmNames: ['a', 'b'] },
    ['a', 'b'].map((name) => `cloudwatch:DescribeAlarms on arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:${name}`),
  ],
  [
    'monitoring',
    'PutDashboard',
    { DashboardName: 'd' },
    [`cloudwatch:PutDashboard on arn:aws:cloudwatch::${ACCOUNT}:dashboard/d`],
  ],
  ['logs', 'PutRetentionPolicy', { logGroupName: '/aws/lambda/room' }, [`logs:PutRetentionPolicy on ${GROUP}:*`]],
  ['logs', 'ListTagsForResource', { resourceArn: GROUP }, [`logs:ListTagsForResource on ${GROUP}`]],
  ['logs', 'DescribeLogGroups', { logGroupNamePrefix: '/aws' }, ['logs:DescribeLogGroups on *']],
  ['iam', 'GetRole', { RoleName: 'room' }, [`iam:GetRole on ${ROLE}`]],
  [
    'appsync',
    'CreateGraphqlApi',
    { name: 'a', xrayEnabled: true, tags: { a: 'b' }, logConfig: { cloudWatchLogsRoleArn: ROLE } },
    [
      'appsync:CreateGraphqlApi on *',
      `appsync:TagResource on arn:aws:appsync:eu-west-1:${ACCOUNT}:apis/new`,
      `iam:PassRole on ${ROLE}`,
      `iam:CreateServiceLinkedRole on arn:aws:iam::${ACCOUNT}:role/aws-service-role/appsync.amazonaws.com/AWSServiceRoleForAppSync`,
    ],
  ],
  ['appsync', 'CreateGraphqlApi', { name: 'a' }, ['appsync:CreateGraphqlApi on *']],
  [
    'appsync',
    'CreateDataSource',
    { apiId: 'x', serviceRoleArn: ROLE },
    ['appsync:CreateDataSource on *', `iam:PassRole on ${ROLE}`],
  ],
  [
    'sns',
    'Subscribe',
    { TopicArn: `arn:aws:sns:eu-west-1:${ACCOUNT}:t` },
    [`sns:Subscribe on arn:aws:sns:eu-west-1:${ACCOUNT}:t`],
  ],
  [
    'sqs',
    'GetQueueAttributes',
    { QueueUrl: `http://127.0.0.1:1/${ACCOUNT}/letters` },
    [`sqs:GetQueueAttributes on arn:aws:sqs:eu-west-1:${ACCOUNT}:letters`],
  ],
])('%s %s of %j', (service, operation, input, expected) => {
  expect(needs(service, operation, input)).toEqual(expected);
});

test('in another region and partition, resources are called as they are there', () => {
  expect(needs('dynamodb', 'DescribeTable', { TableName: 'rooms' }, 'cn-north-1')).toEqual([
    `dynamodb:DescribeTable on arn:aws-cn:dynamodb:cn-north-1:${ACCOUNT}:table/rooms`,
  ]);
  expect(needs('s3', 'HeadBucket', { Bucket: 'states' }, 'cn-north-1')).toEqual([
    's3:ListBucket on arn:aws-cn:s3:::states',
  ]);
});

test('what a condition can ask for goes with it', () => {
  const context = (service: string, operation: string, input: JsonObject) =>
    needsOf(request(service, operation), input, ACCOUNT).map((need) => need.context);
  expect(context('lambda', 'UpdateFunctionConfiguration', { FunctionName: 'room', Role: ROLE })).toEqual([
    undefined,
    { 'iam:PassedToService': 'lambda.amazonaws.com' },
  ]);
  expect(context('kms', 'DescribeKey', { KeyId: 'alias/aws/dynamodb' })).toEqual([
    { 'kms:RequestAlias': 'alias/aws/dynamodb' },
  ]);
});

test('a service that nobody has described is refused, rather than let pass', () => {
  expect(() => needs('ec2', 'RunInstances')).toThrow('What ec2:RunInstances is about is not known here');
});
