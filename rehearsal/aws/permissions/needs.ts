import { partitionOf } from '../../../environments/partition';
import { own } from '../../../keys/own';
import type { Need } from '../../../local/iam/decide';
import { resourcesOfTables } from '../../../local/iam/dynamodb';
import { takesNoResource } from '../../../packages/plan-review/src/judging/policy/unscoped';
import { regionOf } from '../door/region';
import type { AwsRequest, JsonObject } from '../door/messages';

/**
 * What AWS asks of whoever sends a request (Service Authorization Reference): the action that the operation is, and what it
 * asks for beside, such as `iam:PassRole` for a role that a function gets, or the tags that a table is made with.
 *
 * @param input its members by the model's names
 * @throws Error for a service whose resources are not known here
 */
export function needsOf(request: AwsRequest, input: JsonObject, account: string): readonly Need[] {
  const { service, operation } = request;
  const what = `${service}:${operation}`;
  if (FREE.includes(what)) return [];
  const region = regionOf(request);
  const arn: Arn = (of, name, where = region) => `arn:${partitionOf(region)}:${of}:${where}:${account}:${name}`;
  const text = (member: string): string | undefined => {
    const value = own(input, member);
    return typeof value === 'string' ? value : undefined;
  };
  const call: Call = { input, text, arn };
  const actions = own(ACTIONS, what)?.(call) ?? [`${own(PREFIXES, service) ?? service}:${operation}`];
  return [
    ...actions.flatMap((action) => resourcesOf(action, call).map((resource) => ({ action, resource }))),
    ...taggedOnTheWay(service, operation, call),
    ...(own(BESIDE, what)?.(call) ?? []),
  ].map((need) => withContext(need, call));
}

type Arn = (service: string, name: string, region?: string) => string;

interface Call {
  readonly input: JsonObject;
  /** A member that is a text. */
  readonly text: (member: string) => string | undefined;
  readonly arn: Arn;
}

/** AWS lets everybody ask. */
const FREE = ['sts:GetCallerIdentity'];

/** Services that IAM calls otherwise than requests to them are signed. */
const PREFIXES: Readonly<Record<string, string>> = { monitoring: 'cloudwatch', tagging: 'tag' };

const named =
  (...actions: string[]) =>
  () =>
    actions;
const ofVersion =
  (action: string) =>
  ({ text }: Call) => [text('VersionId') === undefined ? action : `${action}Version`];

/** Operations whose actions are called otherwise. */
const ACTIONS: Readonly<Record<string, (call: Call) => string[]>> = {
  'lambda:Invoke': named('lambda:InvokeFunction'),
  's3:CopyObject': named('s3:PutObject'),
  's3:CompleteMultipartUpload': named('s3:PutObject'),
  's3:CreateMultipartUpload': named('s3:PutObject'),
  's3:DeleteObject': ofVersion('s3:DeleteObject'),
  's3:GetBucketEncryption': named('s3:GetEncryptionConfiguration'),
  's3:GetBucketLifecycleConfiguration': named('s3:GetLifecycleConfiguration'),
  's3:GetObject': ofVersion('s3:GetObject'),
  's3:GetPublicAccessBlock': named('s3:GetBucketPublicAccessBlock'),
  's3:HeadBucket': named('s3:ListBucket'),
  's3:HeadObject': ofVersion('s3:GetObject'),
  's3:ListBuckets': named('s3:ListAllMyBuckets'),
  's3:ListObjects': named('s3:ListBucket'),
  's3:ListObjectsV2': named('s3:ListBucket'),
  's3:ListObjectVersions': named('s3:ListBucketVersions'),
  's3:PutBucketEncryption': named('s3:PutEncryptionConfiguration'),
  's3:PutBucketLifecycleConfiguration': named('s3:PutLifecycleConfiguration'),
  's3:PutPublicAccessBlock': named('s3:PutBucketPublicAccessBlock'),
  's3:UploadPart': named('s3:PutObject'),
};

function passes(member: string, to: string): (call: Call) => Need[] {
  return ({ text }) => passRole(text(member), to);
}

function passRole(role: string | undefined, to: string): Need[] {
  if (role === undefined) return [];
  return [{ action: 'iam:PassRole', resource: role, context: { 'iam:PassedToService': to } }];
}

/** AWS asks for it only while the account has no such role: here always, since one day the account has none. */
const linkedRole = ({ arn }: Call, service: string, role: string): Need => ({
  action: 'iam:CreateServiceLinkedRole',
  resource: arn('iam', `role/aws-service-role/${service}/${role}`, ''),
  context: { 'iam:AWSServiceName': service },
});

const apiNeeds = (call: Call): Need[] => {
  const { cloudWatchLogsRoleArn } = (own(call.input, 'logConfig') ?? {}) as { cloudWatchLogsRoleArn?: string };
  return [
    ...passRole(cloudWatchLogsRoleArn, 'appsync.amazonaws.com'),
    ...(own(call.input, 'xrayEnabled') === true
      ? [linkedRole(call, 'appsync.amazonaws.com', 'AWSServiceRoleForAppSync')]
      : []),
  ];
};

/** What an operation asks for beside its own action. */
const BESIDE: Readonly<Record<string, (call: Call) => Need[]>> = {
  'application-autoscaling:RegisterScalableTarget': (call) => [
    linkedRole(
      call,
      'dynamodb.application-autoscaling.amazonaws.com',
      'AWSServiceRoleForApplicationAutoScaling_DynamoDBTable',
    ),
  ],
  'appsync:CreateDataSource': passes('serviceRoleArn', 'appsync.amazonaws.com'),
  'appsync:CreateGraphqlApi': apiNeeds,
  'appsync:UpdateDataSource': passes('serviceRoleArn', 'appsync.amazonaws.com'),
  'appsync:UpdateGraphqlApi': apiNeeds,
  'lambda:CreateFunction': passes('Role', 'lambda.amazonaws.com'),
  'lambda:UpdateFunctionConfiguration': passes('Role', 'lambda.amazonaws.com'),
  's3:CopyObject'({ text, arn }) {
    const [source = '', version] = decodeURIComponent(text('CopySource') ?? '')
      .replace(/^\//, '')
      .split('?versionId=');
    const action = version === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
    return [{ action, resource: s3Arn(arn, source) }];
  },
};

/** Members that have tags, and the action that they take when something is made with them. */
const TAGGING: Readonly<Record<string, string>> = {
  appsync: 'appsync:TagResource',
  'application-autoscaling': 'application-autoscaling:TagResource',
  dynamodb: 'dynamodb:TagResource',
  iam: 'iam:TagRole',
  lambda: 'lambda:TagResource',
  logs: 'logs:TagResource',
  monitoring: 'cloudwatch:TagResource',
  sns: 'sns:TagResource',
  sqs: 'sqs:TagQueue',
};

function taggedOnTheWay(service: string, operation: string, call: Call): Need[] {
  const action = own(TAGGING, service);
  if (action === undefined || !/^(Create|Put|Register)/.test(operation)) return [];
  const tags = own(call.input, 'Tags') ?? own(call.input, 'tags');
  if (tags === undefined || Object.keys(tags as object).length === 0) return [];
  return resourcesOf(action, call).map((resource) => ({ action, resource }));
}

/** What a request is about, as IAM writes it. */
function resourcesOf(action: string, call: Call): string[] {
  if (takesNoResource(action)) return ['*'];
  const [service = ''] = action.split(':');
  const resources = own(RESOURCES, service)?.(call, action) ?? [];
  if (resources.length > 0) return resources;
  throw new Error(`What ${action} is about is not known here (rehearsal/aws/permissions/needs.ts).`);
}

const list = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : []);

/** The last part of an address or an ARN. */
const lastOf = (text: string, separator: string): string => text.slice(text.lastIndexOf(separator) + 1);

const s3Arn = (arn: Arn, name: string): string => `${arn('s3', '', '').split(':').slice(0, 3).join(':')}:::${name}`;

const RESOURCES: Readonly<Record<string, (call: Call, action: string) => string[]>> = {
  'application-autoscaling': ({ text, arn }) => [
    text('ResourceARN') ?? arn('application-autoscaling', 'scalable-target/any'),
  ],
  appsync: ({ text, arn }) => [text('resourceArn') ?? arn('appsync', `apis/${text('apiId') ?? 'new'}`)],
  cloudwatch({ input, text, arn }) {
    const alarms = [text('AlarmName') ?? [], list(own(input, 'AlarmNames'))].flat();
    const dashboards = [text('DashboardName') ?? [], list(own(input, 'DashboardNames'))].flat();
    const found = [
      ...[text('ResourceARN') ?? []].flat(),
      ...alarms.map((name) => arn('cloudwatch', `alarm:${name}`)),
      ...dashboards.map((name) => arn('cloudwatch', `dashboard/${name}`, '')),
    ];
    return found.length > 0 ? found : [arn('cloudwatch', 'alarm:*')];
  },
  'cognito-idp': ({ text, arn }) => [arn('cognito-idp', `userpool/${text('UserPoolId')}`)],
  dynamodb: ({ input, arn }) => resourcesOfTables(input, (name) => arn('dynamodb', `table/${name}`)),
  iam: ({ text, arn }) => [
    text('PolicySourceArn') ?? text('OpenIDConnectProviderArn') ?? arn('iam', `role/${text('RoleName') ?? '*'}`, ''),
  ],
  kms: ({ text, arn }) => {
    const key = text('KeyId') ?? '';
    // Which key an alias stands for, only KMS knows.
    return [key.startsWith('arn:') && !key.includes(':alias/') ? key : arn('kms', 'key/any')];
  },
  lambda({ text, arn }) {
    const [name = '', ofName] = (text('FunctionName') ?? '').replace(/^.*:function:/, '').split(':');
    const qualifier = text('Qualifier') ?? ofName;
    return [text('Resource') ?? arn('lambda', `function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`)];
  },
  logs({ text, arn }, action) {
    const group = text('logGroupName') ?? text('logGroupIdentifier') ?? text('resourceArn') ?? '*';
    const bare = (group.startsWith('arn:') ? group : arn('logs', `log-group:${group}`)).replace(/:\*$/, '');
    return [/:(ListTagsForResource|TagResource|UntagResource)$/.test(action) ? bare : `${bare}:*`];
  },
  s3({ text, arn }, action) {
    const bucket = text('Bucket') ?? '';
    return [s3Arn(arn, /Object(Version)?$/.test(action) ? `${bucket}/${text('Key')}` : bucket)];
  },
  sns({ text, arn }) {
    const subscription = text('SubscriptionArn')?.split(':').slice(0, -1).join(':');
    return [text('TopicArn') ?? text('ResourceArn') ?? subscription ?? arn('sns', text('Name') ?? '*')];
  },
  sqs: ({ text, arn }) => [arn('sqs', text('QueueName') ?? lastOf(text('QueueUrl') ?? '', '/'))],
  ssm: ({ text, arn }) => [arn('ssm', `parameter/${(text('Name') ?? '*').replace(/^\//, '')}`)],
};

function withContext(need: Need, { text }: Call): Need {
  const alias = /(?:^|:)(alias\/.+)$/.exec(need.action.startsWith('kms:') ? (text('KeyId') ?? '') : '')?.[1];
  return alias === undefined ? need : { ...need, context: { ...need.context, 'kms:RequestAlias': alias } };
}
