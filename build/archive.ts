import { zipSync } from 'fflate';

/** A time of day in the machine's zone, because fflate writes what the local clock shows: 1980-01-01 12:00 everywhere. */
const MODIFIED = new Date(1980, 0, 1, 12);

/** rw-r--r--, as a Unix says it: Lambda's user is not the file's owner. */
const ATTRIBUTES = 0o644 << 16;
const UNIX = 3;

/**
 * A ZIP archive whose bytes depend on names and contents only: not on the clock, the time zone, or the order in which
 * the files are given.
 */
export function archive(files: Record<string, Uint8Array>): Uint8Array {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 9, mtime: MODIFIED, attrs: ATTRIBUTES, os: UNIX });
}
