import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { context, stop, type BuildContext, type BuildFailure, type BuildOptions, type BuildResult } from 'esbuild';
import { BundleError, describe } from './bundle-error';
import { fromCheckout } from './source-maps';

export interface Code {
  readonly code: Uint8Array;
  /** The source map of the code, which does not name it: its bytes are the same with and without. */
  readonly map: Uint8Array;
}

/** What was compiled, by the source's path. */
export type Compiled = Map<string, Code>;

type Options = BuildOptions & { readonly write: false; readonly metafile: true };

let open = 0;

/**
 * Compiles sources, again and again: what has been read and parsed is kept. All in one build: what they share, the AWS SDK
 * above all, is read once; that halves time and memory.
 */
export class Compilation {
  private kept: { readonly sources: string; readonly context: BuildContext<Options> } | undefined;
  private last: { readonly compiled: Compiled; readonly folders: ReadonlyMap<string, string | undefined> } | undefined;

  /**
   * @param root the checkout
   * @param folders of the checkout: while no file changes in those that the sources reach, nothing is done
   * @param options of esbuild: what the output is for
   */
  constructor(
    private readonly root: string,
    private readonly folders: readonly string[],
    private readonly options: BuildOptions,
  ) {}

  /**
   * @param sources relative to the checkout
   * @returns the same map as before when nothing has changed
   * @throws BundleError with the problems of all files; a warning is one
   */
  async compile(sources: readonly string[]): Promise<Compiled> {
    const now = new Map(this.folders.map((folder) => [folder, signature(join(this.root, folder))]));
    const { last } = this;
    if (last && [...last.folders].every(([folder, was]) => was !== undefined && now.get(folder) === was)) {
      return last.compiled;
    }
    this.last = undefined;
    const result = await this.rebuild(sources);
    const outputs = new Map(result.outputFiles.map(({ path, contents }) => [path, contents]));
    const compiled = new Map(
      sources.map((source) => {
        const path = join(this.root, source.replace(/\.ts$/, '.js'));
        return [source, { code: outputs.get(path)!, map: fromCheckout(outputs.get(`${path}.map`)!, source) }] as const;
      }),
    );
    // Packages change with an installation only: then all is begun anew.
    const read = Object.keys(result.metafile.inputs).filter((path) => !path.includes('node_modules/'));
    const folders = new Map(read.map((path) => path.split('/')[0]!).map((folder) => [folder, now.get(folder)]));
    this.last = { compiled, folders };
    return compiled;
  }

  /** Compiled again, all is read anew. */
  async close(): Promise<void> {
    const { kept } = this;
    [this.kept, this.last] = [undefined, undefined];
    if (!kept) return;
    await kept.context.dispose();
    open -= 1;
    // esbuild's process would stay as long as this one, and hold on to everything that has called it.
    if (open === 0) await stop();
  }

  private async rebuild(sources: readonly string[]): Promise<BuildResult<Options>> {
    const { root } = this;
    const { context } = await this.contextOf(sources);
    const result = await context.rebuild().catch((error: unknown) => {
      if (isBuildFailure(error)) throw new BundleError(error.errors.map((message) => describe(message, root)));
      throw error;
    });
    if (result.warnings.length > 0) throw new BundleError(result.warnings.map((message) => describe(message, root)));
    return result;
  }

  private async contextOf(sources: readonly string[]): Promise<{ readonly context: BuildContext<Options> }> {
    const names = sources.join('\n');
    if (this.kept?.sources === names) return this.kept;
    await this.close();
    open += 1;
    this.kept = {
      sources: names,
      context: await context({
        charset: 'utf8',
        ...this.options,
        absWorkingDir: this.root, // paths in the output are relative to it: the same on every checkout
        entryPoints: [...sources],
        outdir: this.root, // nothing is written; it names the outputs like their sources
        outbase: this.root,
        bundle: true,
        sourcemap: 'external',
        sourcesContent: false,
        write: false,
        metafile: true,
        logLevel: 'silent',
        logLimit: 0, // every problem
      }),
    };
    return this.kept;
  }
}

const isBuildFailure = (error: unknown): error is BuildFailure => error instanceof Error && 'errors' in error;

/** Another one whenever a file below the folder is written, comes or goes. */
function signature(folder: string): string {
  if (!existsSync(folder)) return '';
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { mtimeMs, size, ino } = statSync(join(folder, name), { throwIfNoEntry: false }) ?? {};
      return [name, mtimeMs, size, ino].join(' ');
    })
    .join('\n');
}
