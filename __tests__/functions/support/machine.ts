import type { Log, Metrics, Runtime } from '../../../functions/shared/ports';

/** A clock that stands still until somebody sleeps or the test says so. */
export interface VirtualRuntime extends Runtime {
  /** Epoch milliseconds. */
  time: number;
  readonly sleeps: number[];
}

export function createRuntime(random: () => number = () => 0.5): VirtualRuntime {
  let ids = 0;
  const runtime: VirtualRuntime = {
    time: 1_800_000_000_000,
    sleeps: [],
    now: () => runtime.time,
    random,
    uniqueId: () => `id-${(ids += 1)}`,
    sleep: (ms) => {
      runtime.sleeps.push(ms);
      runtime.time += ms;
      return Promise.resolve();
    },
  };
  return runtime;
}

/** Everything that was logged, as one text to search in. */
export function createLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (level: string) => (message: string, details?: object) =>
    void lines.push(`${level} ${message} ${JSON.stringify(details ?? {})}`);
  return { lines, info: write('INFO'), warn: write('WARN'), error: write('ERROR') };
}

export function createMetrics(): Metrics & {
  readonly values: Map<string, number[]>;
  total(name: string): number;
} {
  const values = new Map<string, number[]>();
  const add = (name: string, value: number) => void values.set(name, [...(values.get(name) ?? []), value]);
  return {
    values,
    count: (name) => add(name, 1),
    record: add,
    total: (name) => (values.get(name) ?? []).reduce((sum, value) => sum + value, 0),
  };
}
