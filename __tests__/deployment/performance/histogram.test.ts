import { histogram, percentile } from '../../../deployment/performance/histogram';

describe('percentile', () => {
  it('is the least value that a part of the samples does not exceed', () => {
    const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([0, 0.5, 0.95, 0.99, 1].map((part) => percentile(samples, part))).toEqual([1, 50, 95, 99, 100]);
    expect(percentile([7], 0.5)).toBe(7);
    expect(percentile([], 0.5)).toBe(0);
  });
});

describe('histogram', () => {
  it('counts every sample once, at an edge in the bucket above', () => {
    const counted = histogram([0, 0.99, 1, 199.9, 200, 9_999, 10_000, 1e9]).filter(({ count }) => count > 0);
    expect(counted).toEqual([
      { from: 0, to: 1, count: 2 },
      { from: 1, to: 1.5, count: 1 },
      { from: 150, to: 200, count: 1 },
      { from: 200, to: 300, count: 1 },
      { from: 7_000, to: 10_000, count: 1 },
      { from: 10_000, to: null, count: 2 },
    ]);
  });

  it('has buckets side by side', () => {
    const buckets = histogram([]);
    expect(buckets.map(({ from }) => from).slice(1)).toEqual(buckets.map(({ to }) => to).slice(0, -1));
  });
});
