import type { Metrics } from '../../shared/ports';

/** Those that count something, one at a time. */
const COUNTERS = {
  /** Also when somebody asks for the same again. */
  BookingMade: 'Count',
  BookingRefused: 'Count',
  BookingCancelled: 'Count',
  MessageAnswered: 'Count',
  /** The agent asks back, since it has not understood. */
  MessageUnsure: 'Count',
  /** A visitor wants a person. */
  HumanAsked: 'Count',
  /** A model was to read a message: each costs money. */
  ModelAsked: 'Count',
  /** It did not, and rules alone have read it. */
  ModelFailed: 'Count',
  RateLimited: 'Count',
  KeyRefused: 'Count',
  ItemSetAside: 'Count',
} as const;

const VALUES = {
  MessageDuration: 'Milliseconds',
  ModelDuration: 'Milliseconds',
  SlotsDuration: 'Milliseconds',
} as const;

/** What the booking chat's functions measure, with its units. The alarms and the dashboard use these names. */
export const METRICS = { ...COUNTERS, ...VALUES };
export type MetricName = keyof typeof METRICS;

export type BookingMetrics = Metrics<keyof typeof COUNTERS, keyof typeof VALUES>;
