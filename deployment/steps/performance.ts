import { DeploymentError } from '../errors';
import { openHistory } from '../report/history';
import type { Report } from '../report/schema';
import { systemOf, type Demands, type Figures } from '../systems';
import { wasMeasured } from '../was-measured';
import type { Planned } from './plan';
import type { Run, Step } from './step';
import type { Verified } from './verify';

interface Needs extends Pick<Planned, 'plan'>, Pick<Verified, 'deployed' | 'live'> {
  readonly demands: Demands;
}

interface Measured {
  readonly performance?: Figures;
}

/** Sees that it is quick enough. */
export const performance: Step<Needs, Measured> = {
  name: 'performance',
  stage: 'performance',
  async skip({ plan, live }, run) {
    if (!plan.isEmpty || !wasMeasured(await lastRecord(run), await run.commit, live)) return undefined;
    const { name } = run.context.stack;
    const why = `the last deploy was of this commit, was quick enough, and nothing has changed since: bin/trinity performance ${name} measures again`;
    return { gives: {}, why };
  },
  async run({ deployed, demands }, { context, aws, learn }) {
    const { performance } = systemOf(context.system);
    const figures = await performance.measure(context, aws, demands, deployed);
    learn({ performance: figures });
    const problems = performance.judge(figures);
    if (problems.length === 0) return { gives: { performance: figures }, detail: performance.summarize(figures) };
    const { name } = context.stack;
    const next = `Look at performance-${name}.svg and at the dashboard; bin/trinity performance ${name} measures again.`;
    throw new DeploymentError('performance', problems.join('\n'), next);
  },
};

/** @returns undefined also when the history cannot be read: it says nothing then */
async function lastRecord({ context, aws }: Run<Measured>): Promise<Report | undefined> {
  const newest = await openHistory(context, aws.s3)
    .list(1)
    .catch(() => []);
  return newest[0];
}
