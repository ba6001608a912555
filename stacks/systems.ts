import { SYSTEMS, type SystemName } from '../model/systems';
import { roomCache } from './room-cache';
import type { System } from './system';

/** One that nothing makes a stack of does not compile. */
const COMPOSED: Readonly<Record<SystemName, System>> = { 'room-cache': roomCache };

/** All of them, in the order in which they are deployed. */
export const systems: readonly System[] = SYSTEMS.map((name) => COMPOSED[name]);
