/** A message that the API has not answered yet. */
export interface Unsent {
  readonly text: string;
  /** The revision that the visitor had before the eyes. */
  readonly seen: number;
  /** It may have been heard: a request with it has begun. */
  readonly isTried: boolean;
}

/** What a browser keeps of a chat: where it goes on, and what is not sent. Nothing else of what was said. */
export interface Kept {
  /** The conversation's, which nobody guesses. */
  readonly id: string;
  /** Of the newest answer in any tab; 0 before the first. */
  readonly revision: number;
  readonly unsent?: Unsent;
  /** ISO 8601: when what is booked in it begins, as far as the visitor has seen. */
  readonly bookedFor?: string;
}

export interface Store {
  read(): Kept;
  write(kept: Kept): void;
}

/** `localStorage`, or what stands in for it. */
export interface Texts {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
}

/**
 * Keeps it in `localStorage`, as long as the visitor does not clear it. Where that is not allowed, until the page is left.
 *
 * @param name under which it is kept
 */
export function createStore(name: string, storage: () => Texts, newId: () => string): Store {
  let own: Kept = { id: newId(), revision: 0 };
  let isKept = true;
  const write = (kept: Kept): void => {
    own = kept;
    try {
      storage().setItem(name, JSON.stringify(kept));
    } catch {
      isKept = false;
    }
  };
  return {
    read() {
      if (!isKept) return own;
      try {
        const found = parse(storage().getItem(name));
        if (!found) write({ id: newId(), revision: 0 });
        return found ?? own;
      } catch {
        isKept = false;
        return own;
      }
    },
    write,
  };
}

/** @returns undefined when it is none: others may write there, too */
function parse(text: string | null): Kept | undefined {
  try {
    const { id, revision, unsent, bookedFor } = JSON.parse(text ?? '') as Partial<Kept>;
    if (typeof id !== 'string' || !/^[\w-]{16,64}$/.test(id) || !Number.isInteger(revision)) return undefined;
    const isUnsent = typeof unsent?.text === 'string' && Number.isInteger(unsent.seen);
    const isBooked = typeof bookedFor === 'string' && !Number.isNaN(Date.parse(bookedFor));
    return { id, revision: revision!, ...(isUnsent && { unsent }), ...(isBooked && { bookedFor }) };
  } catch {
    return undefined;
  }
}
