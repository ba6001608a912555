import { endingOf } from './endings';
import { holdsOf } from './stateful';
import { isStateless } from './stateless';

export { endingOf, type Ending } from './endings';
export { isHarmless } from './harmless';
export { holdsOf, replacedBy } from './stateful';

/** Whether it is known what is lost with a resource of that type: something (`holdsOf`) or nothing. */
export const isKnown = (type: string): boolean =>
  holdsOf(type) !== undefined || endingOf(type) !== undefined || isStateless(type);
