import type { Plan, ResourceChange } from '../../plan/model';
import { attributeAt, isNew } from '../attributes';
import { blocking, type Line } from '../line';
import { describeForeign, ownAccounts } from '../policy/accounts';
import { policyChangesOf } from '../policy/documents';
import { matches, matchesPrincipal } from '../policy/match';
import type { Statement } from '../policy/statement';

/** Types whose `policy` is a key's. */
const KEYS = /^aws_kms_((replica_)?(external_)?key|key_policy)$/;

/** A key that nobody can manage any more, or that is handed to another account. */
export function keyLines(change: ResourceChange, plan: Plan): Line[] {
  if (change.type === 'aws_kms_grant') return grant(change, plan);
  return KEYS.test(change.type) ? lockedOut(change) : [];
}

/** Only AWS's support can help then. */
const lockedOut = (change: ResourceChange): Line[] =>
  policyChangesOf(change)
    .filter(({ after }) => after.length > 0 && !after.some((one) => isManager(one, after)))
    .map(({ name }) => blocking(`${name}: nobody is allowed to change it any more (kms:PutKeyPolicy)`));

/** Whether it lets somebody change the policy whom no other statement forbids it whatever the case. */
function isManager(statement: Statement, all: readonly Statement[]): boolean {
  if (!statement.isAllow || !isAboutPolicy(statement)) return false;
  const denials = all.filter((one) => !one.isAllow && one.conditions.size === 0 && isAboutPolicy(one));
  return statement.principals.some(
    (principal) =>
      !SERVICE.test(principal) &&
      !denials.some(({ principals }) => principals.some((one) => matchesPrincipal(one, principal))),
  );
}

/** AWS's services manage no key. */
const SERVICE = /^Service /;

const isAboutPolicy = ({ actions }: Statement): boolean =>
  actions.some((action) =>
    action.startsWith('not ') ? !action.slice('not '.length).split(', ').some(isToPut) : isToPut(action),
  );

const isToPut = (action: string): boolean => matches(action.toLowerCase(), 'kms:putkeypolicy');

function grant(change: ResourceChange, plan: Plan): Line[] {
  const { name, before, after } = attributeAt(change, 'grantee_principal');
  if (typeof after !== 'string' || (!isNew(change) && before === after)) return [];
  const whose = describeForeign(after, ownAccounts(change, plan));
  return whose === undefined ? [] : [blocking(`${name} is ${after}: ${whose}`)];
}
