import { constants } from 'node:os';

/** What these do where nobody listens: nothing. */
const IGNORED: readonly string[] = ['SIGCHLD', 'SIGCONT', 'SIGURG', 'SIGWINCH'];

/**
 * Keeps a function's signals to its own process: `process.kill(process.pid)` ends its execution environment, as on Lambda. The
 * process of a worker thread is the whole local run's.
 *
 * @param end ends this thread; told the signal
 */
export function containSignals(process: NodeJS.Process, end: (signal: NodeJS.Signals) => never): void {
  const send = process.kill.bind(process);
  process.kill = (pid, signal = 'SIGTERM') => {
    const isOwn = [process.pid, -process.pid, 0].includes(Number(pid)); // 0 and less: a group of processes
    const names = Object.keys(constants.signals) as NodeJS.Signals[];
    const name = names.find((one) => one === signal || constants.signals[one] === signal);
    if (!isOwn || name === undefined) return send(pid, signal); // 0 only asks, and what is no signal is refused
    if (process.listenerCount(name) > 0) process.emit(name, name);
    else if (!IGNORED.includes(name)) end(name);
    return true;
  };
}
