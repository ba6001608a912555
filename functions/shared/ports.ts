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

/** CloudWatch namespace `Trinity/Application`. The alarms and the dashboard use these names. */
export type MetricName =
  | 'CacheHit'
  | 'CacheMiss'
  | 'FillDuration'
  | 'FillSize'
  | 'TmdbLatency'
  | 'TmdbFailure'
  | 'EndOfCatalogue'
  | 'ItemSetAside'
  | 'ApiKeyExpiresSoon';

export interface Metrics {
  /** Adds one to a counter. */
  count(name: 'CacheHit' | 'CacheMiss' | 'TmdbFailure' | 'EndOfCatalogue' | 'ItemSetAside'): void;
  /** Records a value: milliseconds for a duration or a latency, films for a size, 1 for yes and 0 for no. */
  record(name: 'FillDuration' | 'FillSize' | 'TmdbLatency' | 'ApiKeyExpiresSoon', value: number): void;
}
