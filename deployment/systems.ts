import type { SystemName } from '../model/systems';
import { roomCache } from './room-cache';
import type { DeployedSystem } from './system';

/** One that none of these answer for does not compile. */
const DEPLOYED: Readonly<Record<SystemName, DeployedSystem>> = { 'room-cache': roomCache };

export const systemOf = (name: SystemName): DeployedSystem => DEPLOYED[name];
