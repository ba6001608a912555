import fc from 'fast-check';
import { renderInspection } from '../../../import/render';
import { visible } from '../../../programs/visible';
import { parseHtml, parseMarkdown, squeeze } from '../../review/render/parse';
import { anyInspection, textsOf } from './inspections';

const TAGS =
  'html head meta title style body main nav ol ul li a b h1 h2 h3 h4 p article header section div details summary ' +
  'span code form label input fieldset legend button script';
const ATTRIBUTE =
  /^(lang="en"|class="[a-z ]+"|id="(inspection|tables-\d)"|href="#(inspection|tables-\d)"|open=""|aria-label="(Contents|Filter)"|data-kind="[a-z-]+"|hidden=""|role="(search|status)"|type="(search|checkbox|reset)"|name="(words|kind)"|value="[a-z-]+"|autocomplete="off"|spellcheck="false")$/;

test('on the page, a browser sees no element, attribute or comment but those of the renderer, and all text', () => {
  fc.assert(
    fc.property(anyInspection, (inspection) => {
      const { elements, comments, errors, text } = parseHtml(renderInspection(inspection, 'html').join('\n'));
      expect([errors, comments]).toEqual([[], 0]);
      expect(elements.map(({ tag }) => tag).filter((tag) => !TAGS.split(' ').includes(tag))).toEqual([]);
      const attributes = elements.filter(({ tag }) => tag !== 'meta').flatMap((one) => one.attributes);
      expect(attributes.filter((one) => !ATTRIBUTE.test(one))).toEqual([]);
      expect(elements.filter(({ tag }) => tag === 'script' || tag === 'style')).toHaveLength(2);
      for (const one of textsOf(inspection)) expect(squeeze(text)).toContain(squeeze(visible(one)));
    }),
    { numRuns: 100 },
  );
});

test('in Markdown, nothing is a link, an image or a mention, and all text is there', () => {
  const allowed = ['html', 'head', 'body', 'h3', 'h4', 'p', 'ul', 'li', 'strong', 'code'];
  fc.assert(
    fc.property(anyInspection, (inspection) => {
      const { elements, prose, text } = parseMarkdown(renderInspection(inspection, 'markdown').join('\n'));
      expect(elements.map(({ tag }) => tag).filter((tag) => !allowed.includes(tag))).toEqual([]);
      expect(prose).not.toMatch(/[@<>#\\[\]]|https?:/);
      for (const one of textsOf(inspection)) expect(squeeze(text)).toContain(squeeze(visible(one)));
    }),
    { numRuns: 100 },
  );
});

test('in a terminal, every character can be seen', () => {
  fc.assert(
    fc.property(anyInspection, (inspection) => {
      for (const line of renderInspection(inspection)) expect(visible(line)).toBe(line);
    }),
    { numRuns: 100 },
  );
});
