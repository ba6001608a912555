import type { Environment } from '../../environments';
import { own } from '../../keys/own';
import { BESIDES } from './besides';
import called from './called.json';
import type { Conditions, PolicyDocument, Statement } from './document';
import type { RoleKind } from './kinds';
import { resourcesOf } from './resources';

/** What a role may do: an action, on resources, under conditions. */
interface Grant {
  readonly action: string;
  readonly resources: readonly string[];
  readonly condition?: Conditions | undefined;
}

/** IAM's limit of the policies that are written into a role, in characters, white space not counted. */
export const MOST_CHARACTERS = 10_240;

/** Actions that more than a resource limits. */
const CONDITIONS: Readonly<Record<string, Conditions>> = {
  'iam:CreateServiceLinkedRole': {
    StringEquals: {
      'iam:AWSServiceName': ['appsync.amazonaws.com', 'dynamodb.application-autoscaling.amazonaws.com'],
    },
  },
  'iam:PassRole': { StringEquals: { 'iam:PassedToService': ['appsync.amazonaws.com', 'lambda.amazonaws.com'] } },
  // Terraform looks up AWS's own key of DynamoDB by this name; nobody knows its ARN before.
  'kms:DescribeKey': { StringEquals: { 'kms:RequestAlias': ['alias/aws/dynamodb'] } },
};

/**
 * What a role of an environment may do: what a rehearsal of any environment has called under that role (called.json, which
 * `npm run roles` writes), and what stands in BESIDES.
 */
export function policyOf(role: RoleKind, environment: Environment): PolicyDocument {
  return { Version: '2012-10-17', Statement: statementsOf(grantsOf(role, environment)) };
}

/** Actions that rehearsals have called under a role, sorted. */
export const calledBy = (role: RoleKind): string[] =>
  [...new Set(Object.values<Record<RoleKind, string[]>>(called).flatMap((one) => one[role]))].sort();

function grantsOf(role: RoleKind, environment: Environment): Grant[] {
  const plain = (action: string): Grant => ({
    action,
    resources: resourcesOf(action, environment),
    condition: own(CONDITIONS, action),
  });
  const besides = BESIDES.filter(({ roles, when }) => roles.includes(role) && (when?.(environment) ?? true));
  return [
    ...calledBy(role).map(plain),
    ...besides.flatMap(({ actions, resources, condition }) =>
      actions.map((action) => (resources ? { action, resources: resources(environment), condition } : plain(action))),
    ),
  ].filter(({ resources }) => resources.length > 0);
}

/** One of each set of resources and conditions. */
function statementsOf(grants: readonly Grant[]): Statement[] {
  const groups = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = JSON.stringify([grant.resources, grant.condition]);
    groups.set(key, [...(groups.get(key) ?? []), grant]);
  }
  const used = new Map<string, number>();
  return [...groups.values()].map((group) => {
    const [{ resources, condition }] = group as [Grant];
    const name = resources.includes('*') ? 'NoResource' : nameOf(group[0]!.action);
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return {
      Sid: count === 1 ? name : `${name}Part${count}`,
      Effect: 'Allow',
      Action: [...new Set(group.map(({ action }) => action))].sort(),
      Resource: resources,
      ...(condition && { Condition: condition }),
    };
  });
}

/** `ApplicationAutoscaling` of `application-autoscaling:PutScalingPolicy`. */
const nameOf = (action: string): string =>
  action
    .split(':', 1)[0]!
    .split('-')
    .map((part) => part.replace(/^./, (first) => first.toUpperCase()))
    .join('');
