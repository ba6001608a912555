import { nearest } from '../keys/nearest';

/** The environments: each has a file of its name, here. What enumerates them derives from this list. */
export const NAMES = ['dev', 'staging', 'prod'] as const;
export type EnvironmentName = (typeof NAMES)[number];

export const isName = (name: string): name is EnvironmentName => NAMES.some((one) => one === name);

/** For who has asked for an environment that is not there. */
export function explainUnknown(name: string): string {
  const meant = nearest(name, NAMES);
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return `There is no environment "${name}".${question} There are: ${NAMES.join(', ')} (environments/).`;
}
