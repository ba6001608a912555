import { rankFindings } from '../../../review/render/findings';
import { findingOf, reviewOf } from './reviews';

test('findings of one rule stand together, in the order in which they come', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((address) => findingOf({ address }));
  const other = findingOf({ rule: 'made-public' });
  const [ranked] = rankFindings(reviewOf({ findings: [a!, other, b!, c!] }));
  expect(ranked?.groups.map(({ findings }) => findings)).toEqual([[a, b, c], [other]]);
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
