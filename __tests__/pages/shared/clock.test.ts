import { Clock } from '../../../pages/shared/clock';

const NOW = Date.parse('2026-11-30T12:00:00Z');
beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(NOW));
afterEach(() => jest.restoreAllMocks());

const answered = (headers: Record<string, string>) => Clock.of(new Response('', { headers }));

test.each([
  ['Mon, 30 Nov 2026 11:50:00 GMT', {}, 10, '11:50'],
  ['Mon, 30 Nov 2026 12:07:00 GMT', {}, -7, '12:07'],
  ['Mon, 30 Nov 2026 11:00:00 GMT', { age: '3600' }, 0, '12:00'],
])('sent at %s with %j: it is %d minutes ahead', (date, headers, minutes, time) => {
  const clock = answered({ date, ...headers });
  expect(clock.minutesAhead).toBe(minutes);
  expect(new Date(clock.now()).toISOString().slice(11, 16)).toBe(time);
});

test('where nobody says the time, this computer is believed', () => {
  expect(answered({}).now()).toBe(NOW);
  expect(answered({ date: 'soon' }).minutesAhead).toBe(0);
});
