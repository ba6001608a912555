import { keysOf } from '../keys/entries';
import { sectionOf, SYSTEMS, type SystemName } from '../model/systems';
import { booking } from './booking';
import type { Parsed } from './parsed';
import { roomCache } from './room-cache';
import type { Environment } from './schema';
import type { Section } from './section';

type Systems = Environment['systems'];
type SectionName = keyof Systems;

/** One that the schema knows and nothing here judges does not compile, nor does one that judges another's section. */
const JUDGES = { roomCache, booking } satisfies { readonly [K in SectionName]: Section<NonNullable<Systems[K]>> };

/** For who has a section of any of them. */
const SECTIONS: Readonly<Record<SectionName, Section<unknown>>> = JUDGES;

/** The systems of an environment: those of which its file has a section, in the order in which they are deployed. */
export const systemsOf = ({ systems }: Pick<Environment, 'systems'>): SystemName[] =>
  SYSTEMS.filter((system) => (systems[sectionOf(system)] as unknown) !== undefined);

/** The sections of an environment that is made of another one. */
export const madeAnew = (systems: Systems): Systems =>
  Object.fromEntries(
    sectionsOf(systems).map(([name, section]) => [name, SECTIONS[name].madeAnew(section)]),
  ) as unknown as Systems;

/**
 * What each system's section of an environment comes to; of one that is missing, nothing.
 *
 * @param of asked with the path of the section, its judge, and what its file says
 */
export const ofEachSection = <R>(
  { systems = {} }: { readonly systems?: Parsed<Systems> | undefined },
  of: (path: readonly ['systems', SectionName], judge: Section<unknown>, section: unknown) => readonly R[],
): R[] => sectionsOf(systems).flatMap(([name, section]) => of(['systems', name], SECTIONS[name], section));

const sectionsOf = (systems: Parsed<Systems>): (readonly [SectionName, unknown])[] =>
  keysOf(SECTIONS).flatMap((name) => (systems[name] === undefined ? [] : [[name, systems[name]] as const]));
