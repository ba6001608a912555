import { date as dateValue } from '../../../model/booking/items/values';
import { fail } from '../shared/failure';
import { findSlots, MOST_DAYS } from '../shared/find-slots';
import type { Slot } from '../shared/free-slots';
import { invalid } from '../shared/problems';
import { clockAt, DAY, startOf } from '../shared/time';
import { succeed, type Result } from '../../shared/result';
import type { AvailabilityPorts } from './ports';

/** Of JSON. A Lambda function may answer AppSync with 5 MB, of which a page could make little. */
const LARGEST_ANSWER = 1_000_000;

export interface SlotsRequest {
  readonly tenantId: string;
  readonly serviceId: string;
  readonly providerId?: string | undefined;
  readonly from: string;
  readonly days: number;
}

/** All free times of these days, or why not: never a part of them. */
export async function slots(ports: AvailabilityPorts, request: SlotsRequest): Promise<Result<Slot[]>> {
  const { from, days, providerId } = request;
  if (!dateValue.safeParse(from).success) return invalid('from is not a date as 2026-03-29', from);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    return invalid(`days is not from 1 to ${MOST_DAYS}`, days);
  const began = ports.runtime.now();
  const found = await findSlots(ports, request);
  ports.metrics.record('SlotsDuration', ports.runtime.now() - began);
  if (!found.ok) return found;
  const { tenant, slots: all } = found.value;
  let size = 0;
  for (const slot of all) {
    size += Buffer.byteLength(JSON.stringify(slot)) + 1;
    if (size <= LARGEST_ANSWER) continue;
    const fit = Math.round((startOf(clockAt(tenant.timeZone, Date.parse(slot.startsAt)).date) - startOf(from)) / DAY);
    const advice = fit > 0 ? `Ask for ${fit} at a time` : 'Ask for one provider';
    const who = providerId === undefined ? ', or for one provider' : '';
    return fail(
      'ValidationError',
      `days is ${days}: these have more free times than one answer takes, 1 MB. ${advice}${fit > 0 ? who : ''}.`,
    );
  }
  return succeed(all);
}
