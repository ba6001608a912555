import { parseArgs } from 'node:util';
import { beforeDeploy } from './before-deploy';
import { compareEnvironments, type Setting, type SettingValue } from './compare';
import { runOrExplain } from './explain';
import { loadEnvironments } from './index';
import { describeProblems, type Problem } from './problem';
import type { EnvironmentName } from './schema';

const USAGE = `Usage: npm run environments -- [--all] [--json]

Shows, side by side, the settings in which the environments differ.

  --all    shows those that are the same everywhere, too
  --json   prints all of them as data
`;

/** The settings in columns: the path, then each environment's value. */
export function renderSettings(names: readonly EnvironmentName[], settings: readonly Setting[], all: boolean): string {
  const different = settings.filter(({ differs }) => differs);
  const rows = [
    ['', ...names],
    ...(all ? settings : different).map(({ path, values }) => [
      path,
      ...names.map((name) => renderValue(values[name])),
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const table = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const rest = `${settings.length - different.length} settings are the same everywhere; --all shows them.`;
  return [...table, ...(all ? [] : ['', rest]), ''].join('\n');
}

function renderValue(value: SettingValue | undefined): string {
  if (value === undefined) return '-';
  return typeof value === 'object' ? value.join(', ') || '(none)' : String(value);
}

function renderBeforeDeploy(problems: readonly Problem[]): string {
  return problems.length === 0 ? '' : `\nTo be set before a deploy:\n\n${describeProblems(problems)}`;
}

function main(): void {
  const flag = { type: 'boolean', default: false } as const;
  const options = { all: flag, json: flag, help: flag };
  const { values: given, positionals } = parseArgs({ options, strict: false, allowPositionals: true });
  const unknown = [...positionals, ...Object.keys(given).filter((name) => !(name in options))];
  if (unknown.length > 0) {
    process.stderr.write(`Unknown argument: ${unknown.join(', ')}\n\n${USAGE}`);
    process.exitCode = 1;
  } else if (given.help) {
    process.stdout.write(USAGE);
  } else {
    process.stdout.write(show(given.all === true, given.json === true));
  }
}

function show(all: boolean, json: boolean): string {
  const environments = loadEnvironments();
  const names = environments.map(({ name }) => name);
  const settings = compareEnvironments(environments);
  const problems = beforeDeploy(environments);
  if (json) return `${JSON.stringify({ environments: names, settings, beforeDeploy: problems }, null, 2)}\n`;
  return renderSettings(names, settings, all) + renderBeforeDeploy(problems);
}

if (require.main === module) runOrExplain(main);
