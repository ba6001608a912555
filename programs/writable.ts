import { accessSync, constants, statSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from './user-error';

/** What is to be written. A new file takes the place of none; a folder may be there, or is made with those above it. */
type Kind = 'file' | 'new file' | 'folder';

/**
 * Where an option says that something is written.
 *
 * @returns the path @throws UserError when that cannot go well: before anything is done for it
 */
export function toWrite(option: string, path: string, kind: Kind): string {
  const why = whyNot(resolve(path), kind);
  if (why !== undefined) throw notWritable(option, path, why);
  return path;
}

/** @param why and what to do */
export const notWritable = (option: string, path: string, [why, next]: readonly [string, string]): UserError =>
  new UserError(`${option} "${path}" cannot be written: ${why}.`, { next });

export const TAKEN = ['it exists already', 'Name another file, or remove it.'] as const;

function whyNot(path: string, kind: Kind): readonly [why: string, next: string] | undefined {
  const there = statOf(path);
  if (kind === 'new file' && there) return TAKEN;
  if (kind === 'file' && there?.isDirectory()) return ['it is a folder', 'Name a file in it.'];
  const folder = kind === 'folder' ? nearestThere(path) : dirname(path);
  const holds = statOf(folder);
  if (!holds) return [`there is no folder ${folder}`, `Make it (mkdir -p ${folder}), or name another place.`];
  if (!holds.isDirectory()) return [`${folder} is no folder`, 'Name another place.'];
  if (!isWritable(folder)) return [`you may not write into ${folder}`, 'Name a place in a folder of yours.'];
  return undefined;
}

const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // what it would be in is no folder, or cannot be looked into
  }
};

const nearestThere = (path: string): string => (statOf(path) ? path : nearestThere(dirname(path)));

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
