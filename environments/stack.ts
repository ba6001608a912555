import { DEFAULT_SYSTEM, SYSTEMS, type SystemName } from '../model/systems';
import type { Environment } from './schema';

/** How the stack of a system in an environment is called: `staging` is the first system's, `staging-booking` another's. */
export const stackName = (environment: string, system: SystemName): string =>
  system === DEFAULT_SYSTEM ? environment : `${environment}-${system as string}`;

/** What `staging-booking` is the stack of, and `staging-room-cache`, though that is called `staging`; of `staging`, all that is there. */
export function partsOfStack(stack: string): { readonly environment: string; readonly system?: SystemName } {
  const system = SYSTEMS.find((one) => stack.endsWith(`-${one}`));
  return system === undefined ? { environment: stack } : { environment: stack.slice(0, -`-${system}`.length), system };
}

/** Where the Terraform state of a stack is: each has its own. A local one is called as the stack is, beside the project. */
export function stateOf({ state }: Pick<Environment, 'state'>, system: SystemName): Environment['state'] {
  if (state.backend === 'local') return state;
  const key = keyOf(state.key, system);
  return key === state.key ? state : { ...state, key };
}

/** Of a system's state, where `key` is the environment's. */
export const keyOf = (key: string, system: SystemName): string =>
  system === DEFAULT_SYSTEM ? key : besideKey(key, system);

/** `trinity/dev-ana.tfstate`, of `trinity/dev.tfstate` and `ana`. */
export const besideKey = (key: string, name: string): string => key.replace(/(\.tfstate)?$/, `-${name}$1`);
