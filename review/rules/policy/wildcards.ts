import { isOwnRoot, type Accounts } from './accounts';
import { matches, type Atom } from './match';

/** Actions that AWS cannot limit to a resource, so that one has to write `*`; of logs, those that only add. */
const UNSCOPED = [
  'ce:get*',
  'cloudformation:validatetemplate',
  'cloudwatch:getmetricdata',
  'cloudwatch:getmetricstatistics',
  'cloudwatch:putmetricdata',
  'ec2:assignprivateipaddresses',
  'ec2:createnetworkinterface',
  'ec2:deletenetworkinterface',
  'ec2:unassignprivateipaddresses',
  'ecr:getauthorizationtoken',
  'ecr-public:getauthorizationtoken',
  'iam:getaccountsummary',
  'kms:generaterandom',
  'logs:createloggroup',
  'logs:createlogstream',
  'logs:putlogevents',
  'pricing:get*',
  'ses:getsendquota',
  'ssmmessages:createcontrolchannel',
  'ssmmessages:createdatachannel',
  'ssmmessages:opencontrolchannel',
  'ssmmessages:opendatachannel',
  'sts:getcalleridentity',
  'sts:getservicebearertoken',
  'tag:get*',
  'xray:get*',
  'xray:put*',
];

/** They show what there is, not what is in it. */
const LISTS = /^[a-z\d-]+:(describe|list)/i;

const READS = /^[a-z\d-]+:(batchget|describe|get|list)/i;

/** All services, all actions of one, or all that begin alike; but not an account that leaves it to its own policies. */
export const isWildAction = ({ action, principal }: Atom, own: Accounts): boolean =>
  (/[*?]/.test(action) || action.startsWith('not ')) && !isUnscoped(action) && !isOwnRoot(principal, own);

/** Whether all that a wildcard stands for is to read. */
export const isReading = ({ action }: Atom): boolean => READS.test(action);

/** Everything, or everything of one kind. In a policy of a resource, `*` is that resource. */
export function isWildResource({ action, principal, resource }: Atom): boolean {
  if (principal !== undefined || resource === undefined || isUnscoped(action) || LISTS.test(action)) return false;
  if (/^\*+$/.test(resource) || resource.startsWith('not ')) return true;
  const [, , service, , , ...rest] = resource.split(':');
  if (rest.length === 0) return /^(arn:|[*?]).*\*$/.test(resource); // it stands for the parts that follow, too
  const name = rest.join(':');
  return service === 's3' ? /^[*?]+(\/|$)/.test(name) : /^([a-z-]+[:/])?\*$/.test(name);
}

const isUnscoped = (action: string): boolean => UNSCOPED.some((one) => matches(one, action.toLowerCase()));
