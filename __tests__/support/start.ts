import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { isGroupAlive } from './group-ends';

/** The local run as a process, in a process group of its own, as a terminal starts it. */
export interface Started {
  child: ChildProcess;
  /** Lines on standard output so far, npm's banner not among them. */
  output: string[];
  /** Standard error so far. */
  errors(): string;
  /** Resolves with the JSON that `--json` prints when it is ready; rejects with its complaint when it ends before. */
  ready: Promise<{ endpoint: string; apiKey: string }>;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
  /** Resolves when a text comes up on standard error after this call. */
  says(text: string): Promise<void>;
  /** Ctrl-C: the signal goes to every process of the group. Resolves with the exit code. */
  interrupt(): Promise<number | null>;
}

/** `npm start -- args`. Interrupted, npm ends by the signal; the exit code of the run itself is only seen by `startCli`. */
export function npmStart(root: string, args: string[], environment?: NodeJS.ProcessEnv): Started {
  return start('npm', ['start', '--silent', '--', ...args], root, environment);
}

/** What `npm start` runs, without npm. */
export function startCli(root: string, args: string[], environment?: NodeJS.ProcessEnv): Started {
  return start(process.execPath, ['--require', './bin/run.cjs', 'local/cli.ts', ...args], root, environment);
}

const children: ChildProcess[] = [];

/** A test that fails half-way leaves nothing behind. */
afterAll(() => {
  for (const child of children) if (isGroupAlive(child.pid)) process.kill(-(child.pid as number), 'SIGKILL');
});

function start(command: string, args: string[], root: string, environment: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(command, args, {
    cwd: root,
    detached: true,
    env: { ...process.env, TMDB_API_KEY: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const output: string[] = [];
  let errors = '';
  const listeners = new Set<() => void>();
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
    for (const listener of listeners) listener();
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const ready = new Promise<{ endpoint: string; apiKey: string }>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      output.push(line);
      if (line.startsWith('{')) resolve(JSON.parse(line) as { endpoint: string; apiKey: string });
    });
    void ended.then((code) => reject(new Error(`It ended with ${code} before it was ready:\n${errors}`)));
  });
  ready.catch(() => undefined);
  return {
    child,
    output,
    errors: () => errors,
    ready,
    ended,
    says(text) {
      const from = errors.length;
      return new Promise((resolve) => {
        const look = (): void => {
          if (!errors.slice(from).includes(text)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
      });
    },
    async interrupt() {
      if (isGroupAlive(child.pid)) process.kill(-(child.pid as number), 'SIGINT');
      return ended;
    },
  };
}
