import { isKnown } from '../resources';
import { describeEnd } from './end';
import type { Rule } from './rule';

export const unknownDestroyed: Rule = {
  name: 'unknown-destroyed',
  risk: 'It may hold data that no later apply brings back: nobody has said yet that it does not.',
  find(change) {
    const { action, type } = change;
    if ((action !== 'delete' && action !== 'replace') || isKnown(type)) return undefined;
    const title = `It is ${action === 'delete' ? 'destroyed' : 'replaced'}, and it is not known what ${type} holds.`;
    return { blocks: true, title, because: describeEnd(change) };
  },
};
