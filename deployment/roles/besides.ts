import type { Environment } from '../../environments';
import type { Conditions } from './document';
import type { RoleKind } from './kinds';
import { isAutoscaled } from '../../environments/resources/table-settings';
import type { FunctionConfig } from '../../environments/resources/lambda-function';
import { physicalName } from '../../environments/physical-name';
import { arnIn } from './resources';

/** Permissions that a role needs, though no rehearsal calls them. */
export interface Besides {
  readonly actions: readonly string[];
  readonly why: string;
  readonly roles: readonly RoleKind[];
  /** Default: what the actions are about in the environment. */
  readonly resources?: (environment: Environment) => readonly string[];
  readonly condition?: Conditions;
  /** Default: every environment. */
  readonly when?: (environment: Environment) => boolean;
}

const later = (why: string, ...actions: string[]): Besides => ({ actions, why, roles: ['deploy'] });

/** ARNs of the keys with which adopted tables are encrypted. */
const tableKeys = ({ systems }: Environment): string[] =>
  Object.values(systems.roomCache.tables)
    .flatMap(({ adopt }) => [
      adopt?.encryption,
      ...Object.values(adopt?.replicas ?? {}).map((one) => one.encryptionKey),
    ])
    .flatMap((key) => (key?.startsWith('arn:') ? [key] : []));

const hasTableKeys = (environment: Environment): boolean => tableKeys(environment).length > 0;
/** Whether any system is so. */
const isScaled = ({ systems }: Environment): boolean => Object.values(systems).some(isAutoscaled);
const isWarm = ({ systems }: Environment): boolean =>
  Object.values(systems).some(({ functions }) =>
    Object.values<FunctionConfig>(functions).some(({ provisionedConcurrency }) => provisionedConcurrency !== undefined),
  );

export const BESIDES: readonly Besides[] = [
  // What configurations other than the rehearsed ones call.
  {
    actions: ['iam:CreateServiceLinkedRole'],
    why: 'With the first table of an account that is scaled, Application Auto Scaling makes its own role.',
    roles: ['deploy'],
    when: isScaled,
  },
  {
    actions: [
      'application-autoscaling:DescribeScalableTargets',
      'application-autoscaling:DescribeScalingPolicies',
      'application-autoscaling:ListTagsForResource',
    ],
    why: 'A table whose capacity is scaled: what scales it is read.',
    roles: ['deploy', 'plan'],
    when: isScaled,
  },
  {
    actions: [
      'application-autoscaling:DeleteScalingPolicy',
      'application-autoscaling:DeregisterScalableTarget',
      'application-autoscaling:PutScalingPolicy',
      'application-autoscaling:RegisterScalableTarget',
      'application-autoscaling:TagResource',
      'application-autoscaling:UntagResource',
    ],
    why: 'A table whose capacity is scaled.',
    roles: ['deploy'],
    when: isScaled,
  },
  {
    actions: ['cloudwatch:DeleteAlarms', 'cloudwatch:DescribeAlarms', 'cloudwatch:PutMetricAlarm'],
    why: 'Application Auto Scaling wants whoever registers a table to be allowed the alarms that scale it.',
    roles: ['deploy'],
    resources: (environment) => [arnIn(environment)('cloudwatch', 'alarm:TargetTracking-table/*')],
    when: isScaled,
  },
  {
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2gt_IAM.html
    actions: ['dynamodb:DeleteTableReplica'],
    why: 'An adopted table that has replicas: a destroy, or a replica that the configuration has no more, takes them away first.',
    roles: ['deploy'],
    when: ({ systems }) => Object.values(systems.roomCache.tables).some(({ adopt }) => adopt?.replicas !== undefined),
  },
  {
    actions: ['lambda:GetProvisionedConcurrencyConfig'],
    why: 'Executions of a function that are kept warm are read.',
    roles: ['deploy', 'plan'],
    when: isWarm,
  },
  {
    actions: ['lambda:DeleteProvisionedConcurrencyConfig', 'lambda:PutProvisionedConcurrencyConfig'],
    why: 'Executions of a function that are kept warm.',
    roles: ['deploy'],
    when: isWarm,
  },
  {
    actions: ['cognito-idp:DescribeUserPool'],
    why: 'A user pool whose members may call the API: a plan looks whether it exists.',
    roles: ['deploy', 'plan'],
    when: ({ systems }) => Object.keys(systems.roomCache.api.userPools ?? {}).length > 0,
  },
  {
    actions: ['iam:PassRole'],
    why: 'A user pool that sends codes by SMS: it is given the role that may.',
    roles: ['deploy'],
    resources: (environment) => [arnIn(environment)('iam', `role/${physicalName(environment, '*')}`, '')],
    condition: { StringEquals: { 'iam:PassedToService': ['cognito-idp.amazonaws.com'] } },
    when: ({ systems }) => systems.booking?.administrators.sms === true,
  },
  {
    actions: ['kms:DescribeKey'],
    why: 'A table that is adopted with a key of its own: the key is looked at.',
    roles: ['deploy', 'plan'],
    resources: tableKeys,
    when: hasTableKeys,
  },
  {
    actions: ['kms:CreateGrant', 'kms:Decrypt'],
    why: 'A table that is adopted with a key of its own: DynamoDB uses the key in the name of who changes or reads the table.',
    roles: ['deploy'],
    resources: tableKeys,
    condition: { StringLike: { 'kms:ViaService': ['dynamodb.*'] } },
    when: hasTableKeys,
  },
  {
    actions: ['logs:AssociateKmsKey', 'logs:DisassociateKmsKey'],
    why: 'A log group that is adopted with a key of its own, and one that goes back to the key of CloudWatch Logs.',
    roles: ['deploy'],
    when: ({ systems }) => systems.roomCache.logs !== undefined,
  },

  // Changes that a deploy makes at some time, and no rehearsal makes.
  later('Another expiry of the key.', 'appsync:UpdateApiKey'),
  later('Another resolver, another table or role of a data source.', 'appsync:UpdateDataSource'),
  later('Other code.', 'appsync:UpdateFunction', 'appsync:UpdateResolver'),
  later('Another timeout, memory size or variable of a function.', 'lambda:UpdateFunctionConfiguration'),
  later('Other retries or another queue of what a function could not do.', 'lambda:UpdateFunctionEventInvokeConfig'),
  later('A function that reserves no executions any more.', 'lambda:DeleteFunctionConcurrency'),
  later('Other trust, description or limits of a role.', 'iam:UpdateAssumeRolePolicy', 'iam:UpdateRole'),
  later('Other settings of how people sign in to a user pool.', 'cognito-idp:UpdateUserPoolClient'),
  later('Other settings of the topic and of who is told.', 'sns:SetSubscriptionAttributes'),
  later('Other settings of a queue.', 'sqs:SetQueueAttributes'),
  later('Events that are kept for ever.', 'logs:DeleteRetentionPolicy'),
  later(
    'Tags that go.',
    'appsync:UntagResource',
    'cloudwatch:UntagResource',
    'cognito-idp:UntagResource',
    'dynamodb:UntagResource',
    'iam:UntagRole',
    'lambda:UntagResource',
    'logs:UntagResource',
    'sns:UntagResource',
    'sqs:UntagQueue',
  ),
];
