import { CHECKS_LOOSER, CHECKS_OFF } from './access/settings';
import { judge } from './judge';
import { blocking } from './line';
import { lostBlocks, unseenBlocks } from './lost-blocks';

const FILTERS = [{ type: 'aws_wafv2_web_acl', block: 'rule', key: 'name' }];

/** They are nothing but a check of something else. */
const CHECKS: ReadonlyMap<string, { readonly text: string; readonly blocks: boolean }> = new Map([
  ['aws_secretsmanager_secret_rotation', { text: 'the secret is rotated no longer', blocks: false }],
  ['aws_waf_web_acl', { text: 'the firewall is destroyed', blocks: true }],
  ['aws_wafregional_web_acl', { text: 'the firewall is destroyed', blocks: true }],
  ['aws_wafv2_web_acl', { text: 'the firewall is destroyed', blocks: true }],
]);

export const accessLoosened = judge({
  name: 'access-loosened',
  risk: 'Somebody may get in who should not, or further than before.',
  title: 'Who gets in is checked less than before.',
  blocks: CHECKS_OFF,
  warns: CHECKS_LOOSER,
  isExposure: true,
  more: (change) => lostBlocks(change, FILTERS).map(blocking),
  unseen: (change) => unseenBlocks(change, FILTERS).map(blocking),
  endOf: (type) => CHECKS.get(type),
});
