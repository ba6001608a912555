import { join } from 'node:path';
import type { Context } from '../deployment/project';
import { parseArguments, UsageError, USAGE, type Arguments } from './arguments';
import type { Console } from './commands';
import { EXIT_CODES } from './exit-codes';
import type { ReviewConsole } from './review';

/* eslint-disable @typescript-eslint/no-require-imports -- each run loads what it needs: zod and AWS's clients take longer than the help or the review of a file */
const lazily = {
  commands: () => require('./commands') as typeof import('./commands'),
  json: () => require('../review/plan/json') as typeof import('../review/plan/json'),
  review: () => require('./review') as typeof import('./review'),
  failure: () => require('./failure') as typeof import('./failure'),
  explain: () => require('../deployment/explain') as typeof import('../deployment/explain'),
  post: () => require('./post') as typeof import('./post'),
  environment: (name: string) => (require('./environment') as typeof import('./environment')).findEnvironment(name),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** Whether standard output is for a program. */
const isJson = ({ json, review }: Arguments): boolean => json || review?.format === 'json';

/** `trinity`. The one place of it that touches the process: arguments, environment variables, output, signals, exit code. */
async function main(): Promise<number> {
  const args = parseArguments(process.argv.slice(2));
  if (args === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return EXIT_CODES.success;
  }
  const signal = stopSignal();
  const console_: Console & ReviewConsole = {
    /** For people: on standard error when standard output is for a program. */
    say: (lines: readonly string[]) => print(isJson(args) ? process.stderr : process.stdout, lines),
    result: (value: unknown) => void (isJson(args) && print(process.stdout, [lazily.json().writeJson(value, 2)])),
    warn: (lines: readonly string[]) => print(process.stderr, lines),
    terminal: { color: process.stdout.hasColors?.() === true, width: process.stdout.columns },
    input: process.stdin,
    prompt: process.stderr,
  };
  const project = { root: join(__dirname, '..'), env: process.env };
  let context: Context | undefined;
  try {
    if (args.command === 'review') return EXIT_CODES[await lazily.review().review(args, project, signal, console_)];
    if (args.command === 'post') {
      await lazily.post().post(args, project, console_);
      return EXIT_CODES.success;
    }
    const { environment } = args;
    context = environment === undefined ? undefined : { project, signal, environment: lazily.environment(environment) };
    await lazily.commands().run(args, project, context, signal, console_);
    return EXIT_CODES.success;
  } catch (error) {
    const { asFailure, renderFailure } = lazily.failure();
    const failure = asFailure(error, context, args, signal);
    if (args.command === 'review') await lazily.review().recordFailure(args, failure, project, console_);
    if (!failure.reported) {
      print(process.stderr, renderFailure(failure));
      console_.result({ error: { stage: failure.stage, reason: failure.message, next: failure.next.split('\n') } });
    }
    return EXIT_CODES[failure.stage];
  }
}

/** Aborts at Ctrl-C, SIGTERM or when the terminal goes away; what runs then is brought to an end that leaves nothing half-done. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) print(process.stderr, ['Stopping: what runs is brought to a safe end first.']);
      controller.abort();
    });
  }
  return controller.signal;
}

/** For a program that asked for JSON, though its arguments may not have been understood. */
function printError(stage: string, reason: string, next: string): void {
  if (!process.argv.includes('--json')) return;
  print(process.stdout, [JSON.stringify({ error: { stage, reason, next: [next] } }, null, 2)]);
}

function print(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
}

// Whoever reads may go before the end (`| head`): that must not stop an apply half-way.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof UsageError) {
      const next = 'npx trinity --help shows the commands.';
      print(process.stderr, [error.message, next]);
      printError('usage', error.message, next);
      process.exitCode = EXIT_CODES.usage;
      return;
    }
    print(process.stderr, [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
    printError('bug', lazily.explain().textOf(error), 'This is a fault of Trinity itself: report it.');
    process.exitCode = EXIT_CODES.bug;
  },
);
