import { findingsSection } from './findings';
import { sectionDetails } from './entries';
import type { AnchoredReview } from './anchored';
import type { Phrase } from '../phrase';
import { inline, markup, when, type Html } from './template';

export const reviewArticle = ({ id, review, head, findings, sections }: AnchoredReview): Html => {
  const { name, where, counts, verdict } = head;
  return markup`
<article id="${id}">
<header class="${review.verdict}">
<h2>${name}</h2>
<p class="verdict">${verdict}</p>
<p class="counts">${counts}</p>${when(where.length > 0 && where, whereLine)}
</header>${findings.map(findingsSection)}${sections.map(sectionDetails)}
<footer>
<p>${review.unchanged} stay as they are.${when(review.terraformVersion ?? undefined, madeBy)}</p>
<p>Digest <code>${review.digest}</code></p>
</footer>
</article>`;
};

const whereLine = (where: Phrase): Html => markup`
<p class="where">${inline(where)}</p>`;

const madeBy = (version: string): Html => markup` Terraform <code>${version}</code>.`;
