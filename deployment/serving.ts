import type { Aws } from './aws/clients';
import { readLive, type LiveFunction } from './functions/aliases';
import type { Context } from './project';
import { systemOf } from './systems';

/** What serves now, of all that the system releases. Asks AWS only: no Terraform, no state. */
export const readServing = (
  { environment, system }: Pick<Context, 'environment' | 'system'>,
  { lambda }: Pick<Aws, 'lambda'>,
): Promise<LiveFunction[]> => readLive(lambda, systemOf(system).releases(environment));
