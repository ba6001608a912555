import { join } from 'node:path';
import { DeploymentError } from '../deployment/errors';
import { explain, textOf } from '../deployment/explain';
import type { Context } from '../deployment/project';
import { isOutside } from '../deployment/recording';
import { ConfigurationError, loadEnvironments } from '../environments';
import { parseArguments, UsageError, USAGE, type Arguments } from './arguments';
import { run } from './commands';
import { EXIT_CODES } from './exit-codes';
import { renderFailure } from './render';

/** `trinity`. The one place of it that touches the process: arguments, environment variables, output, signals, exit code. */
async function main(): Promise<number> {
  const args = parseArguments(process.argv.slice(2));
  if (args === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return EXIT_CODES.success;
  }
  const signal = stopSignal();
  const console_ = {
    /** For people: on standard error when standard output is for a program. */
    say: (lines: readonly string[]) => print(args.json ? process.stderr : process.stdout, lines),
    result: (value: unknown) => args.json && print(process.stdout, [JSON.stringify(value, null, 2)]),
    input: process.stdin,
    prompt: process.stderr,
  };
  const project = { root: join(__dirname, '..'), env: process.env };
  let context: Context | undefined;
  try {
    context = args.environment === undefined ? undefined : { project, signal, environment: find(args.environment) };
    await run(args, project, context, signal, console_);
    return EXIT_CODES.success;
  } catch (error) {
    const failure = asFailure(error, context, args, signal);
    if (!failure.reported) {
      print(process.stderr, renderFailure(failure));
      console_.result({ error: { stage: failure.stage, reason: failure.message, next: failure.next.split('\n') } });
    }
    return EXIT_CODES[failure.stage];
  }
}

function find(name: string): Context['environment'] {
  const environments = loadEnvironments();
  const found = environments.find((environment) => environment.name === name);
  if (found) return found;
  const names = environments.map((environment) => environment.name).join(', ');
  throw new DeploymentError('invalid', `There is no environment "${name}".`, `There are ${names} (environments/).`);
}

/** @throws the error itself when it is a bug */
function asFailure(
  error: unknown,
  context: Context | undefined,
  args: Arguments,
  signal: AbortSignal,
): DeploymentError {
  if (error instanceof DeploymentError) return error;
  if (error instanceof ConfigurationError) return new DeploymentError('invalid', error.message, 'Set what is allowed.');
  if (signal.aborted) {
    return new DeploymentError('interrupted', `Interrupted: ${args.command}.`, 'Run the command again.', {
      cause: error,
    });
  }
  if (!context || !isOutside(error)) throw error;
  const { reason, next } = explain(textOf(error), context.environment);
  return new DeploymentError(OUTSIDE[args.command] ?? 'invalid', reason, next, { cause: error });
}

/** The stage of a command that the outside world has stopped, where something may have been changed by then. */
const OUTSIDE: Readonly<Partial<Record<Arguments['command'], DeploymentError['stage']>>> = {
  bootstrap: 'apply',
  verify: 'verification',
  performance: 'performance',
};

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
    printError('bug', textOf(error), 'This is a fault of Trinity itself: report it.');
    process.exitCode = EXIT_CODES.bug;
  },
);
