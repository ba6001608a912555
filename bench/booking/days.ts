import type { Dates } from './bare';

const DAY = 24 * 60 * 60 * 1000;

/** The dates that a provider's calendar is read for, to know the free times of so many days: a day before and one after may be part of them. */
export const daysFrom = (first: string, days: number): Dates => ({ from: plus(first, -1), to: plus(first, days) });

/** @param date `2026-12-02` */
export const plus = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
