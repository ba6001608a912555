import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** A small project: two functions that share a file, a resolver and an AppSync function that share another. */
export const SOURCES: Readonly<Record<string, string>> = {
  'functions/room-cache/shared/greet.ts': `
    export const greet = (name: string) => 'Hello ' + name;
    export const onlyInSecond = () => 'used by the second function only';`,
  'functions/room-cache/first/index.ts': `
    import { createHash } from 'node:crypto';
    import { greet } from '../shared/greet';
    /** A comment that stays behind. */
    export const handler = () => greet(createHash('sha256').update('first').digest('hex'));`,
  'functions/room-cache/second/index.ts': `
    import { greet, onlyInSecond } from '../shared/greet';
    export const handler = () => greet(onlyInSecond());`,
  'api/room-cache/shared/key.ts': `
    export const key = (id: string) => ({ PK: 'ROOM#' + id });`,
  'api/room-cache/resolvers/query.room.ts': `
    import { util } from '@aws-appsync/utils';
    import { key } from '../shared/key';
    export function request(ctx: { args: { id: string } }) { return { operation: 'GetItem', key: util.dynamodb.toMapValues(key(ctx.args.id)) }; }
    export function response(ctx: { result: unknown }) { return ctx.result; }`,
  'api/room-cache/functions/get-room.ts': `
    import { get } from '@aws-appsync/utils/dynamodb';
    import { key } from '../shared/key';
    export function request(ctx: { args: { id: string } }) { return get({ key: key(ctx.args.id) }); }
    export function response(ctx: { result: unknown }) { return ctx.result; }`,
};

const made: string[] = [];

/** A checkout in a directory of its own, with these sources. */
export function checkout(sources: Readonly<Record<string, string>> = SOURCES): string {
  const root = emptyDirectory();
  for (const [path, text] of Object.entries(sources)) writeSource(root, path, text);
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return root;
}

/** The named parts of another checkout, this project's unless told otherwise, in a directory of their own. */
export function copyOf(parts: readonly string[], from: string = ROOT): string {
  const root = checkout({});
  for (const part of parts) cpSync(join(from, part), join(root, part), { recursive: true });
  return root;
}

export function emptyDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'bundle-'));
  made.push(directory);
  return directory;
}

export function removeDirectories(): void {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true });
}

export function writeSource(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** The bytes of every file below a directory, as hex, by path. */
export function filesIn(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(directory.length + 1), readFileSync(path).toString('hex')]),
  );
}
