import { parseArgs } from 'node:util';
import { messageOf } from '../deployment/errors';
import { DEFAULT_LIMITS, type PerformanceLimits } from '../deployment/performance';

/** The command line was not understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const COMMANDS = [
  'preflight',
  'bootstrap',
  'deploy',
  'verify',
  'performance',
  'rollback',
  'status',
  'unlock',
  'state',
  'gates',
] as const;
export type Command = (typeof COMMANDS)[number];

export interface Arguments {
  readonly command: Command;
  /** Undefined for `gates` only. */
  readonly environment?: string;
  readonly lockId?: string;
  readonly yes: boolean;
  readonly allowLoss: boolean;
  readonly json: boolean;
  readonly skipGates?: string;
  readonly to?: string;
  readonly restore?: string;
  readonly list: boolean;
  readonly drift: boolean;
  readonly limits: PerformanceLimits;
}

export const USAGE = `Deploys Trinity's environments and looks after them.

  npx trinity COMMAND ENVIRONMENT [options]

  preflight ENV      every check that a deploy makes before it touches anything
  bootstrap ENV      makes the bucket of the environment's Terraform state; can be run again, deletes nothing
  deploy ENV         preflight, synth, plan, confirmation, apply of that plan, verification, performance, report
  verify ENV         compares AWS with what this checkout synthesizes, and plays a room through the API
  performance ENV    measures the API, writes performance-ENV.json and a picture, performance-ENV.svg
  rollback ENV       points the functions at the versions of the deployment before, within seconds
  status ENV         what runs, since when, by which deploy, and what was changed outside Terraform
  unlock ENV ID      clears the lock that a deploy which died has left on the state
  state ENV          the versions of the Terraform state that its bucket keeps
  gates              the quality gates: format, types, lint, tests

  --yes              deploy: do not ask before the apply; what would be lost for good is refused all the same
  --allow-loss       deploy: with --yes, apply also what loses a table, logs, messages or the API's address
  --skip-gates WHY   preflight, deploy: do not run the quality gates; the report says why
  --page-p95 MS      deploy, performance: limit of a page's 95th percentile, ${DEFAULT_LIMITS.pageP95Ms} unless given
  --first-batch MS   deploy, performance: limit from createRoom to the first films, ${DEFAULT_LIMITS.firstBatchMs} unless given
  --to TARGET        rollback: a deployment's id, the beginning of its commit, or versions such as cache=4,room=2
  --list             rollback: show what there is to go back to, and change nothing
  --restore ID       state: put this version on top; the versions before it stay
  --no-drift         status: do not ask Terraform, which takes a while
  --json             the result as JSON on standard output, everything else on standard error
  --help

Exit codes: 0 done, 10 invalid, 11 preflight, 12 plan, 13 declined, 14 apply, 15 verification, 16 performance, 17 rollback,
64 command line, 130 interrupted, 1 a fault of Trinity itself. 10 to 13: nothing was changed.`;

/** @returns 'help' when that is what was asked for. @throws UsageError */
export function parseArguments(args: readonly string[]): Arguments | 'help' {
  const { values, positionals } = parse(args);
  if (values.help || (positionals.length === 0 && args.length === 0)) return 'help';
  const [name, ...operands] = positionals;
  const command = COMMANDS.find((one) => one === name);
  if (!command) {
    const missing = name === undefined ? 'The command is missing.' : `There is no command "${name}".`;
    throw new UsageError(`${missing} There are ${COMMANDS.join(', ')}.`);
  }
  const wanted = operandsOf(command);
  if (operands.length !== wanted.length) {
    const form = ['npx trinity', command, ...wanted].join(' ');
    throw new UsageError(`The form is ${form}; found ${operands.join(' ') || 'nothing'} after ${command}.`);
  }
  refuseForeign(command, values);
  const [environment, lockId] = operands;
  return {
    command,
    ...(environment !== undefined && { environment }),
    ...(lockId !== undefined && { lockId }),
    yes: values.yes,
    allowLoss: values['allow-loss'],
    json: values.json,
    ...(values['skip-gates'] !== undefined && { skipGates: reason(values['skip-gates']) }),
    ...(values.to !== undefined && { to: values.to }),
    ...(values.restore !== undefined && { restore: values.restore }),
    list: values.list,
    drift: !values['no-drift'],
    limits: {
      ...DEFAULT_LIMITS,
      pageP95Ms: milliseconds('--page-p95', values['page-p95'], DEFAULT_LIMITS.pageP95Ms),
      firstBatchMs: milliseconds('--first-batch', values['first-batch'], DEFAULT_LIMITS.firstBatchMs),
    },
  };
}

const OPTIONS = {
  yes: { type: 'boolean', default: false },
  'allow-loss': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  'skip-gates': { type: 'string' },
  to: { type: 'string' },
  list: { type: 'boolean', default: false },
  restore: { type: 'string' },
  'no-drift': { type: 'boolean', default: false },
  'page-p95': { type: 'string' },
  'first-batch': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** The commands of each option; those that are not here go with all. */
const ONLY_WITH: Readonly<Partial<Record<keyof typeof OPTIONS, readonly Command[]>>> = {
  yes: ['deploy'],
  'allow-loss': ['deploy'],
  'skip-gates': ['preflight', 'deploy'],
  to: ['rollback'],
  list: ['rollback'],
  restore: ['state'],
  'no-drift': ['status'],
  'page-p95': ['deploy', 'performance'],
  'first-batch': ['deploy', 'performance'],
};

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    // Node's first sentence names the option; the rest is about quoting.
    throw new UsageError(`${messageOf(error).split(/\.\s/)[0]}.`, { cause: error });
  }
}

function operandsOf(command: Command): string[] {
  if (command === 'gates') return [];
  return command === 'unlock' ? ['ENVIRONMENT', 'LOCK_ID'] : ['ENVIRONMENT'];
}

/** An option that the command would ignore is a mistake. */
function refuseForeign(command: Command, values: ReturnType<typeof parse>['values']): void {
  for (const [option, commands] of Object.entries(ONLY_WITH)) {
    const value = values[option as keyof typeof values];
    if (value === undefined || value === false || commands.includes(command)) continue;
    throw new UsageError(`--${option} goes with ${commands.join(', ')}, not with ${command}.`);
  }
  if (values.list && values.to !== undefined) throw new UsageError('--list changes nothing: it does not go with --to.');
}

function reason(text: string): string {
  if (/\S/.test(text)) return text.trim();
  throw new UsageError('--skip-gates wants to know why, for example --skip-gates "passed in the job before".');
}

function milliseconds(option: string, text: string | undefined, byDefault: number): number {
  if (text === undefined) return byDefault;
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new UsageError(`${option} "${text}" is no number of milliseconds from 1 to 9999999.`);
}
