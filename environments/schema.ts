import type { z } from 'zod';
import type { SectionName } from '../model/systems';
import { exactly } from './kinds-of-value';
import { bookingSchema } from './booking/schema';
import { place } from './place';
import { roomCacheSchema } from './room-cache/schema';

/** A place, and what runs there: a section of each system, by what the file calls it. */
const systems = { roomCache: roomCacheSchema, booking: bookingSchema.exactOptional() } satisfies Readonly<
  Record<SectionName, z.ZodType>
>;
export const environmentSchema = exactly({ ...place, systems: exactly(systems) });

export type Environment = z.infer<typeof environmentSchema>;
