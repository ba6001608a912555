import { ReleasedTable, type ReleasedTableProps } from '../../../stacks/constructs/released-table';
import { Table } from '../../../stacks/constructs/table';
import { addresses, synthesizeConstructs } from '../synthesize';

const scaled = { min: 1, max: 5, targetUtilization: 70 };
const props: ReleasedTableProps = {
  name: 'trinity-rooms-v2',
  hashKey: { name: 'PK', type: 'S' },
  rangeKey: { name: 'at', type: 'N' },
  timeToLive: 'ttl',
  billing: { mode: 'PROVISIONED', read: scaled, write: 5 },
  globalIndexes: {
    'by.name': { hashKey: { name: 'name', type: 'S' }, projection: 'ALL', read: 1, write: scaled },
  },
};
const released = (changes: Partial<ReleasedTableProps> = {}) =>
  synthesizeConstructs((scope) => new ReleasedTable(scope, 'rooms', { ...props, ...changes })) as unknown as {
    readonly removed: readonly { readonly from: string; readonly lifecycle: object }[];
    readonly resource?: object;
    readonly data: Record<string, Record<string, { name: string; lifecycle: { postcondition: [Postcondition] } }>>;
    readonly locals: object;
  };
interface Postcondition {
  readonly condition: string;
  readonly error_message: string;
}
const keep = { enabled: true } as const;

test('every resource that the table would have goes out of the state, and none is destroyed', () => {
  const { removed, resource } = released();
  const owned = synthesizeConstructs(
    (scope) => new Table(scope, 'rooms', { ...props, deletionProtection: keep, pointInTimeRecovery: keep }),
  );
  const gone = removed.map(({ from }) => from).sort();
  expect(gone).toEqual(expect.arrayContaining(addresses(owned)));
  // Its own scaling also where it is not scaled any more.
  const before = ['target', 'policy'].map((kind) => `aws_appautoscaling_${kind}.rooms_write`);
  expect(gone.filter((address) => !addresses(owned).includes(address))).toEqual(before.toSorted());
  expect(removed).toHaveLength(7);
  for (const { lifecycle } of removed) expect(lifecycle).toEqual({ destroy: false });
  expect(resource).toBeUndefined();
});

test('it is used by its name, and its key is looked at', () => {
  const { name, lifecycle } = released().data['aws_dynamodb_table']!['rooms']!;
  expect(name).toBe('trinity-rooms-v2');
  expect(lifecycle.postcondition).toHaveLength(1);
  expect(lifecycle.postcondition[0].error_message).toBe(
    'The table trinity-rooms-v2 has another key than the application reads and writes: PK (S), at (N).',
  );
});

test('its keys are told, of the table alone', () => {
  expect(released().locals).toEqual({
    rooms_keys: {
      name: 'trinity-rooms-v2',
      hash_key: 'PK',
      range_key: 'at',
      attribute: [
        { name: 'PK', type: 'S' },
        { name: 'at', type: 'N' },
      ],
      ttl: { attribute_name: 'ttl', enabled: true },
    },
  });
  expect(released({ timeToLive: false }).locals).not.toHaveProperty('rooms_keys.ttl');
});
