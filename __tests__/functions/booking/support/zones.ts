import fc from 'fast-check';

const HOUR = 3_600_000;

/** Cells, up to so many hours there and back. */
const near = (hours: number) => fc.integer({ min: -hours * 12, max: hours * 12 });

/** Zones, each with nights that have something about them. */
const NIGHTS: Record<string, readonly string[]> = {
  'Europe/Madrid': ['2026-03-29', '2026-10-25', '2028-02-29'],
  // Until 2019: at midnight, there and back.
  'America/Sao_Paulo': ['2018-02-18', '2018-11-04', '2019-02-17', '2026-07-01'],
  'America/New_York': ['2026-03-08', '2026-11-01'],
  'Asia/Kolkata': ['2026-12-31'],
  // Half an hour.
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04'],
  // The other way round, in Ramadan.
  'Africa/Casablanca': ['2025-02-23', '2025-04-06', '2026-02-15', '2026-03-22'],
  // One day never was.
  'Pacific/Apia': ['2011-12-30', '2011-12-31', '2020-09-27', '2021-04-04', '2026-06-01'],
};

export interface Night {
  readonly timeZone: string;
  /** Epoch milliseconds, near it. */
  readonly around: number;
}

/** An instant up to a day and a half from such a night. */
export const night: fc.Arbitrary<Night> = fc.constantFrom(...Object.entries(NIGHTS)).chain(([timeZone, dates]) =>
  fc.record({
    timeZone: fc.constant(timeZone),
    around: fc
      .tuple(fc.constantFrom(...dates), fc.oneof(near(6), near(36)))
      .map(([date, cells]) => Date.parse(`${date}T00:00:00Z`) + (cells * HOUR) / 12),
  }),
);

/** What the clock shows, asked another way than the code does. */
export function wallClock(timeZone: string): (instant: number) => { readonly date: string; readonly minute: number } {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (instant) => {
    const [date = '', time = ''] = format.format(instant).split(' ');
    const [hours, minutes] = time.split(':').map(Number);
    return { date, minute: hours! * 60 + minutes! };
  };
}
