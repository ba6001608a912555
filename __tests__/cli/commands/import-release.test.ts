import { join } from 'node:path';
import { releaseTable } from '../../../cli/commands/import/release';
import type { Context } from '../../../deployment/project';
import { dev } from '../../../environments/dev';
import { PLAIN } from '../../import/tables';

const context = { project: { root: join(__dirname, '../../..'), env: {} }, environment: dev } as unknown as Context;
const tables = {
  declared: [{ address: 'aws_dynamodb_table.rooms', id: 'rooms', name: 'trinity-rooms-v2', table: PLAIN }],
  released: [{ id: 'filterCache', name: 'trinity-filter-cache-dev' }],
};

async function release(table: string) {
  const said: string[] = [];
  let result: unknown;
  const out = {
    say: (lines: readonly string[]) => void said.push(...lines),
    result: (value: unknown) => void (result = value),
  };
  await releaseTable(table, true, tables, context, out);
  return { said, result };
}

test.each(['filterCache', 'trinity-filter-cache-dev'])('%s, which is released already, stays so', async (table) => {
  expect(await release(table)).toEqual({
    said: [
      'trinity-filter-cache-dev: is released already, as systems.roomCache.tables.filterCache in environments/dev.ts.',
    ],
    result: {
      schemaVersion: 1,
      environment: 'dev',
      file: 'environments/dev.ts',
      written: false,
      diff: '',
      released: 'filterCache',
    },
  });
});

test.each([
  ['romos', 'environments/dev.ts has no table romos. Did you mean rooms?'],
  ['trinity-rooms-v1', 'environments/dev.ts has no table trinity-rooms-v1. Did you mean trinity-rooms-v2?'],
  ['__proto__', 'environments/dev.ts has no table __proto__.'],
  ['', 'environments/dev.ts has no table .'],
])('"%s" is no table', async (table, message) => {
  await expect(release(table)).rejects.toMatchObject({
    stage: 'invalid',
    message,
    next: 'There are rooms (trinity-rooms-v2), filterCache (trinity-filter-cache-dev).',
  });
});
