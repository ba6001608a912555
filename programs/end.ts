import { own } from '../keys/own';
import { CommandError, OutsideError, ProgramError } from './errors';
import { isError, UsageError, UserError } from './user-error';
import { visible } from './visible';

/** How a program ends that something has stopped. */
export interface End {
  /** What it counts as: `usage`, `bug`, or the error's own word. */
  readonly stage: string;
  readonly reason: string;
  /** What to do, a step a line; empty where the reason says it. */
  readonly next: string;
  /** For a person; none when all is said. */
  readonly lines: readonly string[];
  readonly exitCode: number;
}

export interface EndOptions {
  /** By stage. Default: 64 (EX_USAGE of sysexits.h) for a command line that was not understood, 1 for anything else */
  readonly exitCodes?: Readonly<Record<string, number>>;
  /** What to do about a command line that was not understood. Default: the message says it */
  readonly help?: string;
  /** Whose fault a bug is. Default: `the program` */
  readonly program?: string;
}

/** What every program says of an error, and its exit code. */
export function endOf(error: unknown, options: EndOptions = {}): End {
  const said = explain(error, options);
  const { exitCodes = {} } = options;
  return { ...said, exitCode: own(exitCodes, said.stage) ?? (said.stage === 'usage' ? 64 : 1) };
}

/**
 * The end of a program that only says what stopped it, on standard error.
 *
 * @returns the exit code
 * @throws the error itself when it is a bug: bin/run.cjs says it
 */
export function sayEnd(error: unknown, exitCodes?: EndOptions['exitCodes']): number {
  if (!(error instanceof ProgramError)) throw error;
  const { lines, exitCode } = endOf(error, { ...(exitCodes && { exitCodes }) });
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  return exitCode;
}

function explain(error: unknown, { help = '', program = 'the program' }: EndOptions): Omit<End, 'exitCode'> {
  if (!(error instanceof ProgramError)) {
    const stack = isError(error) ? (error.stack ?? error.message) : String(error);
    const next = `This is a fault of ${program} itself: report it.`;
    return { stage: 'bug', reason: String(error), next, lines: [stack] };
  }
  const { stage } = error;
  const reason =
    error instanceof OutsideError && error.operation ? `${error.operation}: ${error.message}` : error.message;
  const next = error.next ?? (error instanceof UsageError ? help : '');
  if (error instanceof UserError) return { stage, reason, next, lines: [reason, ...(next === '' ? [] : [next])] };
  const isSaid = error instanceof CommandError && error.reported;
  return { stage, reason, next, lines: isSaid ? [] : failureLines(reason, next) };
}

/** Why something ended early: lines for a person, who sees every character of what others have named. */
export const failureLines = (message: string, next: string): string[] => [
  ...message.split('\n').map(visible),
  ...next.split('\n').map((step) => `next: ${visible(step)}`),
];

/** For a program that asked for JSON. */
export const errorJson = ({ stage, reason, next }: Pick<End, 'stage' | 'reason' | 'next'>): object => ({
  error: { stage, reason, next: next.split('\n') },
});
