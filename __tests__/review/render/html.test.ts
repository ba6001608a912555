import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { renderHtml } from '../../../packages/plan-review/src/render/html';
import { SCRIPT } from '../../../packages/plan-review/src/render/html/script';
import { STYLES } from '../../../packages/plan-review/src/render/html/styles';
import { changeOf, everything, reviewOf } from './reviews';
import { parseHtml } from './parse';

const page = renderHtml([everything]);
/** As lines of text, without the markup. */
const textOf = (html: string): string => parseHtml(html.slice(html.indexOf('<main>'))).text.replace(/\s*\n\s*/g, '\n');

test('one file: nothing is loaded or sent, and nothing runs but its own script, which is no part of a plan', () => {
  const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');
  expect(parseHtml(page).elements).toContainEqual({
    tag: 'meta',
    attributes: [
      'http-equiv="Content-Security-Policy"',
      `content="default-src 'none'; style-src 'sha256-${hashOf(STYLES)}'; script-src 'sha256-${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'"`,
    ],
    within: ['html', 'head'],
  });
  expect(page.split(`<script>${SCRIPT}</script>`)).toHaveLength(2);
  expect(page.replace(SCRIPT, '')).not.toMatch(
    /<script[^>]|<link|<img|\ssrc=|\shref="[^#]|\son\w+=|\sstyle=|@import|url\(/,
  );
  expect(() => new Script(SCRIPT)).not.toThrow();
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
  const row = (path: string): string => new RegExp(`<tr><th scope="row">${path}.*?</tr>`, 's').exec(page)![0];
  expect(row('hash_key')).toBe(
    '<tr><th scope="row">hash_key <span class="forces">forces the replacement</span></th>' +
      '<td class="before">&quot;roomId&quot;</td>' +
      '<td class="after">&quot;id&quot;</td></tr>',
  );
  expect(row('description')).toContain('>Fills <del>at once</del></td>');
  expect(row('description')).toContain('>Fills <ins>in batches</ins></td>');
  expect(row('user_data')).toContain('><span>  set -eu\n</span><del>− exec a\n</del><ins>+ exec b\n</ins></td>');
  expect(row('policy')).toContain('<td></td><td class="after">{\n  &quot;');
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

test('of many, the values of what is made are folded, and no others', () => {
  const attributes = [{ path: 'a', kind: 'added' as const, unknown: true as const }];
  const changes = [...Array(13).keys()].map((index) =>
    changeOf(index === 0 ? 'replace' : 'add', `aws_x.y${index}`, attributes),
  );
  const entries = (count: number) =>
    parseHtml(renderHtml([reviewOf({ layers: [{ name: 'data', changes: changes.slice(0, count) }] })])).elements.filter(
      ({ attributes: [first] }) => first === 'class="entry"',
    );
  expect(entries(13).map(({ attributes: [, ...rest] }) => rest)).toEqual([
    ['data-kind="replace"', 'open=""'],
    ...Array<string[]>(12).fill(['data-kind="add"']),
  ]);
  expect(entries(12).map(({ attributes: [, , open] }) => open)).toEqual(Array(12).fill('open=""'));
});

test('an index of all reviews leads to every part, the findings first, and says what is destroyed', () => {
  const html = renderHtml([everything, reviewOf({ name: 'dev' })]);
  const { elements } = parseHtml(html);
  const links = elements.filter(({ tag }) => tag === 'a').flatMap(({ attributes }) => attributes);
  const ids = elements.flatMap(({ attributes }) => attributes.filter((one) => one.startsWith('id=')));
  expect(links).toHaveLength(1 + 3 + 9 + 1);
  expect(links.map((link) => link.replace('href="#', 'id="'))).toEqual(ids);
  const index = parseHtml(html.slice(html.indexOf('<nav'), html.indexOf('</nav>')), false)
    .text.split(/\n+/)
    .filter(Boolean);
  expect(index).toEqual([
    'staging BLOCKED by 2 findings',
    '2 findings block',
    '1 finding warns',
    '1 finding is accepted',
    'data 2 resources 1 replace 1 destroy',
    'functions 2 resources',
    'Imported 2 resources',
    'Moved 1 resource',
    'Removed from the state, not destroyed 1 resource',
    'Changed outside Terraform 2 resources',
    'Put off to a later plan 1 resource',
    'Outputs 1 output',
    'Checks 2 checks',
    'dev nothing changes',
  ]);
  expect(html).toContain('<title>staging, dev: plan review</title>');
});

test('a filter of the kinds that there are, which only the script shows', () => {
  const form = (html: string) => {
    const { elements } = parseHtml(html);
    const values = elements.filter(({ tag }) => tag === 'input').flatMap(({ attributes }) => attributes);
    return [elements.find(({ tag }) => tag === 'form')?.attributes.at(-1), values.filter((one) => /^value/.test(one))];
  };
  const kinds = ['blocks', 'warns', 'accepted', 'destroy', 'replace', 'change', 'add', 'import', 'move', 'forget'];
  const values = [...kinds, 'drift', 'deferred', 'output', 'check', 'passing'].map((kind) => `value="${kind}"`);
  expect(form(page)).toEqual(['hidden=""', values]);
  const added = (count: number) =>
    renderHtml([
      reviewOf({
        layers: [
          { name: 'data', changes: [...Array(count).keys()].map((index) => changeOf('add', `aws_x.y${index}`)) },
        ],
      }),
    ]);
  expect(form(added(13))).toEqual(['hidden=""', ['value="add"']]);
  expect(form(added(12))).toEqual([undefined, []]);
});
