import fc from 'fast-check';
import { visible } from '../../../programs/visible';
import { renderMarkdown } from '../../../packages/plan-review/src/render/markdown';
import { sectionsOf } from '../../../packages/plan-review/src/render/sections';
import { renderSummary } from '../../../packages/plan-review/src/render/summary';
import { anyReview } from './arbitrary';
import { parseMarkdown, squeeze } from './parse';

const TAGS = ['h3', 'h4', 'p', 'ul', 'li', 'strong', 'code', 'pre', 'details', 'summary', 'blockquote'];
const ATTRIBUTES = ['open=""', 'class="language-diff"'];
const limit = fc.integer({ min: 2000, max: 12_000 });
const numRuns = 150;

test('nothing but what the renderer writes is mark-up, whatever a review holds', () => {
  fc.assert(
    fc.property(anyReview, limit, (review, limit) => {
      for (const part of renderMarkdown(review, { limit })) {
        const { elements, comments, prose, errors } = parseMarkdown(part);
        expect(elements.map(({ tag }) => tag).filter((tag) => !TAGS.includes(tag))).toEqual([]);
        expect(elements.flatMap(({ attributes }) => attributes).filter((one) => !ATTRIBUTES.includes(one))).toEqual([]);
        expect(elements.filter(({ tag }) => tag === 'h3')).toHaveLength(1);
        expect([comments, errors]).toEqual([0, []]);
        expect(prose).not.toMatch(/[@#<>[\]|$\\`*_~]|https?:|www\.|GH-|\b[0-9a-f]{7,}\b|:\w+:/i);
      }
    }),
    { numRuns },
  );
});

test('no part is longer than the limit, none ends within a character, and no finding is missing', () => {
  fc.assert(
    fc.property(anyReview, limit, (review, limit) => {
      const parts = renderMarkdown(review, { limit });
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(limit);
        expect(part).not.toMatch(/\p{Cs}/u);
      }
      const text = squeeze(parts.map((part) => parseMarkdown(part).text).join(''));
      for (const { name, title, because, accepted, risk, rule } of review.findings) {
        for (const said of [name, title, ...because, accepted ?? '', risk, rule]) {
          expect(text).toContain(squeeze(visible(said)));
        }
      }
    }),
    { numRuns },
  );
});

test('what is shown and what is cut is all there is', () => {
  fc.assert(
    fc.property(anyReview, limit, (review, limit) => {
      const text = renderMarkdown(review, { limit }).join('\n\n');
      const [, cut] = /^> Cut here for size: (.*)\. The whole is in /m.exec(text) ?? [];
      const said = cut?.split(', ') ?? [];
      const gone = said.filter((one) => !one.startsWith('the values of')).map((one) => parseInt(one, 10));
      const isEntry = (within: readonly string[]) => within.join(' ') === 'details ul';
      const shown = parseMarkdown(text).elements.filter(({ tag, within }) => tag === 'li' && isEntry(within));
      const all = sectionsOf(review).flatMap(({ entries }) => entries);
      expect(shown.length + gone.reduce((sum, one) => sum + one, 0)).toBe(all.length);
    }),
    { numRuns },
  );
});

test('a summary of several reviews is within its bytes, and has all their findings', () => {
  fc.assert(
    fc.property(fc.array(anyReview, { minLength: 1, maxLength: 3 }), (reviews) => {
      const summary = renderSummary(reviews, { limit: 40_000 });
      expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(40_000);
      const text = squeeze(parseMarkdown(summary).text);
      for (const { name } of reviews.flatMap(({ findings }) => findings)) {
        expect(text).toContain(squeeze(visible(name)));
      }
    }),
    { numRuns: 100 },
  );
});
