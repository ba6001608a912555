import fc from 'fast-check';
import { createRuntime } from '../support/machine';
import { tablesOn } from './support/dynamodb-tables';
import { ACTIONS } from './support/functions';
import { BOTH, call, emptyTown, Town } from './support/two-tenants';

const tables = tablesOn('dynalite');

test('over DynamoDB both are answered what they are answered over memory, where neither can be told from nobody', async () => {
  const calls = fc.sample(call, { numRuns: 400, seed: 7 });
  const inMemory = emptyTown();
  const runtime = createRuntime();
  const onDynamodb = new Town(tables.open(runtime), runtime);
  for (const town of [inMemory, onDynamodb]) await town.open(BOTH);
  for (const one of calls) await inMemory.ask(one);
  for (const asked of inMemory.asked) {
    await onDynamodb.repeat(asked);
    expect(onDynamodb.asked.at(-1)).toEqual(asked);
  }
  const answered = inMemory.asked.filter(({ answer }) => (answer as { ok: boolean }).ok).map(({ action }) => action);
  expect(ACTIONS.filter((action) => !answered.includes(action))).toEqual([]);
});
