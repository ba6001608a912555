import type { Days, Hours } from './extractor';
import { offering, type Facts } from './facts';
import type { ShownTime } from './replies';
import type { Slot } from './state';
import { wallTime } from './wall-time';

/** Times that one answer offers. */
export const OFFERED = 5;

/** What a part of the day is where none says otherwise: from (included), to (excluded). */
const PART_HOURS = {
  morning: { from: '00:00', to: '13:00' },
  afternoon: { from: '12:00', to: '20:00' },
  evening: { from: '17:00', to: '24:00' },
} as const;

export const slotKey = ({ providerId, startsAt }: Slot): string => `${providerId} ${startsAt}`;

/** Whether a time is one of those that are wanted, on its provider's clock. What is not said, every time has. */
export function suits(slot: Slot, { days, hours }: { days?: Days | undefined; hours?: Hours | undefined }): boolean {
  const { date, time } = wallTime(Date.parse(slot.startsAt), slot.zone);
  if (days && (date < days.from || date > days.to)) return false;
  if (!hours) return true;
  if ('at' in hours) return time === hours.at;
  const window = 'part' in hours ? PART_HOURS[hours.part] : hours;
  return (!('from' in window) || time >= window.from) && (!('to' in window) || time < window.to);
}

/** Whether a time can still be booked, as far as the business goes: it is to come, and its provider offers the service. */
export const isPossible = (slot: Slot, serviceId: string, facts: Facts): boolean =>
  Date.parse(slot.startsAt) > facts.now && offering(facts, serviceId).some(({ id }) => id === slot.providerId);

/** In their order; of several at one instant the provider that the business names first. */
export function inOrder(slots: readonly Slot[], facts: Facts): Slot[] {
  const place = new Map(facts.providers.map(({ id }, index) => [id, index]));
  const sorted = [...slots].sort(
    (a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt) || place.get(a.providerId)! - place.get(b.providerId)!,
  );
  return sorted.filter((slot, index) => slot.startsAt !== sorted[index - 1]?.startsAt);
}

/** On the first day, those nearest to the wanted time; without one, the first ones. In their order. */
export function nearest(slots: readonly Slot[], hours: Hours | undefined): Slot[] {
  if (!hours || !('at' in hours)) return slots.slice(0, OFFERED);
  const away = ({ startsAt, zone }: Slot) =>
    Math.abs(minutes(wallTime(Date.parse(startsAt), zone).time) - minutes(hours.at));
  const day = ({ startsAt, zone }: Slot) => wallTime(Date.parse(startsAt), zone).date;
  return [...slots]
    .sort((a, b) => day(a).localeCompare(day(b)) || away(a) - away(b))
    .slice(0, OFFERED)
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Clocks go back by an hour, on Lord Howe Island by half of one. */
const REPEATS = [-60, -30, 30, 60].map((minutes) => minutes * 60_000);

/** As it is shown. */
export function showTime(slot: Slot, facts: Facts): ShownTime {
  const instant = Date.parse(slot.startsAt);
  const wall = wallTime(instant, slot.zone);
  const visitors = facts.visitorZone && wallTime(instant, facts.visitorZone);
  const isElsewhere =
    visitors !== undefined && visitors !== '' && (visitors.time !== wall.time || visitors.date !== wall.date);
  const comesTwice = REPEATS.some((ms) => wallTime(instant + ms, slot.zone).time === wall.time);
  const provider = facts.providers.find(({ id }) => id === slot.providerId)?.name ?? '';
  return { ...wall, ...((isElsewhere || comesTwice) && { offset: offsetOf(instant, slot.zone) }), provider };
}

function offsetOf(instant: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(instant);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? 'UTC+00:00' : name.replace('GMT', 'UTC');
}
