import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

/** Runs the program until it ends, or until standard input does: then nobody is left who needs it. */
const GUARD = `
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
(cat <&3 >/dev/null; kill "$program" 2>/dev/null) &
wait "$program"
`;

/** A program that ends with this process. */
export interface Guarded {
  /** Exit code 127: there is no such program. */
  readonly child: ChildProcess;
  /** Ends it, and waits until it has ended. */
  readonly end: () => Promise<void>;
}

/** Starts a program that ends with this process, however that ends: only this process can close what a shell reads from. */
export function startGuarded(
  [program, ...args]: readonly [string, ...string[]],
  {
    stdio,
    ...options
  }: SpawnOptions & { readonly stdio: readonly [output: 'pipe' | 'ignore', errors: 'pipe' | 'ignore'] },
): Guarded {
  const child = spawn('sh', ['-c', GUARD, 'sh', program, ...args], { ...options, stdio: ['pipe', ...stdio] });
  child.on('error', () => undefined); // its exit code says so
  const exited = once(child, 'exit').catch(() => undefined);
  return {
    child,
    end: async () => {
      child.stdin?.destroy();
      await exited;
    },
  };
}
