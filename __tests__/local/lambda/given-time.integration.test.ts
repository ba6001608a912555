import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Reading } from '../../../local/lambda/given-time';
import { describeUnless } from '../../support/loud-skip';

const hasTaskset = spawnSync('taskset', ['--version'], { stdio: 'ignore' }).status === 0;

describeUnless(
  hasTaskset ? undefined : 'no `taskset` on the PATH (it makes a process share one processor)',
  'the clock of a worker',
  () => {
    it('shows what it computed, and not how long its own process kept it from the processor', () => {
      const allowed = execFileSync('taskset', ['-cp', String(process.pid)], { encoding: 'utf8' });
      const [, processor = '0'] = /: (\d+)/.exec(allowed) ?? [];
      const starved = ['--require', './bin/run.cjs', join(__dirname, 'starved.ts')];
      const said = execFileSync('taskset', ['-c', processor, process.execPath, ...starved], { encoding: 'utf8' });
      const { given, computed, wall, scheduled } = JSON.parse(said) as Reading & { given: number; computed: number };
      // Both threads want the one processor all the time: each gets half at most, whatever else the machine does.
      expect(wall).toBeGreaterThan(1.5 * computed);
      expect(scheduled?.queued).toBeGreaterThan(wall / 3);
      expect(given).toBeGreaterThanOrEqual(computed * 0.95);
      expect(given).toBeLessThan(computed + wall / 5);
    });
  },
);
