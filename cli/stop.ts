export interface StopOptions {
  /** A line for a person. */
  readonly say: (line: string) => void;
  /** Ends the programs that run. @returns what they are called */
  readonly endRunning: (signal: 'SIGINT' | 'SIGKILL') => readonly string[];
  /** Ends this process, whatever it does. */
  readonly leave: () => void;
  /** Milliseconds, from any point in time. */
  readonly now: () => number;
}

/** Milliseconds in which one Ctrl-C may come twice: the terminal sends it, and some programs between pass it on. */
const SAME_PRESS = 300;

const LEFT_BEHIND =
  'Of Terraform, the state may lack what was just made, and a lock may be left: docs/runbooks/stale-lock.md.';

/**
 * What Ctrl-C does, the more often the harder. The first asks for an end that leaves nothing half-done, and is patient. The
 * second tells programs to end at once, which Terraform does if it can: it gives its lock back. The third kills them. Where
 * no program runs, the third ends this process, which may be putting functions back.
 *
 * SIGTERM counts as a press, too: to cancel a workflow, GitHub sends it 7.5 seconds after SIGINT
 * (https://docs.github.com/en/actions/reference/workflow-cancellation-reference).
 */
export class Stop {
  private readonly controller = new AbortController();
  private presses = 0;
  private last = -Infinity;

  constructor(private readonly options: StopOptions) {}

  /** Aborted by the first press. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  press(): void {
    const { say, endRunning, leave, now } = this.options;
    const since = now() - this.last;
    this.last = now();
    if (since < SAME_PRESS) return;
    this.presses += 1;
    if (this.presses === 1) {
      say('Stopping: what runs is brought to a safe end first. If that hangs, press Ctrl-C again.');
      return this.controller.abort();
    }
    const isLast = this.presses > 2;
    const programs = [...new Set(endRunning(isLast ? 'SIGKILL' : 'SIGINT'))].join(', ');
    if (programs !== '') {
      say(`${isLast ? 'Killed' : 'Told to end at once'}: ${programs}. ${LEFT_BEHIND}`);
      return say(
        isLast ? 'What is left to do follows. Ctrl-C once more leaves it undone.' : 'Ctrl-C once more kills it.',
      );
    }
    if (!isLast)
      return say(
        'No program runs: this is the rest, such as putting functions back. Ctrl-C once more leaves it undone.',
      );
    say('Left at once. See what serves: bin/trinity status ENVIRONMENT.');
    leave();
  }
}
