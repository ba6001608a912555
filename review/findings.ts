import { acceptAll, nameOf, type Acceptance } from './acceptances';
import type { Hide } from './plan/mask';
import type { Plan, ResourceChange } from './plan/model';
import { PLAN_RULES } from './plan-rules';
import { RULES } from './rules';
import type { Found } from './rules/rule';
import type { Finding, Review } from './schema';

/** All that the rules have to say, the worst first. */
export function findAll(
  plan: Plan,
  review: Pick<Review, 'drift' | 'counts'>,
  acceptances: readonly Acceptance[],
  hide?: Hide,
): Finding[] {
  const found = [...plan.resources.flatMap((change) => ofChange(change, plan, hide)), ...ofPlan(plan, review, hide)];
  return acceptAll(found, acceptances, hide).sort((a, b) => rank(a) - rank(b) || placeOf(a) - placeOf(b));
}

/** The worst first; what nobody can judge, and what nobody has to accept any more, before the rules. */
const ORDER = [
  ...new Set([
    ...['not-understood', 'outdated-acceptance', 'unused-acceptance'],
    ...[...RULES, ...PLAN_RULES].map(({ name }) => name),
  ]),
];
const placeOf = ({ rule }: Finding): number => ORDER.indexOf(rule);

/** What blocks comes first, then what warns, then what somebody has accepted. */
const rank = ({ blocks, accepted }: Finding): number => (accepted !== undefined ? 2 : blocks ? 0 : 1);

function ofChange(change: ResourceChange, plan: Plan, hide?: Hide): Finding[] {
  if (change.action === 'no-op' || change.action === 'read') return [];
  const { address, deposed } = change;
  const subject = deposed === undefined ? address : `${address} (deposed ${deposed})`;
  return RULES.flatMap((rule) => {
    const found = rule.find(change, plan);
    return found ? [findingOf(rule, subject, found, hide)] : [];
  });
}

const ofPlan = (plan: Plan, review: Pick<Review, 'drift' | 'counts'>, hide?: Hide): Finding[] =>
  PLAN_RULES.flatMap((rule) =>
    rule.find(plan, review).map(({ subject, ...found }) => findingOf(rule, subject, found, hide)),
  );

const findingOf = (
  { name, risk }: { readonly name: string; readonly risk: string },
  subject: string,
  found: Found,
  hide?: Hide,
): Finding => ({
  name: nameOf(name, subject, found, hide),
  rule: name,
  address: subject,
  blocks: found.blocks,
  title: found.title,
  because: [...found.because],
  risk,
});
