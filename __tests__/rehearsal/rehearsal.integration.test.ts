import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeSync } from 'node:fs';
import { PHASES, rehearse } from '../../rehearsal';
import { installProvider } from '../stacks/terraform';
import { describeUnless, whyMissing } from '../support/loud-skip';

const noTools = whyMissing(['terraform', 'moto_server']);
const provider = noTools === undefined ? installProvider() : undefined;
if (provider?.why === undefined && provider) rmSync(provider.directory, { recursive: true });

/** A deploy takes half a minute, and there are two dozen. */
const MINUTES = 40;

describeUnless(noTools ?? provider?.why, 'the rehearsal of staging', () => {
  test(
    'passes every phase',
    async () => {
      const results = await rehearse({
        root: join(__dirname, '../..'),
        env: process.env,
        // Not console: jest keeps its output back, and these are the figures.
        onPhase: ({ name, status, detail, seconds }) =>
          void writeSync(2, `  ${status} (${seconds.toFixed(0)} s) ${name}: ${status === 'failed' ? '' : detail}\n`),
      });
      expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
      expect(results.map(({ name }) => name)).toEqual(PHASES.map(({ name }) => name));
    },
    MINUTES * 60_000,
  );
});
