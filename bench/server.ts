import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Runs a program of this folder in a process of its own, so that its work is not counted as the reader's, until `use` has ended. It
 * talks by messages: first what it says when it is ready; at `close` it ends.
 *
 * @throws Error when it ends before it is ready
 */
export async function withServer<Ready, T>(
  file: string,
  args: readonly string[],
  use: (server: ChildProcess, ready: Ready) => Promise<T>,
): Promise<T> {
  const server = fork(join(__dirname, file), args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(server, 'exit').then(() => {
    throw new Error(`${file} ended before it was ready.`);
  });
  try {
    const [ready] = (await Promise.race([once(server, 'message'), ended])) as [Ready];
    return await use(server, ready);
  } finally {
    if (server.connected) server.send('close');
    await ended.catch(() => undefined);
  }
}
