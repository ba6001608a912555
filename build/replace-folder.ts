import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes a folder hold these files and no others. A file whose bytes are there already is not touched, so that who
 * watches the folder sees what changed only; one that changes is replaced at once, so that nobody reads half of it.
 *
 * @returns the names of the files that were written.
 */
export function replaceFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): Set<string> {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name), { recursive: true });

  const written = new Set<string>();
  for (const [name, contents] of files) {
    const path = join(folder, name);
    if (existsSync(path) && readFileSync(path).equals(contents)) continue;
    const unfinished = `${folder}.${process.pid}`; // beside the folder: another run removes what it does not know in it
    writeFileSync(unfinished, contents);
    renameSync(unfinished, path);
    written.add(name);
  }
  return written;
}
