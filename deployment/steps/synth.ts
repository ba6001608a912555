import type { Building } from '../../build/synthesize';
import type { Step } from './step';

/** Waits for the synthesis, which has begun beside the checks: it touches nothing but cdktf.out. */
export const synth: Step<{ readonly building: Pick<Building, 'synthesized'> }, object> = {
  name: 'synth',
  stage: 'invalid',
  async run({ building: { synthesized } }, { context }) {
    await synthesized;
    return { gives: {}, detail: `cdktf.out/stacks/${context.stack.name}` };
  },
};
