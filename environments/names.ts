import { keysOf } from '../keys/entries';
import { nearest } from '../keys/nearest';

/* eslint-disable @typescript-eslint/no-require-imports -- a file is loaded when its environment is asked for: another's may be broken */
/** The environments, each with what its file says, unchecked. Everything that lists them derives from here. */
export const FILES = {
  dev: (): unknown => (require('./dev') as typeof import('./dev')).dev,
  staging: (): unknown => (require('./staging') as typeof import('./staging')).staging,
  prod: (): unknown => (require('./prod') as typeof import('./prod')).prod,
};
/* eslint-enable @typescript-eslint/no-require-imports */

export type EnvironmentName = keyof typeof FILES;
export const NAMES: readonly EnvironmentName[] = keysOf(FILES);

export const isName = (name: string): name is EnvironmentName => NAMES.some((one) => one === name);

/** For who has asked for an environment that is not there. */
export function explainUnknown(name: string): string {
  const meant = nearest(name, NAMES);
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return `There is no environment "${name}".${question} There are: ${NAMES.join(', ')} (environments/).`;
}
