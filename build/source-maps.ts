import { createHash } from 'node:crypto';
import { posix } from 'node:path';

/** The folder of the output that has a map of each bundle's code. Nothing of it is deployed. */
export const SOURCE_MAPS = 'source-maps';

/** The name of a map in that folder: by the SHA-256 of its code, so that it is taken for no other code's. */
export const sourceMapName = (code: Uint8Array | string): string =>
  `${createHash('sha256').update(code).digest('hex')}.map`;

/**
 * A map as esbuild makes it, with its sources as a person knows them: `functions/cache/handler.ts`,
 * `node_modules/zod/index.js`.
 *
 * @param source that was bundled, relative to the checkout; esbuild names the others from where it stands
 */
export function fromCheckout(map: Uint8Array, source: string): Uint8Array {
  const read = JSON.parse(Buffer.from(map).toString('utf8')) as { readonly sources: readonly string[] };
  const sources = read.sources.map((path) => {
    const relative = posix.join(posix.dirname(source), path);
    const inPackages = relative.indexOf('node_modules/'); // which may be a link to another folder
    return inPackages < 0 ? relative : relative.slice(inPackages);
  });
  return Buffer.from(JSON.stringify({ ...read, sources }));
}
