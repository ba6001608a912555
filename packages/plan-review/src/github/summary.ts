import { appendFileSync, statSync } from 'node:fs';
import { GitHubError } from './error';

/** Bytes that GitHub takes of one step; beyond that it shows nothing of it. */
export const MOST_BYTES = 1024 * 1024;

/**
 * @param file GITHUB_STEP_SUMMARY, a file of the step's own
 * @throws GitHubError when the step would have more than 1 MiB; the file is as it was then
 */
export function appendSummary(file: string, markdown: string): void {
  const text = `${markdown.trimEnd()}\n\n`;
  const before = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const bytes = before + Buffer.byteLength(text);
  if (bytes > MOST_BYTES) {
    throw new GitHubError(
      `The step summary would have ${bytes} bytes, ${before} of them already there; GitHub takes ${MOST_BYTES}.`,
      'Show less of it, or in a step of its own; the artifact has all.',
    );
  }
  appendFileSync(file, text);
}
