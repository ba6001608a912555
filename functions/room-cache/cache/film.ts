import type { RoomMovie } from '../../../api/room-cache/schema.types';

/** A film or a series as rooms keep it. */
export type Film = Omit<RoomMovie, 'sequenceIndex'>;
