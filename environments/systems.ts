import { keysOf } from '../keys/entries';
import { sectionOf, SYSTEMS, type SectionName, type SystemName } from '../model/systems';
import type { Parsed } from './parsed';
import { roomCache } from './room-cache';
import type { Environment } from './schema';
import type { Section } from './section';

type Systems = Environment['systems'];

/** One that the schema knows and nothing here judges does not compile. */
const SECTIONS: { readonly [K in SectionName]: Section<NonNullable<Systems[K]>> } = { roomCache };

/** The systems of an environment: those of which its file has a section, in the order in which they are deployed. */
export const systemsOf = ({ systems }: Pick<Environment, 'systems'>): SystemName[] =>
  SYSTEMS.filter((system) => (systems[sectionOf(system)] as unknown) !== undefined);

/** The sections of an environment that is made of another one. */
export function madeAnew(systems: Systems): Systems {
  const one = <K extends SectionName>(name: K) => {
    const section = systems[name] as NonNullable<Systems[K]> | undefined;
    return section === undefined ? [] : [[name, SECTIONS[name].madeAnew(section)]];
  };
  return Object.fromEntries(keysOf(SECTIONS).flatMap(one)) as Systems;
}

/**
 * What each system's section of an environment comes to; of one that is missing, nothing.
 *
 * @param of asked with the path of the section, its judge, and what its file says
 */
export function ofEachSection<R>(
  { systems = {} }: Pick<Parsed<Environment>, 'systems'>,
  of: <K extends SectionName>(
    path: readonly ['systems', K],
    judge: Section<NonNullable<Systems[K]>>,
    section: Parsed<NonNullable<Systems[K]>>,
  ) => readonly R[],
): R[] {
  const one = <K extends SectionName>(name: K): readonly R[] => {
    const section = systems[name];
    return section === undefined ? [] : of(['systems', name], SECTIONS[name], section);
  };
  return keysOf(SECTIONS).flatMap(one);
}
