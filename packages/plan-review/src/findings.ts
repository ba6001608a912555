import type { Found } from './judging/line';
import { acceptAll, nameOf, type Acceptance } from './acceptances';
import { NOTHING_HIDDEN, type Hide } from './plan/hide';
import type { Plan, ResourceChange } from './plan/model';
import { PLAN_RULES } from './plan-rules';
import { RULES } from './rules';
import type { Finding, Review } from './schema';
import { withoutSecrets } from './wording';

/** All that the rules have to say, the worst first. @param plan without secrets in its names */
export function findAll(
  plan: Plan,
  review: Pick<Review, 'drift' | 'counts'>,
  acceptances: readonly Acceptance[],
  hide: Hide = NOTHING_HIDDEN,
): Finding[] {
  const found = [...plan.resources.flatMap((change) => ofChange(change, plan, hide)), ...ofPlan(plan, review)];
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

function ofChange(change: ResourceChange, plan: Plan, hide: Hide): Finding[] {
  if (change.action === 'no-op' || change.action === 'read') return [];
  const { address, deposed } = change;
  const subject = deposed === undefined ? address : `${address} (deposed ${deposed})`;
  return RULES.flatMap((rule) =>
    (rule.apart?.(change) ?? [change]).flatMap((part) => {
      const found = rule.find(part, plan);
      if (!found) return [];
      const shown = hide === NOTHING_HIDDEN ? found : withoutSecrets(found, rule, part, plan, hide);
      return [findingOf(rule, subject, withAll(found, part), shown)];
    }),
  );
}

/**
 * Of what is made or destroyed, all that it is set to is accepted with it: a line says what goes, and not whether a snapshot
 * or a time to recover it stays.
 */
function withAll(found: Found, { action, before, after, deposed }: ResourceChange): Found {
  const [all, spared] = action === 'create' ? [after, LABELS] : action === 'delete' ? [before, BY_ITSELF] : [];
  if (!all || !spared || deposed !== undefined) return found;
  const settings = Object.fromEntries(
    Object.entries(all).filter(([name, value]) => !spared.test(name) && value !== null),
  );
  return { ...found, judged: [...(found.judged ?? found.because), settings] };
}

const LABELS = /^tags(?:_all)?$/;

/** Labels, and what AWS sets by itself, and sets again: names, times and states of what exists. */
const BY_ITSELF =
  /^(?:tags(?:_all)?|etag|last_.+|.*(?:^|_)(?:address|arns?|created|date|dns_name|endpoint|fingerprint|ids?|label|md5|modified|revision|serial|sha256|size|state|status|time|timestamp|updated|version|at))$/;

const ofPlan = (plan: Plan, review: Pick<Review, 'drift' | 'counts'>): Finding[] =>
  PLAN_RULES.flatMap((rule) => rule.find(plan, review).map(({ subject, ...found }) => findingOf(rule, subject, found)));

const findingOf = (
  { name, risk }: { readonly name: string; readonly risk: string },
  subject: string,
  found: Found,
  shown: Found = found,
): Finding => ({
  name: nameOf(name, subject, found),
  rule: name,
  address: subject,
  blocks: found.blocks,
  title: found.title,
  because: [...shown.because],
  risk: found.risk ?? risk,
});
