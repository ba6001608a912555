import type { Review } from '../schema';
import { contents, reviewArticle } from './html/review';
import { STYLES } from './html/styles';
import { markup, styleElement } from './html/template';

/** Nothing is loaded and nothing runs, whatever a plan may have smuggled in. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** Reviews as one page in one file, for a browser, a phone or paper. */
export function renderHtml(reviews: readonly Review[]): string {
  const names = reviews.map(({ name }) => name).join(', ');
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<meta name="referrer" content="no-referrer">
<title>${names}: plan review</title>
${styleElement(STYLES)}
</head>
<body>
<main>
<h1>Plan review</h1>${contents(reviews)}${reviews.map(reviewArticle)}
</main>
</body>
</html>
`;
  return page.html;
}
