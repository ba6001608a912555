import type { Context, Project } from '../../deployment/project';
import type { Stage } from '../../deployment/errors';
import { SYSTEMS, type SystemName } from '../../model/systems';
import { REVIEW_OPTIONS } from '../../packages/plan-review/src/cli/arguments';
import type { Option } from '../../packages/plan-review/src/cli/help';
import type { ReviewConsole, Verdict } from '../../packages/plan-review/src/cli/show';
import type { parseOptions } from '../../programs/parse-options';

/** Where a command says what it does. */
export interface Console extends ReviewConsole {
  readonly input: NodeJS.ReadStream;
  /** Where a question is put. */
  readonly prompt: NodeJS.WriteStream;
}

/** What every command takes beside its own. */
const EVERYWHERE = { json: REVIEW_OPTIONS.json };

/** Beside them, of a command that takes a system. Help, and what it means, are the same everywhere. */
const OF_SYSTEM = {
  system: { type: 'string', value: 'NAME', help: `of the environment: ${SYSTEMS.join(', ')}; ENV-NAME says the same` },
} as const;

/** An option that is given or not. */
export const flag = (help: string) => ({ type: 'boolean', default: false, help }) as const;

/** An option with a value. @param value what stands for it in the help */
export const valued = (value: string, help: string) => ({ type: 'string', value, help }) as const;

/** The same, of one system: a command that does not go through that one refuses it. Its help says whose it is. */
export const ofSystem = (system: SystemName, value: string, help: string) =>
  ({ ...valued(value, `${system}: ${help}`), of: system }) as const;

/** One of a command. */
export type CommandOption = Option & { readonly of?: SystemName };
type Options = Readonly<Record<string, CommandOption>>;
export type Values<Own extends Options> = ReturnType<typeof parseOptions<Own & typeof EVERYWHERE>>['values'];

interface Definition<Own extends Options, Args> {
  readonly name: string;
  /** What stands after the name, and after `ENV`: `LOCK_ID`, `ACTION TENANT`, or one or more, `PLAN...`. Default: nothing. */
  readonly operands?: string;
  /** An option that may stand in the place of the operands. */
  readonly operandsOr?: keyof Own & string;
  /** A line of the list of commands: what it does. */
  readonly does: string;
  /** Command lines, without `bin/trinity`. */
  readonly examples: readonly [string, ...string[]];
  /** In the order of the help. `--json` goes with each command. */
  readonly options?: Own;
  /** What its words mean to it. @param operands without the environment @throws UsageError */
  args(values: Values<Own>, operands: readonly string[]): Args;
}

/** What was asked for and has no verdict is done. */
type End = Promise<Verdict | void>;

/** What a command knows that is on no environment. */
export type OnCheckout = Pick<Context, 'project' | 'signal'>;

interface OnProject<Own extends Options, Args> extends Definition<Own, Args> {
  readonly on: 'project';
  run(args: Args, on: OnCheckout, out: Console): End;
}

interface OnEnvironment<Own extends Options, Args, Begun> extends Definition<Own, Args> {
  /**
   * Its first operand is an environment. A command on what is `deployed` looks at that, or mends it: a mistake in another
   * environment's file does not stop it. The others bring a configuration to AWS.
   */
  readonly on: 'environment' | 'deployed';
  /**
   * Whether it takes each of the environment's systems in the order in which they are deployed, or from the last to the first, or the one that
   * `--system` names; one of them, the first unless `--system` names another; or none: it is about the place. Default: each.
   */
  readonly takes?: 'each' | 'each, the last first' | 'one' | 'place';
  /** The one system that it is about: `--system` is no option of it. Default: any of them, as `takes` says. */
  readonly of?: SystemName;
  /** Whether, asked like this, it is about one system after all. Default: no. */
  takesOne?(args: Args): boolean;
  /** What a fault of the outside world is, where something may have been changed by then. Default: `invalid`. */
  readonly outside?: Stage;
  /** Begins what takes long before the environment is loaded. @param signal aborts when the command ends, too */
  begin?(project: Project, environment: string, signal: AbortSignal): Begun;
  run(args: Args, context: Context, out: Console, begun: Begun): End;
}

/** A command of `bin/trinity`, for who knows nothing of what it takes. */
export type Command = (OnProject<Options, unknown> | OnEnvironment<Options, unknown, unknown>) & {
  readonly options: Options & typeof EVERYWHERE;
};

/**
 * A command: on top what it is, then what it does. What its action needs is loaded by the action: the help loads each command.
 *
 * @throws DeploymentError from `run` when it did not do what it was told
 */
export function command<const Own extends Options, Args, Begun>(
  definition: OnProject<Own, Args> | OnEnvironment<Own, Args, Begun>,
): Command {
  // Whoever has parsed by these options gives the action what it takes.
  const takesSystem = definition.on !== 'project' && definition.takes !== 'place' && definition.of === undefined;
  const options = { ...definition.options, ...(takesSystem && OF_SYSTEM), ...EVERYWHERE };
  return { ...definition, options } as unknown as Command;
}
