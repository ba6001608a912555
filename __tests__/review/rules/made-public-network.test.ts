import { madePublic } from '../../../review/rules/made-public';
import { because } from './change';

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
    '0.0.0.0/0 may reach tcp 22, icmp',
  ]);
  const rule = { type: 'ingress', cidr_blocks: ['0.0.0.0/0'], from_port: 1, to_port: 2 };
  expect(because(madePublic, 'aws_security_group_rule', null, rule)).toEqual(['0.0.0.0/0 may reach tcp 1 to 2']);
});
