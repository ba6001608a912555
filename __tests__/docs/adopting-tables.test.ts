import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredTables } from '../../import/declared';
import type { TableDescription } from '../../import/description';
import { tablesFromFiles } from '../../import/from-files';
import { inspectTables, type FoundTable } from '../../import/inspect';
import { renderInspection } from '../../import/render';
import { inspectionSchema } from '../../import/schema';
import type { JsonObject } from '../../review/plan/model';
import { environment, synthesizeEnvironment } from '../stacks/synthesize';

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const declared = declaredTables(synthesizeEnvironment(environment('dev')) as unknown as JsonObject);

const inspected = (found: readonly FoundTable[]): string =>
  renderInspection({ schemaVersion: 1, environment: 'dev', tables: inspectTables(found, declared) }).join('\n');

const as = (id: string, table: Partial<TableDescription>): FoundTable => {
  const one = declared.find((other) => other.id === id)!;
  return { name: one.name, table: { ...one.table, ...table } };
};

test('the guide quotes an inspection', () => {
  const [, excerpt] = /<!-- excerpt: inspection -->\n\n```\n([^]*?)\n```/.exec(read('docs/adopting-tables.md')) ?? [];
  const tables = [
    as('rooms', { key: [{ name: 'PK', type: 'S' }], itemCount: 12, sizeBytes: 4096 }),
    as('roomCacheMetadata', {
      globalIndexes: new Map([['StatusIndex', { key: [{ name: 'status', type: 'S' }], projection: 'ALL' }]]),
      stream: 'NEW_AND_OLD_IMAGES',
      tags: { Project: 'Trinity', Environment: 'dev', Purpose: 'RoomCacheMetadata' },
      itemCount: 1000,
      sizeBytes: 1_500_000,
    }),
  ];
  expect(excerpt).toBe(inspected(tables));
});

test('the README quotes that of its example', () => {
  const file = 'docs/examples/table.json';
  const [, excerpt] = /```\n(dev: 1 table: [^]*?) …\n```/.exec(read('README.md')) ?? [];
  const found = tablesFromFiles(join(root, file), 'eu-west-1').map((one) => ({ ...one, file }));
  expect(inspected(found).startsWith(excerpt ?? 'no excerpt')).toBe(true);
});

test('the guide names every verdict', () => {
  const guide = read('docs/adopting-tables.md');
  const verdicts = inspectionSchema.shape.tables.element.shape.verdict.options;
  for (const one of verdicts) expect(guide).toContain(`| \`${one}\` |`);
});
