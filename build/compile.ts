import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'esbuild';
import { archive } from './archive';
import { BundleError } from './bundle-error';
import { Compilation, type Code, type Compiled } from './compilation';

/** What AWS takes, of which more would be refused at apply; and what a page of somebody else's should have to load. */
export interface Limits {
  /** Bytes of an archive that is uploaded with its function (Lambda's quotas: 50 MB). */
  readonly archiveBytes: number;
  /** Bytes of a function's code, unpacked (Lambda's quotas: 250 MB). */
  readonly codeBytes: number;
  /** Characters of a resolver's or an AppSync function's code (AppSync's quotas: 32,768). */
  readonly resolverCharacters: number;
  /** Bytes of a widget's code, as a browser gets it: gzipped. */
  readonly widgetBytes: number;
  /** Bytes of the code of a page of our own, gzipped. */
  readonly pageBytes: number;
}

export const LIMITS: Limits = {
  archiveBytes: 50 * 2 ** 20,
  codeBytes: 250 * 2 ** 20,
  resolverCharacters: 32_768,
  widgetBytes: 25 * 2 ** 10,
  pageBytes: 60 * 2 ** 10,
};

/**
 * What the AWS SDK imports only when it needs it, and never does in Lambda: the ways to credentials other than the
 * environment, where Lambda puts them, and operations with event streams. In the bundle they would be a third of it.
 */
const NEVER_REACHED =
  /^(?:@aws-sdk\/credential-provider-(?:http|ini|process|sso|web-identity)|@smithy\/(?:credential-provider-imds|core\/event-streams))$/;

/** A client with such operations imports event streams at once, as Bedrock's does: from there they are bundled. */
const leaveOut: Plugin = {
  name: 'leave out what is never reached',
  setup: (build) =>
    build.onResolve({ filter: NEVER_REACHED }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    ),
};

export interface Finished {
  /** The code, and what it loads apart. */
  readonly parts: readonly Code[];
  /** What AWS takes: the code, or an archive of it. */
  readonly contents: Uint8Array;
}

/** Turns sources, relative to the checkout, into what AWS takes. Nothing is done for what has not changed since. */
export interface Compiler {
  /** @returns by source @throws BundleError with the problems of all files */
  compile(sources: readonly string[]): Promise<Map<string, Finished>>;
  close(): Promise<void>;
}

/**
 * What a function requires only when it needs it, beside its `index.ts`: a file of its own in the archive. In `index.js`, a start would read
 * it, too, and run what the SDK's clients share less well joined: 19 ms of CPU for Bedrock's client, 90 without (Node 20, x86).
 */
const APART = 'apart';
const apartOf = (source: string): string => posix.join(posix.dirname(source), `${APART}.ts`);
const loadApart: Plugin = {
  name: 'load apart',
  setup: (build) =>
    build.onResolve({ filter: new RegExp(`^\\.{1,2}/(?:\\.\\./)*${APART}$`) }, ({ kind }) =>
      kind === 'require-call' ? { path: `./${APART}.js`, external: true } : undefined,
    ),
};

/**
 * Lambda functions, each as an archive of its `index.js`, the AWS SDK in it, and of `apart.js` if it has one.
 *
 * @param folders of the checkout, of which changes are looked for
 */
export function functionCompiler(root: string, folders: readonly string[], limits: Limits): Compiler {
  const compilation = new Compilation(root, folders, {
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'], // packages' ES modules: what a function does not use of them stays out
    plugins: [leaveOut, loadApart],
    minify: true,
    legalComments: 'none',
  });
  const partsOf = (source: string) => [source, apartOf(source)].filter((path) => existsSync(join(root, path)));
  return compiler(compilation, partsOf, (source, [code, apart]) => {
    const bytes = code.byteLength + (apart?.byteLength ?? 0);
    check(source, bytes, limits.codeBytes, 'bytes of code', 'Lambda');
    const zip = archive({ 'index.js': code, ...(apart && { [`${APART}.js`]: apart }) });
    check(source, zip.byteLength, limits.archiveBytes, 'bytes of archive', 'Lambda');
    return zip;
  });
}

/** Resolvers and AppSync functions, each as one ES module, which imports nothing but what APPSYNC_JS has built in. */
export function resolverCompiler(root: string, folders: readonly string[], limits: Limits): Compiler {
  const compilation = new Compilation(root, folders, {
    platform: 'neutral', // APPSYNC_JS is not Node: an import of node:crypto has to fail here
    target: 'esnext',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['@aws-appsync/utils', '@aws-appsync/utils/*'],
  });
  const alone = (source: string) => [source];
  return compiler(compilation, alone, (source, [code]) => {
    check(source, Buffer.from(code).toString().length, limits.resolverCharacters, 'characters', 'AppSync');
    return code;
  });
}

/** Widgets, each as one script for a browser. */
export const widgetCompiler = (root: string, folders: readonly string[], limits: Limits): Compiler =>
  browserCompiler(root, folders, limits.widgetBytes, "somebody's page");

/** The scripts of pages. */
export const pageCompiler = (root: string, folders: readonly string[], limits: Limits): Compiler =>
  browserCompiler(root, folders, limits.pageBytes, 'a page');

/** @param mostBytes gzipped @param taker whose limit it is, for a person */
function browserCompiler(root: string, folders: readonly string[], mostBytes: number, taker: string): Compiler {
  const compilation = new Compilation(root, folders, {
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    define: { global: 'globalThis' }, // Amazon's client for signing in says it as Node does
    charset: 'ascii', // a page in another encoding than UTF-8 reads it in its own
    minify: true,
    legalComments: 'none',
  });
  const alone = (source: string) => [source];
  return compiler(compilation, alone, (source, [code]) => {
    check(source, gzipSync(code, { level: 9 }).byteLength, mostBytes, 'bytes gzipped', taker);
    return code;
  });
}

/** @param parts the source's own code, and what is loaded apart */
type Finish = (source: string, parts: readonly [Uint8Array, Uint8Array?]) => Uint8Array;

/**
 * @param partsOf the sources that become one: itself, and what it loads apart
 * @param finish makes of code what AWS takes; not called again for the same code
 */
function compiler(compilation: Compilation, partsOf: (source: string) => readonly string[], finish: Finish): Compiler {
  let known = new Map<string, Finished>();
  return {
    async compile(sources) {
      const named = new Map(sources.map((source) => [source, partsOf(source)]));
      const compiled = await compilation.compile([...named.values()].flat());
      known = finishEvery(named, compiled, (source, parts) => {
        const before = known.get(source);
        const isSame =
          before?.parts.length === parts.length && before.parts.every(({ code }, at) => isEqual(code, parts[at]!));
        return isSame ? before.contents : finish(source, parts);
      });
      return known;
    },
    close: () => compilation.close(),
  };
}

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** @throws BundleError with the problems of all, not just of the first. */
function finishEvery(
  named: ReadonlyMap<string, readonly string[]>,
  compiled: Compiled,
  finish: Finish,
): Map<string, Finished> {
  const problems: string[] = [];
  const finished = new Map<string, Finished>();
  for (const [source, paths] of named) {
    const parts = paths.map((path) => compiled.get(path)!);
    const [own, apart] = parts.map(({ code }) => code);
    try {
      finished.set(source, { parts, contents: finish(source, apart ? [own!, apart] : [own!]) });
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new BundleError(problems);
  return finished;
}

function check(source: string, size: number, limit: number, unit: string, service: string): void {
  const number = (value: number) => value.toLocaleString('en-US');
  if (size > limit)
    throw new BundleError([`${source}  becomes ${number(size)} ${unit}; ${service} takes at most ${number(limit)}`]);
}
