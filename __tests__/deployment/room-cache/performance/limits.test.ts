import { DEFAULT_LIMITS, judge, performanceSchema } from '../../../../deployment/room-cache/performance';
import { performanceOf } from './performance';

const well = performanceOf([10, 20, 30]);

describe('judge', () => {
  it('has nothing to say when everything holds, to the millisecond', () => {
    const atTheLimit = performanceOf(Array<number>(100).fill(200), { firstBatchMs: 10_000 });
    expect(judge(atTheLimit, DEFAULT_LIMITS)).toEqual([]);
  });

  it('takes the limits that it was measured against unless given others', () => {
    expect(judge(well)).toEqual([]);
    expect(judge(well, { pageP95Ms: 25, firstBatchMs: 10_000 })).toEqual([
      'A page takes 30.0 ms at p95 with 50 readers at once; allowed are 25 ms.',
    ]);
  });

  it.each([
    [performanceOf([200.04]), 'A page takes 200.1 ms at p95 with 50 readers at once; allowed are 200 ms.'],
    [{ ...well, firstBatchMs: 10_000.5 }, 'The first films came after 10001 ms; allowed are 10000 ms.'],
    [
      { ...well, errors: 2, errorMessages: ['RoomClosed: closed', 'timeout'] },
      '2 of 5 pages could not be read, allowed are none: RoomClosed: closed; timeout',
    ],
    [{ ...well, cleanupMs: null, cleanupProblem: 'The room r is open.' }, 'The room r is open.'],
    [performanceOf([]), 'No page could be read.'],
  ])('says what does not hold', (performance, problem) => {
    expect(judge(performance)).toEqual([problem]);
  });

  it('says all of it', () => {
    const bad = performanceOf([500], { firstBatchMs: 20_000, errors: 1, cleanupProblem: 'Left.' });
    expect(judge(bad)).toHaveLength(4);
  });
});

describe('performanceSchema', () => {
  it('takes a measurement as it comes back from JSON', () => {
    expect(performanceSchema.parse(JSON.parse(JSON.stringify(well)))).toEqual(well);
  });

  it('refuses what is no measurement', () => {
    expect(performanceSchema.safeParse({ ...well, more: 1 }).success).toBe(false);
    expect(performanceSchema.safeParse({ ...well, histogram: well.histogram.slice(1) }).success).toBe(false);
    expect(performanceSchema.safeParse({ ...well, pages: 1.5 }).success).toBe(false);
  });
});
