import { isHarmless, isKnown } from '../resources';
import { describeEnd } from '../judging/end';
import type { Rule } from '../judging/rule';

export const unknownDestroyed: Rule = {
  name: 'unknown-destroyed',
  risk: 'It may hold data that no later apply brings back: nobody has said yet that it does not.',
  find(change) {
    const { action, type } = change;
    if ((action !== 'delete' && action !== 'replace') || isKnown(type)) return undefined;
    const what = isHarmless(type)
      ? `by its name, ${type} holds nothing of its own`
      : `it is not known what ${type} holds`;
    const title = `It is ${action === 'delete' ? 'destroyed' : 'replaced'}, and ${what}.`;
    return { blocks: !isHarmless(type), title, because: describeEnd(change) };
  },
};
