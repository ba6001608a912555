/** What a check found. */
export type Outcome =
  | { readonly status: 'passed'; readonly detail: string }
  /** `reason`: one sentence with the value that is wrong. `next`: what to do, with the command where there is one. */
  | { readonly status: 'failed'; readonly reason: string; readonly next: string }
  /** It could not be looked at here; `reason` says why. Never used for something that is wrong. */
  | { readonly status: 'skipped'; readonly reason: string };

export interface Check {
  /** What is looked at, in a few words: "table trinity-rooms-staging". */
  readonly name: string;
  readonly run: (signal: AbortSignal) => Promise<Outcome>;
  /** Of checks that take minutes, what they are together. Default: it takes seconds */
  readonly slow?: string;
}

export interface CheckResult {
  readonly name: string;
  readonly outcome: Outcome;
  readonly milliseconds: number;
}

export const passed = (detail: string): Outcome => ({ status: 'passed', detail });
export const failed = (reason: string, next: string): Outcome => ({ status: 'failed', reason, next });
export const skipped = (reason: string): Outcome => ({ status: 'skipped', reason });

/**
 * Runs all of them, one after the other, whatever the ones before have found; only slow ones are not run once a quick one
 * has failed.
 *
 * @param explain what a thrown error means to an operator. A check that throws has failed.
 * @param onStart told as each slow one begins
 * @param onResult told as each one ends
 */
export async function runChecks(
  checks: readonly Check[],
  options: {
    readonly signal: AbortSignal;
    readonly explain: (error: unknown) => { readonly reason: string; readonly next: string };
    readonly onStart?: (name: string) => void;
    readonly onResult?: (result: CheckResult) => void;
  },
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const putOff = new Set<string>();
  let hasFailed = false;
  const add = (result: CheckResult): void => {
    results.push(result);
    options.onResult?.(result);
  };
  for (const { name, run, slow } of checks) {
    if (slow !== undefined && hasFailed) {
      if (!putOff.has(slow)) add({ name: slow, outcome: skipped('a quick check has failed'), milliseconds: 0 });
      putOff.add(slow);
      continue;
    }
    if (slow !== undefined) options.onStart?.(name);
    const start = performance.now();
    const outcome = await attempt(run, options);
    hasFailed ||= slow === undefined && outcome.status === 'failed';
    add({ name, outcome, milliseconds: performance.now() - start });
  }
  return results;
}

async function attempt(run: Check['run'], { signal, explain }: Parameters<typeof runChecks>[1]): Promise<Outcome> {
  try {
    const outcome = await run(signal);
    signal.throwIfAborted(); // a program that was ended has failed, and says nothing
    return outcome;
  } catch (error) {
    signal.throwIfAborted();
    const { reason, next } = explain(error);
    return failed(reason, next);
  }
}

/** `12 checks passed, 1 not run: role of cache (…)` */
export function describeResults(results: readonly CheckResult[]): string {
  const notRun = results.flatMap(({ name, outcome }) =>
    outcome.status === 'skipped' ? [`${name} (${outcome.reason})`] : [],
  );
  const passed = `${results.length - notRun.length} checks passed`;
  return notRun.length > 0 ? `${passed}, ${notRun.length} not run: ${notRun.join('; ')}` : passed;
}
