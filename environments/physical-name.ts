import type { Environment } from './schema';

/** `trinity-cache-staging`: how a resource of an environment is called in AWS. */
export const physicalName = (
  { namePrefix, name }: Pick<Environment, 'namePrefix' | 'name'>,
  resource: string,
): string => `${namePrefix}-${resource}-${name}`;

/** `room-movie-cache` of `roomMovieCache`: the resource of a table that the configuration calls so. */
export const resourceOf = (table: string): string => table.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
