import * as z from 'zod/mini';
import type { Attributes, Reading } from '../../item';

/*
 * What attributes of the booking chat's items may be. Each error goes on from the attribute's name, and never says the value:
 * `durationMinutes is not …`.
 */

/** Minutes: what of a day is taken, a service's length and hours are counted in these. */
export const CELL_MINUTES = 5;

export const id = z.string('is not text').check(z.regex(/^[\w-]{1,64}$/, 'is not 1 to 64 letters, digits, _ or -'));

export const text = (longest: number) => {
  const error = `is not 1 to ${longest} characters`;
  return z.string(error).check(z.minLength(1, error), z.maxLength(longest, error));
};

export const whole = (least: number, most: number) => {
  const error = `is not a whole number from ${least} to ${most}`;
  return z.int(error).check(z.gte(least, error), z.lte(most, error));
};

/** Minutes in whole cells. */
export const minutes = (least: number, most: number) => {
  const error = `is not a multiple of ${CELL_MINUTES} from ${least} to ${most}`;
  return z.int(error).check(z.gte(least, error), z.lte(most, error), z.multipleOf(CELL_MINUTES, error));
};

export const flag = z.boolean('is not true or false');

/** Epoch seconds. */
export const seconds = z.int('is not a whole number of seconds').check(z.gte(0, 'is not a time after 1970'));

const given = (error: string, isSo: (value: string) => boolean) => z.string(error).check(z.refine(isSo, error));

/** `2026-03-29T08:00:00.000Z`: as text in the order of time. */
export const instant = given('is not a time as 2026-03-29T08:00:00.000Z', (value) => {
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString() === value;
});

/** `2026-03-29` */
export const date = given(
  'is not a date as 2026-03-29',
  (value) => /^\d{4}-\d\d-\d\d$/.test(value) && instant.safeParse(`${value}T00:00:00.000Z`).success,
);

/** `09:00` to `24:00`, on a cell's edge. */
export const wallTime = given(
  'is not a time of day in steps of 5 minutes, as 09:05',
  (value) => /^(?:[01]\d|2[0-3]):[0-5][05]$/.test(value) || value === '24:00',
);

/** `Europe/Madrid`: a name of IANA's, not an offset, which knows no daylight saving. */
export const timeZone = given('is not the name of a time zone, as Europe/Madrid', isTimeZone);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** Reads an item of this shape; attributes that nobody here knows are left out. */
export function readerOf<T>(shape: z.ZodMiniType<T>): (item: Attributes) => Reading<T> {
  return (item) => {
    const { data, error } = shape.safeParse(item);
    if (error === undefined) return { value: data };
    const [issue] = error.issues;
    return { problem: `${issue?.path.join('.')} ${issue?.message}` };
  };
}
