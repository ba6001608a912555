import fc from 'fast-check';
import { decodePlan, readPlan, reviewPlan, UnreadablePlanError } from '../../packages/plan-review/src/review';
import { PLANS, recorded } from './plans';

/** What a plan comes to, as an exit code would say it. */
function verdictOf(bytes: Uint8Array): string {
  try {
    const { plan, hide } = readPlan(decodePlan(bytes));
    return reviewPlan(plan, { name: 'x', digest: '', commit: null, acceptances: [], hide }).verdict;
  } catch (error) {
    if (error instanceof UnreadablePlanError) return 'unreadable';
    throw error;
  }
}

/** One of each way in which a plan changes something, small enough to be reviewed once for each of its bytes. */
const EACH_BYTE = [
  'moved',
  'import',
  'forget',
  'delete-each-key',
  'one-output',
  'refresh-only-deleted',
  'deferred',
  'deposed',
];
const changing = PLANS.filter(({ isChange }) => isChange).map(({ name }) => ({
  name,
  bytes: Buffer.from(recorded(name)),
}));

test('the plans that are recorded as changing something are not clean to begin with', () => {
  expect(changing.length).toBeGreaterThan(20);
  expect(changing.filter(({ bytes }) => verdictOf(bytes) === 'clean')).toEqual([]);
  expect(EACH_BYTE.filter((name) => !changing.some((one) => one.name === name))).toEqual([]);
});

describe('a plan that changes something, with any one byte altered, is never clean', () => {
  test.each(changing.filter(({ name }) => EACH_BYTE.includes(name)))('$name, each byte in turn', ({ bytes }) => {
    const clean: number[] = [];
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes);
      altered[index] = altered[index]! ^ 1; // a letter becomes its neighbour: a key is misspelt, a word another one
      if (verdictOf(altered) === 'clean') clean.push(index);
    }
    expect(clean).toEqual([]);
  });

  test('any plan, any byte, any value', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...changing),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        ({ bytes }, place, value) => {
          const altered = Buffer.from(bytes);
          altered[place % bytes.length] = value;
          expect(verdictOf(altered)).not.toBe('clean');
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('any plan, cut off anywhere, is unreadable', () => {
    fc.assert(
      fc.property(fc.constantFrom(...changing), fc.nat(), ({ bytes }, place) => {
        const end = place % bytes.toString().trimEnd().length;
        expect(verdictOf(bytes.subarray(0, end))).toBe('unreadable');
      }),
      { numRuns: 200 },
    );
  });
});
