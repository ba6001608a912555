import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Finished {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted, the program and all that it has started get one SIGINT: they end as they see fit, and are waited for. */
  readonly signal?: AbortSignal;
  /** Told each line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
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
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // All of its group, as a terminal does: npm, for one, passes nothing on.
  const interrupt = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    } catch {
      // all of them have ended
    }
  };
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
    return { status, stdout, stderr };
  } finally {
    options.signal?.removeEventListener('abort', interrupt);
  }
}
