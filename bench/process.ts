import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** What one run of a command cost, its child processes included. */
export interface ProcessCost {
  /** Wall time in milliseconds. */
  readonly wallMs: number;
  /** Highest resident memory of the whole process tree, in MiB; undefined where there is no /proc. */
  readonly peakMiB: number | undefined;
}

/** How often memory is looked at. The tree's peak between two looks is missed, so keep it well under a phase's length. */
const samplingMs = 10;

/**
 * Runs a command to its end and measures it. Throws with the command's own words when it fails.
 *
 * @param options.status how it has to end. Default: 0
 */
export function measureProcess(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv; status?: number },
): Promise<ProcessCost> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { cwd: options.cwd, env: { ...process.env, ...options.env } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    let peak = 0;
    const timer = setInterval(() => (peak = Math.max(peak, treeResidentKiB(child.pid!))), samplingMs);
    child.on('error', (error) => {
      clearInterval(timer);
      reject(error);
    });
    child.on('close', (code) => {
      clearInterval(timer);
      const wallMs = performance.now() - start;
      if (code === (options.status ?? 0)) resolve({ wallMs, peakMiB: peak > 0 ? peak / 1024 : undefined });
      else reject(new Error(`${command} ${args.join(' ')} ended with exit code ${code}:\n${output.slice(-2000)}`));
    });
  });
}

/** Resident memory of a process and all its descendants, in KiB; 0 where the system has no /proc, and once it ended. */
function treeResidentKiB(pid: number): number {
  try {
    const own = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    return childrenOf(pid).reduce((total, child) => total + treeResidentKiB(child), own);
  } catch {
    return 0;
  }
}

/** Of each thread: a look at all processes of the machine would cost as much as what is measured. */
const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    (readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').match(/\d+/g) ?? []).map(Number),
  );
