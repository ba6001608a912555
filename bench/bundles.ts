import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { findStack } from '../build/synthesize';
import { readStack } from '../local/terraform';
import type { SystemName } from '../model/systems';
import { median } from './statistics';

/** One function's archive, and what loading it costs a cold start. */
export interface BundleFigures {
  readonly function: string;
  /** Size of the zip archive in bytes. */
  readonly archiveBytes: number;
  /** Size of the code that is loaded, in bytes. */
  readonly codeBytes: number;
  /** Median milliseconds of `require` in a fresh Node process, with the environment that Terraform gives. */
  readonly loadMs: number;
}

const root = join(__dirname, '..');

/** Measures the archive of every function of a system in the synthesized Terraform of dev. */
export function measureBundles(system: SystemName, runs: number): BundleFigures[] {
  return readStack(findStack(root, 'dev', system)).functions.map(({ name, archive, environment }) => {
    const zip = readFileSync(archive);
    const code = unzipSync(zip)['index.js'];
    if (!code) throw new Error(`${archive} holds no index.js: run npm run build`);
    return {
      function: name,
      archiveBytes: zip.length,
      codeBytes: code.length,
      loadMs: median(Array.from({ length: runs }, () => loadTime(code, environment))),
    };
  });
}

const program =
  'const start = performance.now(); require("./index.js"); console.log(performance.now() - start); process.exit();';

function loadTime(code: Uint8Array, environment: Readonly<Record<string, string>>): number {
  const folder = mkdtempSync(join(tmpdir(), 'trinity-bench-'));
  try {
    writeFileSync(join(folder, 'index.js'), code);
    const env = { ...process.env, AWS_REGION: 'eu-west-1', ...environment };
    const output = execFileSync('node', ['-e', program], {
      cwd: folder,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
