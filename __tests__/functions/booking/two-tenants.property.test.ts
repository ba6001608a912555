import fc from 'fast-check';
import { ACTIONS } from './support/functions';
import { BOTH, call, emptyTown, type Town } from './support/two-tenants';

/** Of a world where nobody but this one has ever been: the other cannot be told from nobody. */
async function alone(whose: (typeof BOTH)[number], together: Town): Promise<Town> {
  const town = emptyTown();
  await town.open([whose]);
  let waited = 0;
  for (const asked of together.asked) {
    waited += asked.later;
    if (asked.whose !== whose) continue;
    await town.repeat({ ...asked, later: waited });
    waited = 0;
  }
  return town;
}

test('whatever two businesses ask, each is answered, and has in the end, what it would have alone', async () => {
  const done = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 60, size: 'max' }), async (calls) => {
      const together = emptyTown();
      await together.open(BOTH);
      for (const one of calls) await together.ask(one);
      for (const { action, answer } of together.asked) {
        if ((answer as { ok: boolean }).ok) done.add(action);
      }
      for (const whose of BOTH) {
        const town = await alone(whose, together);
        expect(town.answersOf(whose)).toEqual(together.answersOf(whose));
        expect(town.dataOf(whose)).toEqual(together.dataOf(whose));
      }
    }),
    { numRuns: 100 },
  );
  // Each action has been done, not only refused.
  expect(done.size).toBe(ACTIONS.length);
});
