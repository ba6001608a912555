import type { PlanRule } from '../judging/plan-rule';
import { WHOLE } from '../plan/model';

/** Terraform always writes a mask: without one, nothing can be shown or judged. */
export const maskMissing: PlanRule = {
  name: 'mask-missing',
  risk: 'Whatever happens to it happens unseen.',
  find: ({ resources, drift }) =>
    [...resources, ...drift]
      .filter(({ before, after }) => [before, after].some((side) => side !== null && Object.hasOwn(side, WHOLE)))
      .map(({ address, deposed }) => ({
        subject: deposed === undefined ? address : `${address} (deposed ${deposed})`,
        blocks: true,
        title: 'The plan does not say what of it is secret, so that nothing of it can be judged.',
        because: [],
      })),
};
