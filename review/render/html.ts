import type { Review } from '../schema';
import { contents, filter } from './html/contents';
import { page } from './html/page';
import { partsOf } from './html/parts';
import { reviewArticle } from './html/review';
import { markup } from './html/template';

/** Reviews as one page in one file, for a browser, a phone or paper. */
export function renderHtml(reviews: readonly Review[]): string {
  const parts = reviews.map(partsOf);
  const title = reviews.map(({ name }) => name).join(', ');
  return page({ title }, markup`${contents(parts)}${filter(parts)}`, markup`${parts.map(reviewArticle)}`);
}
