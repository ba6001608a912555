import type { Plan, ResourceChange } from '../../plan/model';
import { isGone, isNew, isSet, show } from '../attributes';
import { isMadeWithOwner } from '../owners';
import { blocking, warning, type Line } from '../line';
import { describeForeign, ownAccounts, type Accounts } from '../policy/accounts';
import { lostDenials, widenings, type Widening } from '../policy/compare';
import { foreignersIn, isPublic, isSensitive } from '../policy/danger';
import { policyChangesOf, type PolicyChange } from '../policy/documents';
import { isBorrowing, isEscalating, isOpening } from '../policy/escalation';
import { isOpenToProvider } from '../policy/federation';
import { asJson, type Statement } from '../policy/statement';
import { isReading, isWildAction, isWildResource } from '../policy/wildcards';
import { goesWithSubject } from '../subjects';

/** Policies that allow more than before, or forbid less; of new ones, only what a reviewer should know. */
export function policyLines(change: ResourceChange, plan: Plan): Line[] {
  if (!isJudged(change, plan)) return [];
  const own = ownAccounts(change, plan);
  return policyChangesOf(change).flatMap((policy) => {
    const denials = lostDenials(policy.before, policy.after).map((one) => ({
      ...blocking(`${policy.name}: ${nameOf(one)} forbids less than before, or is gone`),
      judged: [one, ...policy.after.filter(({ isAllow }) => !isAllow)].map(asJson),
    }));
    const allowed = widenings(policy.before, policy.after)
      .filter(({ statement }) => change.type === 'aws_iam_role' || !isPublic(statement)) // made-public says so
      .map((widening) => describe(policy.name, widening, own));
    const noted = allowed.filter(({ isNotable }) => isNotable || !isNew(change));
    return [...denials, ...noted.map(({ line }) => line)];
  });
}

/** What is taken away may have denied something, unless it goes with what it stands at. */
const isJudged = (change: ResourceChange, plan: Plan): boolean =>
  isSet(change) || (isGone(change) && !goesWithSubject(change, plan));

function describe(name: string, widening: Widening, own: Accounts): { line: Line; isNotable: boolean } {
  const { atoms } = widening;
  const list = (values: readonly (string | undefined)[]) =>
    listOf([...new Set(values)].filter((one) => one !== undefined));
  const [actions, resources, principals] = [
    list(atoms.map(({ action }) => action)),
    list(atoms.map(({ resource }) => resource)),
    list(atoms.map(({ principal }) => principal)),
  ];
  const notes = notesOn(widening, own);
  const on = resources === '' ? '' : ` on ${resources}`;
  const to = principals === '' ? '' : ` to ${principals}`;
  const why = notes.length === 0 ? '' : ` (${notes.map(({ text }) => text).join('; ')})`;
  const line = {
    text: `${name}: allows ${actions}${on}${to}${why}`,
    blocks: notes.some(({ blocks }) => blocks),
    judged: asJson(widening.statement),
  };
  return { line, isNotable: line.blocks || atoms.some(isBorrowing) };
}

/** What a reviewer should know of what is allowed. */
function notesOn({ statement, atoms, lostConditions, looserConditions }: Widening, own: Accounts): Line[] {
  const wild = atoms.filter((atom) => isWildAction(atom, own));
  const isMasked = atoms.some(({ action, resource, principal }) => isSensitive(`${action} ${resource} ${principal}`));
  const foreigners = [
    ...atoms.flatMap(({ principal }) => describeForeign(principal, own) ?? []),
    ...foreignersIn(statement, own),
  ];
  return [
    ...(wild.length > 0 ? [{ text: 'a wildcard action', blocks: !wild.every(isReading) }] : []),
    ...(atoms.some(isWildResource) ? [blocking('a wildcard resource')] : []),
    ...(atoms.some((atom) => isEscalating(atom, own)) ? [blocking('a way to all other permissions')] : []),
    ...(atoms.some((atom) => isOpening(atom, own)) ? [blocking('a way to let others in')] : []),
    ...(atoms.some(isBorrowing) ? [warning('a way to what another role may do')] : []),
    ...(isPublic(statement) ? [blocking('anybody')] : []),
    ...(isOpenToProvider(statement) ? [blocking('whoever the identity provider knows')] : []),
    ...(isMasked ? [blocking('a sensitive value')] : []),
    ...[...new Set(foreigners)].map(blocking),
    ...(lostConditions.length > 0 ? [blocking(`no longer only if ${lostConditions.join(', ')}`)] : []),
    ...looserConditions.map(warning),
  ];
}

/** What cannot be seen may be anything: a reviewer has to look elsewhere. */
export const unseenPolicies = (change: ResourceChange, plan: Plan): Line[] =>
  isJudged(change, plan) && !(isGone(change) && hasPolicyWithin(change))
    ? policyChangesOf(change).flatMap((policy) => unseen(policy, change, plan))
    : [];

/** A queue takes its policy along when it goes. */
const hasPolicyWithin = ({ type }: ResourceChange): boolean => !/_(policy|vault_lock)(_|$)/.test(type);

function unseen({ name, hidden, hiddenBefore }: PolicyChange, change: ResourceChange, plan: Plan): Line[] {
  if (hiddenBefore === 'sensitive') return [blocking(`${name} was sensitive${UNCOMPARED}`)];
  if (hiddenBefore !== undefined) {
    return [{ text: `${name} was no policy that can be read${UNCOMPARED}`, blocks: hiddenBefore === 'unreadable' }];
  }
  if (hidden === undefined) return [];
  if (hidden === 'sensitive') return [blocking(`${name} is sensitive${UNJUDGED}`)];
  if (hidden === 'unreadable') return [blocking(`${name} is no policy that can be read${UNJUDGED}`)];
  if (hidden === 'reference') return [warning(`${name} is no policy that can be read${UNJUDGED}`)];
  return isMadeWithOwner(change, plan) ? [] : [warning(`${name} is known only after the apply${UNJUDGED}`)];
}

const UNJUDGED = ': what it allows cannot be judged here';
const UNCOMPARED = ': what it denied cannot be judged here';

const nameOf = ({ sid, actions }: Statement): string =>
  sid === undefined ? `the statement that denies ${listOf(actions)}` : `the statement ${show(sid)}`;

const MOST = 6;

const listOf = (names: readonly string[]): string =>
  names.length > MOST ? `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more` : names.join(', ');
