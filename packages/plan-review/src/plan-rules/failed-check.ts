import type { PlanRule } from '../judging/plan-rule';

const TITLES = { fail: 'The check fails.', error: 'The check cannot be carried out.' } as const;

export const failedCheck: PlanRule = {
  name: 'failed-check',
  risk: 'What the configuration promises does not hold.',
  find: ({ checks }) =>
    checks.flatMap(({ address, status, problems }) =>
      status === 'fail' || status === 'error'
        ? [{ subject: address, blocks: false, title: TITLES[status], because: problems }]
        : [],
    ),
};
