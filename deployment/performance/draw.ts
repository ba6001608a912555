import type { Bucket } from './histogram';
import type { Percentiles } from './latencies';

/** What a measurement took the time of, and how much it may take. */
export interface Latencies {
  /** `Page latency` */
  readonly title: string;
  /** What is counted, in the plural: `pages`. */
  readonly unit: string;
  /** The title's verdict where nothing was counted. */
  readonly nothing: string;
  readonly subtitle: string;
  readonly count: number;
  readonly percentiles: Percentiles;
  /** Milliseconds, of p95. */
  readonly limitMs: number;
  readonly histogram: readonly Bucket[];
}

/** Size of the picture, and of the part in which the bars stand. */
const WIDTH = 760;
const HEIGHT = 400;
const PLOT = { left: 64, right: 736, top: 150, bottom: 346 };

const STYLE = `
  svg { font-family: system-ui, -apple-system, 'Segoe UI', sans-serif; font-size: 13px; }
  .ground { fill: #ffffff; } text { fill: #24292f; } .quiet { fill: #57606a; }
  .bar { fill: #0969da; } .over { fill: #bc4c00; } .axis, .grid { stroke: #8c959f; } .grid { stroke-opacity: 0.3; }
  .percentile { stroke: #24292f; } .limit { stroke: #cf222e; stroke-width: 2; stroke-dasharray: 6 4; } .limit-text { fill: #cf222e; }
  .title { font-size: 18px; font-weight: 600; } .label { paint-order: stroke; stroke: #ffffff; stroke-width: 4; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; } text { fill: #e6edf3; } .quiet { fill: #9198a1; }
    .bar { fill: #4493f8; } .over { fill: #f0883e; } .axis, .grid { stroke: #656c76; }
    .label { stroke: #0d1117; } .percentile { stroke: #e6edf3; } .limit { stroke: #ff7b72; } .limit-text { fill: #ff7b72; }
  }
`;

/**
 * The latencies of a measurement as a picture: a histogram on a logarithmic axis with p50, p95, p99 and the limit.
 *
 * @returns SVG that stands for itself, light or dark as its reader likes it
 */
export function drawLatencies(latencies: Latencies): string {
  const { title, unit, nothing, subtitle, count: counted, percentiles, limitMs, histogram } = latencies;
  const { x, shown } = axis(latencies);
  const most = Math.max(1, ...histogram.map(({ count }) => count));
  const y = (count: number) => PLOT.bottom - (count / most) * (PLOT.bottom - PLOT.top);
  const isHeld = counted > 0 && percentiles.p95 <= limitMs;

  const bars = shown
    .filter(({ count }) => count > 0)
    .map(({ from, to, count }) => {
      const [left, right, top] = [x(from) + 1, x(to) - 1, y(count)];
      const kind = from >= limitMs ? 'over' : 'bar';
      const range = `${from} to ${to} ms: ${count} ${unit}`;
      return `<rect class="${kind}" x="${round(left)}" y="${round(top)}" width="${round(right - left)}" height="${round(PLOT.bottom - top)}"><title>${range}</title></rect>`;
    });
  const ticks = tickedEdges(shown, x).map((edge) => text(x(edge), PLOT.bottom + 18, duration(edge), 'quiet', 'middle'));
  const grid = [0, 0.5, 1].map((part) => {
    const count = Math.round(most * part);
    const line = `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${round(y(count))}" y2="${round(y(count))}"/>`;
    return line + text(PLOT.left - 8, y(count) + 4, String(count), 'quiet', 'end');
  });

  const p95 = `p95 ${duration(percentiles.p95)} ${isHeld ? 'is within' : 'exceeds'} the limit of ${duration(limitMs)}`;
  const verdict = `${title}: ${counted > 0 ? p95 : nothing}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">`,
    `<title>${verdict}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="ground" width="${WIDTH}" height="${HEIGHT}"/>`,
    text(PLOT.left, 34, verdict, 'title'),
    text(PLOT.left, 56, subtitle, 'quiet'),
    ...grid,
    ...bars,
    `<line class="axis" x1="${PLOT.left}" x2="${PLOT.right}" y1="${PLOT.bottom}" y2="${PLOT.bottom}"/>`,
    ...ticks,
    ...lines(latencies, x),
    text(
      (PLOT.left + PLOT.right) / 2,
      PLOT.bottom + 44,
      'milliseconds from request to answer, logarithmic',
      'quiet',
      'middle',
    ),
    text(PLOT.left - 8, PLOT.top - 14, unit, 'quiet', 'end'),
    '</svg>',
    '',
  ].join('\n');
}

/** The buckets from the first to the last that count, and the limit; one without end is drawn as wide as its start. */
function axis({ histogram, limitMs }: Latencies) {
  const closed = histogram.map(({ from, to, count }) => ({ from: from || 0.5, to: to ?? from * 1.5, count }));
  const isShown = closed.map(({ from, to, count }) => count > 0 || (from <= limitMs && to >= limitMs));
  const shown = closed.slice(isShown.indexOf(true), isShown.lastIndexOf(true) + 1);
  const [low, high] = [Math.log(shown[0]?.from ?? 1), Math.log(shown.at(-1)?.to ?? 10)];
  const x = (milliseconds: number) => {
    const part = (Math.log(Math.max(milliseconds, 0.5)) - low) / (high - low);
    return PLOT.left + Math.min(1, Math.max(0, part)) * (PLOT.right - PLOT.left);
  };
  return { x, shown };
}

/** Pixels that the label of an edge needs. */
const TICK = 52;

/** Edges that get a label: as many as fit. */
function tickedEdges(shown: readonly { from: number; to: number }[], x: (milliseconds: number) => number): number[] {
  const edges = [shown[0]?.from ?? 1, ...shown.map(({ to }) => to)];
  return edges.reduce<number[]>((ticked, edge) => {
    const last = ticked.at(-1);
    return last === undefined || x(edge) - x(last) >= TICK ? [...ticked, edge] : ticked;
  }, []);
}

/** Height of a label above the plot: each line has a row of its own, so that labels can be read where lines are close. */
const ROW = 17;

function lines({ count, percentiles, limitMs }: Latencies, x: (milliseconds: number) => number): string[] {
  const drawn = (['p50', 'p95', 'p99'] as const).map((name) => ({
    name,
    milliseconds: percentiles[name],
    kind: 'percentile',
  }));
  const limit = { name: 'limit', milliseconds: limitMs, kind: 'limit' };
  const all = [...(count > 0 ? drawn : []), limit].map((line, row) => {
    return { ...line, at: x(line.milliseconds), y: PLOT.top - 10 - (3 - row) * ROW };
  });
  const strokes = all.map(
    ({ kind, at, y }) =>
      `<line class="${kind}" x1="${round(at)}" x2="${round(at)}" y1="${y - 10}" y2="${PLOT.bottom}"/>`,
  );
  const labels = all.map(({ name, milliseconds, kind, at, y }) =>
    label(at, y, `${name} ${duration(milliseconds)}`, `label ${kind}-text`),
  );
  return [...strokes, ...labels]; // no line through a label
}

/** Beside a line, on the side that has room. */
function label(at: number, y: number, words: string, kind: string): string {
  const isLeft = at > (PLOT.left + PLOT.right) / 2;
  return text(at + (isLeft ? -5 : 5), y, words, kind, isLeft ? 'end' : 'start');
}

function text(x: number, y: number, words: string, kind: string, anchor = 'start'): string {
  return `<text class="${kind}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${words}</text>`;
}

const duration = (milliseconds: number): string =>
  milliseconds >= 1_000
    ? `${Number((milliseconds / 1_000).toFixed(2))} s`
    : `${Number(milliseconds.toFixed(milliseconds < 10 ? 1 : 0))} ms`;

const round = (value: number): number => Math.round(value * 10) / 10;
