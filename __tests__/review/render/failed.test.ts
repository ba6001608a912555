import { withoutCredentials, type FailedReview } from '../../../packages/plan-review/src/failed';
import { describeFailure, failedHtml, failedMarkdown } from '../../../packages/plan-review/src/render/failed';
import { parseHtml } from './parse';

const failed: FailedReview = {
  name: 'staging',
  stage: 'plan',
  reason: "The AWS identity may not do dynamodb:DescribeTable.\nIt is the role's policy.",
  next: ["Let the role's policy allow it.", 'Run the command again.'],
  commit: { sha: '0123456789abcdef0123456789abcdef01234567', dirty: false },
};

test('a comment says that nothing was judged, why, and what to do', () => {
  expect(failedMarkdown(failed)).toBe(
    [
      '### staging: could not be reviewed',
      'Commit `0123456789ab`. Stage `plan`. Nothing of it was judged: what it changes is not known.',
      '> The AWS identity may not do `dynamodb:DescribeTable`.',
      "> It is the role's policy.",
      "#### What to do\n- Let the role's policy allow it.\n- Run the command again.",
    ].join('\n\n'),
  );
});

test('a status says it in one line', () => {
  expect(describeFailure(failed)).toBe(
    "Could not be reviewed: The AWS identity may not do dynamodb:DescribeTable. It is the role's policy.",
  );
});

test('a page of its own, in the shape of the others', () => {
  const { elements, errors, text } = parseHtml(failedHtml(failed));
  expect(errors).toEqual([]);
  expect(elements).toContainEqual({
    tag: 'header',
    attributes: ['class="failed"'],
    within: ['html', 'body', 'main', 'article'],
  });
  expect(elements.filter(({ tag }) => tag === 'form' || tag === 'nav')).toEqual([]);
  expect(text.replace(/\s*\n\s*/g, '\n')).toContain('staging\ncould not be reviewed\nNothing of it was judged');
});

test('what is too long is cut, which says so', () => {
  const reason = 'x '.repeat(4000).trim();
  expect(failedMarkdown({ ...failed, reason })).toContain(
    '> Cut here: it has 7999 characters, and the log has all of them.',
  );
  expect(failedMarkdown({ ...failed, reason, next: Array<string>(5000).fill('\u202e`') }).length).toBeLessThan(60_000);
});

test('credentials of the process are hidden, and nothing else', () => {
  const env = {
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI',
    GITHUB_TOKEN: 'ghs_16C7e42F',
    TRINITY_PLAN_KEY: 'cGxhbiBrZXk=',
    AWS_REGION: 'eu-west-1',
    EMPTY_TOKEN: '',
    UNSET_TOKEN: undefined,
  };
  const reason = 'wJalrXUtnFEMI and ghs_16C7e42F in eu-west-1';
  expect(withoutCredentials({ ...failed, reason, next: ['use cGxhbiBrZXk='] }, env)).toEqual({
    ...failed,
    reason: '(sensitive 1) and (sensitive 2) in eu-west-1',
    next: ['use (sensitive 3)'],
  });
});
