import { createHash } from 'node:crypto';
import { SCRIPT } from './script';
import { STYLES } from './styles';
import { markup, trusted, type Html } from './template';

/** As a policy names what may be in the page: by the hash of all of its text. */
const source = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded or sent, and nothing runs but the page's own script, whatever a plan may have smuggled in. */
const POLICY = [
  "default-src 'none'",
  `style-src ${source(STYLES)}`,
  `script-src ${source(SCRIPT)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** What a page is of. */
export interface Title {
  /** What is looked at. */
  readonly title: string;
  /** Default: `Plan review` */
  readonly kind?: string;
}

/** @param side stays in sight */
export const page = ({ title, kind = 'Plan review' }: Title, side: Html, content: Html): string =>
  markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<meta name="referrer" content="no-referrer">
<title>${title}: ${kind.toLowerCase()}</title>
<style>${trusted(STYLES)}</style>
</head>
<body>
<div class="side">
<h1>${kind}</h1>${side}
</div>
<main>${content}
</main>
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`.html;
