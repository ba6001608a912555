import { declaredTables, releasedTables } from '../../import/declared';
import type { Environment } from '../../environments/schema';
import { keysOf } from '../../keys/entries';
import { TABLES } from '../../model/room-cache/tables';
import type { JsonObject } from '../../packages/plan-review/src/plan/value';
import { synthesizeTables } from '../../stacks/room-cache/tables-stack';
import { environments, synthesizeEnvironment } from './synthesize';
import { withRoomCache } from '../environments/change';

const scaled = { min: 1, max: 5, targetUtilization: 70, policy: { name: 'reads' } };
const more: Environment[] = environments.map((one) =>
  withRoomCache(one, {
    tables: {
      ...one.systems.roomCache.tables,
      rooms: { ...one.systems.roomCache.tables.rooms, released: true },
      filterCache: {
        ...one.systems.roomCache.tables.filterCache,
        adopt: { name: 'filters', billing: { mode: 'PROVISIONED', read: scaled, write: 1 }, tags: { Owner: 'ana' } },
      },
    },
  }),
);

const byId = <T extends { readonly id: string }>(all: readonly T[]): T[] =>
  all.toSorted((one, other) => (one.id < other.id ? -1 : 1));

test.each(
  [...environments, ...more].map(
    (one, at) => [one.name, at < environments.length ? 'as it is' : 'adopting', one] as const,
  ),
)('the tables of %s, %s, by themselves are those of its whole stack', (_, __, environment) => {
  const whole = synthesizeEnvironment(environment) as unknown as JsonObject;
  const alone = synthesizeTables(environment) as JsonObject;
  expect(byId(declaredTables(alone))).toEqual(byId(declaredTables(whole)));
  expect(byId(releasedTables(alone))).toEqual(byId(releasedTables(whole)));
  expect(declaredTables(alone).length + releasedTables(alone).length).toBe(keysOf(TABLES).length);
  expect(alone).not.toHaveProperty('resource.aws_lambda_function');
});
