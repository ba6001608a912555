import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planOf2000 } from './plan-of-2000';
import { measureProcess, type ProcessCost } from './process';
import { medians } from './statistics';

const root = join(__dirname, '..');

/** Medians over the runs; the two commands take turns, so that a change of the machine's speed hits both. */
export interface ReviewFigures {
  readonly runs: number;
  readonly resourceChanges: number;
  readonly planBytes: number;
  /** `trinity review PLAN --json`, as a process, from its start to its end. */
  readonly review: ProcessCost;
  /** `jq length PLAN`, which parses the same file; undefined where there is no jq. */
  readonly jq?: ProcessCost;
  /** To reach: at most 4. */
  readonly wallRatio?: number;
}

/** A review that finds something to block on ends with 3. */
const BLOCKED = 3;

/** Reviews a plan of 2,000 resource changes, beside the time in which jq reads it. */
export async function measureReview(runs: number): Promise<ReviewFigures> {
  const directory = mkdtempSync(join(tmpdir(), 'trinity-bench-'));
  try {
    const file = join(directory, 'plan.json');
    const plan = planOf2000();
    writeFileSync(file, plan);
    const hasJq = spawnSync('jq', ['--version']).status === 0;
    const review: ProcessCost[] = [];
    const jq: ProcessCost[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const command = ['bin/trinity', 'review', file, '--json'];
      const ours = await measureProcess(process.execPath, command, { cwd: root, status: BLOCKED });
      const theirs = hasJq ? await measureProcess('jq', ['length', file], { cwd: root }) : undefined;
      // The first pair warms the disk cache and is not counted.
      if (run === 0) continue;
      review.push(ours);
      if (theirs) jq.push(theirs);
    }
    const ours = medians(review);
    const theirs = hasJq ? medians(jq) : undefined;
    return {
      runs,
      resourceChanges: (JSON.parse(plan) as { resource_changes: unknown[] }).resource_changes.length,
      planBytes: Buffer.byteLength(plan),
      review: ours,
      ...(theirs && { jq: theirs, wallRatio: ours.wallMs / theirs.wallMs }),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
