import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sayEnd } from '../programs/end';
import { allOrEveryProblem } from './bundle-error';
import type { BundledFile, BundleReport } from './bundle-report';
import { AWS_LIMITS, functionCompiler, resolverCompiler, type Compiler, type Limits } from './compile';
import { judged } from './judged';
import { explainLoadError } from './load-error';
import { replaceFolder } from './replace-folder';
import { SOURCE_MAPS, sourceMapName } from './source-maps';

export { BundleError } from './bundle-error';

export interface BundleOptions {
  /** The checkout. Default: the one that this file is in. */
  readonly root?: string;
  /** Where the bundles go. Default: the checkout's `cdktf.out`. */
  readonly outdir?: string;
  /** Default: what AWS takes. */
  readonly limits?: Partial<Limits>;
}

/** Bundles again and again, and then only what has changed. */
export interface Bundler {
  /** @throws BundleError with the problems of all files, before anything is written. */
  bundle(): Promise<BundleReport>;
  close(): Promise<void>;
}

/**
 * Bundles the Lambda functions, and AppSync's resolvers and functions. The same source gives the same bytes.
 *
 * @throws BundleError with the problems of all files, before anything is written.
 */
export async function bundle(options: BundleOptions = {}): Promise<BundleReport> {
  const bundler = openBundler(options);
  try {
    return await bundler.bundle();
  } finally {
    await bundler.close();
  }
}

/** @param folders of the checkout in which changes are looked for; what is in others is bundled each time. Default: none */
export function openBundler(options: BundleOptions, folders: readonly string[] = []): Bundler {
  const root = resolve(options.root ?? join(__dirname, '..'));
  const outdir = resolve(options.outdir ?? join(root, 'cdktf.out'));
  const limits = { ...AWS_LIMITS, ...options.limits };
  const compilers = [functionCompiler(root, folders, limits), resolverCompiler(root, folders, limits)] as const;
  return {
    bundle: () => bundleWith(compilers, root, outdir),
    close: async () => void (await Promise.all(compilers.map((compiler) => compiler.close()))),
  };
}

async function bundleWith(
  [ofFunctions, ofResolvers]: readonly [Compiler, Compiler],
  root: string,
  outdir: string,
): Promise<BundleReport> {
  const sources = findSources(root);
  const paths = (isFunction: boolean) =>
    sources.filter(({ folder }) => (folder === 'functions') === isFunction).map(({ path }) => path);
  const [functions, resolvers] = await allOrEveryProblem([
    ofFunctions.compile(paths(true)),
    ofResolvers.compile(paths(false)),
  ]);
  const finished = new Map([...functions!, ...resolvers!]);
  const compiled = sources.map((source) => ({ ...source, contents: finished.get(source.path)!.contents }));
  const maps = [...finished.values()].map(({ code, map }) => [sourceMapName(code), map] as const);
  replaceFolder(join(outdir, SOURCE_MAPS), new Map(maps)); // first: whoever sees new code finds its map
  const write = (folder: Folder) =>
    writeFolder(
      outdir,
      folder,
      compiled.filter((file) => file.folder === folder),
    );
  return {
    functions: write('functions'),
    resolvers: write('resolvers'),
    appsyncFunctions: write('appsync-functions'),
  };
}

/** The folders of the output. */
type Folder = 'functions' | 'resolvers' | 'appsync-functions';

interface Source {
  readonly folder: Folder;
  readonly name: string;
  /** Relative to the checkout. */
  readonly path: string;
}

function findSources(root: string): Source[] {
  const list = (path: string) => (existsSync(join(root, path)) ? readdirSync(join(root, path)).sort() : []);
  const scripts = (path: string, folder: Folder) =>
    list(path)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ({ folder, name: file.slice(0, -'.ts'.length), path: `${path}/${file}` }));

  return [
    ...list('functions')
      .map((name): Source => ({ folder: 'functions', name, path: `functions/${name}/index.ts` }))
      .filter(({ path }) => existsSync(join(root, path))), // functions/shared has no entry
    ...scripts('api/resolvers', 'resolvers'),
    ...scripts('api/functions', 'appsync-functions'),
  ];
}

function writeFolder(
  outdir: string,
  folder: Folder,
  compiled: { name: string; contents: Uint8Array }[],
): BundledFile[] {
  const extension = folder === 'functions' ? '.zip' : '.js';
  const files = compiled.map(({ name, contents }) => ({ name, file: name + extension, contents }));
  const written = replaceFolder(join(outdir, folder), new Map(files.map(({ file, contents }) => [file, contents])));
  return files.map(({ name, file, contents }) => ({
    name,
    file: `${folder}/${file}`,
    bytes: contents.byteLength,
    sha256: createHash('sha256').update(contents).digest('base64'),
    changed: written.has(file),
  }));
}

function summarize({ functions, resolvers, appsyncFunctions }: BundleReport): string {
  const changed = [...functions, ...resolvers, ...appsyncFunctions].filter((file) => file.changed).length;
  return (
    `Bundled ${functions.length} functions, ${resolvers.length} resolvers and ${appsyncFunctions.length} AppSync functions; ` +
    `${changed === 0 ? 'nothing' : `${changed} of them`} changed.\n`
  );
}

/**
 * `npm run build`, and the first half of what cdktf runs: what would be refused later ends it, too. cdktf says in CDKTF_OUTDIR where
 * its output goes.
 */
async function main(): Promise<void> {
  const outdir = process.env['CDKTF_OUTDIR'];
  const to = outdir ? { outdir: resolve(outdir) } : {};
  try {
    const report = await judged(bundle(to), { root: join(__dirname, '..'), ...to });
    // On standard output: what a program writes to the other one, cdktf shows as an error.
    process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(report, null, 2)}\n` : summarize(report));
  } catch (error) {
    process.exitCode = sayEnd(error);
    for (const said of mistakesOfEnvironments()) process.stderr.write(`${said}\n`);
  }
}

/** What main.ts would say next, of all environments: it does not run after this. */
function mistakesOfEnvironments(): string[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only now: a build needs none
  const { ConfigurationError, loadEnvironments } = require('../environments') as typeof import('../environments');
  try {
    loadEnvironments();
    return [];
  } catch (error) {
    const said = error instanceof ConfigurationError ? error.message : explainLoadError(error);
    if (said === undefined) throw error;
    return [said];
  }
}

if (require.main === module) void main();
