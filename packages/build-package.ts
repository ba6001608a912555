import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';

const CHECKOUT = join(__dirname, '..');

/** What a build reads of a `package.json`. */
interface Manifest {
  readonly engines: { readonly node: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

export interface PackageBuild {
  /** Files of `src`, by their names in `dist`. `index` is what programs load, of which there are types. */
  readonly entries: { readonly index: string } & Readonly<Record<string, string>>;
  /** The declarations of a file, where the compiler's own will not do. @returns undefined where they will. @default never */
  readonly declare?: (source: ts.SourceFile, program: ts.Program) => string | undefined;
}

/**
 * Writes `dist`: JavaScript, a file for each entry, and types. All that they need is in them but the package's `dependencies`. Node
 * takes a CommonJS file for `import`, too: there is one of each class, whoever loads it.
 *
 * @param folder of the package, which has `package.json` and `src`
 */
export async function buildPackage(folder: string, { entries, declare }: PackageBuild): Promise<void> {
  const { engines, dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const inSource = (file: string): string => join(folder, 'src', file);
  const dist = join(folder, 'dist');
  rmSync(dist, { recursive: true, force: true });
  await build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, inSource(file)])),
    outdir: dist,
    bundle: true,
    external: Object.keys(dependencies),
    platform: 'node',
    target: `node${engines.node.replace(/^>=/, '')}`,
    logLevel: 'warning',
  });
  for (const [place, text] of declarations(inSource(entries.index), declare)) {
    const file = join(dist, 'types', `${place}.d.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** The declarations of what a file offers, by their places in the checkout: `packages/plan-review/src/index`, `programs/user-error`. */
function declarations(index: string, declare: PackageBuild['declare']): Map<string, string> {
  const program = ts.createProgram([index], {
    ...{ target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts'], types: ['node'] },
    ...{ module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, resolveJsonModule: true },
    ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: true, esModuleInterop: true },
    ...{ declaration: true, emitDeclarationOnly: true, rootDir: CHECKOUT, outDir: join(CHECKOUT, 'dist') },
  });
  const all = new Map<string, string>();
  program.emit(undefined, (_, text, __, ___, [source] = []) => {
    if (source) all.set(placeOf(source.fileName), declare?.(source, program) ?? text);
  });
  return reachable(placeOf(index), all);
}

const placeOf = (file: string): string => relative(CHECKOUT, file).split(sep).join('/').replace(/\.ts$/, '');

/** What a file leads to, and what that leads to. */
function reachable(from: string, all: ReadonlyMap<string, string>, found = new Map<string, string>()) {
  const text = all.get(from);
  if (text === undefined) throw new Error(`The types lead to ${from}, which is not of the package.`);
  if (found.has(from)) return found;
  found.set(from, text);
  for (const [, to] of text.matchAll(/(?:from |import\()['"](\.[^'"]*)['"]/g)) {
    reachable(posix.join(posix.dirname(from), to!), all, found);
  }
  return found;
}
