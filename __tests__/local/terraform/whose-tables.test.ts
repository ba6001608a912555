import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableConfig } from '../../../environments/table-schema';
import { keysOf } from '../../../keys/entries';
import { readStack } from '../../../local/terraform';
import { TABLES } from '../../../model/room-cache/tables';
import { environment, synthesizeEnvironment } from '../../stacks/synthesize';

const directory = mkdtempSync(join(tmpdir(), 'trinity-whose-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** dev, each of its tables with something more in its configuration. */
function run(more: Partial<TableConfig>) {
  const dev = environment('dev');
  const tables = Object.fromEntries(Object.entries(dev.tables).map(([id, table]) => [id, { ...table, ...more }]));
  const file = join(directory, 'cdk.tf.json');
  writeFileSync(file, JSON.stringify(synthesizeEnvironment({ ...dev, tables: tables as typeof dev.tables })));
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
  const rooms = { ...dev.tables.rooms, adopt: { name: 'rooms-of-old', stream: 'NEW_IMAGE' as const } };
  writeFileSync(file, JSON.stringify(synthesizeEnvironment({ ...dev, tables: { ...dev.tables, rooms } })));
  const { tables, unknown } = readStack(file);
  expect(tables.map(({ name }) => name)).toContain('rooms-of-old');
  expect(unknown).toEqual([]);
});
