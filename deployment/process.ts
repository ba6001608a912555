import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Finished {
  /** Null when a signal ended it. */
  readonly status: number | null;
  /** Whether it was told to end more than once (`endRunning`). */
  readonly wasHurried: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** What others may not do with the files that it makes, such as `077`. Default: that of this process */
  readonly umask?: string;
  /** Aborted, the program and all that it has started get one SIGINT: they end as they see fit, and are waited for. */
  readonly signal?: AbortSignal;
  /** Told each line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
}

/** A program that has not ended. */
interface Running {
  readonly command: string;
  readonly send: (signal: NodeJS.Signals) => void;
  wasHurried: boolean;
}

/** All that this process waits for, whoever has started it: none is out of reach of who does not want to wait any more. */
const RUNNING = new Set<Running>();

/**
 * Tells each program that runs, and all that it has started, to end now: for who does not want to wait for its own end.
 *
 * @param signal SIGINT asks; Terraform takes a second one as an order to drop everything. SIGKILL does not ask
 * @returns what they are called; none when nothing runs
 */
export function endRunning(signal: 'SIGINT' | 'SIGKILL'): string[] {
  return [...RUNNING].map((program) => {
    program.wasHurried = true;
    program.send(signal);
    return program.command;
  });
}

/**
 * Runs a program to its end. It leads a process group of its own: a terminal's Ctrl-C reaches it once, from here, because
 * Terraform takes a second SIGINT as an order to drop everything.
 *
 * @throws the error of the operating system when it cannot be started (`code` ENOENT: there is no such program); what
 *   `onLine` throws, after the program has ended
 */
export async function runProcess(command: string, args: readonly string[], options: ProcessOptions): Promise<Finished> {
  options.signal?.throwIfAborted();
  const [file, list] =
    options.umask === undefined
      ? [command, args]
      : ['/bin/sh', ['-c', `umask ${options.umask}; exec "$0" "$@"`, command, ...args]];
  const child = spawn(file, list, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // All of its group, as a terminal does: npm, for one, passes nothing on.
  const send = (signal: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // all of them have ended
    }
  };
  const interrupt = (): void => send('SIGINT');
  const program: Running = { command, send, wasHurried: false };
  RUNNING.add(program);
  options.signal?.addEventListener('abort', interrupt, { once: true });
  let stdout = '';
  let stderr = '';
  let broken: { readonly error: unknown } | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    stdout += `${line}\n`;
    try {
      options.onLine?.(line);
    } catch (error) {
      broken ??= { error };
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  try {
    const [status] = (await once(child, 'close')) as [number | null];
    if (broken) throw broken.error;
    return { status, wasHurried: program.wasHurried, stdout, stderr };
  } finally {
    RUNNING.delete(program);
    options.signal?.removeEventListener('abort', interrupt);
  }
}
