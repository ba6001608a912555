import type { Review } from '../schema';
import { WHOLE_REVIEW, type MarkdownOptions } from './markdown';
import { writeParts } from './markdown/parts';

/** Of the 1 MiB that GitHub takes of a step: some is left for what else the step says. */
const MOST_BYTES = 1_000_000;

/** Reviews are cut to no less than this; a longer summary is better than none of their findings. */
const LEAST_BYTES = 8_000;

/**
 * Reviews for the summary of a step, one below the other, cut as a comment is. Findings are never left out: when they alone
 * have no space, the summary is longer than the limit.
 *
 * @param options.limit bytes of UTF-8. Default: 1,000,000
 */
export function renderSummary(
  reviews: readonly Review[],
  { limit = MOST_BYTES, artifact = WHOLE_REVIEW }: Partial<MarkdownOptions> = {},
): string {
  let left = limit;
  const written = reviews.map((review, index) => {
    const share = Math.max(LEAST_BYTES, Math.floor(left / (reviews.length - index)) - GAP.length);
    const text = writeParts(review, { limit: share, artifact, size: (part) => Buffer.byteLength(part) }).join(GAP);
    left -= Buffer.byteLength(text) + GAP.length;
    return text;
  });
  return written.join(GAP);
}

const GAP = '\n\n';
