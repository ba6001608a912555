import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join, posix } from 'node:path';
import type { PlaceOf } from '../packages/appsync-js/src/place';

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

interface Read {
  bytes: Buffer;
  decoded?: SourceMap | undefined;
}

/** The source maps of what is bundled now. One is decoded when somebody asks for a place in its code: that takes 30 to 100 ms. */
export class SourceMaps {
  private readonly folder: string;
  /** By the name of its file. */
  private maps = new Map<string, Read>();

  /** @param outdir of the bundles; where it has no source maps, no place is known */
  constructor(outdir: string) {
    this.folder = join(outdir, SOURCE_MAPS);
  }

  /** Reads them, anew after a build: the same code may come from other lines. Code that runs on without one keeps its own. */
  load(): void {
    const names = existsSync(this.folder) ? readdirSync(this.folder) : [];
    this.maps = new Map(names.map((name) => [name, this.read(name)]));
  }

  /** @returns undefined for code that was not bundled here */
  of(code: Uint8Array | string): PlaceOf | undefined {
    const map = this.maps.get(sourceMapName(code));
    if (!map) return undefined;
    return (line, column) => {
      map.decoded ??= new SourceMap(JSON.parse(map.bytes.toString('utf8')) as SourceMapPayload);
      const entry = map.decoded.findEntry(line - 1, column - 1); // the last one that begins before, maybe lines above
      if (!('originalSource' in entry) || entry.generatedLine !== line - 1) return undefined;
      return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
    };
  }

  private read(name: string): Read {
    const bytes = readFileSync(join(this.folder, name));
    const known = this.maps.get(name) ?? { bytes };
    // The same object: whose code goes on running has it.
    return known.bytes.equals(bytes) ? known : Object.assign(known, { bytes, decoded: undefined });
  }
}
