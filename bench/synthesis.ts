import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureProcess, type ProcessCost } from './process';
import { medians } from './statistics';

const root = join(__dirname, '..');
const yardstick = join(__dirname, 'aws-cdk');

/** What `cdktf synth` runs: bundles, then synthesizes. The command lines of both frameworks are left out. */
const { app } = JSON.parse(readFileSync(join(root, 'cdktf.json'), 'utf8')) as { app: string };

/** Medians over the runs; the two projects take turns, so that a change of the machine's speed hits both. */
export interface SynthesisFigures {
  readonly runs: number;
  readonly trinity: ProcessCost;
  readonly awsCdk: ProcessCost;
  /** Trinity's wall time over AWS CDK's; to reach: under 0.25. */
  readonly wallRatio: number;
  /** Trinity's peak memory over AWS CDK's; to reach: under 0.33. */
  readonly memoryRatio: number | undefined;
}

/** Synthesizes all environments with functions bundled from source, here and in AWS CDK. */
export async function measureSynthesis(runs: number): Promise<SynthesisFigures> {
  if (!existsSync(join(yardstick, 'node_modules'))) {
    const install = spawnSync('npm', ['ci'], { cwd: yardstick, stdio: 'inherit' });
    if (install.status !== 0) throw new Error('npm ci in bench/aws-cdk failed; the synthesis yardstick cannot run');
  }
  const trinity: ProcessCost[] = [];
  const awsCdk: ProcessCost[] = [];
  for (let run = 0; run <= runs; run++) {
    const ours = await synthesize('sh', ['-c', app], root, 'CDKTF_OUTDIR');
    const theirs = await synthesize('node', ['--import', 'tsx', 'app.ts'], yardstick, 'CDK_OUTDIR');
    // The first pair warms the disk cache and is not counted.
    if (run === 0) continue;
    trinity.push(ours);
    awsCdk.push(theirs);
  }
  const [ours, theirs] = [medians(trinity), medians(awsCdk)];
  return {
    runs,
    trinity: ours,
    awsCdk: theirs,
    wallRatio: ours.wallMs / theirs.wallMs,
    memoryRatio: ours.peakMiB && theirs.peakMiB ? ours.peakMiB / theirs.peakMiB : undefined,
  };
}

/** One synthesis into an empty directory, so that nothing of an earlier run is reused. */
async function synthesize(command: string, args: string[], cwd: string, variable: string): Promise<ProcessCost> {
  const outdir = mkdtempSync(join(tmpdir(), 'trinity-bench-'));
  try {
    return await measureProcess(command, args, { cwd, env: { [variable]: outdir } });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
