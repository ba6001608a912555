import { booking as base } from '../../../environments/base';
import type { Booking } from '../../../environments/booking/schema';
import type { NewTableConfig } from '../../../environments/resources/table';
import type { Environment } from '../../../environments/schema';
import { dev } from '../../environments/change';

const on = { enabled: true } as const;
const off = { enabled: false, reason: 'a test holds nothing' } as const;

/** A whole section: `protection` is that of each table and of the pool. */
const sectionOf = (protection: typeof on | typeof off, mfa: Booking['administrators']['mfa']): Booking => {
  const table: NewTableConfig = {
    billing: { mode: 'PAY_PER_REQUEST' },
    deletionProtection: protection,
    pointInTimeRecovery: protection,
  };
  return {
    tables: {
      ...{ tenants: table, apiKeys: table, services: table, providers: table, availability: table },
      ...{ bookings: table, conversations: table },
    },
    ...base,
    api: { logLevel: 'ERROR', introspection: false, queryDepthLimit: 10, resolverCountLimit: 50, tracing: true },
    administrators: { mfa, deletionProtection: protection },
    alarms: {
      ...{ functionErrors: 5, functionThrottles: 1, functionDurationPercent: 80, apiServerErrors: 6 },
      ...{ failedRequests: 7, apiLatencyMs: 2000, tableThrottles: 8, refusedKeys: 100, modelFailures: 9 },
    },
  };
};

/** As a place that is destroyed and rebuilt has it. */
export const disposable = sectionOf(off, 'OPTIONAL');
/** As prod has to have it. */
export const guarded = sectionOf(on, 'ON');

/** An environment with this section, and no other of the booking chat. */
export const withBooking = (booking: Booking, environment: Environment = dev): Environment => ({
  ...environment,
  systems: { ...environment.systems, booking },
});
