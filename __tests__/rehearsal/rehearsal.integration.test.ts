import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeSync } from 'node:fs';
import { MAIN_WAY, rehearse } from '../../rehearsal';
import { installProvider } from '../../rehearsal/provider';
import { describeUnless, whyMissing } from '../support/loud-skip';

/** Set by who rehearses everything beside these tests, and fails when that does: it is the same way, and more. */
const isBeside = process.env.TRINITY_WHOLE_REHEARSAL === 'beside';
const notHere = isBeside
  ? 'the whole rehearsal runs beside these tests (TRINITY_WHOLE_REHEARSAL=beside)'
  : whyMissing(['terraform', 'moto_server']);
const provider = notHere === undefined ? installProvider(process.env) : undefined;
if (provider?.why === undefined && provider) rmSync(provider.directory, { recursive: true });

/** Ends a rehearsal that hangs: it takes three on an idle machine. */
const MINUTES = 60;

describeUnless(notHere ?? provider?.why, 'the main way of staging', () => {
  test(
    'passes every phase',
    async () => {
      const results = await rehearse({
        root: join(__dirname, '../..'),
        phases: MAIN_WAY,
        env: process.env,
        // Not console: jest keeps its output back, and these are the figures.
        onPhase: ({ name, status, detail, seconds }) =>
          void writeSync(2, `  ${status} (${seconds.toFixed(0)} s) ${name}: ${status === 'failed' ? '' : detail}\n`),
      });
      expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
      expect(results.map(({ name }) => name)).toEqual(MAIN_WAY.map(({ name }) => name));
    },
    MINUTES * 60_000,
  );
});
