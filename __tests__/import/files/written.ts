import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type FileTable, readTables } from '../../../import/files';

/** Reads a file of that content, as an environment in eu-west-1 does; the answers name it by its last name, and not where it is. */
export function readWritten(content: string | Uint8Array | object, name = 'table.json'): FileTable[] {
  const isContent = typeof content === 'string' || content instanceof Uint8Array;
  return inFolder((folder) => {
    writeFileSync(join(folder, name), isContent ? content : JSON.stringify(content));
    return readTables(join(folder, name), 'eu-west-1').map(({ at: _, ...one }) => ({
      ...one,
      file: basename(one.file),
    }));
  });
}

/** The one answer that there is. */
export function readOne(content: string | Uint8Array | object, name?: string): FileTable {
  const tables = readWritten(content, name);
  expect(tables).toHaveLength(1);
  return tables[0]!;
}

/** What a readable answer is that has no remarks. */
export const plain = { file: 'table.json', path: '', unknown: [], unreadable: [], alsoAt: [] };

export const NEXT = 'Give what aws dynamodb describe-table prints, or mend the file.';

/** A folder of its own, gone afterwards. */
export function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
