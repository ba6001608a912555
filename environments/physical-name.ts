import { DEFAULT_SYSTEM, type SystemName } from '../model/systems';
import type { Environment } from './schema';

/** `trinity-cache-staging`: how a resource of an environment is called in AWS. */
export const physicalName = (
  { namePrefix, name }: Pick<Environment, 'namePrefix' | 'name'>,
  resource: string,
): string => `${namePrefix}-${resource}-${name}`;

/** The same in a system: the first one's are called as they stand, another's have the system's name before: `trinity-booking-tenants-staging`. */
export const nameIn = (
  environment: Pick<Environment, 'namePrefix' | 'name'>,
  system: SystemName,
  resource: string,
): string => physicalName(environment, system === DEFAULT_SYSTEM ? resource : `${system as string}-${resource}`);

/** `room-movie-cache` of `roomMovieCache`: the resource of a table that the configuration calls so. */
export const resourceOf = (table: string): string => table.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
