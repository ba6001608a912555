import { AWS } from './aws';
import { AZURE } from './azure';
import { GOOGLE } from './google';
import { OTHERS } from './others';
import type { Stateful } from './stateful';

/** @returns what is lost with a resource of that type, such as `its items`; undefined when nothing is, or none knows */
export const holdsOf = (type: string): string | undefined => STATEFUL.get(type)?.holds;

/** @returns names of the attributes whose change replaces a resource of that type */
export const replacedBy = (type: string): readonly string[] => STATEFUL.get(type)?.replacedBy ?? [];

const STATEFUL: ReadonlyMap<string, Stateful> = new Map(
  [AWS, AZURE, GOOGLE, OTHERS].flat().map((one) => [one.type, one]),
);
