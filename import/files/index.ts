import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { messageOf, UserError } from '../../programs/user-error';
import type { TableDescription } from '../description';
import { settingsOf } from './aws';
import { describeTable } from './describe';
import { findTables, join, type Found } from './find';
import { readLeniently, type Path, type Unreadable } from './lenient';
import { parseFile } from './parse';
import { placeOf as placeOfTable, type Place } from './place';

/** A table that a file describes, or what stands there instead. */
export interface FileTable {
  /** As it was given, or below the folder that was given. */
  readonly file: string;
  /** What it stands in, such as `create-table input`; absent when that is not known. */
  readonly shape?: string;
  /** Where it stands in the file; empty for the whole of it. */
  readonly path: string;
  /** What the file does not say is unsaid in it. Absent when it cannot be read: `reason` says why. */
  readonly table?: TableDescription;
  /** Sentences: what is wrong, where, and what to do. */
  readonly reason?: string;
  /** Paths of keys that nobody here knows. */
  readonly unknown: readonly string[];
  /** Settings that stand there and are unsaid in `table`, since a part of them cannot be read. */
  readonly unreadable: readonly Unreadable[];
  /** Where the table is, with the path that says so as the file has it. Absent: the file does not say. */
  readonly at?: Omit<Place, 'path'> & { readonly path: string };
  /** Where else a table of its name is described, such as `tables.yml: Resources.Books.Properties`. Which is true, a person says. */
  readonly alsoAt: readonly string[];
}

const NAMES = /\.(json|ya?ml|template)$/i;
const NEXT = 'Give what aws dynamodb describe-table prints, or mend the file.';

/**
 * Reads the tables that a file describes, or the files of a folder whose names end in .json, .yml, .yaml or .template; not the
 * folders in it. A file that cannot be read is among the answers, with its reason.
 *
 * @param region of the environment: a global table is told from there
 * @throws UserError when there is no such file or folder, or no such file in the folder
 */
export function readTables(path: string, region: string): FileTable[] {
  const tables = filesOf(path).flatMap((file) => readTablesOf(file, region));
  const named = new Map<string | undefined, Alone[]>();
  for (const one of tables) {
    const name = one.table?.name;
    const others = named.get(name);
    if (others) others.push(one);
    else named.set(name, [one]);
  }
  return tables.map((one) => {
    const others = one.table?.name === undefined ? [] : named.get(one.table.name)!;
    return { ...one, alsoAt: others.filter((other) => other !== one).map(placeOf) };
  });
}

type Alone = Omit<FileTable, 'alsoAt'>;

const placeOf = ({ file, path }: Alone): string => (path === '' ? file : `${file}: ${path}`);

function filesOf(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const files = readdirSync(path, { withFileTypes: true })
      .filter((one) => NAMES.test(one.name) && (one.isFile() || one.isSymbolicLink())) // a pipe is waited for without end
      .map(({ name }) => joinPath(path, name))
      .sort();
    if (files.length > 0) return files;
  } catch (cause) {
    throw new UserError(`${path} ${cannotBeRead(cause)} Give a file or a folder that describes tables.`, { cause });
  }
  throw new UserError(
    `${path} has no file that ends in .json, .yml, .yaml or .template. Give the folder that has them, or one file.`,
  );
}

function readTablesOf(file: string, region: string): Alone[] {
  const refused = (path: string, reason: string): Alone => ({
    file,
    path,
    reason: `${path === '' ? '' : `${path}: `}${reason} ${NEXT}`,
    unknown: [],
    unreadable: [],
  });
  try {
    return findTables(parseFile(contentOf(file))).map((found) =>
      'reason' in found ? refused(found.path, found.reason) : { file, ...readTable(found, region) },
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [refused('', error.message)];
  }
}

function readTable(found: Found, region: string): Omit<Alone, 'file'> {
  const { shape, path, spell = (one) => one } = found;
  const nameOf = (inside: Path) => spell(inside).reduce(join, path);
  const { value, unknown, unreadable } = readLeniently(found.schema, found.properties, settingsOf, nameOf);
  const about = { shape, path, unknown: [...(found.unknown ?? []), ...unknown], unreadable };
  if (value) {
    const place = placeOfTable(value, region, shape === GLOBAL_TABLE);
    const at = place && { ...place, path: nameOf(place.path) };
    return { ...about, ...(at && { at }), table: describeTable(value, region) };
  }
  return { ...about, reason: [...unreadable.map((one) => `${one.path}: ${one.why}`), NEXT].join(' ') };
}

const GLOBAL_TABLE = 'AWS::DynamoDB::GlobalTable';

function contentOf(file: string): Uint8Array {
  try {
    const about = statSync(file);
    if (about.isFile() || about.isFIFO()) return readFileSync(file); // a pipe is what `<(aws …)` gives
  } catch (cause) {
    throw new UserError(`It ${cannotBeRead(cause)}`, { cause });
  }
  throw new UserError('It is no file: a device may have no end.');
}

/** Node's message is `EACCES: permission denied, open '/x'`. */
const cannotBeRead = (error: unknown): string =>
  `cannot be read: ${messageOf(error).replace(/^[A-Z]+: |, \w+( '.*')?$/gs, '')}.`;
