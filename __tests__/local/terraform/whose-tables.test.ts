import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableConfig } from '../../../environments/resources/table';
import { keysOf } from '../../../keys/entries';
import { readStack } from '../../../local/terraform';
import { TABLES } from '../../../model/room-cache/tables';
import { environment, synthesizeEnvironment } from '../../stacks/synthesize';
import { withRoomCache } from '../../environments/change';

const directory = mkdtempSync(join(tmpdir(), 'trinity-whose-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** dev, each of its tables with something more in its configuration. */
function run(more: Partial<TableConfig>) {
  const dev = environment('dev');
  const tables = Object.fromEntries(
    Object.entries(dev.systems.roomCache.tables).map(([id, table]) => [id, { ...table, ...more }]),
  );
  const file = join(directory, 'cdk.tf.json');
  writeFileSync(
    file,
    JSON.stringify(
      synthesizeEnvironment(withRoomCache(dev, { tables: tables as typeof dev.systems.roomCache.tables })),
    ),
  );
  const { tables: local, functions, api, unknown } = readStack(file);
  const byName = local.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return { tables: byName, functions, api, unknown };
}

test('whoever owns the tables, the same runs here', () => {
  const own = run({});
  expect(own.unknown).toEqual([]);
  expect(own.tables).toHaveLength(keysOf(TABLES).length);
  expect(run({ released: true })).toEqual(own);
});

test('an adopted table runs under its name', () => {
  const dev = environment('dev');
  const file = join(directory, 'cdk.tf.json');
  const rooms = {
    ...dev.systems.roomCache.tables.rooms,
    adopt: { name: 'rooms-of-old', stream: 'NEW_IMAGE' as const },
  };
  writeFileSync(
    file,
    JSON.stringify(synthesizeEnvironment(withRoomCache(dev, { tables: { ...dev.systems.roomCache.tables, rooms } }))),
  );
  const { tables, unknown } = readStack(file);
  expect(tables.map(({ name }) => name)).toContain('rooms-of-old');
  expect(unknown).toEqual([]);
});
