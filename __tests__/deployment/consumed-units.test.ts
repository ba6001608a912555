import { consumedUnits } from '../../deployment/aws/consumed-units';
import { fakeAws } from './aws';

const { signal } = new AbortController();
const DAY = 86_400_000;

/** Sums by periods that begin when the request's first does, as CloudWatch does. */
function cloudwatchOf(read: Readonly<Record<string, number>>) {
  return fakeAws({
    GetMetricDataCommand: (input) => {
      const [start, end] = [input['StartTime'], input['EndTime']].map((time) => (time as Date).getTime());
      const sums = new Map<number, number>();
      for (const [at, units] of Object.entries(read)) {
        const time = new Date(at).getTime();
        if (time < start! || time >= end!) continue;
        const period = start! + Math.floor((time - start!) / DAY) * DAY;
        sums.set(period, (sums.get(period) ?? 0) + units);
      }
      const Timestamps = [...sums.keys()].map((time) => new Date(time));
      return { MetricDataResults: [{ Id: 't0', Timestamps, Values: [...sums.values()] }] };
    },
  });
}

test.each(['2026-11-26T00:00:00Z', '2026-11-26T09:30:00Z', '2026-11-26T23:59:59.999Z'])(
  'asked at %s, days are those of the calendar',
  async (now) => {
    const { cloudwatch } = cloudwatchOf({
      '2026-11-23T23:59:00Z': 8, // before the first
      '2026-11-24T00:00:00Z': 1,
      '2026-11-24T23:59:00Z': 2,
      '2026-11-25T00:01:00Z': 4,
      ...(now.includes('T00:00') ? {} : { '2026-11-26T00:01:00Z': 16 }),
    });
    const [days] = await consumedUnits([{ table: 'rooms' }], 'Read', 2, cloudwatch, signal, new Date(now));
    expect(days).toEqual([
      { day: '2026-11-24', units: 3 },
      { day: '2026-11-25', units: 4 },
      ...(now.includes('T00:00') ? [] : [{ day: '2026-11-26', units: 16 }]),
    ]);
  },
);
