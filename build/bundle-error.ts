import type { Message } from 'esbuild';

/** The source cannot be bundled. Its message is written for a person: show it without a stack. */
export class BundleError extends Error {
  override readonly name = 'BundleError';

  /**
   * @param problems a line each, that starts with the file and, where it is known, the line in it
   * @param message Default: the problems, below a heading
   */
  constructor(
    readonly problems: readonly string[],
    message = listed('Nothing was bundled:', problems),
  ) {
    super(message);
  }
}

/** Lines below a heading. */
export const listed = (heading: string, lines: readonly string[]): string => [heading, ...lines].join('\n  ');

/** `functions/cache/handler.ts:12:8  Could not resolve "./nowhere"`: editors and terminals link the first part. */
export function describe({ location, text }: Message, source: string): string {
  const place = location ? `${location.file}:${location.line}:${location.column + 1}` : source;
  return `${place}  ${text}`;
}

/** @throws BundleError with the problems of all that failed, not just of the first. */
export async function allOrEveryProblem<T>(work: Promise<T>[]): Promise<T[]> {
  const problems: string[] = [];
  const results: T[] = [];
  for (const settled of await Promise.allSettled(work)) {
    if (settled.status === 'fulfilled') results.push(settled.value);
    else if (settled.reason instanceof BundleError) problems.push(...settled.reason.problems);
    else throw settled.reason;
  }
  if (problems.length > 0) throw new BundleError(problems);
  return results;
}
