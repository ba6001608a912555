import fc from 'fast-check';
import { visible } from '../../../programs/visible';
import { renderHtml } from '../../../packages/plan-review/src/render/html';
import { anyReview } from './arbitrary';
import { parseHtml, squeeze } from './parse';

const TAGS =
  'html head meta title style body main nav ol ul li a b h1 h2 h3 h4 p article header section div details summary ' +
  'span code del ins table caption thead tbody tr th td footer form label input fieldset legend button script';
const ATTRIBUTE =
  /^(lang="en"|charset="utf-8"|class="[a-z ]+"|id="review-\d(-\d+)?"|href="#review-\d(-\d+)?"|open=""|scope="(col|row)"|colspan="2"|aria-label="(Contents|Filter)"|data-kind="[a-z]+"|hidden=""|role="(search|status)"|type="(search|checkbox|reset)"|name="(words|kind)"|value="[a-z]+"|autocomplete="off"|spellcheck="false")$/;

test('a browser sees no element, attribute or comment but those of the renderer, and all text', () => {
  fc.assert(
    fc.property(fc.array(anyReview, { minLength: 1, maxLength: 3 }), (reviews) => {
      const { elements, comments, errors, text } = parseHtml(renderHtml(reviews));
      expect([errors, comments]).toEqual([[], 0]);
      expect(elements.map(({ tag }) => tag).filter((tag) => !TAGS.split(' ').includes(tag))).toEqual([]);
      const foreign = elements
        .filter(({ tag }) => tag !== 'meta')
        .flatMap(({ attributes }) => attributes)
        .filter((one) => !ATTRIBUTE.test(one));
      expect(foreign).toEqual([]);
      expect(elements.filter(({ tag }) => tag === 'meta' || tag === 'style')).toHaveLength(7);
      expect(elements.filter(({ tag }) => tag === 'script')).toEqual([
        { tag: 'script', attributes: [], within: ['html', 'body'] },
      ]);
      const squeezed = squeeze(text);
      for (const { name, findings, layers, moves, checks } of reviews) {
        const changes = layers.flatMap((layer) => layer.changes);
        const said = [
          name,
          ...findings.flatMap((one) => [one.name, one.title, one.risk, one.accepted ?? '', ...one.because]),
          ...changes.flatMap((one) => [one.address, one.reason ?? '', ...one.attributes.map(({ path }) => path)]),
          ...moves.flatMap(({ from, to }) => [from, to]),
          ...checks.flatMap(({ address, problems }) => [address, ...problems]),
        ];
        for (const one of said) expect(squeezed).toContain(squeeze(visible(one)));
      }
    }),
    { numRuns: 100 },
  );
});
