import { nearest } from '../keys/nearest';
import { SYSTEMS } from '../model/systems';

/** The environments that are declared: each has a file of its name, here. What enumerates them derives from this list. */
export const NAMES = ['dev', 'staging', 'prod'] as const;
export type DeclaredName = (typeof NAMES)[number];

/** Of one that is declared, or of one that is made of it (derived.ts): `dev-ana`, a person's copy; `prod-us-east-1`, in another region. */
export type EnvironmentName = DeclaredName | `${DeclaredName}-${string}`;

/** A declared environment's name, and what stands behind it. */
interface Parts {
  readonly declared: DeclaredName;
  /** Undefined in the name of a declared one. */
  readonly rest: string | undefined;
}

/** @returns undefined for what cannot be the name of an environment. Whether there is one, its file says */
export function partsOf(name: string): Parts | undefined {
  const declared = NAMES.find((one) => name === one || name.startsWith(`${one}-`));
  if (declared === undefined) return undefined;
  const rest = name === declared ? undefined : name.slice(declared.length + 1);
  const isSystem = SYSTEMS.some((system) => system === rest); // `dev-booking` is a stack of dev's
  return rest === undefined || (/^[a-z][a-z0-9-]*$/.test(rest) && !isSystem) ? { declared, rest } : undefined;
}

export const isName = (name: string): name is EnvironmentName => partsOf(name) !== undefined;

/** `environments/dev.ts` of dev, and of all that is made of it. */
export const fileOf = (name: string): string => `environments/${partsOf(name)?.declared ?? name}.ts`;

/** For who has asked for an environment that is not there. */
export function explainUnknown(name: string): string {
  const meant = nearest(name, NAMES);
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return `There is no environment "${name}".${question} There are: ${NAMES.join(', ')} (environments/).`;
}
