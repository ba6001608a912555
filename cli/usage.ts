import { optionRow, row, wrapped } from '../packages/plan-review/src/cli/help';
import { COMMANDS, OPTIONS, WRITE, type Command, type Option } from './options';

interface Help {
  /** What stands after the command: what is meant, by its name. */
  readonly operands: string;
  /** A line of the list of commands; after a line break, what a person who asks for this one wants to know besides. */
  readonly does: string;
  /** Command lines, without `bin/trinity`. */
  readonly examples: readonly string[];
}

const HELP: Readonly<Record<Command, Help>> = {
  preflight: {
    operands: 'ENV',
    does: 'every check that a deploy makes before it touches anything',
    examples: ['preflight staging', 'preflight staging --skip-gates "passed in the job before"'],
  },
  bootstrap: {
    operands: 'ENV',
    does: "makes the bucket of the environment's Terraform state, and GitHub's roles; can be run again, deletes nothing",
    examples: ['bootstrap staging', 'bootstrap staging --roles --repository OWNER/NAME'],
  },
  deploy: {
    operands: 'ENV',
    does: 'preflight, synth, plan, confirmation, apply of that plan, verification, performance, report',
    examples: ['deploy staging', 'deploy prod --plan prod.plan --reviewed DIGEST'],
  },
  verify: {
    operands: 'ENV',
    does: 'compares AWS with what this checkout synthesizes, and plays a room through the API',
    examples: ['verify staging'],
  },
  performance: {
    operands: 'ENV',
    does: 'measures the API, writes performance-ENV.json and a picture, performance-ENV.svg',
    examples: ['performance staging --readers 20 --page-p95 150'],
  },
  rollback: {
    operands: 'ENV',
    does: 'points the functions at the versions of the deployment before, within seconds',
    examples: ['rollback prod --list', 'rollback prod', 'rollback prod --to cache=4,room=2'],
  },
  status: {
    operands: 'ENV',
    does: 'what runs, since when, by which deploy, and what was changed outside Terraform',
    examples: ['status prod', 'status prod --no-drift --json'],
  },
  unlock: {
    operands: 'ENV ID',
    does: 'clears the lock that a deploy which died has left on the state',
    examples: ['unlock staging 6f1c2f4e-0c7e-7a0a-1b7e-6d1c0a5b2c3d'],
  },
  state: {
    operands: 'ENV',
    does: 'the versions of the Terraform state that its bucket keeps',
    examples: ['state staging', 'state staging --restore ID'],
  },
  gates: { operands: '', does: 'the quality gates: format, types, lint, tests', examples: ['gates'] },
  review: {
    operands: 'PLAN...',
    does:
      'what a plan does, and what of it is dangerous: PLAN is a file that terraform show -json printed, - for standard input, ' +
      'or an environment, which is planned first',
    examples: ['review plan.json', 'review staging prod --write reviews', 'review staging --base origin/main'],
  },
  import: {
    operands: 'ENV',
    does: 'compares tables that exist with what ENV declares, adopts them, and lets them go',
    examples: [
      'import dev --inspect --map rooms=trinity-rooms-dev-v2 --sample 100',
      'import dev --inspect --from descriptions --format html',
      'import dev --write --dry-run',
      'import dev --check',
    ],
  },
  post: {
    operands: 'REVIEW...',
    does: 'posts reviews (review --write) to the pull request that GitHub Actions runs for',
    examples: ['post reviews/review-staging.json --expect staging,prod'],
  },
};

const EXIT_CODES = `Exit codes: 0 done, 2 review, import: changes, 3 review, import: blocked, 10 invalid, 11 preflight, 12 plan, 13 declined,
14 apply, 15 verification, 16 performance, 17 rollback, 18 no plan that can be judged, 19 not posted, 64 command line,
130 interrupted, 1 a fault of Trinity itself. 10 to 13: nothing was changed.`;

/** @param command the one that is asked about. Default: what there is */
export function usage(command?: Command): string {
  if (command === undefined) {
    return `Deploys Trinity's environments and looks after them.

  bin/trinity COMMAND ENVIRONMENT [options]

${COMMANDS.map((one) => row(`${one} ${HELP[one].operands}`, HELP[one].does)).join('\n')}

${optionsOf(() => true)
  .map(([name, option]) => optionRow(name, option, option.with && `${option.with.join(', ')}: `))
  .join('\n')}
${row('-h, --help', 'bin/trinity COMMAND --help says what goes with it')}
${row('-v, --version', 'of Trinity, and of Node')}

${EXIT_CODES}`;
  }
  const { operands, does, examples } = HELP[command];
  return `${wrapped(`${does.replace(/^./, (first) => first.toUpperCase())}.`, 0)}

  ${['bin/trinity', command, operands, '[options]'].filter(Boolean).join(' ')}

${optionsOf((commands) => commands?.includes(command) ?? true)
  .map(([name, option]) => optionRow(name, option))
  .join('\n')}

For example:
${examples.map((line) => `  bin/trinity ${line}`).join('\n')}

${EXIT_CODES}`;
}

/** Options that have a line of their own, by name. */
function optionsOf(isWanted: (commands: Option['with']) => boolean): [string, Option][] {
  const all: readonly [string, Option][] = [
    ...Object.entries(OPTIONS),
    ...Object.values(WRITE).map((one): [string, Option] => ['write', one]),
  ];
  return all.filter(([, option]) => option.help !== undefined && isWanted(option.with));
}
