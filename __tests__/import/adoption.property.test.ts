import fc from 'fast-check';
import { adoptionOf } from '../../import/adoption';
import { compareTables } from '../../import/compare';
import type { TableDescription } from '../../import/description';
import { table as tableSchema } from '../../environments/resources/table';
import { adoptable } from './adoptable';
import { declare, type Configured } from './adopted';
import { MUTATIONS } from './mutations';

const DEFAULT_TAGS = { Project: 'Trinity', Environment: 'dev' };

const off = { enabled: false, reason: 'a test' } as const;
const protection = fc.constantFrom(off, { enabled: true } as const);
const configured: fc.Arbitrary<Configured> = fc.record({
  billing: fc.constantFrom(
    { mode: 'PAY_PER_REQUEST', maxReadRequestUnits: 500 } as const,
    {
      mode: 'PROVISIONED',
      read: { min: 1, max: 2, targetUtilization: 70 },
      write: 5,
    } as const,
  ),
  deletionProtection: protection,
  pointInTimeRecovery: fc.oneof(protection, fc.constant({ enabled: true, days: 7 } as const)),
});

/** A table, adopted as `--write` would write it: what the adoption says, and what is declared then. */
function adopt(existing: TableDescription, config: Configured) {
  const base = { id: 'rooms', key: existing.key, configured: config };
  const adoption = adoptionOf(existing, declare(base, DEFAULT_TAGS).table, DEFAULT_TAGS);
  return { adoption, declared: declare({ ...base, adopt: adoption }, DEFAULT_TAGS) };
}

const pathsOf = (existing: TableDescription, declared: TableDescription): string[] =>
  compareTables(existing, declared).map(({ path }) => path);

test('a table that is adopted changes in nothing but what its adoption names; of a setting that changes, just that is told', () => {
  const told = new Set<string>();
  fc.assert(
    fc.property(adoptable, configured, (existing, config) => {
      const { adoption, declared } = adopt(existing, config);
      expect(tableSchema.safeParse({ ...config, adopt: adoption }).error).toBeUndefined();
      const changes = Object.keys(adoption.changes ?? {});
      const added = Object.keys(DEFAULT_TAGS).filter((name) => !Object.hasOwn(existing.tags!, name));
      const before = [...changes, ...added.map((name) => `tags.${name}`)].sort();
      expect(pathsOf(existing, declared.table).sort()).toEqual(before);

      for (const [name, mutate] of Object.entries(MUTATIONS)) {
        const [path, changed] = mutate(existing) ?? [];
        if (path === undefined || changed === undefined || before.includes(path)) continue;
        told.add(name);
        const after = pathsOf(changed, declared.table).filter((one) => !before.includes(one));
        expect([name, ...after]).toEqual([name, path]);
      }
    }),
    { numRuns: 150 },
  );
  expect([...told].sort()).toEqual(Object.keys(MUTATIONS).sort());
});
