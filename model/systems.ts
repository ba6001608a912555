import { nearest } from '../keys/nearest';

/**
 * The systems of the house. Each is a stack of its own in every environment, and has one name at every layer: `model/room-cache`,
 * `stacks/room-cache`, `deployment/room-cache`.
 */
export const SYSTEMS = ['room-cache', 'booking'] as const;
export type SystemName = (typeof SYSTEMS)[number];

/** How an environment's file calls a system: `roomCache` of `room-cache`. */
export type SectionName<S extends string = SystemName> = S extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<SectionName<Rest>>}`
  : S;

export const sectionOf = (system: SystemName): SectionName =>
  system.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) as SectionName;

export const isSystem = (name: string): name is SystemName => SYSTEMS.some((one) => one === name);

/** For who has asked for a system that is not there. */
export function explainUnknownSystem(name: string): string {
  const meant = nearest(name, SYSTEMS);
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return `There is no system "${name}".${question} There are: ${SYSTEMS.join(', ')}.`;
}

/** Of a command that names none. What has a name or a place of its own in each system has the plain one in this. */
export const DEFAULT_SYSTEM: SystemName = 'room-cache';

/** Where a build puts what it makes of a system's sources, below its output directory: `functions` in it, `booking/functions`. */
export const bundlesOf = (system: SystemName): string => (system === DEFAULT_SYSTEM ? '' : system);

/** The schema of a system's API, in a checkout. */
export const schemaOf = (system: SystemName): string => `api/${system}/schema.graphql`;
