import type { Environment } from '../../environments';
import { partitionOf } from '../../environments/partition';
import { physicalName } from '../../environments/physical-name';
import { isAutoscaled } from '../../environments/resources/table-settings';
import { stateOf } from '../../environments/stack';
import { systemsOf } from '../../environments/systems';
import { own } from '../../keys/own';
import { takesNoResource } from '../../packages/plan-review/src/judging/policy/unscoped';
import { RECORDS } from '../report/history';
import { JOURNAL } from '../adoption/journal';
import { besideState } from '../project';

type Resources = (environment: Environment, arn: Arn) => readonly string[];
/** ARN of something of the environment's account; in its region unless another is given. */
type Arn = (service: string, what: string, region?: string) => string;

/**
 * What an action is about in an environment, as narrow as AWS lets one say it: names of this project and of what it adopts.
 *
 * @param action `dynamodb:CreateTable`
 * @returns ARNs, in which `*` stands for any text; none where the environment has nothing of that kind
 * @throws Error for a service whose resources are not known here
 */
export function resourcesOf(action: string, environment: Environment): readonly string[] {
  if (takesNoResource(action)) return ['*'];
  const [service = ''] = action.split(':');
  const resources = own(BY_ACTION, action) ?? own(BY_SERVICE, service);
  if (resources) return resources(environment, arnIn(environment));
  throw new Error(
    `Nobody has said which resources of an environment ${action} is about (deployment/roles/resources.ts).`,
  );
}

/** @returns ARNs of one environment's account */
export function arnIn({ region, account }: Pick<Environment, 'region' | 'account'>): Arn {
  const partition = partitionOf(region);
  return (service, what, where = region) => `arn:${partition}:${service}:${where}:${account}:${what}`;
}

/** `trinity-*-staging`: what this project makes of an environment is called so. */
const everyName = (environment: Environment): string => physicalName(environment, '*');

const BY_SERVICE: Readonly<Record<string, Resources>> = {
  'application-autoscaling': (_, arn) => [arn('application-autoscaling', 'scalable-target/*')],
  // AppSync makes the ids: an ARN says nothing of the environment.
  appsync: (_, arn) => [arn('appsync', 'apis/*')],
  cloudwatch: (environment, arn) => [
    arn('cloudwatch', `alarm:${everyName(environment)}`),
    arn('cloudwatch', `dashboard/${everyName(environment)}`, ''),
  ],
  // Cognito makes the ids: an ARN says nothing of the environment.
  'cognito-idp': ({ systems: { booking, roomCache } }, arn) => {
    const makesPools = booking !== undefined || roomCache.api.auth.mode === 'COGNITO';
    const ids = [...(makesPools ? ['*'] : []), ...Object.keys(roomCache.api.userPools ?? {})];
    return ids.map((id) => arn('cognito-idp', `userpool/${id}`));
  },
  dynamodb(environment, arn) {
    const adopted = Object.values(environment.systems.roomCache.tables).flatMap(({ adopt }) => adopt ?? []);
    const regions = new Set(adopted.flatMap(({ replicas = {} }) => Object.keys(replicas)));
    const names = [everyName(environment), ...adopted.map(({ name }) => name)];
    return names.flatMap((name) =>
      [environment.region, ...regions].map((region) => arn('dynamodb', `table/${name}`, region)),
    );
  },
  iam: (environment, arn) => [arn('iam', `role/${everyName(environment)}`, '')],
  // Also by a version or an alias.
  lambda: (environment, arn) =>
    ['', ':*'].map((qualifier) => arn('lambda', `function:${everyName(environment)}${qualifier}`)),
  // Tags are of the group, all else of what is in it: AWS wants the two written differently.
  logs(environment, arn) {
    const adopted = Object.values(environment.systems.roomCache.logs?.adopt ?? {}).map(({ name }) => name);
    const groups = [`/aws/lambda/${everyName(environment)}`, ...adopted];
    return [
      ...groups.flatMap((name) => ['', ':*'].map((rest) => arn('logs', `log-group:${name}${rest}`))),
      arn('logs', 'log-group:/aws/appsync/apis/*'),
    ];
  },
  // Whoever asks for the key by its alias finds out its ARN.
  kms: (_, arn) => [arn('kms', 'key/*')],
  s3: ({ state }) => (state.backend === 's3' ? [bucketArn(state)] : []),
  sns: (environment, arn) => {
    const { topic } = environment.systems.roomCache.alarms;
    return [arn('sns', everyName(environment)), ...(topic ? [topic.adopt.arn] : [])];
  },
  sqs: (environment, arn) => [arn('sqs', everyName(environment))],
};

/** Each system's state, its lock, and what a deploy writes beside it. */
const objects: Resources = (environment) =>
  systemsOf(environment).flatMap((system) => {
    const state = stateOf(environment, system);
    if (state.backend !== 's3') return [];
    const keys = [state.key, `${state.key}.tflock`, besideState(state, JOURNAL), `${besideState(state, RECORDS)}*`];
    return keys.map((key) => `${bucketArn(state)}/${key}`);
  });

/** Roles that services make for themselves, in the name of who uses them first in an account. */
const SERVICE_LINKED = {
  appsync: 'appsync.amazonaws.com/AWSServiceRoleForAppSync', // for X-Ray
  autoscaling: 'dynamodb.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_DynamoDBTable',
};

const BY_ACTION: Readonly<Record<string, Resources>> = {
  'iam:CreateServiceLinkedRole': (environment, arn) => {
    const systems = Object.values(environment.systems);
    return [
      ...(systems.some(({ api }) => api.tracing) ? [SERVICE_LINKED.appsync] : []),
      ...(systems.some(isAutoscaled) ? [SERVICE_LINKED.autoscaling] : []),
    ].map((role) => arn('iam', `role/aws-service-role/${role}`, ''));
  },
  's3:GetObject': objects,
  's3:GetObjectVersion': objects,
  's3:PutObject': objects,
  's3:DeleteObject': objects,
};

const bucketArn = ({ bucket, region }: Extract<Environment['state'], { backend: 's3' }>): string =>
  `arn:${partitionOf(region)}:s3:::${bucket}`;
