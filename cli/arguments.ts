import { partsOfStack } from '../environments/stack';
import { nearest } from '../keys/nearest';
import { own } from '../keys/own';
import { explainUnknownSystem, isSystem, type SystemName } from '../model/systems';
import { UsageError } from '../programs/user-error';
import { parseOptions } from '../programs/parse-options';
import { COMMANDS } from './commands';
import type { Command, CommandOption } from './commands/command';

/** A command line that lacks the environment. */
export class EnvironmentMissing extends UsageError {}

/** What may stand in the place of a command. */
const WORDS = [...COMMANDS.map(({ name }) => name), 'help', 'version'];

export interface Arguments {
  readonly command: Command;
  /** Undefined for a command on the project. */
  readonly environment?: string;
  /** The one that is named. */
  readonly system?: SystemName;
  /** What `command.run` takes. */
  readonly args: unknown;
  /** Whether standard output is for a program. */
  readonly isJson: boolean;
}

/** What is asked for instead of a command: words about one, or about all. */
export interface Asked {
  readonly about: 'version' | Command | 'all';
}

/** @throws UsageError */
export function parseArguments(argv: readonly string[]): Arguments | Asked {
  // One name may be an option of several commands, with a value or without: here that of the command meant, or of the first.
  const guessed = commandOf(argv.find((one) => commandOf(one)));
  const inTurn = [...[...COMMANDS].reverse(), ...(guessed ? [guessed] : [])];
  const every = Object.fromEntries(inTurn.flatMap(({ options }) => Object.entries(options)));
  const { values, positionals } = parseOptions(argv, every, refuserOf(guessed));
  if (values.version || positionals[0] === 'version') return { about: 'version' };
  const isHelp = positionals[0] === 'help';
  const [name, ...operands] = isHelp ? positionals.slice(1) : positionals;
  if (argv.length === 0 || ((values.help || isHelp) && name === undefined)) return { about: 'all' };
  const command = commandOf(name);
  if (!command) {
    const missing = name === undefined ? 'The command is missing.' : `There is no command "${name}".${question(name)}`;
    throw new UsageError(`${missing} There are ${WORDS.join(', ')}.`);
  }
  if (values.help || isHelp) return { about: command };
  requireOperands(command, operands, values);
  refuseForeign(command, values);
  return read(command, argv);
}

const commandOf = (name: string | undefined): Command | undefined => COMMANDS.find((one) => one.name === name);

/** With the command's own example of an option whose value is missing. */
const refuserOf =
  (command: Command | undefined) =>
  (message: string, cause: unknown, valueless = '') => {
    const example = command?.examples.find((one) => valueless !== '' && one.split(' ').includes(`--${valueless}`));
    return new UsageError(`${message}${example === undefined ? '' : ` For example: bin/trinity ${example}`}`, {
      cause,
    });
  };

/** What the command itself makes of it. */
function read(command: Command, argv: readonly string[]): Arguments {
  const { values, positionals } = parseOptions(argv, command.options, refuserOf(command));
  const isJson = values.json || own(values, 'format') === 'json';
  const operands = positionals.slice(1);
  if (command.on === 'project') return { command, args: command.args(values, operands), isJson };
  const [named, ...rest] = operands;
  const asked = command.of ?? systemIn(values);
  const { environment, system = asked } = command.takes === 'place' ? { environment: named! } : partsOfStack(named!);
  if (asked !== undefined && asked !== system) {
    const other = command.of === undefined ? `--system ${asked}` : `${command.name}, which is about ${asked}`;
    throw new UsageError(`${named} is of the system ${system}: it does not go with ${other}.`);
  }
  if (system !== undefined) refuseOfOther(system, command, values);
  return { command, environment, ...(system && { system }), args: command.args(values, rest), isJson };
}

/** An option of a system that the command does not go through. */
function refuseOfOther(system: SystemName, { options }: Command, values: Given): void {
  for (const [name, { of }] of Object.entries<CommandOption>(options)) {
    if (of === undefined || of === system || own(values, name) === undefined) continue;
    throw new UsageError(`--${name} is of the system ${of}: it does not go with ${system}.`);
  }
}

function systemIn(values: Given): SystemName | undefined {
  const name = own(values, 'system');
  if (typeof name !== 'string') return undefined;
  if (isSystem(name)) return name;
  throw new UsageError(explainUnknownSystem(name));
}

function question(name: string): string {
  const meant = nearest(name, WORDS);
  return meant === undefined ? '' : ` Did you mean ${meant}?`;
}

type Given = Readonly<Record<string, unknown>>;

function requireOperands({ name, on, operands, operandsOr }: Command, found: readonly string[], values: Given): void {
  const wanted = [...(on === 'project' ? [] : ['ENVIRONMENT']), ...(operands?.split(' ') ?? [])];
  const isSeveral = operands?.endsWith('...') && found.length > wanted.length;
  const isReplaced = operandsOr !== undefined && own(values, operandsOr) !== undefined;
  if (found.length === wanted.length || isSeveral || isReplaced) return;
  const form = ['bin/trinity', name, ...wanted].join(' ').replace('...', '');
  const message = `The form is ${form}; found ${found.join(' ') || 'nothing'} after ${name}.`;
  throw found.length === 0 && on !== 'project' ? new EnvironmentMissing(message) : new UsageError(message);
}

/** An option that the command would ignore is a mistake. */
function refuseForeign(command: Command, values: Given): void {
  for (const [option, value] of Object.entries(values)) {
    if (value === undefined || value === false || own(command.options, option) !== undefined) continue;
    const others = COMMANDS.filter(({ options }) => own(options, option) !== undefined).map(({ name }) => name);
    throw new UsageError(`--${option} goes with ${others.join(', ')}, not with ${command.name}.`);
  }
}
