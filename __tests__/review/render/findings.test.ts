import { rankFindings } from '../../../packages/plan-review/src/render/findings';
import { renderHtml } from '../../../packages/plan-review/src/render/html';
import { renderMarkdown } from '../../../packages/plan-review/src/render/markdown';
import { renderText } from '../../../packages/plan-review/src/render/text';
import { findingOf, reviewOf } from './reviews';

test('findings of one rule stand together, in the order in which they come', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((address) => findingOf({ address }));
  const other = findingOf({ rule: 'made-public' });
  const [ranked] = rankFindings(reviewOf({ findings: [a!, other, b!, c!] }));
  expect(ranked?.groups.map(({ findings }) => findings)).toEqual([[a, b, c], [other]]);
});

test('an acceptance that is a finding is called by its name once, and by none to accept it', () => {
  const { name, rule, blocks, title, because, risk } = findingOf({ name: 'outdated-acceptance/a.b' });
  const review = reviewOf({ findings: [{ name, rule, blocks, title, because, risk }] });
  const formats = [
    renderText([review]).join('\n'),
    renderMarkdown(review, { limit: 9999 }).join('\n'),
    renderHtml([review]),
  ];
  for (const text of formats) expect(text.split('outdated-acceptance/a.b')).toHaveLength(2);
});

test('each of 20,000 findings of one rule is looked at a few times', () => {
  let looks = 0;
  const findings = Array.from({ length: 20_000 }, (_, index) => ({
    ...findingOf({ address: `aws_s3_bucket.b[${index}]` }),
    get risk() {
      looks += 1;
      return 'It is lost.';
    },
  }));
  expect(rankFindings(reviewOf({ findings }))[0]?.groups[0]?.findings).toHaveLength(20_000);
  expect(looks).toBeLessThan(5 * 20_000);
});
