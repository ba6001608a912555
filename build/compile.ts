import { join } from 'node:path';
import { build, stop, type BuildFailure, type BuildOptions } from 'esbuild';
import { archive } from './archive';
import { BundleError, describe } from './bundle-error';

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
const NEVER_REACHED = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
  '@smithy/core/event-streams',
];

/** What was compiled, by the source's path. */
export type Compiled = Map<string, Uint8Array>;

/** Lambda functions, each as an archive of one `index.js`, the AWS SDK in it. */
export async function compileFunctions(root: string, sources: readonly string[], limits: Limits): Promise<Compiled> {
  const compiled = await compile(root, sources, {
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'], // packages' ES modules: what a function does not use of them stays out
    external: NEVER_REACHED,
    minify: true,
    legalComments: 'none',
  });
  return mapEvery(compiled, (source, code) => {
    check(source, code.byteLength, limits.codeBytes, 'bytes of code', 'Lambda');
    const zip = archive({ 'index.js': code });
    check(source, zip.byteLength, limits.archiveBytes, 'bytes of archive', 'Lambda');
    return zip;
  });
}

/** Resolvers and AppSync functions, each as one ES module, which imports nothing but what APPSYNC_JS has built in. */
export async function compileResolvers(root: string, sources: readonly string[], limits: Limits): Promise<Compiled> {
  const compiled = await compile(root, sources, {
    platform: 'neutral', // APPSYNC_JS is not Node: an import of node:crypto has to fail here
    target: 'esnext',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['@aws-appsync/utils', '@aws-appsync/utils/*'],
  });
  return mapEvery(compiled, (source, code) => {
    check(source, Buffer.from(code).toString().length, limits.resolverCharacters, 'characters', 'AppSync');
    return code;
  });
}

let underway = 0;

/** All in one build: what they share, the AWS SDK above all, is read and parsed once; that halves time and memory. */
async function compile(root: string, sources: readonly string[], options: BuildOptions): Promise<Compiled> {
  underway += 1;
  const built = build({
    ...options,
    absWorkingDir: root, // paths in the output are relative to it: the same on every checkout
    entryPoints: [...sources],
    outdir: root, // nothing is written; it names the outputs like their sources
    outbase: root,
    bundle: true,
    charset: 'utf8',
    write: false,
    logLevel: 'silent',
    logLimit: 0, // every problem
  }).finally(() => {
    underway -= 1;
    // esbuild's process would stay as long as this one, and hold on to everything that has called it.
    return underway === 0 ? stop() : undefined;
  });
  const result = await built.catch((error: unknown) => {
    if (isBuildFailure(error)) throw new BundleError(error.errors.map((message) => describe(message, root)));
    throw error;
  });
  if (result.warnings.length > 0) throw new BundleError(result.warnings.map((message) => describe(message, root)));
  const outputs = new Map(result.outputFiles.map(({ path, contents }) => [path, contents]));
  return new Map(sources.map((source) => [source, outputs.get(join(root, source.replace(/\.ts$/, '.js')))!]));
}

/** @throws BundleError with the problems of all, not just of the first. */
function mapEvery(compiled: Compiled, map: (source: string, code: Uint8Array) => Uint8Array): Compiled {
  const problems: string[] = [];
  const mapped: Compiled = new Map();
  for (const [source, code] of compiled) {
    try {
      mapped.set(source, map(source, code));
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new BundleError(problems);
  return mapped;
}

const isBuildFailure = (error: unknown): error is BuildFailure => error instanceof Error && 'errors' in error;

function check(source: string, size: number, limit: number, unit: string, service: string): void {
  const number = (value: number) => value.toLocaleString('en-US');
  if (size > limit)
    throw new BundleError([`${source}  becomes ${number(size)} ${unit}; ${service} takes at most ${number(limit)}`]);
}
