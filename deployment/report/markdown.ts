import type { AnySystem } from '../systems';
import type { Report } from './schema';

/** Changes that are listed by name; the JSON has all of them. */
const MOST_CHANGES = 50;

const TITLES: Readonly<Record<Report['kind'], string>> = {
  deploy: 'Deployment',
  rollback: 'Rollback',
  destroy: 'Destruction',
};

/** The report for people. @param performance as the report's system words its figures */
export function renderMarkdown(report: Report, performance: Pick<AnySystem['performance'], 'list'>): string {
  const { kind, environment, status, reason, commit } = report;
  return [
    `# ${TITLES[kind]} of ${environment}: ${status}`,
    ...(reason === null ? [] : [`**${line(reason)}**`]),
    table(
      ['', ''],
      [
        ['began', report.startedAt],
        ['took', seconds(report.durationMs)],
        ['account and region', `${report.account}, ${report.region}`],
        ['by', report.by ?? 'not asked'],
        ['commit', commit ? `${commit.sha}${commit.dirty ? ' and changes that are not committed' : ''}` : 'unknown'],
      ],
    ),
    '## Steps',
    table(
      ['step', 'result', 'took', ''],
      report.steps.map((step) => [step.name, step.status, seconds(step.durationMs), step.detail]),
    ),
    ...renderResources(report),
    ...section(
      'Functions',
      table(
        ['function', 'version', 'before', 'code (SHA-256)'],
        report.functions.map((one) => [one.functionName, one.version, one.previousVersion ?? 'new', one.codeSha256]),
      ),
      report.functions.length,
    ),
    ...section(
      'Tables',
      list(report.tables.map(({ name, released }) => (released ? `${name} (released)` : name))),
      report.tables.length,
    ),
    ...section(
      'Features',
      list(report.features.map(({ name, enabled }) => `${name}: ${enabled ? 'on' : 'off'}`)),
      report.features.length,
    ),
    ...(report.performance ? ['## Performance', list(performance.list(report.performance))] : []),
    ...section('Next steps', list(report.nextSteps), report.nextSteps.length),
    '',
  ].join('\n\n');
}

function renderResources({ resources }: Report): string[] {
  if (!resources) return [];
  const { changes, unchanged, ...counts } = resources;
  const left = changes.length - MOST_CHANGES;
  return [
    '## Resources',
    `${Object.entries(counts)
      .map(([action, number]) => `${action} ${number}`)
      .join(', ')}, unchanged ${unchanged}`,
    list([
      ...changes.slice(0, MOST_CHANGES).map(({ action, address }) => `${action} ${code(address)}`),
      ...(left > 0 ? [`… and ${left} more, all in the JSON report`] : []),
    ]),
  ];
}

const section = (title: string, body: string, entries: number): string[] => (entries ? [`## ${title}`, body] : []);
const list = (items: readonly string[]): string => items.map((item) => `- ${line(item)}`).join('\n');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(text).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

/** On one line, and no end of a cell. */
const text = (value: string): string => line(value).replace(/[\\|]/g, '\\$&');

const line = (value: string): string => value.replace(/\s+/g, ' ').trim();

/** A code span ends at as many backticks as it begins with. */
function code(value: string): string {
  const longest = Math.max(0, ...(value.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const gap = value.includes('`') ? ' ' : '';
  return `${fence}${gap}${value}${gap}${fence}`;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
