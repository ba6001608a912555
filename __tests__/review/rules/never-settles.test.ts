import { neverSettles } from '../../../packages/plan-review/src/rules/never-settles';
import { environmentSchema } from '../../../environments/schema';
import { environment } from '../../stacks/synthesize';
import { because, change, find } from './change';
import { withRoomCache } from '../../environments/change';

const TABLE = 'aws_dynamodb_table';
const limits = (read: number, write: number | null = null) => ({
  billing_mode: 'PAY_PER_REQUEST',
  on_demand_throughput: [{ max_read_request_units: read, max_write_request_units: write }],
});
const none = { billing_mode: 'PAY_PER_REQUEST' };
const index = (more: object) => ({ ...none, global_secondary_index: [{ name: 'I', hash_key: 'a', ...more }] as never });

test('no limit, by -1, is a change of every plan', () => {
  expect(find(neverSettles, change(TABLE, none, limits(-1, -1)))).toEqual({
    blocks: false,
    title: 'The apply does not settle it.',
    because: [
      'on_demand_throughput is -1, which AWS answers as no limit at all, so that the next plan has it again. Leave it out',
    ],
  });
  expect(because(neverSettles, TABLE, limits(5, 5), limits(-1, -1))).toEqual([
    expect.stringMatching(/Leave it out after this apply$/),
  ]);
  expect(because(neverSettles, TABLE, index({}), index(limits(-1)))).toEqual([
    expect.stringMatching(/^global_secondary_index\[I\]\.on_demand_throughput is -1, /),
  ]);
  expect(find(neverSettles, change(TABLE, null, limits(-1, -1)))?.because).toHaveLength(1);
});

test('limits that are left out beside another change, or of an index, stay', () => {
  expect(
    because(neverSettles, TABLE, { name: 'rooms', ...limits(5) }, { name: 'rooms', ...none, stream_enabled: true }),
  ).toEqual([
    'on_demand_throughput is left out: the provider sends nothing for it, and the limits stay. Take them off: aws dynamodb ' +
      `update-table --table-name rooms --on-demand-throughput '{"MaxReadRequestUnits":-1,"MaxWriteRequestUnits":-1}'`,
  ]);
  expect(because(neverSettles, TABLE, index(limits(5)), index({}))).toEqual([
    expect.stringMatching(
      /^global_secondary_index\[I\]\.on_demand_throughput is left out: .* --global-secondary-index-updates '\[{"Update":{"IndexName":"I","OnDemandThroughput":{"MaxReadRequestUnits":-1,"MaxWriteRequestUnits":-1}}}\]'$/,
    ),
  ]);
});

test('an environment cannot say a limit of -1, which no advice asks for', () => {
  const dev = environment('dev');
  const billing = { mode: 'PAY_PER_REQUEST', maxReadRequestUnits: -1 } as const;
  const tables = { ...dev.systems.roomCache.tables, rooms: { ...dev.systems.roomCache.tables.rooms, billing } };
  expect(environmentSchema.safeParse(withRoomCache(dev, { tables })).success).toBe(false);
});

test.each<[string, object, object]>([
  ['one of two', limits(5, 5), limits(5, -1)],
  ['one that is left out stays as it is', limits(5, 5), limits(5)],
  ['alone: AWS refuses that', limits(5), none],
  ['with the billing mode, they go', limits(5), { billing_mode: 'PROVISIONED', read_capacity: 1, write_capacity: 1 }],
])('silent: %s', (_, before, after) => {
  expect(because(neverSettles, TABLE, before as never, after as never)).toEqual([]);
});
