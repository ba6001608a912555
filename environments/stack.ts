import { DEFAULT_SYSTEM, type SystemName } from '../model/systems';
import type { Environment } from './schema';

/** A system in an environment: what a stack is of. */
export interface Deployable {
  readonly environment: Pick<Environment, 'name' | 'state'>;
  readonly system: SystemName;
}

/** How a stack is called: `staging` is the first system's, `staging-booking` another's. */
export const stackName = ({ environment: { name }, system }: Deployable): string =>
  system === DEFAULT_SYSTEM ? name : `${name}-${system as string}`;

/** Where the Terraform state of a stack is: each has its own. A local one is called as the stack is, beside the project. */
export function stateOf({ environment: { state }, system }: Deployable): Environment['state'] {
  if (state.backend === 'local' || system === DEFAULT_SYSTEM) return state;
  return { ...state, key: besideKey(state.key, system) };
}

/** `trinity/dev-ana.tfstate`, of `trinity/dev.tfstate` and `ana`. */
export const besideKey = (key: string, name: string): string => key.replace(/(\.tfstate)?$/, `-${name}$1`);
