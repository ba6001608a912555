import { join } from 'node:path';
import { measureProcess, type ProcessCost } from './process';
import { medians } from './statistics';

const root = join(__dirname, '..');

/** Medians over the runs; the two commands take turns, so that a change of the machine's speed hits both. */
export interface HelpFigures {
  readonly runs: number;
  /** `node bin/trinity --help`, as a process, from its start to its end. To reach: under 400 ms. */
  readonly help: ProcessCost;
  /** `node --eval 0`: what of it is Node's own start. */
  readonly node: ProcessCost;
}

/** What a person waits for before `trinity` says its first word. */
export async function measureHelp(runs: number): Promise<HelpFigures> {
  const help: ProcessCost[] = [];
  const node: ProcessCost[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const ours = await measureProcess(process.execPath, ['bin/trinity', '--help'], { cwd: root });
    const bare = await measureProcess(process.execPath, ['--eval', '0'], { cwd: root });
    // The first pair warms the disk cache and is not counted.
    if (run === 0) continue;
    help.push(ours);
    node.push(bare);
  }
  return { runs, help: medians(help), node: medians(node) };
}
