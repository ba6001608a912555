import fc from 'fast-check';
import { createRuntime } from '../support/machine';
import { tablesOn } from './support/dynamodb-tables';
import { ACTIONS } from './support/functions';
import { BOTH, call, emptyTown, Town } from './support/two-tenants';

const tables = tablesOn('dynalite');

test('over DynamoDB both are answered what they are answered over memory, where neither can be told from nobody', async () => {
  const calls = fc.sample(fc.array(call, { minLength: 300, maxLength: 300 }), { numRuns: 1, seed: 7 })[0]!;
  const inMemory = emptyTown();
  const runtime = createRuntime();
  const onDynamodb = new Town(tables.open(runtime), runtime);
  for (const town of [inMemory, onDynamodb]) await town.open(BOTH);
  for (const one of calls) await inMemory.ask(one);
  for (const asked of inMemory.asked) {
    await onDynamodb.repeat(asked);
    expect(onDynamodb.asked.at(-1)).toEqual(asked);
  }
  expect(
    new Set(inMemory.asked.filter(({ answer }) => (answer as { ok: boolean }).ok).map(({ action }) => action)).size,
  ).toBe(ACTIONS.length);
});
