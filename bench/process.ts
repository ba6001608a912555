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

/** Resident memory of a process and all its descendants, in KiB; 0 where the system has no /proc. */
function treeResidentKiB(root: number): number {
  const children = new Map<number, number[]>();
  const resident = new Map<number, number>();
  let entries: string[];
  try {
    entries = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return 0;
  }
  for (const entry of entries) {
    try {
      const status = readFileSync(`/proc/${entry}/status`, 'utf8');
      const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
      resident.set(Number(entry), Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0));
    } catch {
      // The process ended between the two reads.
    }
  }
  const sum = (pid: number): number =>
    (resident.get(pid) ?? 0) + (children.get(pid) ?? []).reduce((total, child) => total + sum(child), 0);
  return sum(root);
}
