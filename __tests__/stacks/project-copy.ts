import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { SOURCES } from '../support/checkout';

const ROOT = join(__dirname, '../..');

/** A checkout's sources on another path, as another person would have them. */
export function copyProject(from = ROOT): string {
  const root = mkdtempSync(join(tmpdir(), 'trinity-checkout-'));
  for (const source of SOURCES) cpSync(join(from, source), join(root, source), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return root;
}

/** Runs one of the project's programs in a checkout. */
export function run(root: string, program: 'build/bundle.ts' | 'main.ts', outdir = join(root, 'cdktf.out')) {
  return spawnSync(process.execPath, ['--require', './bin/run.cjs', program], {
    cwd: root,
    env: { ...process.env, CDKTF_OUTDIR: outdir },
    encoding: 'utf8',
  });
}

/** What `cdktf synth` runs: bundles, then synthesizes. */
export function synth(root = ROOT, outdir = join(root, 'cdktf.out')): void {
  for (const program of ['build/bundle.ts', 'main.ts'] as const) {
    const { status, stderr } = run(root, program, outdir);
    if (status !== 0) throw new Error(`${program} exited with ${status}:\n${stderr}`);
  }
}

/** The bytes of every file below a directory, as hex, by path. */
export function filesIn(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(directory, path), readFileSync(path).toString('hex')]));
}
