import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StaticFile } from '../packages/appsync-js/src';

/**
 * As strict as a page may have it: nothing inline, nothing from elsewhere, no text that becomes markup.
 *
 * @param asked origins that the page's script asks, beside its own
 */
export const policyOf = (asked: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src ${["'self'", ...asked].join(' ')}`,
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');

/** The script of `pages/<system>/<name>.ts`. @param bundles of the system @returns undefined while it is not built */
export function scriptOf(bundles: string, name: string): StaticFile | undefined {
  const script = join(bundles, `pages/${name}.js`);
  return existsSync(script) ? { type: 'text/javascript; charset=utf-8', content: readFileSync(script) } : undefined;
}

/** What whoever publishes a page writes, of the local run. @param config undefined while there is nothing to write */
export const configOf = (config: object | undefined): StaticFile => ({
  status: config ? 200 : 503,
  type: 'application/json',
  content: JSON.stringify(config ?? {}),
});
