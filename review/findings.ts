import type { Plan, ResourceChange } from './plan/model';
import { PLAN_RULES } from './plan-rules';
import { RULES } from './rules';
import type { Finding, Review } from './schema';

/** A finding that somebody takes the risk of. */
export interface Acceptance {
  /** Of a finding: `stateful-loss/aws_dynamodb_table.rooms`. */
  readonly finding: string;
  /** Why. */
  readonly reason: string;
  /** Where it stands: `environments/staging.ts`, `--accept`. */
  readonly from: string;
  /** Whether it is a finding that there is nothing to accept. Default: it is. */
  readonly mayBeUnused?: boolean;
}

/** All that the rules have to say, the worst first. */
export function findAll(
  plan: Plan,
  review: Pick<Review, 'drift' | 'counts'>,
  acceptances: readonly Acceptance[],
  hide: (text: string) => string = (text) => text,
): Finding[] {
  const found = [...plan.resources.flatMap((change) => ofChange(change, plan)), ...ofPlan(plan, review)];
  // Somebody accepts what the review shows, which is without secrets.
  const named = ({ name }: Finding, by: string): boolean => name === by || hide(name) === by;
  const accepted = found.map((finding) => {
    const acceptance = acceptances.find((one) => named(finding, one.finding));
    return acceptance ? { ...finding, accepted: acceptance.reason } : finding;
  });
  const unused = acceptances
    .filter(({ finding, mayBeUnused }) => mayBeUnused !== true && !found.some((one) => named(one, finding)))
    .map(unusedAcceptance);
  return [...accepted, ...unused].sort((a, b) => rank(a) - rank(b) || placeOf(a) - placeOf(b));
}

/** The worst first; what nobody can judge, and what nobody has to accept any more, before the rules. */
const ORDER = [
  ...new Set(['not-understood', 'unused-acceptance', ...[...RULES, ...PLAN_RULES].map(({ name }) => name)]),
];
const placeOf = ({ rule }: Finding): number => ORDER.indexOf(rule);

/** One that is left behind would accept the next danger of that name, unseen. */
function unusedAcceptance({ finding, reason, from }: Acceptance): Finding {
  return {
    name: `unused-acceptance/${finding}`,
    rule: 'unused-acceptance',
    blocks: true,
    title: `${from} accepts ${finding}, which is no finding of this plan.`,
    because: [`its reason is: ${reason}`, 'remove it, or correct the name'],
    risk: 'Left where it is, it would accept the next finding of that name without anybody being asked.',
  };
}

/** What blocks comes first, then what warns, then what somebody has accepted. */
const rank = ({ blocks, accepted }: Finding): number => (accepted !== undefined ? 2 : blocks ? 0 : 1);

function ofChange(change: ResourceChange, plan: Plan): Finding[] {
  if (change.action === 'no-op' || change.action === 'read') return [];
  const { address, deposed } = change;
  const subject = deposed === undefined ? address : `${address} (deposed ${deposed})`;
  return RULES.flatMap(({ name, risk, find }) => {
    const found = find(change, plan);
    return found ? [{ name: `${name}/${subject}`, rule: name, address: subject, risk, ...copy(found) }] : [];
  });
}

const ofPlan = (plan: Plan, review: Pick<Review, 'drift' | 'counts'>): Finding[] =>
  PLAN_RULES.flatMap(({ name, risk, find }) =>
    find(plan, review).map(({ subject, ...found }) => ({
      name: `${name}/${subject}`,
      rule: name,
      address: subject,
      risk,
      ...copy(found),
    })),
  );

const copy = ({ blocks, title, because }: Pick<Finding, 'blocks' | 'title'> & { because: readonly string[] }) => ({
  blocks,
  title,
  because: [...because],
});
