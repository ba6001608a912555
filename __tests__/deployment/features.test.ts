import { featuresOf } from '../../deployment/features';
import type { TableConfig } from '../../environments/resources/table';
import { environment } from '../stacks/synthesize';

const scaled = { min: 1, max: 5, targetUtilization: 70 };
const keep = { enabled: true } as const;
const unprotected: TableConfig = {
  billing: { mode: 'PAY_PER_REQUEST' },
  deletionProtection: { enabled: false, reason: 'x' },
  pointInTimeRecovery: { enabled: false, reason: 'x' },
};

/** Of an environment with these tables, the features of tables that are on. */
function on(...all: readonly TableConfig[]): string[] {
  const dev = environment('dev');
  const tables = Object.fromEntries(
    Object.keys(dev.systems.roomCache.tables).map((id, index) => [id, all[index] ?? all[0]!]),
  );
  return featuresOf(dev, { ...dev.systems.roomCache, tables })
    .filter(({ name, enabled }) => enabled && name.includes('table'))
    .map(({ name }) => name);
}

test('what an adoption keeps goes before what is configured', () => {
  const kept = { name: 'old', deletionProtection: keep, pointInTimeRecovery: keep };
  expect(on(unprotected)).toEqual([]);
  expect(on({ ...unprotected, adopt: kept })).toEqual([
    'deletion protection of every table',
    'point-in-time recovery of every table',
  ]);
});

test('only what moves by itself is autoscaled: a table or an index, adopted or not', () => {
  const autoscaled = ['autoscaled table capacity'];
  expect(on({ ...unprotected, billing: { mode: 'PROVISIONED', read: 1, write: 1 } })).toEqual([]);
  expect(on({ ...unprotected, billing: { mode: 'PROVISIONED', read: 1, write: scaled } })).toEqual(autoscaled);
  const billing = { mode: 'PROVISIONED', read: 1, write: 1 } as const;
  const index = { hashKey: { name: 'a', type: 'S' }, projection: 'ALL', read: scaled, write: 1 } as const;
  expect(on({ ...unprotected, adopt: { name: 'old', billing, globalIndexes: { a: index } } })).toEqual(autoscaled);
});

test('a released table has no say, and none of this project has nothing', () => {
  const protectedOne = { ...unprotected, deletionProtection: keep, pointInTimeRecovery: keep };
  expect(on(protectedOne, { ...unprotected, released: true })).toHaveLength(2);
  expect(on({ ...protectedOne, released: true })).toEqual([]);
});
