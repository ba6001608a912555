import { typeErrors } from '../build/types';
import { messageOf } from '../programs/user-error';

/** Looks at the types of a checkout that changes. What runs goes on: esbuild takes types away without looking. */
export class TypeWatch {
  private underway = new AbortController();
  private last = '';

  /** @param onChange told what the compiler says, when it is not what it said before; nothing when all is right again */
  constructor(
    private readonly root: string,
    private readonly signal: AbortSignal,
    private readonly onChange: (lines: readonly string[]) => void,
  ) {}

  /** Ends a look that is underway: something has changed since. */
  giveUp(): void {
    this.underway.abort();
  }

  /** Looks in the background. */
  look(): void {
    this.giveUp();
    this.underway = new AbortController();
    const signal = AbortSignal.any([this.signal, this.underway.signal]);
    void typeErrors(this.root, signal)
      .catch((error: unknown) => [`They cannot be checked: ${messageOf(error)}`])
      .then((lines) => {
        const said = lines.join('\n');
        if (signal.aborted || said === this.last) return;
        this.last = said;
        this.onChange(lines);
      });
  }
}
