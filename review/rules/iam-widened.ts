import type { Plan, ResourceChange } from '../plan/model';
import { isGone, isNew, isSet, show } from './attributes';
import { attachmentLines } from './iam-attachments';
import { blocking, foundFrom, warning, type Line } from './line';
import { permissionLines } from './iam-permissions';
import { lostDenials, widenings, type Widening } from './policy/compare';
import {
  isForeign,
  isPublic,
  isSensitive,
  isWildAction,
  isWildResource,
  ownAccounts,
  type Accounts,
} from './policy/danger';
import { policyChangesOf, type PolicyChange } from './policy/documents';
import type { Statement } from './policy/statement';
import type { Rule } from './rule';
import { goesWithSubject } from './subjects';

export const iamWidened: Rule = {
  name: 'iam-widened',
  risk: 'Somebody, or a function that was taken over, can do more than before.',
  find(change, plan) {
    const lines = [...policyLines(change, plan), ...attachmentLines(change, plan), ...permissionLines(change, plan)];
    const isSeen = lines.some(({ text }) => !text.endsWith(HIDDEN));
    return foundFrom(
      isSeen ? 'More is allowed than before.' : 'Whether more is allowed than before cannot be seen.',
      lines,
    );
  },
};

const HIDDEN = ': what it allows cannot be judged here';

function policyLines(change: ResourceChange, plan: Plan): Line[] {
  if (!isSet(change) && (!isGone(change) || goesWithSubject(change, plan))) return [];
  const own = ownAccounts(change, plan);
  return policyChangesOf(change).flatMap((policy) => {
    if (policy.hidden !== undefined) return isSet(change) ? [describeHidden(policy)] : [];
    const denials = lostDenials(policy.before, policy.after).map((one) =>
      blocking(`${policy.name}: ${nameOf(one)} forbids less than before, or is gone`),
    );
    const allowed = widenings(policy.before, policy.after)
      .filter(({ statement }) => change.type === 'aws_iam_role' || !isPublic(statement)) // made-public says so
      .map((widening) => describe(policy.name, widening, own));
    return [...denials, ...(isNew(change) ? allowed.filter(({ blocks }) => blocks) : allowed)];
  });
}

function describe(name: string, { statement, atoms, lostConditions }: Widening, own: Accounts): Line {
  const list = (values: readonly (string | undefined)[]) =>
    listOf([...new Set(values)].filter((one) => one !== undefined));
  const [actions, resources, principals] = [
    list(atoms.map(({ action }) => action)),
    list(atoms.map(({ resource }) => resource)),
    list(atoms.map(({ principal }) => principal)),
  ];
  const dangers = [
    ...(atoms.some((atom) => isWildAction(atom, own)) ? ['a wildcard action'] : []),
    ...(atoms.some(isWildResource) ? ['a wildcard resource'] : []),
    ...(isPublic(statement) ? ['anybody'] : []),
    ...(isSensitive(actions + resources + principals) ? ['a sensitive value'] : []),
    ...(atoms.some(({ principal }) => isForeign(principal, own)) ? ['another account'] : []),
    ...(lostConditions.length > 0 ? [`no longer only if ${lostConditions.join(', ')}`] : []),
  ];
  const on = resources === '' ? '' : ` on ${resources}`;
  const to = principals === '' ? '' : ` to ${principals}`;
  const text = `${name}: allows ${actions}${on}${to}${dangers.length > 0 ? ` (${dangers.join('; ')})` : ''}`;
  return { text, blocks: dangers.length > 0 };
}

/** What cannot be seen may be anything: a reviewer has to look elsewhere. */
const describeHidden = ({ name, hidden }: PolicyChange): Line =>
  hidden === 'sensitive'
    ? blocking(`${name} is sensitive${HIDDEN}`)
    : warning(
        `${name} is ${hidden === 'unknown' ? 'known only after the apply' : 'no policy that can be read'}${HIDDEN}`,
      );

const nameOf = ({ sid, actions }: Statement): string =>
  sid === undefined ? `the statement that denies ${listOf(actions)}` : `the statement ${show(sid)}`;

const MOST = 6;

const listOf = (names: readonly string[]): string =>
  names.length > MOST ? `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more` : names.join(', ');
