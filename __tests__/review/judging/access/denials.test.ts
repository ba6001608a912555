import type { Json, JsonObject } from '../../../../packages/plan-review/src/plan/value';
import { hiddenChange } from '../../../../packages/plan-review/src/rules';
import { accessLoosened } from '../../../../packages/plan-review/src/rules/access-loosened';
import { because, change, find } from '../../rules/change';

const entry = (rule_no: number, action: string, cidr_block: string, more: JsonObject = {}): JsonObject => ({
  ...{ rule_no, action, cidr_block, ipv6_cidr_block: '', protocol: '-1', from_port: 0, to_port: 0 },
  ...{ icmp_type: 0, icmp_code: 0, ...more },
});
const tcp = (from_port: number, to_port = from_port): JsonObject => ({ protocol: '6', from_port, to_port });

const BAD = '203.0.113.0/24';
const DENY = entry(100, 'deny', BAD, tcp(22, 99));
const ALLOW = entry(200, 'allow', '0.0.0.0/0');
const LIFTED = 'no longer denies tcp 22 to 99';

const acl = (...rules: JsonObject[]) => ({ ingress: rules });

describe.each([
  ['aws_network_acl', 'ingress', 'from'],
  ['aws_network_acl', 'egress', 'to'],
  ['aws_default_network_acl', 'ingress', 'from'],
  ['aws_default_network_acl', 'egress', 'to'],
])('%s: %s that denies', (type, list, preposition) => {
  const found = (before: JsonObject[], after: JsonObject[]) =>
    find(accessLoosened, change(type, { x: 1, [list]: before }, { x: 1, [list]: after }));

  test.each<[string, JsonObject[]]>([
    ['removed', [ALLOW]],
    ['allows', [{ ...DENY, action: 'allow' }, ALLOW]],
    ['denies a part of the network', [{ ...DENY, cidr_block: '203.0.113.0/25' }, ALLOW]],
    ['denies another network', [{ ...DENY, cidr_block: '198.51.100.0/24' }, ALLOW]],
    ['denies fewer ports', [{ ...DENY, ...tcp(22) }, ALLOW]],
    ['denies another protocol', [{ ...DENY, protocol: '17' }, ALLOW]],
  ])('%s: blocks, and back is silent, as is a new one', (_, after) => {
    const line = `${list} ${LIFTED} ${preposition} ${BAD}`;
    expect(found([DENY, ALLOW], after)).toMatchObject({ blocks: true, because: [line] });
    expect(because(accessLoosened, type, null, { [list]: after })).toEqual([]);
  });

  test('behind what it stood before: blocks, and back is silent', () => {
    const behind = [ALLOW, { ...DENY, rule_no: 300 }];
    expect(found([DENY, ALLOW], behind)).toMatchObject({
      blocks: true,
      because: [`${list} ${LIFTED} ${preposition} ${BAD}: every port ${preposition} 0.0.0.0/0 is allowed first`],
    });
    expect(found(behind, [DENY, ALLOW])).toBeUndefined();
  });
});

const lines = (before: JsonObject[], after: JsonObject[]) =>
  because(accessLoosened, 'aws_network_acl', { x: 1, ...acl(...before) }, { x: 1, ...acl(...after) });

test.each<[string, JsonObject[], JsonObject[]]>([
  ['denied more', [DENY, ALLOW], [{ ...DENY, cidr_block: '203.0.112.0/23', protocol: '-1' }, ALLOW]],
  ['denied by another rule', [DENY, ALLOW], [{ ...DENY, rule_no: 50 }, ALLOW]],
  ['in another order', [DENY, ALLOW], [ALLOW, DENY]],
  ['denied anew', [ALLOW], [DENY, ALLOW]],
  [
    'behind what it stood behind',
    [entry(50, 'allow', BAD), DENY],
    [entry(90, 'allow', BAD), { ...DENY, rule_no: 110 }],
  ],
  ['behind what has nothing to do with it', [DENY], [entry(10, 'allow', '10.0.0.0/8'), DENY]],
  ['behind other ports', [DENY], [entry(10, 'allow', BAD, tcp(443)), DENY]],
  ['the last word behind what is new', [entry(300, 'deny', '0.0.0.0/0')], [ALLOW, entry(300, 'deny', '0.0.0.0/0')]],
])('%s: silent', (_, before, after) => {
  expect(lines(before, after)).toEqual([]);
});

test.each<[string, JsonObject[], JsonObject[]]>([
  ['a new one lets it in first', [DENY, ALLOW], [entry(10, 'allow', BAD, tcp(22)), DENY, ALLOW]],
  [
    'the last word behind what stood behind it',
    [entry(100, 'deny', '0.0.0.0/0'), ALLOW],
    [ALLOW, entry(300, 'deny', '0.0.0.0/0')],
  ],
  [
    'IPv6',
    [entry(1, 'deny', '', { ipv6_cidr_block: '::/0' })],
    [entry(1, 'deny', '', { ipv6_cidr_block: '2000::/3' })],
  ],
  [
    'one kind of ICMP',
    [entry(1, 'deny', BAD, { protocol: '1', icmp_type: -1, icmp_code: -1 })],
    [entry(1, 'deny', BAD, { protocol: '1', icmp_type: 8, icmp_code: -1 })],
  ],
])('%s: blocks', (_, before, after) => {
  expect(lines(before, after)).toHaveLength(1);
});

test('which one went is accepted, and no other', () => {
  const [one, two] = [DENY, entry(110, 'deny', '198.51.100.0/24')];
  expect(lines([one, two], [two])).not.toEqual(lines([one, two], [one]));
});

describe('what cannot be seen', () => {
  const later = (after: JsonObject, unknown: Json) =>
    change('aws_network_acl', { x: 1, ...acl(DENY, ALLOW) }, { x: 1, ...after }, { unknown });
  const unseen = `ingress denied tcp 22 to 99 from ${BAD}: whether it does is known only after the apply`;

  test.each<[string, JsonObject, Json]>([
    ['the list', {}, { ingress: true }],
    ['by which protocol', acl({ ...DENY, protocol: null }, ALLOW), { ingress: [{ protocol: true }, {}] }],
    ['where from', acl({ ...DENY, cidr_block: null }, ALLOW), { ingress: [{ cidr_block: true }, {}] }],
  ])('%s is known only after the apply: warns', (_, after, unknown) => {
    expect(find(accessLoosened, later(after, unknown))).toBeUndefined();
    expect(find(hiddenChange, later(after, unknown))).toMatchObject({ blocks: false, because: [unseen] });
  });

  test('it is sensitive: blocks', () => {
    const hidden = change('aws_network_acl', { egress: '(sensitive 1)' }, { egress: '(sensitive 2)' });
    expect(find(accessLoosened, hidden)).toBeUndefined();
    expect(find(hiddenChange, hidden)?.blocks).toBe(true);
  });
});

test('a rule of its own that denies less: blocks, and back is silent', () => {
  const type = 'aws_network_acl_rule';
  const rule = (cidr_block: string, egress = false) => ({
    ...{ rule_number: 100, rule_action: 'deny', protocol: '-1', cidr_block, egress },
  });
  const [wide, narrow] = [rule('203.0.113.0/24'), rule('203.0.113.0/25')];
  const unknown = { id: true };
  expect(find(accessLoosened, change(type, wide, narrow, { action: 'replace', unknown }))).toEqual({
    blocks: true,
    title: 'Who gets in is checked less than before.',
    because: ['ingress no longer denies every port from 203.0.113.0/24'],
  });
  expect(because(accessLoosened, type, narrow, wide)).toEqual([]);
  expect(because(accessLoosened, type, null, narrow)).toEqual([]);
  const later = change(type, wide, { ...narrow, cidr_block: null }, { unknown: { cidr_block: true } });
  expect(find(accessLoosened, later)).toBeUndefined();
  expect(find(hiddenChange, later)?.because).toEqual([
    'ingress denied every port from 203.0.113.0/24: whether it does is known only after the apply',
  ]);
});
