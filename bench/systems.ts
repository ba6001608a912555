import type { SystemName } from '../model/systems';
import { booking } from './booking';
import { roomCache } from './room-cache';
import type { Suite } from './suite';

/** One that nothing measures does not compile. */
const MEASURED: Readonly<Record<SystemName, Suite>> = { 'room-cache': roomCache, booking };

export const suiteOf = (name: SystemName): Suite => MEASURED[name];
