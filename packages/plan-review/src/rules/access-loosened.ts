import type { ResourceChange } from '../plan/model';
import { API, unseenCallers, wideningsOf } from '../judging/access/api';
import { guardOf } from '../judging/access/guards';
import { liftedDenials, unseenDenials } from '../judging/access/denials';
import { GUARDS_LOOSER, GUARDS_OFF } from '../judging/access/settings';
import { judge } from '../judging/judge';
import { isNew } from '../judging/attributes';
import { blocking, warning, type Line } from '../judging/line';
import { widenings } from '../judging/policy/compare';
import { isPublic } from '../judging/policy/danger';
import { policyChangesOf } from '../judging/policy/documents';
import { INSIDE } from '../judging/public/settings';
import { lostBlocks, unseenBlocks } from '../judging/lost-blocks';

const FILTERS = ['aws_wafv2_rule_group', 'aws_wafv2_web_acl'].map((type) => ({ type, block: 'rule', key: 'name' }));

export const accessLoosened = judge({
  name: 'access-loosened',
  risk: 'Somebody may get in who should not, or further than before.',
  title: ({ type }) =>
    type === API
      ? 'It may be called by others, or is checked less, than before.'
      : 'Who gets in is checked less than before.',
  blocks: GUARDS_OFF,
  warns: GUARDS_LOOSER,
  isExposure: true,
  more: (change) => [
    ...lostBlocks(change, FILTERS).map(blocking),
    ...liftedDenials(change),
    ...replaced(change),
    ...letThrough(change),
    ...wideningsOf(change),
  ],
  unseen: (change) => [
    ...unseenBlocks(change, FILTERS).map(blocking),
    ...unseenDenials(change),
    ...unseenCallers(change),
  ],
  endOf: guardOf,
});

/** A new endpoint that lets everything through is as one without a policy. */
const letThrough = (change: ResourceChange): Line[] =>
  INSIDE.includes(change.type) && !isNew(change)
    ? policyChangesOf(change)
        .filter(({ before, after }) => widenings(before, after).some(({ statement }) => isPublic(statement)))
        .map(({ name }) => warning(`${name}: lets requests of anybody in the network through`))
    : [];

/** Another one may check as much; between the old one and the new one, there may be none. */
const replaced = ({ action, steps, type }: ResourceChange): Line[] =>
  action === 'replace' && guardOf(type)?.blocks === true
    ? [
        warning(
          steps[0] === 'delete'
            ? 'it is replaced: until the new one is there, nothing is checked'
            : 'it is replaced: whether the new one checks as much is not compared',
        ),
      ]
    : [];
