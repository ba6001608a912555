import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { own } from '../../keys/own';
import type { FileRequest, StaticFile } from '../../packages/appsync-js/src';
import type { SiteParts } from '../system';

const PAGES = join(__dirname, '../../pages/room-cache');

/** What is served as it is in `pages/room-cache`. */
const FILES: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  '/': { file: 'room.html', type: 'text/html; charset=utf-8' },
  '/room.css': { file: 'room.css', type: 'text/css; charset=utf-8' },
  '/icon.svg': { file: 'icon.svg', type: 'image/svg+xml' },
};

/** Nothing inline, nothing from elsewhere, no text that becomes markup. @param host of the page: where its API is, too */
const policyOf = (host: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ws://${host}`,
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');

/**
 * The page on which friends find a film, and what it loads. `config.json` says where the API is, and what lets the page in: on AWS,
 * whoever publishes the page writes it.
 */
export function siteOf({ path, origin }: FileRequest, { bundles, apiKey }: SiteParts): StaticFile | undefined {
  const { host } = new URL(origin);
  if (path === '/config.json') {
    if (apiKey === undefined) return { status: 503, type: 'application/json', content: '{}' };
    const config = { endpoint: `${origin}/graphql`, realTime: `ws://${host}/graphql/realtime`, apiKey };
    return { type: 'application/json', content: JSON.stringify(config) };
  }
  if (path === '/room.js') {
    const script = join(bundles, 'pages/room.js');
    return existsSync(script) ? { type: 'text/javascript; charset=utf-8', content: readFileSync(script) } : undefined;
  }
  const found = own(FILES, path);
  if (!found) return undefined;
  const headers = { 'content-security-policy': policyOf(host), 'referrer-policy': 'no-referrer' };
  return { type: found.type, content: readFileSync(join(PAGES, found.file)), headers };
}
