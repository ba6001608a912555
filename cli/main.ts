import { endOf, errorJson } from '../programs/end';
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
    const end = endOf(error, { exitCodes: EXIT_CODES, help: helpFor(error, argv[0]), program: 'Trinity' });
    print(stderr, end.lines);
    if (argv.includes('--json')) {
      // The arguments may not have been understood.
      const reason = end.stage === 'bug' ? inFull(error) : end.reason;
      print(stdout, [JSON.stringify(errorJson({ ...end, reason }), null, 2)]);
    }
    return end.exitCode;
  }
}

/** Where a command line that was not understood is explained. */
function helpFor(error: unknown, name: string | undefined): string {
  const command = COMMANDS.find((one) => one.name === name);
  const help = command ? `${command.name} --help shows what goes with it.` : '--help shows the commands.';
  return `${error instanceof EnvironmentMissing ? environmentsThere() : ''}bin/trinity ${help}`;
}

/** The causes, too. */
function inFull(error: unknown): string {
  const { textOf }: typeof import('../deployment/explain') = require('../deployment/explain');
  return textOf(error);
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
  const results: unknown[] = [];
  let failed: ReturnType<typeof errorJson> | undefined;
  let isOne = true;
  /** Stacks that it has been through. */
  const done: string[] = [];
  const out: Console = {
    /** For people: on standard error when standard output is for a program. */
    say: (lines) => print(isJson ? stderr : stdout, lines),
    result(value) {
      results.push(value);
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
    const takes = command.takesOne?.(args) ? 'one' : command.takes;
    const systems = systemsFor(takes, environment, system);
    isOne = systems.length === 1;
    for (const one of systems) {
      const context = contextOf({ project, signal, system: one, environment });
      if (!isOne) out.say([`${context.stack.name}:`]);
      const end = await command.run(args, context, out, begun);
      if (end !== undefined && end !== 'success') return end;
      done.push(context.stack.name);
    }
    return 'success';
  } catch (error) {
    const { asFailure }: typeof import('./failure') = require('./failure');
    const failure = asFailure(error, command, signal, environment);
    const end = endOf(failure);
    print(stderr, [...end.lines, ...(done.length > 0 ? [`Done before it: ${done.join(', ')}.`] : [])]);
    if (!failure.reported) failed = errorJson(end);
    return failure.stage;
  } finally {
    if (isJson && (results.length > 0 || failed)) {
      const json: typeof import('../packages/plan-review/src/plan/json') = require('../packages/plan-review/src/plan/json');
      print(stdout, [json.writeJson(isOne ? (results[0] ?? failed) : { systems: results, ...failed }, 2)]);
    }
    ended.abort(); // refused before it was needed, what was begun ends too
  }
}

function print(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
}
