import type { Review } from '../packages/plan-review/src/review';
import type { CheckResult } from './checks';
import type { Move } from './functions/aliases';
import type { ReportStep, StepName } from './report/schema';
import type { Progress } from './terraform';

/** What happens, as it happens. Holds no secrets. */
export type DeployEvent =
  | { readonly type: 'step-begun'; readonly name: StepName }
  | { readonly type: 'step-ended'; readonly step: ReportStep }
  /** A check that takes minutes. */
  | { readonly type: 'check-begun'; readonly name: string }
  | { readonly type: 'check'; readonly result: CheckResult }
  | { readonly type: 'plan'; readonly review: Review }
  /** What a destroy takes that nothing brings back, a sentence each. */
  | { readonly type: 'losses'; readonly losses: readonly string[] }
  | { readonly type: 'apply'; readonly progress: Progress }
  | { readonly type: 'moved'; readonly moves: readonly Move[] }
  | { readonly type: 'warning'; readonly message: string };

export type OnEvent = (event: DeployEvent) => void;
