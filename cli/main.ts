import { errorJson, UsageError } from '../packages/plan-review/src/errors';
import { versionLine } from '../programs/parse-options';
import type { Environment } from '../environments';
import type { Project } from '../deployment/project';
import { EnvironmentMissing, parseArguments, type Arguments } from './arguments';
import { COMMANDS } from './commands';
import type { Console } from './commands/command';
import { EXIT_CODES, type End } from './exit-codes';
import { usage } from './usage';

/** What a command line is run with, of a process. */
export interface Runtime {
  readonly project: Project;
  /** Aborts when the command is to be brought to its end. */
  readonly signal: AbortSignal;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Runs a command line to its end, whatever happens. @returns the exit code; why it is not 0 has been said */
export async function main(argv: readonly string[], runtime: Runtime): Promise<number> {
  const { stdout, stderr } = runtime;
  try {
    const asked = parseArguments(argv);
    if (!('about' in asked)) return EXIT_CODES[await run(asked, runtime)];
    const { about } = asked;
    print(stdout, [about === 'version' ? versionLine() : usage(about === 'all' ? undefined : about)]);
    return EXIT_CODES.success;
  } catch (error) {
    if (error instanceof UsageError) {
      const command = COMMANDS.find(({ name }) => name === argv[0]);
      const help = command ? `${command.name} --help shows what goes with it.` : '--help shows the commands.';
      const next = `${error instanceof EnvironmentMissing ? environmentsThere() : ''}bin/trinity ${help}`;
      print(stderr, [error.message, next]);
      printError('usage', error.message, next);
      return EXIT_CODES.usage;
    }
    print(stderr, [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
    const { textOf }: typeof import('../deployment/explain') = require('../deployment/explain');
    printError('bug', textOf(error), 'This is a fault of Trinity itself: report it.');
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
    const { loadEnvironments }: typeof import('../environments') = require('../environments');
    const names = loadEnvironments().map(({ name }) => name);
    return `Environments: ${names.join(', ')}. `;
  } catch {
    return '';
  }
}

/** @returns how it ended; why, where that is not success, has been said */
async function run(
  { command, environment: name, system, args, isJson }: Arguments,
  { project, signal, stdin, stdout, stderr }: Runtime,
): Promise<End> {
  const out: Console = {
    /** For people: on standard error when standard output is for a program. */
    say: (lines) => print(isJson ? stderr : stdout, lines),
    result(value) {
      if (!isJson) return;
      const json: typeof import('../packages/plan-review/src/plan/json') = require('../packages/plan-review/src/plan/json');
      print(stdout, [json.writeJson(value, 2)]);
    },
    warn: (lines) => print(stderr, lines),
    terminal: { color: stdout.hasColors?.() === true, width: stdout.columns },
    input: stdin,
    prompt: stderr,
  };
  let environment: Environment | undefined;
  const ended = new AbortController();
  try {
    if (command.on === 'project') return (await command.run(args, { project, signal }, out)) ?? 'success';
    const begun = command.begin?.(project, name!, AbortSignal.any([signal, ended.signal]));
    const { findEnvironment, systemsFor }: typeof import('./environment') = require('./environment');
    environment = findEnvironment(name!, command.on);
    const { contextOf }: typeof import('../deployment/project') = require('../deployment/project');
    const systems = systemsFor(command, environment, system);
    for (const one of systems) {
      const context = contextOf({ project, signal, system: one, environment });
      if (systems.length > 1) out.say([`${context.stack.name}:`]);
      const end = await command.run(args, context, out, begun);
      if (end !== undefined && end !== 'success') return end;
    }
    return 'success';
  } catch (error) {
    const { asFailure }: typeof import('./failure') = require('./failure');
    const { stage, message, next, reported } = asFailure(error, command, signal, environment);
    if (!reported) {
      const shown: typeof import('../packages/plan-review/src/cli/failure') = require('../packages/plan-review/src/cli/failure');
      print(stderr, shown.failureLines(message, next));
      out.result(errorJson(stage, message, next));
    }
    return stage;
  } finally {
    ended.abort(); // refused before it was needed, what was begun ends too
  }
}

function print(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
}
