import type { Review } from '../schema';
import { contents, filter } from './html/contents';
import { page } from './html/page';
import { anchor } from './html/anchored';
import { reviewArticle } from './html/review';
import { markup } from './html/template';

/** Reviews as one page in one file, for a browser, a phone or paper. */
export function renderHtml(reviews: readonly Review[]): string {
  const anchored = reviews.map(anchor);
  const title = reviews.map(({ name }) => name).join(', ');
  return page({ title }, markup`${contents(anchored)}${filter(anchored)}`, markup`${anchored.map(reviewArticle)}`);
}
