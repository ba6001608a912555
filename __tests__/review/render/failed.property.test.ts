import fc from 'fast-check';
import { visible } from '../../../programs/visible';
import { failedHtml, failedMarkdown } from '../../../packages/plan-review/src/render/failed';
import { hostile } from './arbitrary';
import { parseHtml, parseMarkdown, squeeze } from './parse';

test('whoever wrote the reason, it is text', () => {
  const texts = fc.record({
    name: hostile,
    stage: hostile,
    reason: hostile,
    next: fc.array(hostile, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(texts, (texts) => {
      const one = { ...texts, commit: null };
      const page = parseHtml(failedHtml(one));
      const comment = parseMarkdown(failedMarkdown(one));
      expect([page.errors, page.comments, comment.comments]).toEqual([[], 0, 0]);
      const foreign = (tags: string, { elements }: typeof page) =>
        elements.map(({ tag }) => tag).filter((tag) => !tags.split(' ').includes(tag));
      expect(
        foreign('html head meta title style script body div h1 main article header h2 h3 p section code', page),
      ).toEqual([]);
      expect(page.elements.filter(({ tag }) => tag === 'script')).toHaveLength(1);
      expect(foreign('h3 h4 p code blockquote ul li', comment)).toEqual([]);
      for (const said of [page, comment].map(({ text }) => squeeze(text))) {
        for (const line of one.reason.split('\n')) expect(said).toContain(squeeze(visible(line)));
      }
    }),
    { numRuns: 200 },
  );
});
