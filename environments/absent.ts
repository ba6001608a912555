import { ConfigurationError, loadEnvironment } from '.';
import { fileOf, NAMES, type DeclaredName, type EnvironmentName } from './names';
import { systemsOf } from './systems';
import { sectionOf, type SystemName } from '../model/systems';

/** A system that an environment has not. */
export interface Absent {
  /** In a sentence. */
  readonly reason: string;
  /** Who has it; none whose file has a mistake. */
  readonly elsewhere: readonly DeclaredName[];
}

/** @returns undefined when the environment has it, or its file has a mistake */
export function absentFrom(name: EnvironmentName, system: SystemName): Absent | undefined {
  if (hasIt(name, system) !== false) return undefined;
  return {
    reason: `${name} has no ${system}: ${fileOf(name)} has no systems.${sectionOf(system)}.`,
    elsewhere: NAMES.filter((one) => hasIt(one, system)),
  };
}

/** @returns undefined when its file has a mistake */
function hasIt(name: EnvironmentName, system: SystemName): boolean | undefined {
  try {
    return systemsOf(loadEnvironment(name)).includes(system);
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}
