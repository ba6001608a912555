import type { Building } from '../../build/synthesize';
import { preflight as checksBefore } from '../preflight';
import { requireChecks } from '../require-checks';
import type { Step } from './step';

interface Needs {
  readonly building: Building;
  readonly skipGates?: string;
}

/** All that can be known before anything is touched. */
export const preflight: Step<Needs, object> = {
  name: 'preflight',
  stage: 'preflight',
  async run({ building: { bundled }, skipGates }, { context, aws, onEvent }) {
    const checks = await checksBefore(context, aws, { skipGates, bundled });
    return { gives: {}, detail: await requireChecks('preflight', checks, context, onEvent) };
  },
};
