/** What the logic needs from the machine it runs on. Tests bring their own; `runtime.ts` has the real ones. */
export interface Runtime {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** 0 (included) to 1 (excluded). */
  readonly random: () => number;
  /** A new id that nobody else has: a UUID. */
  readonly uniqueId: () => string;
  /** Resolves after so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** One line of structured JSON each. `details` must never hold a secret. */
export interface Log {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  error(message: string, details?: Record<string, unknown>): void;
}

/** What functions of a system count and record. */
export interface Metrics<Counter extends string = string, Value extends string = string> {
  /** Adds one. */
  count(name: Counter): void;
  /** In the unit that the system's list of metrics says. */
  record(name: Value, value: number): void;
}
