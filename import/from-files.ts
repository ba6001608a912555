import { anotherAccount } from '../deployment/wrong-account';
import type { Environment } from '../environments';
import { readTables, type FileTable } from './files';
import { notSeenIn, type Unreadable } from './files/lenient';
import type { FoundTable } from './inspect';
import { fileOf } from '../environments/names';

/**
 * The tables that a file describes, or the files of a folder. One without a name is unreadable: nobody can tell which it is.
 * Of one that says where it is, and is of another account or region than the environment, that is told.
 *
 * @throws UserError when there is no such file or folder, or no file in it
 */
export const tablesFromFiles = (path: string, environment: Where): FoundTable[] =>
  readTables(path, environment.region).map(({ file, path: place, table, reason, alsoAt, at, ...read }) => {
    const notSeen = [
      ...(at ? elsewhere(at, environment).map((why) => `${at.path}: ${why}`) : []),
      ...notSeenIn(table || reason === undefined ? read : { ...read, unreadable: [] }), // the reason has those
      ...alsoAt.map((other) => `The same table is described at ${other}: which is true, nobody can tell.`),
    ];
    const about = { file, ...(notSeen.length > 0 && { notSeen }) };
    if (table?.name !== undefined) return { name: table.name, ...about, table };
    return { name: place === '' ? file : place, ...about, reason: reason ?? namelessness(read.unreadable) };
  });

type Where = Pick<Environment, 'name' | 'account' | 'region'>;

function elsewhere({ account, regions }: NonNullable<FileTable['at']>, environment: Where): string[] {
  const { name, account: own, region } = environment;
  const told: string[] = [];
  if (account !== undefined && account !== own) {
    const next = `No deploy of ${name} reaches it: describe the table of account ${own}.`;
    const explained = anotherAccount(`It is of account ${account}`, account, environment, next);
    told.push(`${explained.reason} ${explained.next}`);
  }
  if (regions && !regions.includes(region)) {
    const next = `Set region in ${fileOf(name)}, if that is where ${name} is; else describe the table of ${region}.`;
    told.push(`It is in ${regions.join(', ')}; ${name} is in ${region}. ${next}`);
  }
  return told;
}

function namelessness(unreadable: readonly Unreadable[]): string {
  const name = unreadable.find(({ path }) => /\btableName$/i.test(path));
  const what = name ? `Its name is not known: ${name.why}` : 'It has no name.';
  return `${what} So nobody can tell which table it is: give its name in the file, or what aws dynamodb describe-table prints.`;
}
