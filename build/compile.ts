import { build, type BuildFailure, type BuildOptions } from 'esbuild';
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

/** A Lambda function as an archive of one `index.js`, the AWS SDK in it. */
export async function compileFunction(root: string, source: string, limits: Limits): Promise<Uint8Array> {
  const code = await compile(root, source, {
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'], // packages' ES modules: what a function does not use of them stays out
    external: NEVER_REACHED,
    minify: true,
    legalComments: 'none',
  });
  check(source, code.byteLength, limits.codeBytes, 'bytes of code', 'Lambda');
  const zip = archive({ 'index.js': code });
  check(source, zip.byteLength, limits.archiveBytes, 'bytes of archive', 'Lambda');
  return zip;
}

/** A resolver or an AppSync function as one ES module, which imports nothing but what APPSYNC_JS has built in. */
export async function compileResolver(root: string, source: string, limits: Limits): Promise<Uint8Array> {
  const code = await compile(root, source, {
    platform: 'neutral', // APPSYNC_JS is not Node: an import of node:crypto has to fail here
    target: 'esnext',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['@aws-appsync/utils', '@aws-appsync/utils/*'],
  });
  check(source, Buffer.from(code).toString().length, limits.resolverCharacters, 'characters', 'AppSync');
  return code;
}

async function compile(root: string, source: string, options: BuildOptions): Promise<Uint8Array> {
  const result = await build({
    ...options,
    absWorkingDir: root, // paths in the output are relative to it: the same on every checkout
    entryPoints: [source],
    bundle: true,
    charset: 'utf8',
    write: false,
    logLevel: 'silent',
  }).catch((error: unknown) => {
    if (isBuildFailure(error)) throw new BundleError(error.errors.map((message) => describe(message, source)));
    throw error;
  });
  if (result.warnings.length > 0) throw new BundleError(result.warnings.map((message) => describe(message, source)));
  return result.outputFiles[0]!.contents;
}

const isBuildFailure = (error: unknown): error is BuildFailure => error instanceof Error && 'errors' in error;

function check(source: string, size: number, limit: number, unit: string, service: string): void {
  const number = (value: number) => value.toLocaleString('en-US');
  if (size > limit)
    throw new BundleError([`${source}  becomes ${number(size)} ${unit}; ${service} takes at most ${number(limit)}`]);
}
