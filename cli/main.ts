import type { Context, Project } from '../deployment/project';
import { DEFAULT_SYSTEM } from '../model/systems';
import { versionLine } from '../programs/parse-options';
import type { ReviewConsole } from '../packages/plan-review/src/cli/show';
import { errorJson, UsageError } from '../packages/plan-review/src/errors';
import { parseArguments, type Arguments } from './arguments';
import type { Console } from './commands';
import { EXIT_CODES } from './exit-codes';
import { COMMANDS, EnvironmentMissing } from './options';
import { usage } from './usage';

/* eslint-disable @typescript-eslint/no-require-imports -- each run loads what it needs: zod and AWS's clients take longer than the help or the review of a file */
const lazily = {
  commands: () => require('./commands') as typeof import('./commands'),
  json: () =>
    require('../packages/plan-review/src/plan/json') as typeof import('../packages/plan-review/src/plan/json'),
  review: () => require('./review') as typeof import('./review'),
  import: () => require('./import') as typeof import('./import'),
  failure: () => require('./failure') as typeof import('./failure'),
  lines: () =>
    require('../packages/plan-review/src/cli/failure') as typeof import('../packages/plan-review/src/cli/failure'),
  explain: () => require('../deployment/explain') as typeof import('../deployment/explain'),
  post: () => require('../packages/plan-review/src/cli/post') as typeof import('../packages/plan-review/src/cli/post'),
  synthesize: () => require('../build/synthesize') as typeof import('../build/synthesize'),
  environment: () => require('./environment') as typeof import('./environment'),
  environments: () => (require('../environments') as typeof import('../environments')).loadEnvironments(),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** What a command line is run with, of a process. */
export interface Runtime {
  readonly project: Project;
  /** Aborts when the command is to be brought to its end. */
  readonly signal: AbortSignal;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Whether standard output is for a program. */
const isJson = ({ json, ...of }: Arguments): boolean => json || (of.review ?? of.import)?.format === 'json';

/** Runs a command line to its end, whatever happens. @returns the exit code; why it is not 0 has been said */
export async function main(argv: readonly string[], runtime: Runtime): Promise<number> {
  const { stdout, stderr } = runtime;
  try {
    const args = parseArguments(argv);
    if (!('about' in args)) return await command(args, runtime);
    const { about } = args;
    print(stdout, [about === 'version' ? versionLine() : usage(about === 'all' ? undefined : about)]);
    return EXIT_CODES.success;
  } catch (error) {
    if (error instanceof UsageError) {
      const command = COMMANDS.find((one) => one === argv[0]);
      const help = command ? `${command} --help shows what goes with it.` : '--help shows the commands.';
      const next = `${error instanceof EnvironmentMissing ? environmentsThere() : ''}bin/trinity ${help}`;
      print(stderr, [error.message, next]);
      printError('usage', error.message, next);
      return EXIT_CODES.usage;
    }
    print(stderr, [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
    printError('bug', lazily.explain().textOf(error), 'This is a fault of Trinity itself: report it.');
    return EXIT_CODES.bug;
  }

  /** For a program that asked for JSON, though its arguments may not have been understood. */
  function printError(stage: string, reason: string, next: string): void {
    if (!argv.includes('--json')) return;
    print(stdout, [JSON.stringify(errorJson(stage, reason, next), null, 2)]);
  }
}

/** Nothing while a configuration is not valid: the command itself will say so. */
function environmentsThere(): string {
  try {
    const names = lazily.environments().map(({ name }) => name);
    return `Environments: ${names.join(', ')}. `;
  } catch {
    return '';
  }
}

async function command(args: Arguments, { project, signal, stdin, stdout, stderr }: Runtime): Promise<number> {
  const console_: Console & ReviewConsole = {
    /** For people: on standard error when standard output is for a program. */
    say: (lines: readonly string[]) => print(isJson(args) ? stderr : stdout, lines),
    result: (value: unknown) => void (isJson(args) && print(stdout, [lazily.json().writeJson(value, 2)])),
    warn: (lines: readonly string[]) => print(stderr, lines),
    terminal: { color: stdout.hasColors?.() === true, width: stdout.columns },
    input: stdin,
    prompt: stderr,
  };
  let context: Context | undefined;
  const ended = new AbortController();
  try {
    if (args.command === 'review') return EXIT_CODES[await lazily.review().review(args, project, signal, console_)];
    if (args.command === 'post') {
      const { targets = [], expected = [] } = args;
      await lazily.post().post(targets, expected, { env: project.env, by: 'trinity review' }, console_);
      return EXIT_CODES.success;
    }
    const { environment } = args;
    // It takes as long as AWS's clients take to load, in processes of its own.
    const { root } = project;
    const until = AbortSignal.any([signal, ended.signal]);
    const building =
      args.command === 'deploy' && environment !== undefined
        ? lazily.synthesize().startBuild({ root, environment, signal: until })
        : undefined;
    if (environment !== undefined) {
      context = {
        project,
        signal,
        system: DEFAULT_SYSTEM,
        environment: lazily.environment().findEnvironment(environment, args.command),
      };
    }
    if (args.import && context) return EXIT_CODES[await lazily.import().importTables(args.import, context, console_)];
    await lazily.commands().run(args, project, context, signal, console_, building);
    return EXIT_CODES.success;
  } catch (error) {
    const failure = lazily.failure().asFailure(error, context, args, signal);
    if (args.command === 'review') await lazily.review().recordFailure(args, failure, project, console_);
    if (!failure.reported) {
      const { stage, message, next } = failure;
      print(stderr, lazily.lines().failureLines(message, next));
      console_.result(errorJson(stage, message, next));
    }
    return EXIT_CODES[failure.stage];
  } finally {
    ended.abort(); // refused before it was needed, what is being built ends too
  }
}

function print(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
}
