import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runToEnd, type Finished } from './child';

const CHECKOUT = join(__dirname, '../..');

/** A package of the checkout. */
export const linked = (name: string): string => join(CHECKOUT, 'node_modules', name);

/** A package as somebody else has it: packed, and installed in a project outside the checkout. */
export interface Packed {
  /** A copy of the package, built, so that nobody sees that of the checkout half built. */
  readonly built: string;
  /** The project that has it. */
  readonly project: string;
  /** Temporary; both are in it. */
  readonly folder: string;
  /** No home, and so no npm cache: what would have to be fetched is missing. */
  readonly env: NodeJS.ProcessEnv;
  /** Builds, packs and installs. */
  readonly install: () => Promise<void>;
  readonly run: (command: string, args: readonly string[], cwd?: string, more?: NodeJS.ProcessEnv) => Promise<Finished>;
  /** @returns what it wrote @throws Error when it fails */
  readonly succeed: (command: string, args: readonly string[], cwd?: string) => Promise<string>;
  /** Writes a file of the project. */
  readonly write: (file: string, text: string) => void;
  /** Checks the types of a file of the project, and every declaration that it leads to. */
  readonly check: (file: string) => Promise<Finished>;
  readonly remove: () => void;
}

/** @param name of a folder in `packages`. What the package depends on, the project has of the checkout */
export function packed(name: string): Packed {
  const folder = mkdtempSync(join(tmpdir(), `${name}-package-`));
  const source = join(folder, 'source');
  const built = join(source, 'packages', name);
  const project = join(folder, 'project');
  const env = { PATH: process.env.PATH, HOME: folder };
  const run: Packed['run'] = (command, args, cwd = project, more = {}) =>
    runToEnd(command, args, { cwd, env: { ...env, ...more } });
  const succeed: Packed['succeed'] = async (command, args, cwd) => {
    const { status, stdout, stderr } = await run(command, args, cwd);
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
    return stdout;
  };
  const write = (file: string, text: string): void => writeFileSync(join(project, file), text);

  mkdirSync(project);
  const isSource = (path: string) => !/\/(?:dist|node_modules)$/.test(path);
  for (const part of ['keys', 'programs', 'packages/build-package.ts', `packages/${name}`]) {
    cpSync(join(CHECKOUT, part), join(source, part), { recursive: true, filter: isSource });
  }
  symlinkSync(join(CHECKOUT, 'node_modules'), join(source, 'node_modules'));

  return {
    ...{ folder, built, project, env, run, succeed, write },
    async install() {
      const manifest = JSON.parse(readFileSync(join(built, 'package.json'), 'utf8')) as { dependencies?: object };
      const links = Object.keys(manifest.dependencies ?? {}).map((one) => [one, `file:${linked(one)}`] as const);
      write('package.json', JSON.stringify({ private: true, dependencies: Object.fromEntries(links) }));
      const file = await succeed('npm', ['pack', '--silent', '--pack-destination', folder], built);
      await succeed('npm', ['install', '--offline', '--no-audit', join(folder, file.trim())]);
    },
    check(file) {
      const compilerOptions = { strict: true, noEmit: true, module: 'node16', target: 'es2022', types: [] };
      write('tsconfig.json', JSON.stringify({ compilerOptions, files: [file] }));
      return run(process.execPath, [linked('typescript/bin/tsc')]);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
