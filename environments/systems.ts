import { keysOf } from '../keys/entries';
import type { Parsed } from './parsed';
import { roomCache } from './room-cache';
import type { Environment } from './schema';
import type { Section } from './section';

export type SectionName = keyof Environment['systems'];

/** One that the schema knows and nothing here judges does not compile. */
const SECTIONS: { readonly [K in SectionName]: Section<Environment['systems'][K]> } = { roomCache };

/** The sections of an environment that is made of another one. */
export const madeAnew = (systems: Environment['systems']): Environment['systems'] => ({
  ...systems,
  roomCache: SECTIONS.roomCache.madeAnew(systems.roomCache),
});

/**
 * What each system's section of an environment comes to.
 *
 * @param of asked with the path of the section, its judge, and what its file says
 */
export function ofEachSection<R>(
  environment: Parsed<Environment>,
  of: <K extends SectionName>(
    path: readonly ['systems', K],
    judge: Section<Environment['systems'][K]>,
    section: Parsed<Environment['systems'][K]>,
  ) => readonly R[],
): R[] {
  const one = <K extends SectionName>(name: K): readonly R[] => {
    const section = (environment.systems?.[name] ?? {}) as Parsed<Environment['systems'][K]>;
    return of(['systems', name], SECTIONS[name], section);
  };
  return keysOf(SECTIONS).flatMap(one);
}
