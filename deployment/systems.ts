import { z } from 'zod';
import { SYSTEMS, type SystemName } from '../model/systems';
import { booking } from './booking';
import { roomCache } from './room-cache';
import type { DeployedSystem } from './system';

/** One that none of these answer for does not compile. */
const DEPLOYED = { 'room-cache': roomCache, booking } satisfies Readonly<
  Record<SystemName, DeployedSystem<unknown, never>>
>;

type Performance<S extends SystemName = SystemName> = (typeof DEPLOYED)[S]['performance'];
/** Of any of them. */
export type Figures = z.infer<Performance['schema']>;
export type Demands = DemandsOf<SystemName>;
/** What may be demanded of a system's measurement. */
export type DemandsOf<S extends SystemName> = Parameters<Performance<S>['measure']>[2];
export type AnySystem = DeployedSystem<Figures, Demands>;

export const systemOf = (name: SystemName): AnySystem => DEPLOYED[name];

/** What any of them measures; null where nothing was measured. */
export const figuresSchema = z.union([...SYSTEMS.map((name) => systemOf(name).performance.schema), z.null()]);
