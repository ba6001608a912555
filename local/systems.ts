import type { SystemName } from '../model/systems';
import { booking } from './booking';
import { roomCache } from './room-cache';
import type { LocalSystem } from './system';

/** One that none of these answer for does not compile. */
const LOCAL: Readonly<Record<SystemName, LocalSystem>> = { 'room-cache': roomCache, booking };

export const systemOf = (name: SystemName): LocalSystem => LOCAL[name];
