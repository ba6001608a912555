import { own, setOwn } from '../keys/own';
/** What a line of a function's log is. */
export type LogLine =
  | { kind: 'metrics'; values: Record<string, number[]> }
  | { kind: 'structured'; level: string; message: string; details: Record<string, unknown> }
  | { kind: 'text'; text: string };

/** CloudWatch's embedded metric format, as far as it says which keys of the line are metrics. */
interface EmbeddedMetrics {
  CloudWatchMetrics?: { Metrics?: { Name: string }[] }[];
}

export function parseLogLine(line: string): LogLine {
  const entry = parseObject(line);
  if (entry === undefined) return { kind: 'text', text: line };
  const { _aws: embedded, ...rest } = entry;
  if (embedded !== undefined) {
    const names = ((embedded as EmbeddedMetrics).CloudWatchMetrics ?? []).flatMap(({ Metrics = [] }) => Metrics);
    const values = names.map(
      ({ Name }) => [Name, [own(entry, Name)].flat().filter((value) => typeof value === 'number')] as const,
    );
    return { kind: 'metrics', values: Object.fromEntries(values) };
  }
  const { level, message, ...details } = rest;
  if (typeof level !== 'string' || typeof message !== 'string') return { kind: 'text', text: line };
  return { kind: 'structured', level, message, details };
}

function parseObject(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** How often a metric was recorded, and the sum. */
export interface MetricTotal {
  count: number;
  sum: number;
}

export function addMetrics(totals: Record<string, MetricTotal>, values: Record<string, number[]>): void {
  for (const [name, list] of Object.entries(values)) {
    const total = own(totals, name) ?? { count: 0, sum: 0 };
    setOwn(totals, name, total);
    total.count += list.length;
    total.sum += list.reduce((sum, value) => sum + value, 0);
  }
}
