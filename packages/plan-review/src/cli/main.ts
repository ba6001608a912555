import { endOf, errorJson } from '../../../../programs/end';
import { parseOptions } from '../../../../programs/parse-options';
import { UsageError } from '../../../../programs/user-error';
import { toWrite } from '../../../../programs/writable';
import { version } from '../../package.json';
import { ReviewError } from '../errors';
import { acceptances, expectedNames, formatOf, requireOnePlan, REVIEW_OPTIONS } from './arguments';
import { REVIEW_EXIT_CODES } from './exit-codes';
import type { ReviewConsole, Verdict } from './show';
import { usage } from './usage';

/* eslint-disable @typescript-eslint/no-require-imports -- each run loads what it needs */
const lazily = {
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
  let isJson = false;
  try {
    const { values, positionals } = parse(argv);
    const asked = values.version ? `${NAME} ${version}, Node ${process.versions.node}` : usage();
    if (values.version || values.help || argv.length === 0) {
      print(stdout, [asked]);
      return REVIEW_EXIT_CODES.success;
    }
    isJson = formatOf(values) === 'json';
    const out: ReviewConsole = {
      say: (lines) => print(isJson ? stderr : stdout, lines),
      result: (value) => void (isJson && print(stdout, [lazily.json().writeJson(value, 2)])),
      warn: (lines) => print(stderr, lines),
      terminal: { color: stdout.hasColors?.() === true, width: stdout.columns },
    };
    const [first, ...rest] = positionals;
    if (first !== 'post') return REVIEW_EXIT_CODES[review(positionals, values, env, out)];
    await post(rest, values, env, out);
    return REVIEW_EXIT_CODES.success;
  } catch (error) {
    const help = `${NAME} --help shows what there is.`;
    const end = endOf(error, { exitCodes: REVIEW_EXIT_CODES, help, program: NAME });
    print(stderr, end.lines);
    const toProgram = end.stage === 'usage' || end.stage === 'bug' ? argv.includes('--json') : isJson;
    if (toProgram && end.lines.length > 0) print(stdout, [JSON.stringify(errorJson(end), null, 2)]);
    return end.exitCode;
  }
}

function review(plans: readonly string[], values: Values, env: NodeJS.ProcessEnv, out: ReviewConsole): Verdict {
  const { name, write, expect, accept } = values;
  if (plans.length === 0) throw new UsageError(`The form is ${NAME} PLAN...; found no plan.`);
  if (expect !== undefined) throw new UsageError('--expect goes with post, not with a review.');
  requireOnePlan(plans, { name }, accept);
  const output = {
    format: formatOf(values),
    ...(write !== undefined && { write: toWrite('--write', write, 'folder') }),
  };
  const accepted = acceptances(accept ?? []);
  const { nameOfFile, readPlanFile } = lazily.planFile();
  const options = { ...(name !== undefined && { name }), next: 'Give a file that terraform show -json printed.' };
  try {
    const targets = plans.map((file) => readPlanFile(file, options));
    return lazily.show().showReviews(targets, accepted, output, out);
  } catch (error) {
    if (error instanceof ReviewError && write !== undefined) {
      const { stage, message: reason, next } = error;
      const failed = { stage, reason, next: next.split('\n'), commit: null };
      const failures = plans.map((file) => ({ name: name ?? nameOfFile(file), ...failed }));
      lazily.show().writeFailures(failures, write, env, out);
    }
    throw error;
  }
}

async function post(
  files: readonly string[],
  { expect, ...values }: Values,
  env: NodeJS.ProcessEnv,
  out: ReviewConsole,
): Promise<void> {
  for (const option of ['accept', 'name', 'write', 'format'] as const) {
    if (values[option] !== undefined) throw new UsageError(`--${option} goes with a review, not with post.`);
  }
  if (files.length === 0 && expect === undefined) throw new UsageError(`The form is ${NAME} post REVIEW...`);
  await lazily.post().post(files, expect === undefined ? [] : expectedNames(expect), { env, by: NAME }, out);
}

function print(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
}
