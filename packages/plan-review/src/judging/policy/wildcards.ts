import { isOwnRoot, type Accounts } from './accounts';
import { matches, type Atom } from './match';
import { takesNoResource } from './unscoped';

/**
 * Actions that AWS could limit, and that its own policies give on everything: what a function in a network needs, what
 * only adds to logs, what things cost.
 */
const CUSTOMARY = [
  'ce:get*',
  'ec2:assignprivateipaddresses',
  'ec2:createnetworkinterface',
  'ec2:deletenetworkinterface',
  'ec2:unassignprivateipaddresses',
  'logs:createloggroup',
  'logs:createlogstream',
  'logs:putlogevents',
  'pricing:get*',
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

/** Whether one has to write `*`; a wildcard that stands for several actions is none of those. */
function isUnscoped(action: string): boolean {
  const name = action.toLowerCase();
  return CUSTOMARY.some((one) => matches(one, name)) || takesNoResource(name);
}
