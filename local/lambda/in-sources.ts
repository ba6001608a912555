import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlaceOf } from '../../packages/appsync-js/src/place';

/** Says of code where it was bundled from; undefined where that is not known. */
export type PlacesOf = (code: Uint8Array) => PlaceOf | undefined;

/**
 * Puts sources into a text, such as a stack, in the place of the unpacked code that they were bundled to:
 * `functions/room-cache/cache/fill.ts:31:9` for `/tmp/trinity-function-x/index.js:12:3456`. A log in AWS has the latter.
 *
 * @param taskRoot the directory with the unpacked code
 */
export function inSources(taskRoot: string, placesOf: PlacesOf = () => undefined): (text: string) => string {
  const files = new Map<string, PlaceOf | undefined>();
  const placeOf = (file: string): PlaceOf | undefined => {
    if (!files.has(file)) files.set(file, placesOf(readFileSync(join(taskRoot, file))));
    return files.get(file);
  };
  const root = taskRoot.replace(/[^\w/]/g, '\\$&');
  const place = new RegExp(`${root}/([\\w./-]+):(\\d+):(\\d+)`, 'g');
  return (text) =>
    text.replace(place, (whole: string, file: string, line: string, column: string) => {
      const found = placeOf(file)?.(Number(line), Number(column));
      return found ? `${found.file}:${found.line}:${found.column}` : whole;
    });
}
