import { renderMarkdown } from '../../../deployment/report/markdown';
import type { Report } from '../../../deployment/report/schema';
import { roomCache } from '../../../deployment/room-cache';
import { functions, report } from './report';

const markdownOf = (one: Report): string => renderMarkdown(one, roomCache.performance);

/** The cells of each row of the table below a heading, as GitHub splits them. */
function rows(markdown: string, heading: string): string[][] {
  const below = markdown.slice(markdown.indexOf(heading) + heading.length).trimStart();
  const lines = below.split('\n\n')[0]!.split('\n');
  return lines.map((line) => {
    const cells = line.match(/(?:\\.|[^|\\])+/g) ?? [];
    return cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  });
}

test('a deploy that went well', () => {
  const markdown = markdownOf(report());
  expect(markdown).toMatch(/^# Deployment of staging: SUCCESS\n\n\|/);
  expect(markdown).toContain('| account and region | 123456789012, eu-west-1 |');
  expect(markdown).toContain(`| commit | ${'a'.repeat(40)} |`);
  expect(rows(markdown, '## Steps')).toEqual([
    ['step', 'result', 'took'],
    ['---', '---', '---', '---'],
    ['apply', 'passed', '1.2 s', '1 to change'],
  ]);
  expect(markdown).toContain('import 0, move 0, add 0, change 1, replace 0, destroy 0, forget 0, unchanged 80');
  expect(markdown).toContain('- change `aws_lambda_function.room`');
  expect(markdown).toContain('- GraphQL introspection: on');
  expect(markdown).toContain('## Tables\n\n- trinity-rooms-staging\n- films (released)');
  expect(markdown).not.toContain('## Performance');
});

test('a rollback that failed, of which little is known', () => {
  const markdown = markdownOf(
    report({
      kind: 'rollback',
      status: 'FAILED',
      reason: 'No.\nNot at all.',
      by: null,
      commit: null,
      resources: null,
      tables: [],
      features: [],
      functions: [],
    }),
  );
  expect(markdown).toMatch(/^# Rollback of staging: FAILED\n\n\*\*No\. Not at all\.\*\*\n\n/);
  expect(markdown).toContain('| by | not asked |');
  expect(markdown).toContain('| commit | unknown |');
  for (const heading of ['Resources', 'Functions', 'Tables', 'Features'])
    expect(markdown).not.toContain(`## ${heading}`);
});

test('a checkout with changes says so', () => {
  const commit = { sha: 'b'.repeat(40), dirty: true };
  expect(markdownOf(report({ commit }))).toContain(`${commit.sha} and changes that are not committed`);
});

test.each([
  ['a pipe', 'a|b', 'a\\|b'],
  ['a pipe behind a backslash', 'a\\|b', 'a\\\\\\|b'],
  ['a backslash at the end', 'a\\', 'a\\\\'],
  ['lines', 'a\nb\r\n| c', 'a b \\| c'],
  ['a backtick', 'a`b', 'a`b'],
])('%s in a value breaks no table', (_, detail, cell) => {
  const markdown = markdownOf(report({ steps: [{ name: 'plan', status: 'failed', durationMs: 0, detail }] }));
  expect(rows(markdown, '## Steps')[2]).toEqual(['plan', 'failed', '0.0 s', cell]);
});

test('an address with quotes and backticks stays in its code span', () => {
  const changes = [{ action: 'add', address: 'a.b["`c`"]' }];
  const resources = { ...report().resources!, changes };
  expect(markdownOf(report({ resources }))).toContain('- add `` a.b["`c`"] ``');
});

test('a next step of several lines stays one item', () => {
  expect(markdownOf(report({ nextSteps: ['Do this\n# and that', 'Then rest'] }))).toContain(
    '## Next steps\n\n- Do this # and that\n- Then rest',
  );
});

test('fifty changes are listed, the others are counted', () => {
  const changes = Array.from({ length: 60 }, (_, index) => ({ action: 'add', address: `a.b${index}` }));
  const markdown = markdownOf(report({ resources: { ...report().resources!, changes } }));
  expect(markdown).toContain('- add `a.b49`\n- … and 10 more, all in the JSON report');
  expect(markdown).not.toContain('a.b50');
  const fifty = markdownOf(report({ resources: { ...report().resources!, changes: changes.slice(10) } }));
  expect(fifty).not.toContain('more, all in');
});

test('functions, with what served before', () => {
  const [cache] = functions({ cache: '4' });
  const markdown = markdownOf(
    report({ functions: [{ ...cache!, previousVersion: '3' }, ...functions({ room: '1' })] }),
  );
  expect(rows(markdown, '## Functions').slice(2)).toEqual([
    ['trinity-cache-staging', '4', '3', cache!.codeSha256],
    ['trinity-room-staging', '1', 'new', cache!.codeSha256],
  ]);
});
