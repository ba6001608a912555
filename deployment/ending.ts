import type { Aws } from './aws/clients';
import { readCommit } from './commit';
import type { DeploymentError } from './errors';
import type { OnEvent } from './events';
import type { Context } from './project';
import { reportOf, type Results, type Verdict } from './report/make';
import type { Report } from './report/schema';
import type { Ended, Surroundings } from './steps';

/** A deploy or rollback that has come to its end, well or badly. */
export interface Ending {
  readonly report: Report;
  /** Undefined when all went well. */
  readonly failure?: DeploymentError;
}

/** Begins a deploy or rollback. @returns what its steps share, and what makes its report when they have ended */
export function begin(kind: Report['kind'], context: Context, aws: Aws, onEvent: OnEvent) {
  const started = new Date();
  const around: Surroundings = { context, aws, onEvent, commit: readCommit(context.project) };
  const report = async (ended: Pick<Ended<Results>, 'steps' | 'known'>, verdict: Verdict): Promise<Report> =>
    reportOf({ kind, context, started, finished: new Date(), commit: await around.commit }, ended, verdict);
  return { around, report };
}
