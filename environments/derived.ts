import { omit } from '../keys/entries';
import { besideKey } from './stack';
import { partsOf, type EnvironmentName } from './names';
import type { Environment } from './schema';
import { madeAnew } from './systems';

/*
 * Environments that no file declares by itself: made of one that is declared, with a name of their own, and with it their own names in
 * AWS, their own state and tags. What exists once, as an object that is adopted, is the declared one's.
 */

/** Each further region of an environment, as an environment: `prod-us-east-1`. */
export const inFurtherRegions = (environment: Environment): Environment[] =>
  (environment.regions ?? []).map((region) => ({ ...made(environment, region), region }));

/** A person's own copy of an environment: `dev-ana`. Nobody is told of its alarms by mail. */
export function copyOf(environment: Environment, owner: string): Environment {
  const copy = made(environment, owner);
  return { ...copy, notify: [], tags: { ...copy.tags, [OWNER_TAG]: owner, [COPY_TAG]: environment.name } };
}

/** Tags by which copies are found again. */
export const OWNER_TAG = 'Owner';
export const COPY_TAG = 'CopyOf';

/** Whether it is a person's copy: what has no name of its own in AWS is the declared environment's. */
export const isCopy = ({ tags }: Pick<Environment, 'tags'>): boolean => tags[COPY_TAG] !== undefined;

function made(environment: Environment, rest: string): Environment {
  const { state, tags, systems } = environment;
  const name: EnvironmentName = `${partsOf(environment.name)!.declared}-${rest}`;
  return {
    ...omit(environment, 'regions', 'copies', 'review'),
    name,
    tags: { ...tags, Environment: name },
    state: state.backend === 's3' ? { ...state, key: besideKey(state.key, rest) } : state,
    systems: madeAnew(systems),
  };
}
