import { join } from 'node:path';
import type { Message } from 'esbuild';
import { explainSyntax } from './syntax-errors';
import { UserError } from '../programs/user-error';

/** The source cannot be bundled. */
export class BundleError extends UserError {
  override readonly name = 'BundleError';

  /**
   * @param problems each starts with the file and, where it is known, the line in it; of a syntax error, that line stands below
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

/**
 * `functions/cache/handler.ts:12:8  Could not resolve "./nowhere"`: editors and terminals link the first part. Of a syntax error with
 * the line itself below.
 *
 * @param root the checkout
 */
export function describe({ location, text }: Message, root: string): string {
  if (!location) return text;
  const { file, line, column } = location;
  return explainSyntax(file, join(root, file)) ?? `${file}:${line}:${column + 1}  ${text}`;
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
