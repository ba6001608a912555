import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { bundlesOf, SYSTEMS, type SystemName } from '../model/systems';
import { sayEnd } from '../programs/end';
import { allOrEveryProblem } from './bundle-error';
import { countsOf, type BundledFile, type BundleReport } from './bundle-report';
import {
  functionCompiler,
  LIMITS,
  pageCompiler,
  resolverCompiler,
  widgetCompiler,
  type Compiler,
  type Limits,
} from './compile';
import { judged } from './judged';
import { explainLoadError } from './load-error';
import { replaceFolder } from './replace-folder';
import { SOURCE_MAPS, sourceMapName } from './source-maps';
import { hashedName, published } from './widget';

export { BundleError } from './bundle-error';

export interface BundleOptions {
  /** The checkout. Default: the one that this file is in. */
  readonly root?: string;
  /** Where the bundles go. Default: the checkout's `cdktf.out`. */
  readonly outdir?: string;
  /** Default: what AWS takes, and a page should. */
  readonly limits?: Partial<Limits>;
}

/** Bundles again and again, and then only what has changed. */
export interface Bundler {
  /** @throws BundleError with the problems of all files, before anything is written. */
  bundle(): Promise<BundleReport>;
  close(): Promise<void>;
}

/**
 * Bundles the Lambda functions, AppSync's resolvers and functions, and the widgets. The same source gives the same bytes.
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
  const limits = { ...LIMITS, ...options.limits };
  const resolvers = resolverCompiler(root, folders, limits);
  const compilers = {
    functions: functionCompiler(root, folders, limits),
    resolvers,
    'appsync-functions': resolvers,
    widget: widgetCompiler(root, folders, limits),
    pages: pageCompiler(root, folders, limits),
  };
  return {
    bundle: () => bundleWith(compilers, root, outdir),
    close: async () => void (await Promise.all(distinct(compilers).map((compiler) => compiler.close()))),
  };
}

type Compilers = Readonly<Record<Folder, Compiler>>;
const distinct = (compilers: Compilers): Compiler[] => [...new Set(Object.values(compilers))];

async function bundleWith(compilers: Compilers, root: string, outdir: string): Promise<BundleReport> {
  const sources = findSources(root);
  const compiling = distinct(compilers).map((compiler) =>
    compiler.compile(sources.filter(({ folder }) => compilers[folder] === compiler).map(({ path }) => path)),
  );
  const finished = new Map((await allOrEveryProblem(compiling)).flatMap((one) => [...one]));
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
    widgets: write('widget'),
    pages: write('pages'),
  };
}

/** The folders of a system's output. */
type Folder = 'functions' | 'resolvers' | 'appsync-functions' | 'widget' | 'pages';

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
    ...scripts(`widget/${system}`, 'widget'),
    ...scripts(`pages/${system}`, 'pages'),
  ];
}

/** @param folder below the output directory: `booking/functions` */
function writeFolder(
  outdir: string,
  folder: string,
  compiled: readonly (Source & { readonly contents: Uint8Array })[],
): BundledFile[] {
  const kind = posix.basename(folder) as Folder;
  const nameOf =
    kind === 'widget' ? hashedName : ({ name }: Source) => `${name}${kind === 'functions' ? '.zip' : '.js'}`;
  const files = compiled.map((source) => ({ ...source, file: nameOf(source) }));
  const contents = files.map(({ file, contents }) => [file, contents] as const);
  const written = replaceFolder(
    join(outdir, folder),
    new Map([...contents, ...(kind === 'widget' ? published(files) : [])]),
  );
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

function summarize(report: BundleReport): string {
  const changed = Object.values(report).flatMap((files: BundledFile[]) => files.filter((file) => file.changed)).length;
  const counts = countsOf(report);
  return (
    `Bundled ${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}; ` +
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
