import { createHash } from 'node:crypto';
import { renderInspection } from '../../../import/render';
import { SCRIPT } from '../../../review/render/html/script';
import { STYLES } from '../../../review/render/html/styles';
import { parseHtml } from '../../review/render/parse';
import { everything, inspectionOf } from './inspections';

const html = (inspection: typeof everything): string => renderInspection(inspection, 'html').join('\n');
const page = html(everything);
const textOf = (part: string): string => parseHtml(part, false).text.replace(/\s*\n\s*/g, '\n');
const main = page.slice(page.indexOf('<main>'), page.indexOf('</main>'));

test('one file, under the policy of a review: nothing is loaded or sent, and nothing runs but its own script', () => {
  const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');
  expect(page).toContain(
    `content="default-src 'none'; style-src 'sha256-${hashOf(STYLES)}'; script-src 'sha256-${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'"`,
  );
  expect(page.replace(SCRIPT, '')).not.toMatch(
    /<script[^>]|<link|<img|\ssrc=|\shref="[^#]|\son\w+=|\sstyle=|@import|url\(/,
  );
  expect(page).toContain('<title>dev: tables that exist</title>');
});

test('counts first, then the worst table, with what happens to each setting and what was not seen', () => {
  expect(textOf(main).split('\n').filter(Boolean)).toEqual([
    'dev',
    '1 table would be replaced',
    '5 tables: 1 WOULD BE REPLACED, 1 CANNOT BE READ, 1 changes in place, 1 the same, 1 not declared',
    '1 table would be replaced',
    'trinity-rooms-dev-v2',
    'declared as rooms, 1200 items, 482,133 bytes',
    'REPLACE range_key: It is none, declared SK (S).in place tags.Team: It is removed: film.',
    '1 table cannot be read',
    'votes.json',
    'votes.json',
    'It is empty.',
    '1 table changes in place',
    'trinity-cache-dev',
    'declared as cache',
    'unseen table_class: Declared: STANDARD.',
    'Not seen: dynamodb:GetResourcePolicy may not be asked.',
    '1 table stays as it is',
    'trinity-movies-dev',
    'declared as movies',
    '1 table is not declared',
    'legacy',
    '1 item, last written to on 2026-01-02',
  ]);
});

test('an index leads to every part', () => {
  const { elements } = parseHtml(page);
  const of = (start: string) =>
    elements
      .flatMap(({ attributes }) => attributes.filter((one) => one.startsWith(start)))
      .map((one) => one.slice(start.length));
  expect(of('href="#')).toEqual(of('id="'));
  expect(of('id="')).toHaveLength(6);
});

test.each([
  ['replace', 'blocked'],
  ['unreadable', 'blocked'],
  ['in-place', 'changes'],
  ['same', 'clean'],
  ['undeclared', 'clean'],
] as const)('the page of a table that is %s looks like a review that is %s', (verdict, look) => {
  expect(html(inspectionOf([{ name: 'a', verdict, differences: [] }]))).toContain(`<header class="${look}">`);
});

test('what needs nothing is folded where it is much, and then there is a filter', () => {
  const tables = (count: number) =>
    inspectionOf([...Array(count).keys()].map((index) => ({ name: `t${index}`, verdict: 'same', differences: [] })));
  const [few, many] = [html(tables(12)), html(tables(13))];
  expect([few.includes('<details class="section" open>'), few.includes('<form')]).toEqual([true, false]);
  expect([many.includes('<details class="section">'), many.includes('<form')]).toEqual([true, true]);
});

test('no table at all', () => {
  expect(textOf(html(inspectionOf([])))).toContain('no table is declared here\n0 tables');
});

test('in Markdown', () => {
  expect(renderInspection(everything, 'markdown').join('\n')).toBe(`### dev: 1 table would be replaced

5 tables: 1 WOULD BE REPLACED, 1 CANNOT BE READ, 1 changes in place, 1 the same, 1 not declared

#### 1 table would be replaced

- **\`trinity-rooms-dev-v2\`**, declared as rooms, \`1200\` items, \`482,133\` bytes
  - **REPLACE** \`range_key\`: It is none, declared SK (S).
  - **in place** \`tags.Team\`: It is removed: film.

#### 1 table cannot be read

- **\`votes.json\`**, \`votes.json\`
  - It is empty.

#### 1 table changes in place

- **\`trinity-cache-dev\`**, declared as cache
  - **unseen** \`table_class\`: Declared: STANDARD.
  - not seen: \`dynamodb:GetResourcePolicy\` may not be asked.

#### 1 table stays as it is

- **\`trinity-movies-dev\`**, declared as movies

#### 1 table is not declared

- **\`legacy\`**, \`1\` item, last written to on \`2026-01-02\``);
});
