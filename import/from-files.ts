import { readTables } from './files';
import { notSeenIn, type Unreadable } from './files/lenient';
import type { FoundTable } from './inspect';

/**
 * The tables that a file describes, or the files of a folder. One without a name is unreadable: nobody can tell which it is.
 *
 * @throws UserError when there is no such file or folder, or no file in it
 */
export const tablesFromFiles = (path: string, region: string): FoundTable[] =>
  readTables(path, region).map(({ file, path: place, table, reason, alsoAt, ...read }) => {
    const notSeen = [
      ...notSeenIn(read),
      ...alsoAt.map((other) => `The same table is described at ${other}: which is true, nobody can tell.`),
    ];
    const about = { file, ...(notSeen.length > 0 && { notSeen }) };
    if (table?.name !== undefined) return { name: table.name, ...about, table };
    return { name: place === '' ? file : place, ...about, reason: reason ?? namelessness(read.unreadable) };
  });

function namelessness(unreadable: readonly Unreadable[]): string {
  const name = unreadable.find(({ path }) => /\btableName$/i.test(path));
  const what = name ? `Its name is not known: ${name.why}` : 'It has no name.';
  return `${what} So nobody can tell which table it is: give its name in the file, or what aws dynamodb describe-table prints.`;
}
