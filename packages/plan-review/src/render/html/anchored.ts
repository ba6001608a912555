import type { Review } from '../../schema';
import { rankFindings, type Ranked } from '../findings';
import { headOf, type Head } from '../headline';
import { sectionsOf, type Section } from '../sections';

/** A review as the page shows it: what its index leads to has an id. */
export interface AnchoredReview {
  readonly id: string;
  readonly review: Review;
  readonly head: Head;
  readonly findings: readonly (Ranked & Anchored)[];
  readonly sections: readonly (Section & Anchored)[];
}

export interface Anchored {
  /** `review-1-3`: a number, never a name of the plan. */
  readonly anchor: string;
}

export function anchor(review: Review, index: number): AnchoredReview {
  const id = `review-${index + 1}`;
  const findings = rankFindings(review);
  const anchored = <T>(part: T, number: number): T & Anchored => ({ ...part, anchor: `${id}-${number + 1}` });
  return {
    id,
    review,
    head: headOf(review),
    findings: findings.map(anchored),
    sections: sectionsOf(review).map((section, number) => anchored(section, findings.length + number)),
  };
}
