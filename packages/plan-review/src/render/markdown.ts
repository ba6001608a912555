import type { Review } from '../schema';
import { writeParts } from './markdown/parts';

export interface MarkdownOptions {
  /** Characters (UTF-16 code units) that a part may have: at least 2,000. */
  readonly limit: number;
  /** Where the whole review is, for the reader of one that is cut. Default: the HTML page of this review */
  readonly artifact?: string;
}

export const WHOLE_REVIEW = 'the HTML page of this review';

/**
 * A review for a pull request, in one part. Where that has no space, the least important is left out and said in numbers.
 * Findings are never left out: only when they alone have no space, there are more parts, each valid by itself.
 */
export const renderMarkdown = (review: Review, { limit, artifact = WHOLE_REVIEW }: MarkdownOptions): string[] =>
  writeParts(review, { limit, artifact, size: (text) => text.length });
