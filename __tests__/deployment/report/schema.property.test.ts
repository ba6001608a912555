import fc from 'fast-check';
import { serialize } from '../../../deployment/report/history';
import { reportSchema, type Report } from '../../../deployment/report/schema';
import { orInherited } from '../../support/inherited-names';
import { idOf, report } from './report';

const ms = fc.double({ min: 0, max: 1e7, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value));
const step = fc.record({
  name: fc.constantFrom(...reportSchema.shape.steps.element.shape.name.options),
  status: fc.constantFrom('passed', 'failed', 'skipped'),
  durationMs: ms,
  detail: fc.string({ unit: 'grapheme' }),
});
const anyReport = fc.record({
  kind: fc.constantFrom('deploy', 'rollback'),
  id: fc.integer({ min: 1, max: 30 }).map(idOf),
  by: fc.option(fc.string()),
  commit: fc.option(fc.record({ sha: fc.string(), dirty: fc.boolean() })),
  durationMs: ms,
  steps: fc.array(step),
  status: fc.constantFrom('SUCCESS', 'FAILED', 'ROLLED_BACK'),
  reason: fc.option(fc.string({ unit: 'grapheme' })),
  nextSteps: fc.array(fc.string({ unit: 'grapheme' })),
}) as fc.Arbitrary<Partial<Report>>;

test('what is written is what is read', () => {
  fc.assert(
    fc.property(anyReport, (changes) => {
      const whole = report(changes);
      expect(reportSchema.parse(JSON.parse(serialize(whole)))).toEqual(whole);
    }),
    { numRuns: 200 },
  );
});

test('a key more, or a key less, is refused', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(report()).filter((key) => key !== 'system')),
      orInherited(fc.string({ minLength: 1 })),
      (key, extra) => {
        const less = Object.fromEntries(Object.entries(report()).filter(([one]) => one !== key));
        expect(reportSchema.safeParse(less).success).toBe(false);
        fc.pre(!Object.hasOwn(report(), extra) && extra !== '__proto__'); // which zod passes over
        expect(reportSchema.safeParse({ ...report(), [extra]: 1 }).success).toBe(false);
      },
    ),
    { numRuns: 100 },
  );
});
