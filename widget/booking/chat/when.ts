import type { Language } from '../../../api/booking/schema.types';

/**
 * When a booking begins, on the provider's clock, in words of the visitor's language. Where the visitor's clock shows another time, with
 * the name of the time zone.
 *
 * @param startsAt ISO 8601
 * @param zone the provider's, an IANA name
 */
export function when(startsAt: string, zone: string, language: Language, visitorZone: string): string {
  const start = new Date(startsAt);
  const write = (timeZone: string): string =>
    new Intl.DateTimeFormat(language, {
      ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit' },
      timeZone,
    }).format(start);
  const local = write(zone);
  if (local === write(visitorZone)) return local;
  const named = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'long' }).formatToParts(start);
  return `${local} (${named.find(({ type }) => type === 'timeZoneName')?.value ?? zone})`;
}
