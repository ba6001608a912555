import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

interface Script {
  readonly name: string;
  readonly contents: Uint8Array;
}

/** What `manifest.json` of a folder of widgets says of one. */
export interface PublishedWidget {
  /** With the hash of its content: it never changes, and may be kept for ever. */
  readonly file: string;
  /** Of that file, for the attribute `integrity` of a script tag. */
  readonly integrity: string;
  readonly bytes: number;
  /** As a browser gets it. */
  readonly gzipBytes: number;
}

/** `chat.3f0c8d1e5b7a4c62.js` */
export function hashedName({ name, contents }: Script): string {
  return `${name}.${createHash('sha256').update(contents).digest('hex').slice(0, 16)}.js`;
}

/** What stands beside the hashed files: the newest of each under its plain name, for tags that are written once, and which one that is. */
export function published(scripts: readonly Script[]): [file: string, contents: Uint8Array][] {
  if (scripts.length === 0) return [];
  const manifest = Object.fromEntries(scripts.map((script) => [script.name, entryOf(script)]));
  return [
    ...scripts.map(({ name, contents }): [string, Uint8Array] => [`${name}.js`, contents]),
    ['manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)],
  ];
}

function entryOf(script: Script): PublishedWidget {
  const { contents } = script;
  return {
    file: hashedName(script),
    integrity: `sha384-${createHash('sha384').update(contents).digest('base64')}`,
    bytes: contents.byteLength,
    gzipBytes: gzipSync(contents, { level: 9 }).byteLength,
  };
}
