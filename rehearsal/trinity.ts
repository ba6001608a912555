import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Report } from '../deployment/report/schema';
import { own } from '../keys/own';
import type { SystemName } from '../model/systems';
import { IDENTITIES, type Identity } from './identities';
import { commandsOf, type Runbook } from './runbooks';

/** A command that has ended. */
export interface Ended {
  readonly command: string;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface Running {
  readonly ended: Promise<Ended>;
  /** Kills it and every process that it has started, at once, as when the machine goes away. */
  kill(): void;
}

/** Commands of `bin/trinity` that are on an environment as a whole. */
const ON_PLACE = ['bootstrap', 'copies', 'import'];

/** Runs the programs of a checkout, as a person at a terminal would, and keeps all that they say. */
export class Shell {
  /**
   * @param system that commands are on. Undefined: the whole environment
   * @param transcript everything that was said, to be searched for secrets
   * @param followed `deploy: bin/trinity status staging`: what was run as a runbook has it
   */
  constructor(
    private readonly root: string,
    private readonly environment: string,
    private readonly system: SystemName | undefined,
    readonly env: NodeJS.ProcessEnv,
    readonly transcript: { readonly where: string; readonly text: string }[] = [],
    readonly followed = new Set<string>(),
  ) {}

  /** The same terminal, with somebody else's credentials. */
  as(identity: Identity): Shell {
    const env = { ...this.env, AWS_ACCESS_KEY_ID: IDENTITIES[identity] };
    return new Shell(this.root, this.environment, this.system, env, this.transcript, this.followed);
  }

  /** The same terminal, at another system of the environment, or at the whole of it. */
  in(system: SystemName | undefined): Shell {
    return new Shell(this.root, this.environment, system, this.env, this.transcript, this.followed);
  }

  /** A command on the environment: on the system of it, unless it takes none. */
  trinity(command: string, ...args: string[]): Promise<Ended> {
    return this.run('bin/trinity', command, this.operand(command), ...args);
  }

  /** What stands after a command's name. */
  operand(command: string): string {
    const isWhole = this.system === undefined || ON_PLACE.includes(command);
    return isWhole ? this.environment : `${this.environment}-${this.system}`;
  }

  /**
   * Runs a command of a runbook.
   *
   * @param command as the runbook has it, for staging
   * @param values for what it has in capitals
   * @param more arguments, for want of a terminal
   * @throws Error when the runbook does not have it
   */
  follow(
    { runbook, command, values = {} }: { runbook: Runbook; command: string; values?: Readonly<Record<string, string>> },
    ...more: string[]
  ): Promise<Ended> {
    if (!commandsOf(this.root, runbook).includes(command)) {
      throw new Error(`docs/runbooks/${runbook}.md has no command "${command}"`);
    }
    this.followed.add(`${runbook}: ${command}`);
    const [program, name, ...words] = command.split(' ');
    const args = words.map((word) => own(values, word) ?? (word === 'staging' ? this.operand(name!) : word));
    return this.run(program!, name!, ...args, ...more);
  }

  start(program: string, args: readonly string[]): Running {
    const start = performance.now();
    const child = spawn(program, args, { cwd: this.root, env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const command = [program, ...args].join(' ');
    const ended = once(child, 'close').then(([code]) => {
      this.transcript.push({ where: command, text: `${command}\n${stdout}\n${stderr}` });
      return { command, code: code as number | null, stdout, stderr, seconds: (performance.now() - start) / 1000 };
    });
    return { ended, kill: () => killTree(child) };
  }

  run(program: string, ...args: string[]): Promise<Ended> {
    return this.start(program, args).ended;
  }
}

/** Terraform runs in a process group of its own: children are found by their parents. */
function killTree({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  for (const one of [pid, ...descendants(pid)]) {
    // The list is made before the first of them dies: an orphan's parent is another.
    try {
      process.kill(one, 'SIGKILL');
    } catch {
      // ended in the meantime
    }
  }
}

/** Pids of the processes below one, children before grandchildren. */
function descendants(of: number): number[] {
  const pairs = execFileSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [pid: number, parent: number]);
  const below = (parent: number): number[] =>
    pairs.filter((pair) => pair[1] === parent).flatMap(([pid]) => [pid, ...below(pid)]);
  return below(of);
}

/** What `--json` printed. */
export const reportOf = ({ stdout }: Ended): Report => JSON.parse(stdout) as Report;
