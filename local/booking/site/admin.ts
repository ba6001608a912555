import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { own } from '../../../keys/own';
import type { FileRequest, StaticFile } from '../../../packages/appsync-js/src';
import { configOf, policyOf, scriptOf } from '../../pages';
import type { SiteParts } from '../../system';

const PAGES = join(__dirname, '../../../pages/booking');

const FILES = {
  '/admin': { file: 'admin.html', type: 'text/html; charset=utf-8' },
  '/admin.css': { file: 'admin.css', type: 'text/css; charset=utf-8' },
  '/icon.svg': { file: 'icon.svg', type: 'image/svg+xml' },
};

/** The page of administrators, and what it loads: `admin.json` is what whoever publishes the page writes. */
export function adminFile(
  { path, origin }: FileRequest,
  { bundles, signIn }: Pick<SiteParts, 'bundles' | 'signIn'>,
): StaticFile | undefined {
  if (path === '/admin.js') return scriptOf(bundles, 'admin');
  if (path === '/admin.json') {
    const { userPoolId, clientId, endpoint: cognito } = signIn ?? {};
    return configOf(signIn && { endpoint: `${origin}/graphql`, userPoolId, clientId, cognito });
  }
  const found = own(FILES, path);
  if (!found) return undefined;
  const headers = {
    'content-security-policy': policyOf(signIn ? [signIn.endpoint] : []),
    'referrer-policy': 'no-referrer',
  };
  return { type: found.type, content: readFileSync(join(PAGES, found.file)), headers };
}
