import { renderHtml } from '../../../review/render/html';
import { STYLES } from '../../../review/render/html/styles';
import { changeOf, everything, reviewOf } from './reviews';
import { parseHtml } from './parse';

const page = renderHtml([everything]);
/** As lines of text, without the markup. */
const textOf = (html: string): string => parseHtml(html.slice(html.indexOf('<body>'))).text.replace(/\s*\n\s*/g, '\n');

test('one file: nothing is loaded, nothing runs', () => {
  expect(parseHtml(page).elements).toContainEqual({
    tag: 'meta',
    attributes: ['http-equiv="Content-Security-Policy"', `content="default-src 'none'; style-src 'unsafe-inline'"`],
    within: ['html', 'head'],
  });
  expect(page).not.toMatch(/<script|<link|<img|\ssrc=|\shref=|\son\w+=|@import|url\(/);
});

test('for a phone, in the dark, on paper, and for who cannot see it', () => {
  const { elements } = parseHtml(page);
  expect(elements[0]).toMatchObject({ tag: 'html', attributes: ['lang="en"'] });
  expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
  expect(STYLES).toContain('@media (prefers-color-scheme: dark)');
  expect(STYLES).toContain('@media print');
  expect(elements.filter(({ tag }) => /^h[12]$/.test(tag)).map(({ tag }) => tag)).toEqual(['h1', 'h2']);
});

test('verdict and findings first, then all else', () => {
  const text = textOf(page);
  const order = [
    'BLOCKED by 2 findings',
    '2 findings block',
    'Its items are gone for good.',
    'It is replaced.',
    'stateful-loss/aws_dynamodb_table.rooms',
    '1 finding warns',
    '1 finding is accepted',
    'nobody reads it',
    'it cannot be changed in place: hash_key',
    'set by the provider: arn, id',
    'DESTROY aws_s3_bucket.old',
    'change aws_lambda_function.cache',
    'add aws_lambda_alias.live',
    'Imported',
    'Moved',
    'Removed from the state, not destroyed',
    'Changed outside Terraform 2 resources',
    'Put off to a later plan',
    'Outputs',
    'Checks',
    'The API answers 503.',
    '61 stay as they are.',
  ];
  const places = order.map((said) => text.indexOf(said));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('attributes: before and after, what forces the replacement, and within long texts what differs', () => {
  const row = (path: string): string => new RegExp(`<tr><th scope="row"><code>${path}.*?</tr>`, 's').exec(page)![0];
  expect(row('hash_key')).toBe(
    '<tr><th scope="row"><code>hash_key</code> <span class="forces">forces the replacement</span></th>' +
      '<td class="before"><span class="sign">−</span><pre>&quot;roomId&quot;</pre></td>' +
      '<td class="after"><span class="sign">+</span><pre>&quot;id&quot;</pre></td></tr>',
  );
  expect(row('description')).toContain('<pre>Fills <del>at once</del></pre>');
  expect(row('description')).toContain('<pre>Fills <ins>in batches</ins></pre>');
  expect(row('user_data')).toContain('<pre><span>  set -eu\n</span><del>− exec a\n</del><ins>+ exec b\n</ins></pre>');
  expect(row('policy')).toContain(
    '<td class="none"></td><td class="after"><span class="sign">+</span><pre>{\n  &quot;',
  );
});

test('a layer of many changes is closed, and says what is in it', () => {
  const changes = [...Array(13).keys()].map((index) => changeOf(index === 0 ? 'destroy' : 'add', `aws_x.y${index}`));
  const html = renderHtml([reviewOf({ layers: [{ name: 'data', changes }] })]);
  expect(html).toContain('<details class="section layer">');
  expect(html).toMatch(/1 destroy<\/span>.*12 add<\/span>/);
  expect(renderHtml([reviewOf({ layers: [{ name: 'data', changes: changes.slice(1) }] })])).toContain(
    '<details class="section layer" open>',
  );
});

test('several reviews: what is in it, with the verdicts', () => {
  const html = renderHtml([everything, reviewOf({ name: 'dev' })]);
  const links = parseHtml(html).elements.filter(({ tag }) => tag === 'a');
  expect(links.map(({ attributes }) => attributes)).toEqual([['href="#review-1"'], ['href="#review-2"']]);
  expect(html).toMatch(/<a href="#review-2">dev<\/a> <b>nothing changes<\/b>/);
  expect(html).toContain('<article id="review-2">');
  expect(html).toContain('<title>staging, dev: plan review</title>');
  expect(page).not.toContain('<nav');
});
