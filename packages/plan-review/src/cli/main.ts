import { parseOptions } from '../../../../programs/parse-options';
import { version } from '../../package.json';
import { errorJson, ReviewError, UsageError } from '../errors';
import { acceptances, expectedNames, formatOf, requireOnePlan, REVIEW_OPTIONS } from './arguments';
import { REVIEW_EXIT_CODES } from './exit-codes';
import type { ReviewConsole } from './show';
import { usage } from './usage';

/* eslint-disable @typescript-eslint/no-require-imports -- each run loads what it needs */
const lazily = {
  failure: () => require('./failure') as typeof import('./failure'),
  json: () => require('../plan/json') as typeof import('../plan/json'),
  planFile: () => require('./plan-file') as typeof import('./plan-file'),
  post: () => require('./post') as typeof import('./post'),
  show: () => require('./show') as typeof import('./show'),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** What a command line is run with, of a process. */
export interface Runtime {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

const NAME = 'plan-review';

const parse = (argv: readonly string[]) =>
  parseOptions(argv, REVIEW_OPTIONS, (message, cause) => new UsageError(message, { cause }));

type Values = ReturnType<typeof parse>['values'];

/** Runs `plan-review` to its end, whatever happens. @returns the exit code; why it is not 0 has been said */
export async function main(argv: readonly string[], { env, stdout, stderr }: Runtime): Promise<number> {
  const isJson = argv.includes('--json');
  try {
    const { values, positionals } = parse(argv);
    if (values.version) return say([`${NAME} ${version}, Node ${process.versions.node}`]);
    if (values.help || argv.length === 0) return say([usage()]);
    const out: ReviewConsole = {
      say: (lines) => print(formatOf(values) === 'json' ? stderr : stdout, lines),
      result: (value) => {
        if (formatOf(values) === 'json') print(stdout, [lazily.json().writeJson(value, 2)]);
      },
      warn: (lines) => print(stderr, lines),
      terminal: { color: stdout.hasColors?.() === true, width: stdout.columns },
    };
    const [first, ...rest] = positionals;
    if (first === 'post') await post(rest, values, out);
    else return REVIEW_EXIT_CODES[review(positionals, values, out)];
    return REVIEW_EXIT_CODES.success;
  } catch (error) {
    return ended(error);
  }

  function review(plans: readonly string[], values: Values, out: ReviewConsole) {
    const { name, write, expect, accept = [] } = values;
    if (plans.length === 0) throw new UsageError(`The form is ${NAME} PLAN...; found no plan.`);
    if (expect !== undefined) throw new UsageError('--expect goes with post, not with a review.');
    requireOnePlan(plans, { name }, values.accept);
    const output = { format: formatOf(values), ...(write !== undefined && { write }) };
    const accepted = acceptances(accept);
    const { nameOfFile, readPlanFile } = lazily.planFile();
    const next = 'Give a file that terraform show -json printed.';
    try {
      const targets = plans.map((file) => readPlanFile(file, { ...(name !== undefined && { name }), next }));
      return lazily.show().showReviews(targets, accepted, output, out);
    } catch (error) {
      if (!(error instanceof ReviewError) || write === undefined) throw error;
      const { stage, message, next: steps } = error;
      const failed = { stage, reason: message, next: steps.split('\n'), commit: null };
      const failures = plans.map((file) => ({ name: name ?? nameOfFile(file), ...failed }));
      lazily.show().writeFailures(failures, write, env, out);
      throw error;
    }
  }

  async function post(files: readonly string[], { expect, ...values }: Values, out: ReviewConsole): Promise<void> {
    for (const option of ['accept', 'name', 'write', 'format'] as const) {
      if (values[option] !== undefined) throw new UsageError(`--${option} goes with a review, not with post.`);
    }
    if (files.length === 0 && expect === undefined) throw new UsageError(`The form is ${NAME} post REVIEW...`);
    await lazily.post().post(files, expect === undefined ? [] : expectedNames(expect), { env, by: NAME }, out);
  }

  function ended(error: unknown): number {
    if (error instanceof UsageError) {
      const next = `${NAME} --help shows what there is.`;
      return failed('usage', error.message, [error.message, next], next);
    }
    if (!(error instanceof ReviewError)) {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return failed('bug', String(error), [stack], `This is a fault of ${NAME} itself: report it.`);
    }
    const { stage, message, next, reported } = error;
    if (reported) return REVIEW_EXIT_CODES[stage];
    return failed(stage, message, lazily.failure().failureLines(message, next), next);
  }

  function failed(stage: keyof typeof REVIEW_EXIT_CODES, reason: string, lines: readonly string[], next: string) {
    print(stderr, lines);
    if (isJson) print(stdout, [JSON.stringify(errorJson(stage, reason, next), null, 2)]);
    return REVIEW_EXIT_CODES[stage];
  }

  function say(lines: readonly string[]): number {
    print(stdout, lines);
    return REVIEW_EXIT_CODES.success;
  }
}

function print(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
}
