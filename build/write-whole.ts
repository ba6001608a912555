import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file whole or not at all, whenever the process, or the machine, ends: who reads it gets what was there before or
 * all that is there now. A link stays, and what it leads to is written. What a killed process has left unfinished,
 * `FILE.PID.new`, is removed by the next one that writes the file.
 *
 * @param mode permissions. Default: those of the file that is replaced; of a new one, what the process gives new files
 * @throws the operating system's error; then the file is as it was, and nothing is left beside it
 */
export function writeWhole(
  file: string,
  content: string | Uint8Array,
  { mode }: { readonly mode?: number } = {},
): void {
  const there = statSync(file, { throwIfNoEntry: false });
  const target = there ? realpathSync(file) : file;
  const permissions = mode ?? (there && there.mode & 0o7777);
  removeLeftovers(target);
  const unfinished = `${target}.${process.pid}.new`;
  try {
    // Exclusively: nobody has put a link there that leads elsewhere.
    writeFileSync(unfinished, content, { mode: permissions ?? 0o666, flag: 'wx', flush: true });
    if (permissions !== undefined) chmodSync(unfinished, permissions); // what the umask has taken
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  flushFolder(dirname(target)); // the new name itself
}

function removeLeftovers(file: string): void {
  const folder = dirname(file);
  const start = `${basename(file)}.`;
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(start) ? /^(\d+)\.new$/.exec(name.slice(start.length))?.[1] : undefined;
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

/** Whether another process has this number. In a container, the next one often has that of the one before. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's
  }
}

function flushFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
