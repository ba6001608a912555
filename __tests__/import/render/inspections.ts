import fc from 'fast-check';
import type { Difference, InspectedTable, Inspection } from '../../../import/schema';
import { hostile } from '../../review/render/arbitrary';

export const inspectionOf = (tables: readonly InspectedTable[], environment = 'dev'): Inspection => ({
  schemaVersion: 1,
  environment,
  account: '123456789012',
  region: 'eu-west-1',
  tables: [...tables],
});

/** Of every verdict and effect one. */
export const everything = inspectionOf([
  {
    name: 'trinity-rooms-dev-v2',
    declared: 'rooms',
    verdict: 'replace',
    itemCount: 1200,
    sizeBytes: 482_133,
    differences: [
      { path: 'range_key', effect: 'replace', cost: 'It is none, declared SK (S).' },
      { path: 'tags.Team', effect: 'in-place', cost: 'It is removed: film.' },
    ],
  },
  { name: 'votes.json', file: 'votes.json', verdict: 'unreadable', differences: [], reason: 'It is empty.' },
  {
    name: 'trinity-cache-dev',
    declared: 'cache',
    verdict: 'in-place',
    notSeen: ['dynamodb:GetResourcePolicy may not be asked.'],
    differences: [{ path: 'table_class', effect: 'unseen', cost: 'Declared: STANDARD.' }],
  },
  { name: 'trinity-movies-dev', declared: 'movies', verdict: 'same', differences: [] },
  { name: 'legacy', verdict: 'undeclared', differences: [], itemCount: 1, lastWrite: '2026-01-02' },
]);

const table: fc.Arbitrary<InspectedTable> = fc
  .record(
    {
      name: hostile,
      file: hostile,
      declared: hostile,
      verdict: fc.constantFrom('same', 'in-place', 'replace', 'unreadable', 'undeclared'),
      differences: fc.array(
        fc.record({
          path: hostile,
          effect: fc.constantFrom<Difference['effect']>('in-place', 'refused', 'replace', 'unseen'),
          cost: hostile,
        }),
        { maxLength: 3 },
      ),
      reason: hostile,
      notSeen: fc.array(hostile, { maxLength: 2 }),
      itemCount: fc.nat(),
      sizeBytes: fc.nat(),
    },
    { requiredKeys: ['name', 'verdict', 'differences'] },
  )
  .map((one) => one as InspectedTable);

/** Any inspection, whose texts try to be more than text. */
export const anyInspection = fc
  .tuple(fc.array(table, { maxLength: 15 }), hostile)
  .map(([tables, environment]) => inspectionOf(tables, environment));

/** All that somebody else wrote. */
export const textsOf = ({ environment, tables }: Inspection): string[] => [
  environment,
  ...tables.flatMap(({ name, file = '', declared = '', reason = '', differences, notSeen = [] }) => [
    ...[name, file, declared, reason, ...notSeen],
    ...differences.flatMap(({ path, cost }) => [path, cost]),
  ]),
];
