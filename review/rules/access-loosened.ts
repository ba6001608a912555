import { CHECKS_LOOSER, CHECKS_OFF } from './access/settings';
import { describeChange, isGone, type Attribute } from './attributes';
import { blocking, foundFrom, warning } from './line';
import { lostBlocks } from './lost-blocks';
import type { Rule } from './rule';
import { worsened } from './settings';
import { goesWithSubject } from './subjects';

const FILTERS = [{ type: 'aws_wafv2_web_acl', block: 'rule', key: 'name' }];

const ROTATION = 'aws_secretsmanager_secret_rotation';

export const accessLoosened: Rule = {
  name: 'access-loosened',
  risk: 'Somebody may get in who should not, or further than before.',
  find(change, plan) {
    const isRotationGone = change.type === ROTATION && isGone(change) && !goesWithSubject(change, plan);
    return foundFrom('Who gets in is checked less than before.', [
      ...worsened(change, CHECKS_OFF, blocking),
      ...lostBlocks(change, FILTERS).map(blocking),
      ...worsened(change, CHECKS_LOOSER, warning, describe),
      ...(isRotationGone ? [warning('the secret is rotated no longer')] : []),
    ]);
  },
};

/** A schema is too long to stand in a sentence. */
const describe = (attribute: Attribute): string =>
  attribute.name === 'schema'
    ? 'schema has fewer @aws_ directives, which say who may call what'
    : describeChange(attribute);
