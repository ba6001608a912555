import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { hiddenChange } from '../../../packages/plan-review/src/rules';
import { applyFails } from '../../../packages/plan-review/src/rules/apply-fails';
import { because, change, find } from './change';

const TABLE = 'aws_dynamodb_table';
const ON_DEMAND = { billing_mode: 'PAY_PER_REQUEST' };
const limits = (read: number | null, write: number | null = null) => ({
  on_demand_throughput: [{ max_read_request_units: read, max_write_request_units: write }],
});
const index = (more: object, projected: readonly string[] | null = null) => ({
  global_secondary_index: [
    {
      name: 'ByYear',
      hash_key: 'year',
      range_key: '',
      projection_type: 'INCLUDE',
      non_key_attributes: projected,
      ...more,
    },
  ] as never,
});

test('what AWS takes alone only, and the provider asks for in company, blocks; it is said what goes first', () => {
  const before = { ...ON_DEMAND, deletion_protection_enabled: false, ...limits(10, 20) };
  const after = { ...ON_DEMAND, deletion_protection_enabled: true, ...limits(10, 30) };
  expect(find(applyFails, change(TABLE, before, after))).toEqual({
    blocks: true,
    title: 'AWS refuses it in the middle of the apply.',
    because: [
      'deletion_protection_enabled goes from false to true, and on_demand_throughput.max_write_request_units goes from 20 to 30: ' +
        'the provider asks for both at once, and AWS says "DeletionProtection modification must be the only operation in the request". ' +
        'Deploy deletion_protection_enabled first, and on_demand_throughput after that.',
    ],
  });
  expect(because(applyFails, TABLE, after, { ...before })).toEqual([
    expect.stringMatching(/Deploy on_demand_throughput first, and deletion_protection_enabled after that\.$/),
  ]);
});

test('three that do not go together are two findings, and one order', () => {
  const before = { ...ON_DEMAND, stream_enabled: true, ...limits(10) };
  const after = { ...ON_DEMAND, deletion_protection_enabled: true, ...limits(20) };
  expect(because(applyFails, TABLE, before, after)).toEqual([
    expect.stringMatching(/^deletion_protection_enabled .* must be the only operation in the request"\.$/),
    expect.stringMatching(
      /^on_demand_throughput.* and stream_enabled goes from true to nothing: .* only be combined with .*"\. Deploy deletion_protection_enabled first, on_demand_throughput after that, and stream_enabled after that\.$/,
    ),
  ]);
});

describe('the order in which it can be deployed', () => {
  const STATES: Readonly<Record<string, readonly [object, object]>> = {
    deletion_protection_enabled: [{ deletion_protection_enabled: false }, { deletion_protection_enabled: true }],
    stream_enabled: [{ stream_enabled: false }, { stream_enabled: true }],
    on_demand_throughput: [limits(10), limits(20)],
    global_secondary_index: [index(limits(10)), index(limits(20))],
  };
  const names = Object.keys(STATES);
  const ways = Array.from({ length: 2 ** names.length }, (_, bits) => names.map((__, at) => (bits >> at) & 1));
  const sideOf = (way: readonly number[]) =>
    Object.assign({ ...ON_DEMAND, name: 'rooms' }, ...names.map((name, at) => STATES[name]![way[at]!])) as JsonObject;

  test.each(ways.map((way) => [way.join(''), way] as const))(
    '%s: none of its deploys is refused, and all is done',
    (_, way) => {
      const [before, after] = [sideOf(way), sideOf(way.map((one) => 1 - one))];
      const order = /Deploy (.*)\.$/.exec(because(applyFails, TABLE, before, after).at(-1)!)![1]!;
      const deploys = order
        .split(/, and |, (?=\w+ after that)| first, /)
        .map((one) => one.replace(/ (first|after that)/g, ''));
      let state = before;
      for (const deploy of deploys) {
        const set = deploy.split(', ').map((one) => one.replace(/[[.].*/, ''));
        const next = { ...state, ...Object.fromEntries(set.map((name) => [name, after[name]!])) };
        expect([deploy, ...because(applyFails, TABLE, state, next)]).toEqual([deploy]);
        state = next;
      }
      expect(state).toEqual(after);
    },
  );

  test.each([
    [
      { read_capacity: 5, write_capacity: 5 },
      { ...ON_DEMAND, ...limits(10) },
    ],
    [
      { ...ON_DEMAND, ...limits(5) },
      { read_capacity: 5, write_capacity: 5 },
    ],
  ])('a mode comes before its limits, or with its capacity: %j', (before, after) => {
    const [from, to] = [
      { ...before, stream_enabled: false },
      { ...after, stream_enabled: true, deletion_protection_enabled: true },
    ];
    const order = because(applyFails, TABLE, from, to).at(-1)!;
    expect(order).toMatch(/Deploy deletion_protection_enabled first, .*stream_enabled.*billing_mode/);
    expect(order).toMatch(/(and on_demand_throughput|and billing_mode, read_capacity, write_capacity) after that\.$/);
  });
});

test.each<[string, object, object, RegExp]>([
  [
    'a stream and capacity',
    { read_capacity: 5, write_capacity: 5, stream_enabled: true },
    { read_capacity: 6, write_capacity: 5, stream_enabled: false },
    /"You cannot modify stream status while updating table IOPS"\. Deploy read_capacity first, and stream_enabled after that\.$/,
  ],
  [
    'a stream that is switched on, and the billing mode',
    { ...ON_DEMAND, stream_enabled: false },
    { billing_mode: 'PROVISIONED', read_capacity: 5, write_capacity: 5, stream_enabled: true },
    /Deploy stream_enabled first, and billing_mode, read_capacity, write_capacity after that\.$/,
  ],
  [
    'protection and the limits of an index',
    { ...ON_DEMAND, ...index(limits(10)) },
    { ...ON_DEMAND, ...index(limits(20)), deletion_protection_enabled: true },
    /and global_secondary_index\[ByYear\]\.on_demand_throughput after that\.$/,
  ],
  [
    'protection and the capacity of an index, in another order of what it copies',
    { ...index({ read_capacity: 5 }, ['a', 'b']) },
    { ...index({ read_capacity: 6 }, ['b', 'a']), deletion_protection_enabled: true },
    /and global_secondary_index\[ByYear\]\.read_capacity after that\.$/,
  ],
  [
    'limits that are left out, which is an update with nothing in it',
    { ...ON_DEMAND, name: 'rooms', ...limits(10, 20) },
    { ...ON_DEMAND, name: 'rooms', on_demand_throughput: [] },
    /^on_demand_throughput is left out: .* Keep it, or take the limits off first: aws dynamodb update-table --table-name rooms --on-demand-throughput '{"MaxReadRequestUnits":-1,"MaxWriteRequestUnits":-1}'$/,
  ],
  [
    'another attribute of TTL',
    { name: 'rooms', ttl: [{ enabled: true, attribute_name: "it's" }] },
    { name: 'rooms', ttl: [{ enabled: true, attribute_name: 'ttl' }] },
    /^ttl\.attribute_name goes from it's to ttl while TTL is on: .*\. Switch it off first: aws dynamodb update-time-to-live --table-name rooms --time-to-live-specification '{"Enabled":false,"AttributeName":"it'\\''s"}'\. An hour later, ttl can be deployed\.$/,
  ],
  [
    'TTL switched off without a name',
    { ttl: [{ enabled: true, attribute_name: 'expires' }] },
    { ttl: [{ enabled: false, attribute_name: '' }] },
    /^ttl is switched off without its attribute_name, .* Leave ttl out, and switch it off yourself: aws dynamodb update-time-to-live .*"AttributeName":"expires"}'$/,
  ],
  [
    'TTL switched off under another name',
    { ttl: { enabled: true, attribute_name: 'expires' } },
    { ttl: { enabled: false, attribute_name: 'ttl' } },
    /^ttl is switched off under another name, ttl, which AWS refuses\. Leave ttl out, .*"AttributeName":"expires"}'$/,
  ],
])('%s', (_, before, after, line) => {
  expect(because(applyFails, TABLE, before as never, after as never)).toEqual([expect.stringMatching(line)]);
});

test.each<[string, object, object]>([
  ['limits and the billing mode', { read_capacity: 5 }, { ...ON_DEMAND, ...limits(10) }],
  ['a stream and the billing mode, on demand', { stream_enabled: true }, { ...ON_DEMAND }],
  ['limits that go with on-demand billing', { ...ON_DEMAND, ...limits(10) }, { read_capacity: 5, write_capacity: 5 }],
  ['no limits, in two spellings', { ...ON_DEMAND, ...limits(-1, 0) }, { ...ON_DEMAND }],
  [
    'capacity of a table and of its index',
    { read_capacity: 5, ...index({ read_capacity: 5 }) },
    { read_capacity: 6, ...index({ read_capacity: 6 }) },
  ],
  [
    'an index that is made anew, and protection: calls of their own',
    { ...index({ range_key: 'a', ...limits(1) }) },
    { ...index({ range_key: 'b', ...limits(2) }), deletion_protection_enabled: true },
  ],
  [
    'class and protection: calls of their own',
    {},
    { table_class: 'STANDARD_INFREQUENT_ACCESS', deletion_protection_enabled: true },
  ],
  ['capacity that autoscaling has moved, and is left out', { read_capacity: 9 }, { deletion_protection_enabled: true }],
  [
    'TTL switched off',
    { ttl: [{ enabled: true, attribute_name: 'a' }] },
    { ttl: [{ enabled: false, attribute_name: 'a' }] },
  ],
  [
    'TTL switched on',
    { ttl: [{ enabled: false, attribute_name: '' }] },
    { ttl: [{ enabled: true, attribute_name: 'a' }] },
  ],
  ['TTL left out: it stays', { ttl: [{ enabled: true, attribute_name: 'a' }] }, {}],
])('silent: %s', (_, before, after) => {
  const name = { name: 'rooms' };
  expect(because(applyFails, TABLE, { ...name, ...before }, { ...name, ...after })).toEqual([]);
});

test('a table that is made, replaced or destroyed is not updated; neither is another type', () => {
  const [before, after] = [
    { deletion_protection_enabled: false, ...ON_DEMAND, ...limits(1) },
    { deletion_protection_enabled: true, ...ON_DEMAND, ...limits(2) },
  ];
  for (const action of ['create', 'replace', 'delete'] as const) {
    expect(find(applyFails, change(TABLE, before, after, { action }))).toBeUndefined();
  }
  expect(find(applyFails, change('acme_table', before, after))).toBeUndefined();
});

test('what is known only after the apply may be the same', () => {
  const before = { ...ON_DEMAND, ...limits(10), stream_enabled: true };
  const unknown = { on_demand_throughput: true, billing_mode: true };
  const one = change(TABLE, before, { stream_enabled: true, deletion_protection_enabled: true }, { unknown });
  expect(find(applyFails, one)).toBeUndefined();
});

test('what is sensitive is said to be changed, and not shown', () => {
  const [before, after] = ['(sensitive 1)', '(sensitive 2)'].map((name) => ({
    ttl: [{ enabled: true, attribute_name: name }],
  }));
  expect(because(applyFails, TABLE, before!, after!)).toEqual([]);
  expect(because(hiddenChange, TABLE, before!, after!)).toEqual([
    'ttl.attribute_name is sensitive: whether it got worse cannot be seen',
  ]);
});
