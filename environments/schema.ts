import type { z } from 'zod';
import { exactly } from './kinds-of-value';
import { place } from './place';
import { roomCacheSchema } from './room-cache/schema';

/** A place, and what runs there: a section of each system, by what the file calls it. */
export const environmentSchema = exactly({ ...place, systems: exactly({ roomCache: roomCacheSchema }) });

export type Environment = z.infer<typeof environmentSchema>;
