import { expectedNames, REVIEW_OPTIONS } from '../../packages/plan-review/src/cli/arguments';
import { command } from './command';

export const post = command({
  name: 'post',
  on: 'project',
  operands: 'REVIEW...',
  operandsOr: 'expect',
  does: 'posts reviews (review --write) to the pull request that GitHub Actions runs for',
  examples: ['post reviews/review-staging.json --expect staging,prod'],
  options: { expect: REVIEW_OPTIONS.expect },
  /** @returns the files, and names of reviews that have to be there */
  args: ({ expect }, files) => ({ files, expected: expect === undefined ? [] : expectedNames(expect) }),

  async run({ files, expected }, { project }, out) {
    const github: typeof import('../../packages/plan-review/src/cli/post') = require('../../packages/plan-review/src/cli/post');
    await github.post(files, expected, { env: project.env, by: 'trinity review' }, out);
  },
});
