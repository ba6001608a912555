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
  RateLimited: 'Count',
  KeyRefused: 'Count',
  ItemSetAside: 'Count',
} as const;

const VALUES = {
  MessageDuration: 'Milliseconds',
  SlotsDuration: 'Milliseconds',
} as const;

/** What the booking chat's functions measure, with its units. The alarms and the dashboard use these names. */
export const METRICS = { ...COUNTERS, ...VALUES };
export type MetricName = keyof typeof METRICS;

export type BookingMetrics = Metrics<keyof typeof COUNTERS, keyof typeof VALUES>;
