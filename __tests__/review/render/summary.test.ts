import { renderMarkdown } from '../../../packages/plan-review/src/render/markdown';
import { renderSummary } from '../../../packages/plan-review/src/render/summary';
import { changeOf, everything, findingOf, reviewOf } from './reviews';

test('the same as the comments, one below the other', () => {
  const dev = reviewOf({ name: 'dev' });
  const comments = [everything, dev].flatMap((review) => renderMarkdown(review, { limit: 65_536 }));
  expect(renderSummary([everything, dev])).toBe(comments.join('\n\n'));
});

test('bytes count, not characters, and what one review leaves another one may use', () => {
  const after = 'ü'.repeat(3000);
  const changes = Array.from({ length: 10 }, (_, index) =>
    changeOf('add', `aws_x.y${index}`, [{ path: 'data', kind: 'added', after }]),
  );
  const [small, large] = [reviewOf({ name: 'dev' }), reviewOf({ layers: [{ name: 'data', changes }] })];
  const summary = renderSummary([small, large], { limit: 40_000, artifact: 'the artifacts' });
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(40_000);
  expect(summary).toContain('> Cut here for size: the values of 4 added resources. The whole is in the artifacts.');
});

test('findings are never cut', () => {
  const findings = Array.from({ length: 200 }, (_, index) => findingOf({ name: `stateful-loss/aws_x.y${index}` }));
  const summary = renderSummary([reviewOf({ verdict: 'blocked', findings })], { limit: 100 });
  for (const { name } of findings) expect(summary).toContain(`NAME: \`${name}\``);
});
