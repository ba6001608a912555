import { holdsOf, isHarmless, isKnown } from '../resources';

/** Whether destroying one blocks whatever it was like: it holds something, or nobody knows that it does not. */
export const blocksWhenDestroyed = (type: string): boolean =>
  holdsOf(type) !== undefined || (!isKnown(type) && !isHarmless(type));
