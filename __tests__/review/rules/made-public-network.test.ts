import { madePublic } from '../../../packages/plan-review/src/rules/made-public';
import { because, change, find } from './change';

const WORLD = { from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'], ipv6_cidr_blocks: [] };

test('what leaves, and what is denied, is not reached', () => {
  expect(because(madePublic, 'aws_security_group', {}, { egress: [WORLD] })).toEqual([]);
  expect(because(madePublic, 'aws_security_group_rule', null, { type: 'egress', ...WORLD })).toEqual([]);
  expect(
    because(madePublic, 'google_compute_firewall', null, { direction: 'EGRESS', source_ranges: ['0.0.0.0/0'] }),
  ).toEqual([]);
  expect(because(madePublic, 'google_compute_firewall', null, { deny: [{}], source_ranges: ['0.0.0.0/0'] })).toEqual(
    [],
  );
});

test.each(['cidr_ipv6', 'source_address_prefixes', 'ipv6_cidr_blocks'])('%s of a rule', (name) => {
  const rule = { type: 'ingress', protocol: 'all', [name]: ['::/0'] };
  expect(because(madePublic, 'aws_security_group_rule', null, rule)).toEqual(['::/0 may reach every port']);
});

test.each(['aws_default_security_group', 'azurerm_network_security_group'])('rules within %s', (type) => {
  const rule = { access: 'Allow', direction: 'Inbound', protocol: '*', source_address_prefix: 'Internet' };
  const block = type === 'aws_default_security_group' ? 'ingress' : 'security_rule';
  expect(because(madePublic, type, { [block]: [] }, { [block]: [rule] })).toEqual(['Internet may reach every port']);
  if (block === 'ingress') return;
  expect(because(madePublic, type, { [block]: [] }, { [block]: [{ ...rule, direction: 'Outbound' }] })).toEqual([]);
  expect(because(madePublic, type, { [block]: [] }, { [block]: [{ ...rule, access: 'Deny' }] })).toEqual([]);
});

test('several protocols of a firewall; a protocol that is not named', () => {
  const allow = [{ protocol: 'tcp', ports: ['22'] }, { protocol: 'icmp' }];
  expect(because(madePublic, 'google_compute_firewall', null, { source_ranges: ['0.0.0.0/0'], allow })).toEqual([
    '0.0.0.0/0 may reach tcp 22',
    '0.0.0.0/0 may reach icmp',
  ]);
  const rule = { type: 'ingress', cidr_blocks: ['0.0.0.0/0'], from_port: 1, to_port: 2 };
  expect(because(madePublic, 'aws_security_group_rule', null, rule)).toEqual(['0.0.0.0/0 may reach tcp 1 to 2']);
});

const inbound = (...rules: readonly object[]) => ({ ingress: rules as never });
const from = (source: string, protocol: string, from_port = 0, to_port = from_port) => ({
  ...{ from_port, to_port, protocol },
  cidr_blocks: source.includes(':') ? [] : [source],
  ipv6_cidr_blocks: source.includes(':') ? [source] : [],
});
const EVERYTHING = from('0.0.0.0/0', '-1');
const EVERYTHING_OF_TCP = from('0.0.0.0/0', 'tcp', 0, 65_535);

test.each([
  ['all ports to one', EVERYTHING, from('0.0.0.0/0', 'tcp', 443)],
  ['a range to a port in it', from('0.0.0.0/0', 'tcp', 1, 99), from('0.0.0.0/0', '6', 22)],
  ['the internet to a part of it', EVERYTHING, from('128.0.0.0/1', '-1')],
  ['IPv6, to a part', from('::/0', 'tcp', 1, 99), from('2000::/3', 'tcp', 99)],
  ['every kind of ICMP to one', from('0.0.0.0/0', 'icmp', -1), from('0.0.0.0/0', 'icmp', 8, 0)],
])('narrowed is not opened, and back is: %s', (_, wide, narrow) => {
  expect(because(madePublic, 'aws_security_group', inbound(wide), inbound(narrow))).toEqual([]);
  expect(because(madePublic, 'aws_security_group', inbound(narrow), inbound(wide))).toHaveLength(1);
});

test.each([
  ['another port', from('0.0.0.0/0', 'tcp', 22), from('0.0.0.0/0', 'tcp', 23), '0.0.0.0/0 may reach tcp 23'],
  ['a larger range', from('0.0.0.0/0', 'tcp', 2, 4), from('0.0.0.0/0', 'tcp', 2, 5), '0.0.0.0/0 may reach tcp 2 to 5'],
  ['another protocol', from('0.0.0.0/0', 'tcp', 22), from('0.0.0.0/0', 'udp', 22), '0.0.0.0/0 may reach udp 22'],
  ['another family', EVERYTHING, from('::/0', '-1'), '::/0 may reach every port'],
  ['the older family', from('::/0', '-1'), EVERYTHING, '0.0.0.0/0 may reach every port'],
  ['another half', from('0.0.0.0/1', '-1'), from('128.0.0.0/1', '-1'), '128.0.0.0/1 may reach every port'],
  [
    'another ICMP',
    from('0.0.0.0/0', 'icmp', 3, 4),
    from('0.0.0.0/0', 'icmp', 3, 3),
    '0.0.0.0/0 may reach icmp type 3 code 3',
  ],
  ['all codes of a type', EVERYTHING_OF_TCP, from('0.0.0.0/0', 'icmp', 8, -1), '0.0.0.0/0 may reach icmp type 8'],
  ['ICMP of IPv6', EVERYTHING_OF_TCP, from('::/0', '58', 128, 0), '::/0 may reach icmpv6 type 128 code 0'],
  ['a protocol by its number', EVERYTHING_OF_TCP, from('0.0.0.0/0', '17', 53), '0.0.0.0/0 may reach udp 53'],
  [
    'a port range by the number',
    from('0.0.0.0/0', 'tcp', 22),
    from('0.0.0.0/0', '6', 1, 9),
    '0.0.0.0/0 may reach tcp 1 to 9',
  ],
  ['all types by the number', EVERYTHING_OF_TCP, from('0.0.0.0/0', '1', -1), '0.0.0.0/0 may reach icmp'],
  ['a protocol without a name', EVERYTHING_OF_TCP, from('0.0.0.0/0', '50', 0), '0.0.0.0/0 may reach protocol 50'],
])('opened: %s', (_, before, after, sentence) => {
  expect(because(madePublic, 'aws_security_group', inbound(before), inbound(after))).toEqual([sentence]);
});

test('halves of the internet are the internet; a network of somebody is not', () => {
  const open = (source: string) =>
    because(madePublic, 'aws_security_group', null, inbound(from(source, 'tcp', 22))).map((one) => one.split(' ')[0]);
  for (const source of ['0.0.0.0/1', '128.0.0.0/1', '64.0.0.0/7', '2000::/3', '2000::/15', '::ffff:0.0.0.0/1']) {
    expect(open(source)).toEqual([source]);
  }
  for (const source of [
    '10.0.0.0/8',
    '2001::/16',
    'fe80::1%eth0/8',
    '::ffff:10.0.0.0/104',
    'fc00::/7',
    'fd00::/8',
    '0.0.0.0/99',
    'x/0',
    '0.0.0.0',
  ]) {
    expect(open(source)).toEqual([]);
  }
});

test('ports of Azure, as ranges', () => {
  const rule = (ports: object) => ({
    ...{ access: 'Allow', direction: 'Inbound', protocol: 'Tcp', source_address_prefix: '*' },
    ...ports,
  });
  const open = (before: object, after: object) =>
    because(madePublic, 'azurerm_network_security_rule', rule(before), rule(after));
  expect(open({ destination_port_range: '80-90' }, { destination_port_ranges: ['85', '91'] })).toEqual([
    '* may reach tcp 91',
  ]);
  expect(open({ destination_port_range: '80' }, { destination_port_range: '*' })).toEqual(['* may reach tcp']);
  expect(open({ destination_port_range: '*' }, { destination_port_range: '80' })).toEqual([]);
});

describe('a network ACL', () => {
  const ALL = { protocol: '-1', cidr_block: '0.0.0.0/0', from_port: 0, to_port: 0 };
  const ONE = { ...ALL, protocol: 'tcp', from_port: 443, to_port: 443 };
  const EVERY_PORT = ['0.0.0.0/0 may reach every port'];

  test('that lets all in', () => {
    const allow = (rule: object) => inbound({ ...rule, action: 'allow' });
    expect(because(madePublic, 'aws_network_acl', allow(ONE), allow(ALL))).toEqual(EVERY_PORT);
    expect(because(madePublic, 'aws_network_acl', inbound(), allow(ONE))).toEqual([]);
    expect(because(madePublic, 'aws_network_acl', inbound(), inbound({ ...ALL, action: 'deny' }))).toEqual([]);
    expect(because(madePublic, 'aws_network_acl', null, allow(ALL))).toEqual([]);
  });

  test('a rule of it', () => {
    const type = 'aws_network_acl_rule';
    const rule = { ...ALL, rule_action: 'allow', egress: false, network_acl_id: 'acl-1' };
    expect(because(madePublic, type, null, rule)).toEqual(EVERY_PORT);
    expect(because(madePublic, type, null, { ...rule, egress: true })).toEqual([]);
    expect(because(madePublic, type, null, { ...rule, rule_action: 'deny' })).toEqual([]);
    const ofNew = change(type, null, rule, { unknown: { network_acl_id: true } });
    expect(find(madePublic, ofNew)).toBeUndefined();
  });
});
