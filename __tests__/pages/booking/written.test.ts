import { dayAt, daysAfter, nameOfDay, timeOf } from '../../../pages/booking/admin/days';
import { readHours, readIntervals, writeIntervals } from '../../../pages/booking/admin/intervals';
import { readPrice, sayPrice, writeAmount } from '../../../pages/booking/admin/price';

describe('times as people write them', () => {
  test.each([
    ['09:00–13:00, 14:00–18:00', '09:00–13:00, 14:00–18:00'],
    ['9:00-13:00;14:00 - 24:00', '09:00–13:00, 14:00–24:00'],
    ['', ''],
    [' , ', ''],
  ])('%s', (text, written) => expect(writeIntervals(readIntervals(text))).toBe(written));

  test.each(['9 to 5', '09:00', '09:00–13:00 14:00–18:00', '9.00–13.00'])('%s is not understood', (text) =>
    expect(() => readIntervals(text)).toThrow(`“${text}” is not understood. Write times as 09:00–13:00`),
  );

  test('hours are what is open, and breaks in it', () =>
    expect(readHours('09:00–18:00', '13:00–14:00')).toEqual({
      open: [{ from: '09:00', to: '18:00' }],
      breaks: [{ from: '13:00', to: '14:00' }],
    }));
});

describe('days', () => {
  const LATE = Date.parse('2026-11-30T23:30:00Z');

  test.each([
    ['UTC', '2026-11-30'],
    ['Europe/Madrid', '2026-12-01'],
    ['America/Sao_Paulo', '2026-11-30'],
  ])('in %s it is %s', (timeZone, day) => expect(dayAt(LATE, timeZone)).toBe(day));

  test.each([
    ['2026-03-28', 1, '2026-03-29'],
    ['2026-10-25', 1, '2026-10-26'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-12-31', 1, '2027-01-01'],
  ])('%s and %d is %s', (day, count, after) => expect(daysAfter(day, count)).toBe(after));

  test('are said with their weekday, and times by the clock of who works', () => {
    expect(nameOfDay('2026-11-30')).toMatch(/^Monday,? 30 November 2026$/);
    expect(timeOf('2026-11-30T08:05:00Z', 'Europe/Madrid')).toBe('09:05');
    expect(timeOf('2026-11-29T23:00:00Z', 'Europe/Madrid')).toBe('00:00');
  });
});

describe('prices', () => {
  test.each([
    ['12.50', 'EUR', 1250],
    ['12,5', 'EUR', 1250],
    ['19.99', 'EUR', 1999],
    ['1200', 'JPY', 1200],
  ])('%s %s are %d of its smallest unit', (text, currency, amount) =>
    expect(readPrice(text, currency)).toEqual({ amount, currency }),
  );

  test('are said and written with the digits of their currency', () => {
    expect(sayPrice({ amount: 1250, currency: 'EUR' })).toBe('12.50 EUR');
    expect(writeAmount({ amount: 1200, currency: 'JPY' })).toBe('1200');
  });

  test('are written whole, or not at all', () => {
    expect(readPrice('', '')).toBeUndefined();
    for (const [text, currency] of [
      ['12', ''],
      ['', 'EUR'],
    ] as const)
      expect(() => readPrice(text, currency)).toThrow('Write both, or neither.');
    expect(() => readPrice('12', 'E')).toThrow('“E” is no currency.');
  });
});
