import type { Acceptance } from './acceptances';
import { changesOf, describeDrift, importsOf, outputsOf } from './changes';
import { countsOf, isToApply } from './counts';
import { describeReason } from './resources/reasons';
import { findAll } from './findings';
import { NOTHING_HIDDEN, type Hide } from './plan/hide';
import type { Plan } from './plan/model';
import { hideNames } from './plan/names';
import { droppedIn } from './judging/tables/lost-indexes';
import type { IndexReads, Review } from './schema';

export type { Acceptance } from './acceptances';
export { readPlan } from './plan/read';
export { decodePlan } from './plan/text';
export { UnreadablePlanError } from './plan/unreadable';
export { digestOf } from './digest';
export type { IndexReads, Review, Reviews } from './schema';

/** What a plan does not know of itself. */
export interface ReviewOptions {
  /** `staging`, or the file's name. */
  readonly name: string;
  /** What it is posted with, in one comment. Default: by itself. */
  readonly group?: string;
  /** SHA-256 of the plan's JSON: `digestOf`. */
  readonly digest: string;
  /** What is reviewed; null when it is not known. */
  readonly commit: Review['commit'];
  /** What a synthesis is compared with. Default: none. */
  readonly base?: string;
  readonly acceptances: readonly Acceptance[];
  /** Of what `droppedIndexes` says. Default: nobody has asked */
  readonly indexReads?: IndexReads | undefined;
  /** Takes secrets out of all that is written. Default: there are none. */
  readonly hide?: Hide | undefined;
}

/** Judges a plan: what happens, what of it is dangerous, and whether somebody has to say yes to that. */
export function reviewPlan(given: Plan, options: ReviewOptions): Review {
  const { hide = NOTHING_HIDDEN, indexReads } = options;
  const plan = { ...(options.hide ? hideNames(given, hide) : given), indexReads };
  const counts = countsOf(plan);
  const drift = describeDrift(plan, hide);
  const layers = changesOf(plan, hide);
  const findings = findAll(plan, { counts, drift }, options.acceptances, hide);
  const isBlocked = findings.some(({ blocks, accepted }) => blocks && accepted === undefined);
  const { resources } = plan;
  return {
    name: options.name,
    ...(options.group !== undefined && { group: options.group }),
    source: plan.source,
    account: plan.accounts.join(', ') || null,
    region: plan.regions.join(', ') || null,
    commit: options.commit,
    base: options.base ?? null,
    digest: options.digest,
    terraformVersion: plan.terraformVersion,
    verdict: isBlocked ? 'blocked' : isToApply(plan) ? 'changes' : 'clean',
    counts,
    unchanged: resources.filter((one) => one.action === 'no-op' && !one.importing && !one.previousAddress).length,
    findings,
    ...(indexReads && { indexReads: hideReads(indexReads, hide) }),
    layers,
    imports: importsOf(plan, layers),
    moves: resources.flatMap((one) => (one.previousAddress ? [{ from: one.previousAddress, to: one.address }] : [])),
    forgets: resources
      .filter(({ action }) => action === 'forget')
      .map((change) => ({ address: change.address, ...withReason(describeReason(change)) })),
    drift,
    deferred: plan.deferred.map(({ reason, change }) => ({ address: change.address, action: change.action, reason })),
    outputs: outputsOf(plan, hide),
    checks: plan.checks.map((check) => ({ ...check, problems: [...check.problems] })),
  };
}

/** Global indexes of tables that a plan drops, or drops and builds anew. Whoever knows who reads them says it in the options. */
export const droppedIndexes = ({ resources }: Plan): { readonly table: string; readonly index: string }[] =>
  resources.flatMap(droppedIn);

const hideReads = (reads: IndexReads, { text }: Hide): IndexReads =>
  'why' in reads
    ? { why: text(reads.why) }
    : {
        ...reads,
        indexes: reads.indexes.map((one) => ({ ...one, table: text(one.table), index: text(one.index) })),
      };

const withReason = (reason: string | undefined) => (reason === undefined ? {} : { reason });
