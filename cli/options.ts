import { parseArgs } from 'node:util';
import { messageOf } from '../local/user-error';
import { own } from '../keys/own';

/** The command line was not understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /** What is missing. Default: something else is wrong. */
  readonly wants: 'ENVIRONMENT' | undefined;

  constructor(message: string, { wants, ...options }: ErrorOptions & { readonly wants?: 'ENVIRONMENT' } = {}) {
    super(message, options);
    this.wants = wants;
  }
}

export const COMMANDS = [
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
  'review',
  'post',
  'import',
] as const;
export type Command = (typeof COMMANDS)[number];

const OPTIONS = {
  yes: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  'skip-gates': { type: 'string' },
  to: { type: 'string' },
  list: { type: 'boolean', default: false },
  restore: { type: 'string' },
  'no-drift': { type: 'boolean', default: false },
  'page-p95': { type: 'string' },
  'first-batch': { type: 'string' },
  readers: { type: 'string' },
  plan: { type: 'string' },
  reviewed: { type: 'string' },
  format: { type: 'string' },
  base: { type: 'string' },
  accept: { type: 'string', multiple: true },
  name: { type: 'string' },
  'plan-out': { type: 'string' },
  expect: { type: 'string' },
  inspect: { type: 'boolean', default: false },
  from: { type: 'string' },
  map: { type: 'string', multiple: true },
  check: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  sample: { type: 'string' },
  release: { type: 'string' },
  help: { type: 'boolean', default: false },
  version: { type: 'boolean', default: false },
} as const;
export type Values = ReturnType<typeof parse>['values'];

/** The commands of each option; those that are not here go with all. */
const ONLY_WITH: Readonly<Partial<Record<keyof typeof OPTIONS | 'write', readonly Command[]>>> = {
  yes: ['deploy'],
  'skip-gates': ['preflight', 'deploy'],
  to: ['rollback'],
  list: ['rollback'],
  restore: ['state'],
  'no-drift': ['status'],
  'page-p95': ['deploy', 'performance'],
  'first-batch': ['deploy', 'performance'],
  readers: ['deploy', 'performance'],
  plan: ['deploy'],
  reviewed: ['deploy'],
  format: ['review', 'import'],
  write: ['review', 'import'],
  base: ['review'],
  accept: ['review', 'deploy'],
  name: ['review'],
  'plan-out': ['review'],
  expect: ['post'],
  inspect: ['import'],
  from: ['import'],
  map: ['import'],
  check: ['import'],
  'dry-run': ['import'],
  sample: ['import'],
  release: ['import'],
};

/** A review is written into a folder, and an adoption into the configuration. */
const WRITE = { review: { type: 'string' }, import: { type: 'boolean' } } as const;

export function parse(args: readonly string[]) {
  const command = args.find((one) => COMMANDS.some((name) => name === one));
  const write = WRITE[command === 'import' ? 'import' : 'review'];
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { ...OPTIONS, write } });
  } catch (error) {
    // Node's first sentence names the option; the rest is about quoting.
    throw new UsageError(`${messageOf(error).split(/\.\s/)[0]}.`, { cause: error });
  }
}

/** An option that the command would ignore is a mistake. */
export function refuseForeign(command: Command, values: Values): void {
  for (const [option, commands] of Object.entries(ONLY_WITH)) {
    const value = own(values, option);
    if (value === undefined || value === false || commands.includes(command)) continue;
    throw new UsageError(`--${option} goes with ${commands.join(', ')}, not with ${command}.`);
  }
  if (values.list && values.to !== undefined) throw new UsageError('--list changes nothing: it does not go with --to.');
}
