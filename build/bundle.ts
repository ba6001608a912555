import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { bundlesOf, SYSTEMS, type SystemName } from '../model/systems';
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
  const parts = [...finished.values()].flatMap((one) => one.parts);
  const maps = parts.map(({ code, map }) => [sourceMapName(code), map] as const);
  replaceFolder(join(outdir, SOURCE_MAPS), new Map(maps)); // first: whoever sees new code finds its map
  const write = (folder: Folder) =>
    SYSTEMS.flatMap((system) =>
      writeFolder(
        outdir,
        posix.join(bundlesOf(system), folder),
        compiled.filter((file) => file.system === system && file.folder === folder),
      ),
    );
  return {
    functions: write('functions'),
    resolvers: write('resolvers'),
    appsyncFunctions: write('appsync-functions'),
  };
}

/** The folders of a system's output. */
type Folder = 'functions' | 'resolvers' | 'appsync-functions';

interface Source {
  readonly system: SystemName;
  readonly folder: Folder;
  readonly name: string;
  /** Relative to the checkout. */
  readonly path: string;
}

const findSources = (root: string): Source[] => SYSTEMS.flatMap((system) => sourcesOf(root, system));

function sourcesOf(root: string, system: SystemName): Source[] {
  const list = (path: string) => (existsSync(join(root, path)) ? readdirSync(join(root, path)).sort() : []);
  const scripts = (path: string, folder: Folder) =>
    list(path)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ({ system, folder, name: file.slice(0, -'.ts'.length), path: `${path}/${file}` }));

  return [
    ...list(`functions/${system}`)
      .map((name): Source => ({ system, folder: 'functions', name, path: `functions/${system}/${name}/index.ts` }))
      .filter(({ path }) => existsSync(join(root, path))), // what the functions share has no entry
    ...scripts(`api/${system}/resolvers`, 'resolvers'),
    ...scripts(`api/${system}/functions`, 'appsync-functions'),
  ];
}

/** @param folder below the output directory: `booking/functions` */
function writeFolder(
  outdir: string,
  folder: string,
  compiled: readonly (Source & { readonly contents: Uint8Array })[],
): BundledFile[] {
  const extension = posix.basename(folder) === 'functions' ? '.zip' : '.js';
  const files = compiled.map((source) => ({ ...source, file: source.name + extension }));
  const written = replaceFolder(join(outdir, folder), new Map(files.map(({ file, contents }) => [file, contents])));
  return files.map(({ system, name, path, file, contents }) => ({
    system,
    name,
    source: path,
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
