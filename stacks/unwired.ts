import { SYSTEMS, type SystemName } from '../model/systems';
import { unwired as roomCache } from './room-cache/unwired';
import type { Unwired } from './system';

/** One that does not answer does not compile. Apart from the stacks: a build loads no CDK. */
const UNWIRED: Readonly<Record<SystemName, Unwired>> = { 'room-cache': roomCache };

/** Of all systems. */
export const unwired: Unwired = (root, parts) => SYSTEMS.flatMap((name) => UNWIRED[name](root, parts));
