import type { Environment } from './schema';

/** `trinity-cache-staging`: how a resource of an environment is called in AWS. */
export const physicalName = (
  { namePrefix, name }: Pick<Environment, 'namePrefix' | 'name'>,
  resource: string,
): string => `${namePrefix}-${resource}-${name}`;
