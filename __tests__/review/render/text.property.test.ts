import fc from 'fast-check';
import { visible } from '../../../programs/visible';
import { renderText } from '../../../packages/plan-review/src/render/text';
import { anyReview } from './arbitrary';
import { squeeze } from './parse';

const options = fc.record({ width: fc.integer({ min: 1, max: 200 }), color: fc.boolean() }, { requiredKeys: [] });

/** Of the palette. */
// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[(?:1|22|3[1-3]|39|90)m/g;

test('any review at any width, coloured or not: one line a line, nothing unseen, and every finding whole', () => {
  fc.assert(
    fc.property(anyReview, options, (review, options) => {
      const lines = renderText([review], options).map((line) => (options.color ? line.replace(COLOURS, '') : line));
      expect(lines.filter((line) => line !== visible(line))).toEqual([]);
      const text = squeeze(lines.join(''));
      for (const { name, title, because, accepted, risk } of review.findings) {
        for (const said of [name, title, ...because, accepted ?? '', risk]) {
          expect(text).toContain(squeeze(visible(said)));
        }
      }
    }),
    { numRuns: 100 },
  );
});
