import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { madePublic } from '../../../packages/plan-review/src/rules/made-public';
import { because, change, find, nest } from './change';

const MAY_OPEN = 'It may be opened to the internet.';

test.each([
  ['aws_subnet', 'map_public_ip_on_launch'],
  ['aws_subnet', 'assign_ipv6_address_on_creation'],
  ['aws_default_subnet', 'map_public_ip_on_launch'],
  ['aws_default_subnet', 'assign_ipv6_address_on_creation'],
  ['aws_instance', 'associate_public_ip_address'],
  ['aws_launch_template', 'network_interfaces.associate_public_ip_address'],
  ['aws_ecs_service', 'network_configuration.assign_public_ip'],
])('%s.%s turned on warns, and back is silent, as is a new one', (type, path) => {
  const [off, on] = [nest(path, false), nest(path, true)];
  expect(find(madePublic, change(type, off, on))).toEqual({
    blocks: false,
    title: MAY_OPEN,
    because: [`${path} goes from false to true`],
  });
  expect(because(madePublic, type, on, off)).toEqual([]);
  expect(because(madePublic, type, null, on)).toEqual([]);
});

test("addresses of a customer's own network are not the internet's", () => {
  const path = 'map_customer_owned_ip_on_launch';
  expect(because(madePublic, 'aws_subnet', nest(path, false), nest(path, true))).toEqual([]);
});

const TABLE = 'rtb-0123456789abcdef0';
const OUT = { destination_cidr_block: '0.0.0.0/0', gateway_id: 'igw-1' };

describe('a default route to an internet gateway', () => {
  const route = (more: JsonObject = {}) => ({ route_table_id: TABLE, ...OUT, ...more });

  test('in a table that exists: warns', () => {
    expect(find(madePublic, change('aws_route', null, route()))).toEqual({
      blocks: false,
      title: MAY_OPEN,
      because: ['the route to 0.0.0.0/0 leads to the gateway igw-1 now'],
    });
  });

  test.each<[string, JsonObject, JsonObject?]>([
    ['half of the internet', { destination_cidr_block: '128.0.0.0/1' }],
    ['IPv6', { destination_cidr_block: '', destination_ipv6_cidr_block: '::/0' }],
    ['a gateway of the same synthesis', { gateway_id: '${aws_internet_gateway.it.id}' }],
    ['a gateway that is known only after the apply', { gateway_id: null }, { gateway_id: true }],
  ])('%s', (_, more, unknown = {}) => {
    expect(find(madePublic, change('aws_route', null, route(more), { unknown }))?.blocks).toBe(false);
  });

  test.each<[string, JsonObject]>([
    ['a private network', { destination_cidr_block: '10.0.0.0/8' }],
    ['a gateway of a private network', { gateway_id: 'vgw-1' }],
    ['the same, in a synthesis', { gateway_id: '${aws_vpn_gateway.it.id}' }],
    ['what lets nobody in', { gateway_id: '', nat_gateway_id: 'nat-1' }],
  ])('%s: silent', (_, more) => {
    expect(because(madePublic, 'aws_route', null, route(more))).toEqual([]);
  });

  test('that led elsewhere warns, and back is silent, as is another gateway', () => {
    const elsewhere = route({ gateway_id: '', nat_gateway_id: 'nat-1' });
    expect(because(madePublic, 'aws_route', elsewhere, route())).toHaveLength(1);
    expect(because(madePublic, 'aws_route', route(), elsewhere)).toEqual([]);
    expect(because(madePublic, 'aws_route', route(), route({ gateway_id: 'igw-2' }))).toEqual([]);
    expect(because(madePublic, 'aws_route', route(), null)).toEqual([]);
  });

  test('in a table of the same plan: silent', () => {
    const ofNew = change(
      'aws_route',
      null,
      { ...route(), route_table_id: null },
      { unknown: { route_table_id: true } },
    );
    expect(find(madePublic, ofNew)).toBeUndefined();
    const referring = change('aws_route', null, route({ route_table_id: '${aws_route_table.it.id}' }));
    expect(find(madePublic, referring, change('aws_route_table', null, {}))).toBeUndefined();
    expect(find(madePublic, referring)).toBeDefined();
  });
});

describe('a default route in a table', () => {
  const { destination_cidr_block: cidr_block, gateway_id } = OUT;
  const table = (...route: JsonObject[]) => ({ id: TABLE, default_route_table_id: TABLE, route });
  const [shut, open] = [table({ cidr_block: '10.1.0.0/16', gateway_id: 'vgw-1' }), table({ cidr_block, gateway_id })];

  test.each(['aws_default_route_table', 'aws_route_table'])('%s: warns, and back is silent', (type) => {
    expect(find(madePublic, change(type, shut, open))).toEqual({
      blocks: false,
      title: MAY_OPEN,
      because: ['the route to 0.0.0.0/0 leads to the gateway igw-1 now'],
    });
    expect(because(madePublic, type, open, shut)).toEqual([]);
    expect(because(madePublic, type, open, { ...open, tags: {} })).toEqual([]);
  });

  test('a gateway that is known only after the apply', () => {
    const later = change('aws_route_table', shut, table({ cidr_block }), {
      unknown: { route: [{ gateway_id: true }] },
    });
    expect(find(madePublic, later)?.because).toEqual([
      'the route to 0.0.0.0/0 leads to the gateway (known after the apply) now',
    ]);
  });

  test('a new table is silent, unless the network has it already', () => {
    expect(because(madePublic, 'aws_route_table', null, { route: open.route })).toEqual([]);
    expect(because(madePublic, 'aws_default_route_table', null, open)).toHaveLength(1);
    const ofNew = change(
      'aws_default_route_table',
      null,
      { route: open.route },
      { unknown: { default_route_table_id: true } },
    );
    expect(find(madePublic, ofNew)).toBeUndefined();
  });
});
