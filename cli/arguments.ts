import { DEFAULT_LIMITS, DEFAULT_READERS } from '../deployment/room-cache/performance/limits';
import type { PerformanceLimits } from '../deployment/room-cache/performance/schema';
import { nearest } from '../keys/nearest';
import { acceptances, expectedNames } from '../packages/plan-review/src/cli/arguments';
import { UsageError } from '../packages/plan-review/src/errors';
import { importArguments, type ImportArguments } from './import-arguments';
import { COMMANDS, EnvironmentMissing, WORDS, parse, refuseForeign, type Command } from './options';
import { reviewArguments, reviewedPlan, type ReviewArguments } from './review-arguments';

export type { ReviewArguments } from './review-arguments';

export interface Arguments {
  readonly command: Command;
  /** Undefined for `gates`, `review` and `post`. */
  readonly environment?: string;
  /** Of `review` and `post`: environments and files. */
  readonly targets?: readonly string[];
  readonly review?: ReviewArguments;
  readonly import?: ImportArguments;
  /** Of `post`: names of reviews that have to be there. */
  readonly expected?: readonly string[];
  /** Of a deploy: a plan that was reviewed, and what it was reviewed as. */
  readonly reviewed?: { readonly file: string; readonly digest: string };
  readonly lockId?: string;
  readonly yes: boolean;
  /** Of `review` and `deploy`: by a finding's name, why it is accepted. */
  readonly accept?: Readonly<Record<string, string>>;
  readonly json: boolean;
  readonly skipGates?: string;
  readonly to?: string;
  readonly restore?: string;
  readonly list: boolean;
  /** Of `bootstrap`: GitHub's roles are made, too, or shown. */
  readonly roles?: { readonly repository?: string; readonly pullRequests: boolean; readonly isDryRun: boolean };
  readonly drift: boolean;
  readonly limits: PerformanceLimits;
  /** Members that read at once. */
  readonly readers: number;
}

/** What is asked for instead of a command: words about one, or about all. */
export interface Asked {
  readonly about: 'version' | Command | 'all';
}

/** @throws UsageError */
export function parseArguments(args: readonly string[]): Arguments | Asked {
  const { values, positionals } = parse(args);
  if (values.version || positionals[0] === 'version') return { about: 'version' };
  const isHelp = positionals[0] === 'help';
  const [name, ...operands] = isHelp ? positionals.slice(1) : positionals;
  if (args.length === 0 || ((values.help || isHelp) && name === undefined)) return { about: 'all' };
  const command = COMMANDS.find((one) => one === name);
  if (!command) {
    const missing = name === undefined ? 'The command is missing.' : `There is no command "${name}".${question(name)}`;
    throw new UsageError(`${missing} There are ${WORDS.join(', ')}.`);
  }
  if (values.help || isHelp) return { about: command };
  const wanted = operandsOf(command);
  const takesMore = command in SEVERAL && (operands.length > 1 || values.expect !== undefined);
  if (operands.length !== wanted.length && !takesMore) {
    const form = ['bin/trinity', command, ...wanted].join(' ');
    const found = operands.join(' ') || 'nothing';
    const isWithout = operands.length === 0 && wanted[0] === 'ENVIRONMENT';
    const message = `The form is ${form}; found ${found} after ${command}.`;
    throw isWithout ? new EnvironmentMissing(message) : new UsageError(message);
  }
  refuseForeign(command, values);
  return {
    command,
    ...named(command, operands),
    ...(command === 'review' && { review: reviewArguments(values, operands) }),
    ...(command === 'import' && { import: importArguments(values) }),
    ...(values.expect !== undefined && { expected: expectedNames(values.expect) }),
    ...reviewedPlan(values),
    ...(values.accept && { accept: acceptances(values.accept) }),
    yes: values.yes,
    json: values.json,
    ...(values['skip-gates'] !== undefined && { skipGates: reason(values['skip-gates']) }),
    ...(values.to !== undefined && { to: values.to }),
    ...(values.restore !== undefined && { restore: values.restore }),
    list: values.list,
    ...(values.roles && {
      roles: {
        ...(values.repository !== undefined && { repository: values.repository }),
        pullRequests: !values['no-pull-requests'],
        isDryRun: values['dry-run'],
      },
    }),
    drift: !values['no-drift'],
    limits: {
      ...DEFAULT_LIMITS,
      pageP95Ms: milliseconds('--page-p95', values['page-p95'], DEFAULT_LIMITS.pageP95Ms),
      firstBatchMs: milliseconds('--first-batch', values['first-batch'], DEFAULT_LIMITS.firstBatchMs),
    },
    readers: members(values.readers),
  };
}

function question(name: string): string {
  const meant = nearest(name, WORDS);
  return meant === undefined ? '' : ` Did you mean ${meant}?`;
}

/** Commands that take one operand or more, and what it is called. */
const SEVERAL: Readonly<Partial<Record<Command, string>>> = { review: 'PLAN', post: 'REVIEW' };

function operandsOf(command: Command): string[] {
  if (command === 'gates') return [];
  if (SEVERAL[command] !== undefined) return [SEVERAL[command]];
  return command === 'unlock' ? ['ENVIRONMENT', 'LOCK_ID'] : ['ENVIRONMENT'];
}

function named(command: Command, operands: readonly string[]): Pick<Arguments, 'environment' | 'lockId' | 'targets'> {
  if (command in SEVERAL) return { targets: operands };
  const [environment, lockId] = operands;
  return { ...(environment !== undefined && { environment }), ...(lockId !== undefined && { lockId }) };
}

function reason(text: string): string {
  if (/\S/.test(text)) return text.trim();
  throw new UsageError('--skip-gates wants to know why, for example --skip-gates "passed in the job before".');
}

function members(text: string | undefined): number {
  if (text === undefined) return DEFAULT_READERS;
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new UsageError(`--readers "${text}" is no number of members from 1 to 999.`);
}

function milliseconds(option: string, text: string | undefined, byDefault: number): number {
  if (text === undefined) return byDefault;
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new UsageError(`${option} "${text}" is no number of milliseconds from 1 to 9999999.`);
}
