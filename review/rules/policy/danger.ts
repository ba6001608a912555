import type { Plan, ResourceChange } from '../../plan/model';
import { isNew } from '../attributes';
import type { Atom } from './match';
import type { Statement } from './statement';

/** Actions that AWS cannot limit to a resource: `*` is all that one can write. */
const UNSCOPED = [
  'cloudwatch:putmetricdata',
  'ec2:createnetworkinterface',
  'ec2:deletenetworkinterface',
  'ec2:describenetworkinterfaces',
  'ecr:getauthorizationtoken',
  'sts:getcalleridentity',
  'xray:getsamplingrules',
  'xray:getsamplingstatisticsummaries',
  'xray:getsamplingtargets',
  'xray:puttelemetryrecords',
  'xray:puttracesegments',
];

/** Conditions that leave few callers over, even of a principal `*`. */
const LIMITS =
  /^(for\w+:)?(string|arn|ip)\w* (aws:(source(account|arn|orgid|orgpaths|owner|ip|vpc|vpce)|principal\w+|vpcsourceip)|kms:(calleraccount|viaservice)|s3:dataaccesspointa\w+)$/;

const WORLD = ['*', '0.0.0.0/0', '::/0'];

/** Whether the statement means anybody: principal `*`, and no condition that says who. */
export const isPublic = ({ principals, conditions }: Statement): boolean =>
  principals.some((one) => one === '*' || one.startsWith('not ')) &&
  ![...conditions].some(
    ([name, values]) => LIMITS.test(name) && !/not/.test(name) && !values.some((one) => WORLD.includes(one)),
  );

/** Masked: whatever it is, nobody sees it here. */
export const isSensitive = (text: string): boolean => /\(sensitive \d+\)/.test(text);

/** All services, all actions of one, or all that begin alike; but not an account that leaves it to its own policies. */
export const isWildAction = ({ action, principal }: Atom, own: Accounts): boolean =>
  /[*?]/.test(action) || action.startsWith('not ') ? !isOwnRoot(principal, own) : false;

/** Everything, or everything of one kind. In a policy of a resource, `*` is that resource. */
export function isWildResource({ action, principal, resource }: Atom): boolean {
  if (principal !== undefined || resource === undefined || UNSCOPED.includes(action.toLowerCase())) return false;
  if (resource === '*' || resource.startsWith('not ')) return true;
  const [, , service, , , ...rest] = resource.split(':');
  const name = rest.join(':');
  return name === '*' || (service !== 's3' && /^[a-z-]+[:/]\*$/.test(name));
}

/** Of another account than those of the plan; undefined accounts are not judged. */
export function isForeign(principal: string | undefined, own: Accounts): boolean {
  if (own === undefined) return false;
  const account = /^AWS (?:arn:[^:]*:(?:iam|sts)::)?(\d{12})\b/.exec(principal ?? '')?.[1];
  return account !== undefined && !own.has(account);
}

/** Undefined for something new of which nobody knows in whose account it will be. */
export type Accounts = ReadonlySet<string> | undefined;

/** The accounts that are the project's own, as far as the plan tells. */
export function ownAccounts(change: ResourceChange, { accounts }: Plan): Accounts {
  const { before, after } = change;
  const arns = [before?.arn, after?.arn].filter((one) => typeof one === 'string');
  const own = [...accounts, ...arns.map((arn) => arn.split(':')[4] ?? '')].filter((account) => account !== '');
  return own.length === 0 && isNew(change) ? undefined : new Set(own);
}

const isOwnRoot = (principal: string | undefined, own: Accounts): boolean =>
  principal !== undefined &&
  /^AWS (\d{12}|arn:[^:]*:iam::(\d{12}|\$\{[^}]*\}):root)$/.test(principal) &&
  !isForeign(principal, own);
