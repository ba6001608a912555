/** What a member has said, and the API has not heard yet. */
export interface Said {
  readonly roomId: string;
  readonly memberId: string;
  readonly sequenceIndex: number;
  readonly liked: boolean;
}

export interface OutboxProps {
  /** What was left of the last time. */
  readonly kept: readonly Said[];
  /** Keeps what is left, for the next time. */
  readonly keep: (left: readonly Said[]) => void;
  /** @returns whether it was heard, or will never be: then it is not sent again */
  readonly send: (said: Said) => Promise<boolean>;
  /** Runs a function later. @returns what makes it not run */
  readonly later: (run: () => void, milliseconds: number) => () => void;
}

/** Milliseconds until what was not heard is sent again: so long at first, twice as long each time, and no longer than that. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [500, 30_000];

/**
 * Sends what a member says, one after the other, in their order, until it is heard: members swipe on while the network is away. What
 * is said twice of one film counts once, so that sending it again does no harm.
 */
export class Outbox {
  private readonly left: Said[];
  private isSending = false;
  private pause = FIRST_PAUSE;
  private cancel: (() => void) | undefined;
  private hasEnded = false;

  constructor(private readonly props: OutboxProps) {
    this.left = [...props.kept];
  }

  get size(): number {
    return this.left.length;
  }

  add(said: Said): void {
    this.left.push(said);
    this.props.keep(this.left);
    void this.flush();
  }

  /** Sends nothing more. What is left is kept. */
  end(): void {
    this.hasEnded = true;
    this.cancel?.();
  }

  /** Sends what is left at once: the network is back. */
  async flush(): Promise<void> {
    if (this.isSending || this.hasEnded) return;
    this.isSending = true;
    this.cancel?.();
    try {
      for (let [said] = this.left; said; [said] = this.left) {
        const isHeard = await this.props.send(said);
        if (this.hasEnded) return;
        if (!isHeard) {
          this.cancel = this.props.later(() => void this.flush(), this.pause);
          this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
          return;
        }
        this.pause = FIRST_PAUSE;
        this.left.shift();
        this.props.keep(this.left);
      }
    } finally {
      this.isSending = false;
    }
  }
}
