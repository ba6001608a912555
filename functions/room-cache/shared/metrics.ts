import type { Metrics } from '../../shared/ports';

/** Those that count something, one at a time. */
const COUNTERS = {
  CacheHit: 'Count',
  CacheMiss: 'Count',
  TmdbFailure: 'Count',
  EndOfCatalogue: 'Count',
  ItemSetAside: 'Count',
} as const;

const VALUES = {
  FillDuration: 'Milliseconds',
  /** Films. */
  FillSize: 'Count',
  TmdbLatency: 'Milliseconds',
  /** 1 for yes and 0 for no. */
  ApiKeyExpiresSoon: 'Count',
} as const;

/** What the room cache's functions measure, with its units. The alarms and the dashboard use these names. */
export const METRICS = { ...COUNTERS, ...VALUES };
export type MetricName = keyof typeof METRICS;

export type RoomCacheMetrics = Metrics<keyof typeof COUNTERS, keyof typeof VALUES>;
