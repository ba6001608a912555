import { describeStatus, headline, labelsOf } from '../../../packages/plan-review/src/render/headline';
import { everything, findingOf, reviewOf } from './reviews';

const NOTHING = '0 to add, 0 to change, 0 to destroy';

test('what nothing changes still says what it looked at, and counts', () => {
  expect(headline(reviewOf())).toBe(
    `staging (account 123456789012, eu-west-1, commit 0123456789ab): ${NOTHING}. Nothing changes.`,
  );
});

test('what is not known is left out', () => {
  expect(headline(reviewOf({ account: null, region: null, commit: null }))).toBe(
    `staging: ${NOTHING}. Nothing changes.`,
  );
});

test('counts that are not zero, those beside the resources, and the findings that block', () => {
  expect(headline(everything)).toBe(
    'staging (account 123456789012, eu-west-1, commit 0123456789ab and changes): 1 to import, 1 to move, 1 to add, ' +
      '1 to change, 1 to replace, 1 to destroy, 1 to forget, 1 output, 1 changed outside Terraform and set back, 1 put off. ' +
      'BLOCKED by 2 findings.',
  );
});

test('a synthesis says what it is compared with', () => {
  const base = 'fedcba9876543210fedcba9876543210fedcba98';
  expect(headline(reviewOf({ source: 'synthesis', account: null, region: null, base }))).toBe(
    `staging (commit 0123456789ab, compared with fedcba987654): ${NOTHING}. Nothing changes.`,
  );
});

test('changes that nothing blocks, with warnings and what was accepted', () => {
  const findings = [findingOf({ accepted: 'planned' }), findingOf({ blocks: false })];
  expect(describeStatus(reviewOf({ verdict: 'changes', counts: { add: 2 }, findings }))).toBe(
    'Changes, nothing blocks (1 warning, 1 accepted): 2 to add, 0 to change, 0 to destroy',
  );
});

test('a status has at most 140 characters', () => {
  const many = { import: 12345, move: 12345, add: 12345, change: 12345, replace: 12345, destroy: 12345, forget: 12345 };
  const text = describeStatus(reviewOf({ ...everything, counts: many }));
  expect(text).toHaveLength(140);
  expect(text).toMatch(/^BLOCKED by 2 findings: 12345 to import, .*…$/);
});

test('labels: what destroys or replaces, and what is blocked', () => {
  expect(labelsOf(reviewOf({ verdict: 'changes', counts: { add: 1, change: 1, forget: 1 } }))).toEqual([]);
  expect(labelsOf(reviewOf({ verdict: 'changes', counts: { replace: 1 } }))).toEqual(['plan: destroys']);
  expect(labelsOf(reviewOf({ verdict: 'changes', counts: { destroy: 1 } }))).toEqual(['plan: destroys']);
  expect(labelsOf(everything)).toEqual(['plan: destroys', 'plan: blocked']);
});

test('a name cannot break the line', () => {
  expect(headline(reviewOf({ name: 'a\nb\u001b[2K', account: null, region: null, commit: null }))).toBe(
    `a\\nb\\u001b[2K: ${NOTHING}. Nothing changes.`,
  );
});
