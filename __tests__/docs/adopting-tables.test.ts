import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredTables } from '../../import/declared';
import type { TableDescription } from '../../import/description';
import { tablesFromFiles } from '../../import/from-files';
import { readerOf } from '../../import/items/readers';
import { shapesOf } from '../../import/items/shapes';
import { inspectTables, type FoundTable } from '../../import/inspect';
import { renderInspection } from '../../import/render';
import { inspectionSchema } from '../../import/schema';
import type { JsonObject } from '../../packages/plan-review/src/plan/value';
import { VERDICTS } from '../import/files/verdicts';
import { environment, synthesizeEnvironment } from '../stacks/synthesize';

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const declared = declaredTables(synthesizeEnvironment(environment('dev')) as unknown as JsonObject);

const inspected = (found: readonly FoundTable[], format: 'markdown' | 'text' = 'text'): string =>
  renderInspection(
    {
      ...{ schemaVersion: 1, environment: 'dev', account: '111111111111', region: 'eu-west-1' },
      tables: inspectTables(found, declared),
    },
    format,
  ).join('\n');

/** The file that comes with the project, as a person gives it. */
const example = (): FoundTable[] => {
  const file = 'docs/examples/table.json';
  const environment = { name: 'dev', account: '111111111111', region: 'eu-west-1' } as const;
  return tablesFromFiles(join(root, file), environment).map((one) => ({ ...one, file }));
};

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

test('the guide quotes what is said of items', () => {
  const [, excerpt] = /<!-- excerpt: items -->\n\n```\n([^]*?)\n```/.exec(read('docs/adopting-tables.md')) ?? [];
  const common = { id: 'a1', name: 'Friday', status: 'ACTIVE', createdAt: '2026-03-01T11:00:00.000Z' };
  const old = { ...common, PK: 'ROOM#a1', SK: 'METADATA', GSI1PK: 'USER#ada' };
  const room = {
    ...{ ...common, PK: 'ROOM#a1', SK: 'ROOM', hostId: 'ada', mediaType: 'MOVIE', genreIds: [], inviteCode: 'ABC234' },
    ttl: 1_900_000_000,
  };
  const items = shapesOf([old, room, old, { ...room, status: 'active' }, old], readerOf('rooms'));
  const found = { ...as('rooms', { itemCount: 12, sizeBytes: 4096 }), name: 'trinity-rooms-dev-v2', items };
  expect(excerpt).toBe(inspected([found]).split('\n').slice(2).join('\n'));
});

test('the guide shows what a reviewer sees of the example', () => {
  const [, excerpt = ''] = /<!-- excerpt: page -->\n\n((?:>.*\n)+)/.exec(read('docs/adopting-tables.md')) ?? [];
  const lines = excerpt.trimEnd().replace(/^> ?/gm, '').split('\n');
  expect(lines.length).toBeGreaterThan(5);
  expect(lines).toEqual(inspected(example(), 'markdown').split('\n').slice(0, lines.length));
});

test('the README quotes that of its example', () => {
  const [, excerpt] = /```\n(dev: 1 table for [^]*?) …\n```/.exec(read('README.md')) ?? [];
  expect(inspected(example()).startsWith(excerpt ?? 'no excerpt')).toBe(true);
});

test('the guide names every verdict', () => {
  const guide = read('docs/adopting-tables.md');
  const verdicts = inspectionSchema.shape.tables.element.shape.verdict.options;
  for (const one of verdicts) expect(guide).toContain(`| \`${one}\` |`);
});

test('the guide says of each description that people have what it gets: in dev, and taken for rooms', () => {
  const [, rows = ''] =
    /<!-- table: shapes -->\n\n[^\n]*\n[^\n]*\n([^]*?)\n\n/.exec(read('docs/adopting-tables.md')) ?? [];
  const said = rows.split('\n').flatMap((row) => {
    const [, , verdict = '', , files = ''] = row.split('|').map((cell) => cell.trim());
    return numbersOf(files).map((file) => `${file} ${verdict.replaceAll('`', '')}`);
  });
  const pinned = Object.entries(VERDICTS).flatMap(([file, answers]) =>
    answers.flatMap((one) => (one ? [`${Number.parseInt(file, 10)} ${one.verdict}`] : [])),
  );
  expect(said.sort()).toEqual(pinned.sort());
});

/** `1, 6–8` is 1, 6, 7 and 8. */
const numbersOf = (files: string): number[] =>
  files.split(', ').flatMap((one) => {
    const [from = 0, to = from] = one.split('–').map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
