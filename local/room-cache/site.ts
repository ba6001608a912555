import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { own } from '../../keys/own';
import type { FileRequest, StaticFile } from '../../packages/appsync-js/src';
import { configOf, policyOf, scriptOf } from '../pages';
import type { SiteParts } from '../system';

const PAGES = join(__dirname, '../../pages/room-cache');

/** What is served as it is in `pages/room-cache`. */
const FILES: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  '/': { file: 'room.html', type: 'text/html; charset=utf-8' },
  '/room.css': { file: 'room.css', type: 'text/css; charset=utf-8' },
  '/icon.svg': { file: 'icon.svg', type: 'image/svg+xml' },
};

/**
 * The page on which friends find a film, and what it loads. `config.json` says where the API is, and what lets the page in: where members sign in, the user pool, and otherwise the key. On AWS,
 * whoever publishes the page writes it.
 */
export function siteOf({ path, origin }: FileRequest, { bundles, apiKey, signIn }: SiteParts): StaticFile | undefined {
  const { host } = new URL(origin);
  if (path === '/config.json') {
    const where = { endpoint: `${origin}/graphql`, realTime: `ws://${host}/graphql/realtime` };
    if (signIn) {
      const { userPoolId, clientId, endpoint: cognito } = signIn;
      return configOf({ ...where, userPoolId, clientId, cognito });
    }
    return configOf(apiKey === undefined ? undefined : { ...where, apiKey });
  }
  if (path === '/room.js') return scriptOf(bundles, signIn ? 'members' : 'room');
  const found = own(FILES, path);
  if (!found) return undefined;
  const headers = {
    'content-security-policy': policyOf([`ws://${host}`, ...(signIn ? [signIn.endpoint] : [])]),
    'referrer-policy': 'no-referrer',
  };
  return { type: found.type, content: readFileSync(join(PAGES, found.file)), headers };
}
