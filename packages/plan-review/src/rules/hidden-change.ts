import { describeUnknown, UNKNOWN, type Attribute } from '../judging/attributes';
import { describeUnseen } from '../judging/hidden';
import { foundFrom, warning } from '../judging/line';
import { withMove } from '../judging/moved';
import type { Judge, Rule } from '../judging/rule';
import { hidden } from '../judging/settings';

/**
 * What none of the others could see. Alone it claims nothing: it says that somebody has to look elsewhere. A setting
 * warns; a policy, or who gets in, blocks, since it may be anything and is rarely a secret.
 */
export const hiddenChangeOf = (judges: readonly Judge[]): Rule => {
  const settings = judges.flatMap(({ blocks, warns }) => [...blocks, ...warns]);
  return {
    name: 'hidden-change',
    risk: 'A danger may hide behind what is sensitive, or known only after the apply.',
    find: (change, plan) =>
      foundFrom(
        'Whether it got worse cannot be seen.',
        withMove(change, plan, (one) => [
          ...hidden(one, settings).map((attribute) => warning(describe(attribute))),
          ...judges.flatMap(({ unseen }) => unseen(one, plan)),
        ]),
      ),
  };
};

const describe = (attribute: Attribute): string =>
  attribute.after === UNKNOWN ? describeUnknown(attribute) : describeUnseen(attribute.name);
