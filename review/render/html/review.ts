import type { Review } from '../../schema';
import { rankFindings } from '../findings';
import { headOf } from '../headline';
import type { Phrase } from '../phrase';
import { sectionsOf } from '../sections';
import { findingsSection } from './findings';
import { sectionDetails } from './entries';
import { inline, markup, when, type Html } from './template';

export const reviewArticle = (review: Review, index: number): Html => {
  const { name, where, counts, verdict } = headOf(review);
  return markup`
<article id="${idOf(index)}">
<header class="${review.verdict}">
<h2>${name}</h2>
<p class="verdict">${verdict}</p>
<p class="counts">${counts}</p>${when(where.length > 0 && where, whereLine)}
</header>${rankFindings(review).map(findingsSection)}${sectionsOf(review).map(sectionDetails)}
<footer>
<p>${review.unchanged} stay as they are.${when(review.terraformVersion ?? undefined, madeBy)}</p>
<p>Digest <code>${review.digest}</code></p>
</footer>
</article>`;
};

/** Where to find which review; nothing when there is one. */
export const contents = (reviews: readonly Review[]): Html =>
  when(
    reviews.length > 1,
    () => markup`
<nav aria-label="Reviews"><ol>${reviews.map(contentsItem)}
</ol></nav>`,
  );

const contentsItem = (review: Review, index: number): Html => {
  const { name, counts, verdict } = headOf(review);
  return markup`
<li class="${review.verdict}"><a href="#${idOf(index)}">${name}</a> <b>${verdict}</b> <span>${counts}</span></li>`;
};

const whereLine = (where: Phrase): Html => markup`
<p class="where">${inline(where)}</p>`;

const madeBy = (version: string): Html => markup` Terraform <code>${version}</code>.`;

const idOf = (index: number): string => `review-${index + 1}`;
