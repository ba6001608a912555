import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a program says instead of running; undefined when it was not asked for. */
export const askedFor = (
  { help, version }: { readonly help: boolean; readonly version: boolean },
  usage: string,
): string | undefined => (version ? versionLine() : help ? usage.trimEnd() : undefined);

/** Of package.json, and the Node that runs it. */
export function versionLine(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as { version: string };
  return `trinity ${version}, Node ${process.versions.node}`;
}
