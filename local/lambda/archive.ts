import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import { unzipSync } from 'fflate';

import { messageOf, UserError } from '../../programs/user-error';
import type { FunctionDefinition } from './definition';

/** Unpacks a function's archive, as Lambda does into /var/task. @throws UserError when it is missing, broken, or not the synthesized one */
export function unpack({ name, archive, sourceCodeHash }: FunctionDefinition, directory: string): void {
  const bytes = read(name, archive);
  const hash = createHash('sha256').update(bytes).digest('base64');
  if (sourceCodeHash !== undefined && sourceCodeHash !== hash) {
    throw new UserError(
      `The bundle of ${name}, ${archive}, is not the one that was synthesized: ` +
        `its SHA-256 is ${hash}, source_code_hash says ${sourceCodeHash}. Run npm run synth.`,
    );
  }
  for (const [file, content] of Object.entries(unzip(name, archive, bytes))) {
    if (file.endsWith('/')) continue;
    const path = join(directory, normalize(`/${file}`));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

function read(name: string, archive: string): Buffer {
  try {
    return readFileSync(archive);
  } catch (cause) {
    throw new UserError(`The bundle of ${name} is missing: ${archive}. Run npm run build.`, { cause });
  }
}

function unzip(name: string, archive: string, bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes);
  } catch (cause) {
    throw new UserError(
      `The bundle of ${name}, ${archive}, is no zip archive: ${messageOf(cause)}. Run npm run build.`,
      { cause },
    );
  }
}
