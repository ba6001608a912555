/**
 * The systems of the house. Each is a stack of its own in every environment, and has one name at every layer: `model/room-cache`,
 * `stacks/room-cache`, `deployment/room-cache`.
 */
export const SYSTEMS = ['room-cache'] as const;
export type SystemName = (typeof SYSTEMS)[number];

/** Of a command that names none. */
export const DEFAULT_SYSTEM: SystemName = 'room-cache';
