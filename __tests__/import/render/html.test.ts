import { createHash } from 'node:crypto';
import { renderInspection } from '../../../import/render';
import type { InspectedTable } from '../../../import/schema';
import { SCRIPT } from '../../../packages/plan-review/src/render/html/script';
import { STYLES } from '../../../packages/plan-review/src/render/html/styles';
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
    '5 tables in account 123456789012, eu-west-1: 1 WOULD BE REPLACED, 1 CANNOT BE READ, 1 changes in place, 1 the same, 1 not declared',
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

5 tables in account 123456789012, eu-west-1: 1 WOULD BE REPLACED, 1 CANNOT BE READ, 1 changes in place, 1 the same, 1 not declared

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

describe('where nothing that is declared is there', () => {
  const other: InspectedTable = { name: 'other', verdict: 'undeclared', differences: [] };
  const place = 'Account and region are those of environments/dev.ts, the credentials those of AWS_PROFILE';

  test.each<[readonly InspectedTable[], string, string]>([
    [
      [],
      'dev: 0 tables in account 123456789012, eu-west-1',
      'There is no table at all, so a deploy takes nothing over.',
    ],
    [
      [other],
      'dev: 1 table in account 123456789012, eu-west-1: 1 not declared',
      'None is called what dev declares, so a deploy takes none over: --map NAME=TABLE says which one is.',
    ],
  ])('it says where it has looked, and what to look at: %j', (tables, head, why) => {
    const inspection = inspectionOf(tables);
    const [first, hint = ''] = renderInspection(inspection);
    expect(first).toBe(head);
    expect(hint.trimStart().startsWith(why)).toBe(true);
    expect(hint).toContain(place);
    for (const format of ['html', 'markdown'] as const) {
      const shown = renderInspection(inspection, format).join('\n').replaceAll('`', '');
      expect(format === 'html' ? textOf(shown) : shown).toContain(why);
    }
  });

  test('of files it says for whom they were compared; nothing is asked of the credentials where something is declared', () => {
    const [head, next] = renderInspection(
      inspectionOf([{ ...other, declared: 'rooms', verdict: 'same', file: 'a.json' }]),
    );
    expect([head, next]).toEqual(['dev: 1 table for account 123456789012, eu-west-1: 1 the same', '']);
  });
});
