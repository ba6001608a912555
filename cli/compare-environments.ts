import { sayEnd } from '../programs/end';
import { askedFor, parseOptions } from '../programs/parse-options';
import { own } from '../keys/own';
import { UserError } from '../programs/user-error';
import { beforeDeploy } from '../environments/before-deploy';
import { columns } from '../environments/columns';
import { compareEnvironments, type Setting, type SettingValue } from '../environments/compare';
import { loadEnvironments } from '../environments';
import { describeProblems, type Problem } from '../environments/problem';
import type { EnvironmentName } from '../environments/names';

const USAGE = `Usage: npm run environments -- [--all] [--json]

Shows, side by side, the settings in which the environments differ.

  --all    shows those that are the same everywhere, too
  --json   prints all of them as data`;

/** The settings in columns: the path, then each environment's value. */
export function renderSettings(names: readonly EnvironmentName[], settings: readonly Setting[], all: boolean): string {
  const different = settings.filter(({ differs }) => differs);
  const rows = (all ? settings : different).map(({ path, values }) => [
    path,
    ...names.map((name) => renderValue(own(values, name))),
  ]);
  const rest = `The same everywhere: ${settings.length - different.length} more. --all shows all.`;
  return [...columns([['', ...names], ...rows]), ...(all ? [] : ['', rest])].join('\n');
}

function renderValue(value: SettingValue | undefined): string {
  if (value === undefined) return '-';
  return typeof value === 'object' ? value.join(', ') || '(none)' : String(value);
}

/** Nothing when there is nothing to be set. */
export function renderBeforeDeploy(problems: readonly Problem[]): string {
  return problems.length === 0 ? '' : `\n\nTo be set before a deploy:\n\n${describeProblems(problems)}`;
}

/** @returns what is said @throws UserError when the arguments are not understood */
function main(args: readonly string[]): string {
  const flag = { type: 'boolean', default: false } as const;
  const refuse = (message: string, cause?: unknown) => new UserError(`${message}\n\n${USAGE}`, { cause });
  const { values, positionals } = parseOptions(args, { all: flag, json: flag }, refuse);
  const asked = askedFor(values, USAGE);
  if (asked !== undefined) return asked;
  if (positionals.length > 0) throw refuse(`Unknown argument: ${positionals.join(', ')}`);
  return show(values.all, values.json);
}

function show(all: boolean, json: boolean): string {
  const environments = loadEnvironments();
  const names = environments.map(({ name }) => name);
  const settings = compareEnvironments(environments);
  const problems = beforeDeploy(environments);
  if (json) return JSON.stringify({ environments: names, settings, beforeDeploy: problems }, null, 2);
  return `${renderSettings(names, settings, all)}${renderBeforeDeploy(problems)}`;
}

if (require.main === module) {
  try {
    process.stdout.write(`${main(process.argv.slice(2))}\n`);
  } catch (error) {
    process.exitCode = sayEnd(error);
  }
}
