import type { Environment } from '../../environments';
import { isCopy } from '../../environments/derived';
import type { FoundCopy } from '../system';

/**
 * A copy has TMDB's key of the environment that it is a copy of.
 *
 * @param copies of the environment; asked of one that is no copy itself
 */
export async function leaves(environment: Environment, copies: () => Promise<FoundCopy[]>): Promise<string[]> {
  if (isCopy(environment)) return [];
  const { parameterName } = environment.systems.roomCache.tmdb;
  const readers = (await copies()).map((copy) => copy.environment);
  if (readers.length > 0) return [`TMDB's key stays for ${readers.join(', ')}: ${parameterName}.`];
  return [
    `TMDB's key stays: aws ssm delete-parameter --region ${environment.region} --name ${parameterName} removes it.`,
  ];
}
