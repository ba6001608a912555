import type { Review } from '../../packages/plan-review/src/review';
import type { Commit } from '../commit';
import type { LiveFunction } from '../functions/aliases';
import { listChanges } from '../planned';
import type { Context } from '../project';
import { systemOf, type Figures } from '../systems';
import type { Report, ReportStep } from './schema';

/** What steps make known for the report; each as far as it has come. */
export interface Results {
  /** ARN. */
  readonly by?: string;
  readonly review?: Review;
  /** What served before anything was touched, and what serves now. */
  readonly before?: readonly LiveFunction[];
  readonly live?: readonly LiveFunction[];
  readonly tables?: Report['tables'];
  readonly performance?: Figures;
}

/** What was done, to what, and when. */
export interface Occasion {
  readonly kind: Report['kind'];
  readonly context: Pick<Context, 'environment' | 'system'>;
  readonly commit: Commit | null;
  readonly started: Date;
  readonly finished: Date;
}

/** How it has ended. */
export type Verdict = Pick<Report, 'status' | 'reason' | 'nextSteps'>;

/** A function of what is given, and of nothing else. */
export function reportOf(
  { kind, context: { environment, system }, commit, started, finished }: Occasion,
  { steps, known }: { readonly steps: readonly ReportStep[]; readonly known: Results },
  { status, reason, nextSteps }: Verdict,
): Report {
  const { by = null, review, before = [], live = [], tables = [], performance = null } = known;
  return {
    schemaVersion: 1,
    kind,
    id: started.toISOString().replaceAll(':', '-'),
    environment: environment.name,
    system,
    account: environment.account,
    region: environment.region,
    by,
    commit,
    startedAt: started.toISOString(),
    finishedAt: finished.toISOString(),
    durationMs: Math.max(0, finished.getTime() - started.getTime()), // the clock may be set back
    steps: [...steps],
    resources: review ? { ...review.counts, unchanged: review.unchanged, changes: listChanges(review) } : null,
    tables,
    functions: live.map((one) => ({
      ...one,
      previousVersion: before.find(({ functionName }) => functionName === one.functionName)?.version ?? null,
    })),
    features: systemOf(system).features(environment),
    performance,
    status,
    reason,
    nextSteps,
  };
}
