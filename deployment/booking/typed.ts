import { own } from '../../keys/own';

/** A value of a call, and what the person typed it as: `--time-zone`, `TENANT`. The call itself has the value alone. */
export class Typed<T = unknown> {
  constructor(
    readonly as: string,
    readonly value: T,
  ) {}

  toJSON(): T {
    return this.value;
  }
}

/**
 * A refusal as whoever typed the call reads it: `--time-zone is not …` for a function's `input.timeZone is not …`.
 *
 * @param message begins with the path of what is refused
 * @param payload which was refused
 */
export function asTyped(message: string, payload: object): string {
  return message.replace(/^[\w.]+/, (path) => {
    let at: unknown = payload;
    for (const key of path.split('.')) {
      if (at instanceof Typed) break;
      at = own(at as Record<string, unknown> | undefined, key);
    }
    return at instanceof Typed ? at.as : path;
  });
}
