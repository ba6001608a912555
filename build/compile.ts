import type { Plugin } from 'esbuild';
import { archive } from './archive';
import { BundleError } from './bundle-error';
import { Compilation, type Code, type Compiled } from './compilation';

/** What AWS takes; more would be refused at apply. */
export interface Limits {
  /** Bytes of an archive that is uploaded with its function (Lambda's quotas: 50 MB). */
  readonly archiveBytes: number;
  /** Bytes of a function's code, unpacked (Lambda's quotas: 250 MB). */
  readonly codeBytes: number;
  /** Characters of a resolver's or an AppSync function's code (AppSync's quotas: 32,768). */
  readonly resolverCharacters: number;
}

export const AWS_LIMITS: Limits = {
  archiveBytes: 50 * 2 ** 20,
  codeBytes: 250 * 2 ** 20,
  resolverCharacters: 32_768,
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
  setup: ({ onResolve }) =>
    onResolve({ filter: NEVER_REACHED }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    ),
};

export interface Finished extends Code {
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
 * Lambda functions, each as an archive of one `index.js`, the AWS SDK in it.
 *
 * @param folders of the checkout, of which changes are looked for
 */
export function functionCompiler(root: string, folders: readonly string[], limits: Limits): Compiler {
  const compilation = new Compilation(root, folders, {
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'], // packages' ES modules: what a function does not use of them stays out
    plugins: [leaveOut],
    minify: true,
    legalComments: 'none',
  });
  return compiler(compilation, (source, code) => {
    check(source, code.byteLength, limits.codeBytes, 'bytes of code', 'Lambda');
    const zip = archive({ 'index.js': code });
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
  return compiler(compilation, (source, code) => {
    check(source, Buffer.from(code).toString().length, limits.resolverCharacters, 'characters', 'AppSync');
    return code;
  });
}

type Finish = (source: string, code: Uint8Array) => Uint8Array;

/** @param finish makes of code what AWS takes; not called again for the same code */
function compiler(compilation: Compilation, finish: Finish): Compiler {
  let known = new Map<string, Finished>();
  return {
    async compile(sources) {
      known = finishEvery(await compilation.compile(sources), (source, code) => {
        const before = known.get(source);
        return before && Buffer.compare(before.code, code) === 0 ? before.contents : finish(source, code);
      });
      return known;
    },
    close: () => compilation.close(),
  };
}

/** @throws BundleError with the problems of all, not just of the first. */
function finishEvery(compiled: Compiled, finish: Finish): Map<string, Finished> {
  const problems: string[] = [];
  const finished = new Map<string, Finished>();
  for (const [source, { code, map }] of compiled) {
    try {
      finished.set(source, { code, map, contents: finish(source, code) });
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
