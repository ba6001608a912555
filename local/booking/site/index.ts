import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { own } from '../../../keys/own';
import type { FileRequest, StaticFile } from '../../../packages/appsync-js/src';
import { policyOf } from '../../pages';
import type { SiteParts } from '../../system';
import { adminFile } from './admin';
import { renderMissing, renderPage } from './page';
import { LANGUAGES, type Language } from './texts';

/** What was made at start, for a program. */
export interface Made {
  readonly businesses: readonly {
    readonly tenantId: string;
    readonly name: string;
    readonly key: string;
    readonly language: Language;
  }[];
  /** Of who owns all. */
  readonly token: string;
}

/**
 * The page of a business, with the chat as its owner would put it there, that of its administrators at `/admin`, and what they load.
 * `?business=` takes another of the businesses, `&lang=` another language than theirs.
 */
export function siteOf(asked: FileRequest, parts: SiteParts<Made>): StaticFile | undefined {
  const { path, query, origin } = asked;
  const { bundles, made } = parts;
  const widget = /^\/widget\/(chat(?:\.[\da-f]{16})?\.js|manifest\.json)$/.exec(path)?.[1];
  if (widget !== undefined) return widgetFile(join(bundles, 'widget', widget));
  const type = own(FILES, path);
  if (type !== undefined) return { type, content: readFileSync(join(__dirname, path)) };
  if (path !== '/') return adminFile(asked, parts);
  if (!made) return page(origin, 404, renderMissing());
  const { businesses } = made;
  const business = businesses.find(({ tenantId }) => tenantId === query.get('business')) ?? businesses[0]!;
  const language = LANGUAGES.find((one) => one === query.get('lang')) ?? business.language;
  return page(origin, 200, renderPage({ businesses, business, language, origin }));
}

const page = (origin: string, status: number, content: string): StaticFile => ({
  ...{ status, type: 'text/html; charset=utf-8', content },
  headers: {
    'content-security-policy': policyOf([`ws://${new URL(origin).host}`]),
    'referrer-policy': 'strict-origin-when-cross-origin',
  },
});

/** What the page loads, beside this file; its icon is the administrators', too. */
const FILES = { '/page.css': 'text/css; charset=utf-8' };

const TYPES = { js: 'text/javascript; charset=utf-8', json: 'application/json' };

/** Pages of any origin may load it. One with a hash in its name never changes. */
function widgetFile(file: string): StaticFile | undefined {
  if (!existsSync(file)) return undefined;
  const [, hash] = /\.([\da-f]{16})\.js$/.exec(basename(file)) ?? [];
  return {
    type: own(TYPES, file.split('.').pop()!)!,
    content: readFileSync(file),
    headers: {
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      ...(hash !== undefined && { 'cache-control': 'public, max-age=31536000, immutable' }),
    },
  };
}
