import { draw } from '../../../../deployment/room-cache/performance';
import { performanceOf } from './performance';

interface Rectangle {
  readonly kind: string;
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
}

function barsOf(svg: string): Rectangle[] {
  const pattern = /<rect class="(bar|over)" x="(.+?)" y=".+?" width="(.+?)" height="(.+?)"><title>(.+?)<\/title>/g;
  return [...svg.matchAll(pattern)].map(([, kind, x, width, height, title]) => ({
    kind: kind!,
    x: Number(x),
    width: Number(width),
    height: Number(height),
    title: title!,
  }));
}

const lineAt = (svg: string, kind: string): number =>
  Number(new RegExp(`<line class="${kind}" x1="(.+?)"`).exec(svg)?.[1]);

describe('draw', () => {
  const svg = draw(performanceOf([12, 25, 25, 25, 250, 250], { errors: 3 }));

  it('says in words what it shows', () => {
    expect(svg).toContain('>Page latency: p95 250 ms exceeds the limit of 200 ms<');
    expect(svg).toContain(
      '>6 pages of 30 films by 50 readers at once, 3 errors; one more on each connection is not counted<',
    );
    for (const words of ['p50 25 ms', 'p95 250 ms', 'p99 250 ms', 'limit 200 ms']) expect(svg).toContain(`>${words}<`);
  });

  it('has a bar for each bucket that counts, as high as its count, another colour past the limit', () => {
    const bars = barsOf(svg);
    expect(bars.map(({ kind, title }) => `${kind} ${title}`)).toEqual([
      'bar 10 to 15 ms: 1 pages',
      'bar 20 to 30 ms: 3 pages',
      'over 200 to 300 ms: 2 pages',
    ]);
    const [one, three, two] = bars.map(({ height }) => height);
    expect(three! / one!).toBeCloseTo(3, 1);
    expect(two! / one!).toBeCloseTo(2, 1);
  });

  it('has the limit where the bars past it begin', () => {
    const over = barsOf(svg).find(({ kind }) => kind === 'over')!;
    expect(Math.abs(lineAt(svg, 'limit') - over.x)).toBeLessThanOrEqual(1.1);
    expect(lineAt(svg, 'percentile')).toBeLessThan(lineAt(svg, 'limit'));
  });

  it('says that the limit is held', () => {
    expect(draw(performanceOf([5, 6.25]))).toContain('>Page latency: p95 6.3 ms is within the limit of 200 ms<');
  });

  it('is dark for whoever likes it dark, and asks for nothing from elsewhere', () => {
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|<image|<script/);
  });

  it.each([[[]], [[0.2]], [[60_000, 1]], [[200]]])('stays within its frame for %j', (latencies) => {
    const drawn = draw(performanceOf(latencies));
    expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
    for (const [, x] of drawn.matchAll(/ x1?="(.+?)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x)).toBeLessThanOrEqual(760);
    }
    for (const { width } of barsOf(drawn)) expect(width).toBeGreaterThan(0);
  });

  it('says that no page could be read', () => {
    expect(draw(performanceOf([]))).toContain('>Page latency: no page could be read<');
  });
});
