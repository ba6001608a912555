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

/** The declared environment whose name a name is, or begins with. */
const declaredIn = (name: string): DeclaredName | undefined =>
  NAMES.find((one) => name === one || name.startsWith(`${one}-`));

/** @returns undefined for what cannot be the name of an environment. Whether there is one, its file says */
export function partsOf(name: string): Parts | undefined {
  const declared = declaredIn(name);
  if (declared === undefined) return undefined;
  const rest = name === declared ? undefined : name.slice(declared.length + 1);
  const isSystem = SYSTEMS.some((system) => system === rest); // `dev-booking` is a stack of dev's
  return rest === undefined || (/^[a-z][a-z0-9-]*$/.test(rest) && !isSystem) ? { declared, rest } : undefined;
}

/** Who has a copy: its name follows from it. A hyphen would be another copy's, or a system's. */
export const OWNER = { pattern: /^[a-z][a-z0-9]{0,11}$/, allowed: '1 to 12 of a-z and 0-9, a letter first' };

export const isName = (name: string): name is EnvironmentName => partsOf(name) !== undefined;

/** `environments/dev.ts` of dev, of all that is made of it, and of its stacks. */
export const fileOf = (name: string): string => `environments/${declaredIn(name) ?? name}.ts`;

/** For who has asked for an environment that is not there. */
export function explainUnknown(name: string): string {
  const meant = nearest(name, NAMES);
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
  const declared = declaredIn(name);
  const copy = declared === undefined ? '' : ` A person's copy is called ${declared}- and ${OWNER.allowed}.`;
  return `There is no environment "${name}".${question} There are: ${NAMES.join(', ')} (environments/).${copy}`;
}
