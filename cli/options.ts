import { DEFAULT_LIMITS, DEFAULT_READERS } from '../deployment/room-cache/performance/limits';
import { REVIEW_OPTIONS } from '../packages/plan-review/src/cli/arguments';
import type { Option as HelpedOption } from '../packages/plan-review/src/cli/help';
import { UsageError } from '../packages/plan-review/src/errors';
import { parseOptions } from '../programs/parse-options';
import { own } from '../keys/own';

/** A command line that lacks the environment. */
export class EnvironmentMissing extends UsageError {}

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

/** What may stand in the place of a command. */
export const WORDS = [...COMMANDS, 'help', 'version'] as const;

export interface Option extends HelpedOption {
  /** The commands that it goes with. Default: all. */
  readonly with?: readonly Command[];
}

/** In the order of the help. */
export const OPTIONS = {
  yes: {
    type: 'boolean',
    default: false,
    with: ['deploy'],
    help: 'do not ask before the apply; what the review blocks is refused all the same',
  },
  'skip-gates': {
    type: 'string',
    value: 'WHY',
    with: ['preflight', 'deploy'],
    help: 'do not run the quality gates; the report says why',
  },
  'page-p95': {
    type: 'string',
    value: 'MS',
    with: ['deploy', 'performance'],
    help: `limit of a page's 95th percentile, ${DEFAULT_LIMITS.pageP95Ms} unless given`,
  },
  'first-batch': {
    type: 'string',
    value: 'MS',
    with: ['deploy', 'performance'],
    help: `limit from createRoom to the first films, ${DEFAULT_LIMITS.firstBatchMs} unless given; a deploy's verification gives up after three times as long`,
  },
  readers: {
    type: 'string',
    value: 'N',
    with: ['deploy', 'performance'],
    help: `members that read at once, ${DEFAULT_READERS} unless given`,
  },
  to: {
    type: 'string',
    value: 'TARGET',
    with: ['rollback'],
    help: "a deployment's id, the beginning of its commit, or versions such as cache=4,room=2",
  },
  list: {
    type: 'boolean',
    default: false,
    with: ['rollback'],
    help: 'show what there is to go back to, and change nothing',
  },
  restore: {
    type: 'string',
    value: 'ID',
    with: ['state'],
    help: 'put this version on top; the versions before it stay',
  },
  'no-drift': {
    type: 'boolean',
    default: false,
    with: ['status'],
    help: 'do not ask Terraform, which takes a while',
  },
  plan: {
    type: 'string',
    value: 'FILE',
    with: ['deploy'],
    help: 'apply the plan that review --plan-out has kept, and no other',
  },
  reviewed: {
    type: 'string',
    value: 'DIGEST',
    with: ['deploy'],
    help: 'what that plan was reviewed as; anything else is refused',
  },
  format: { ...REVIEW_OPTIONS.format, with: ['review', 'import'] },
  base: {
    type: 'string',
    value: 'REF',
    with: ['review'],
    help: "compare the synthesized Terraform with REF's; needs no credentials and no state",
  },
  accept: { ...REVIEW_OPTIONS.accept, with: ['review', 'deploy'] },
  name: { ...REVIEW_OPTIONS.name, with: ['review'] },
  'plan-out': {
    type: 'string',
    value: 'FILE',
    with: ['review'],
    help: 'keep the plan for deploy --plan, encrypted with TRINITY_PLAN_KEY',
  },
  expect: { ...REVIEW_OPTIONS.expect, with: ['post'] },
  inspect: {
    type: 'boolean',
    default: false,
    with: ['import'],
    help: 'say what adopting them would change, replace, or what cannot be told',
  },
  from: {
    type: 'string',
    value: 'PATH',
    with: ['import'],
    help: 'a file or a folder that describes the tables, instead of the account',
  },
  check: {
    type: 'boolean',
    default: false,
    with: ['import'],
    help: 'plan what ENV adopts, and say whether a deploy changes nothing of it but what is said there',
  },
  release: {
    type: 'string',
    value: 'TABLE',
    with: ['import'],
    help: "let a table of ENV's configuration go: Terraform forgets it, and it stays as it is",
  },
  roles: {
    type: 'boolean',
    default: false,
    with: ['bootstrap'],
    help: "make GitHub's roles that plan and deploy ENV, too; needs an administrator of its account",
  },
  repository: {
    type: 'string',
    value: 'REPO',
    with: ['bootstrap'],
    help: "--roles: whose jobs may take them, as OWNER/NAME, or OWNER@1/NAME@2 where GitHub's tokens have ids; that of origin unless given",
  },
  'no-pull-requests': {
    type: 'boolean',
    default: false,
    with: ['bootstrap'],
    help: '--roles: what a pull request has may not plan before it is merged',
  },
  'dry-run': {
    type: 'boolean',
    default: false,
    with: ['import', 'bootstrap'],
    help: '--write, --release, --roles: show what would be written, and write nothing',
  },
  map: {
    type: 'string',
    multiple: true,
    value: 'NAME=TABLE',
    with: ['import'],
    help: 'the table that NAME of the configuration is; may be given more than once',
  },
  sample: {
    type: 'string',
    value: 'N',
    with: ['import'],
    help: 'read up to N items of each declared table of the account, and say which the application can parse',
  },
  json: REVIEW_OPTIONS.json,
} as const satisfies Readonly<Record<string, Option>>;
export type Values = ReturnType<typeof parse>['values'];

/** A review is written into a folder, and an adoption into the configuration. */
export const WRITE = {
  review: { ...REVIEW_OPTIONS.write, with: ['review'] },
  import: {
    type: 'boolean',
    with: ['import'],
    help: "adopt the tables in ENV's configuration, as they are",
  },
} as const satisfies Readonly<Partial<Record<Command, Option>>>;

export function parse(args: readonly string[]) {
  const command = args.find((one) => COMMANDS.some((name) => name === one));
  const write = WRITE[command === 'import' ? 'import' : 'review'];
  return parseOptions(args, { ...OPTIONS, write }, (message, cause) => new UsageError(message, { cause }));
}

/** An option that the command would ignore is a mistake. */
export function refuseForeign(command: Command, values: Values): void {
  const write = { with: Object.keys(WRITE) as Command[] };
  for (const [option, { with: commands }] of Object.entries<Partial<Option>>({ ...OPTIONS, write })) {
    const value = own(values, option);
    if (value === undefined || value === false || !commands || commands.includes(command)) continue;
    throw new UsageError(`--${option} goes with ${commands.join(', ')}, not with ${command}.`);
  }
  const ofRoles = (['dry-run', 'repository', 'no-pull-requests'] as const).find((one) => values[one]);
  if (command === 'bootstrap' && !values.roles && ofRoles !== undefined) {
    throw new UsageError(`--${ofRoles} of bootstrap goes with --roles.`);
  }
  if (values.list && values.to !== undefined) throw new UsageError('--list changes nothing: it does not go with --to.');
}
