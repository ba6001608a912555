import { z } from 'zod';
import { count, histogramSchema, milliseconds, percentilesSchema } from '../../performance/latencies';

/** What may be reached at most. */
const limits = z.strictObject({
  /** 95 of 100 pages are read within this many milliseconds. */
  pageP95Ms: z.number().positive(),
  /** Milliseconds from createRoom to the first page with films. */
  firstBatchMs: z.number().positive(),
});

/** How quick an environment is, as its clients see it: a part of `deployment-<env>.json`. */
export const performanceSchema = z.strictObject({
  /** When it began. */
  measuredAt: z.iso.datetime(),
  /** The limits that it was measured against. */
  limits,
  /** Members that read at once, each over a connection of its own. */
  readers: z.int().positive(),
  /** Pages that were read and are counted below. */
  pages: count,
  /** Further pages that could not be read, or that held other films than they should. */
  errors: count,
  /** What the first few errors said, each once. */
  errorMessages: z.array(z.string()),
  /** Milliseconds for a page of 30 films, from the request sent to the answer read. */
  pageMs: percentilesSchema,
  /** Pages by their milliseconds: `from` included, `to` not; null is without end. */
  histogram: histogramSchema,
  /** Milliseconds from createRoom, its own answer included, to the first page with films. */
  firstBatchMs: milliseconds,
  /** Milliseconds from closeRoom until the room showed nothing any more; null when it did not come to that. */
  cleanupMs: milliseconds.nullable(),
  /** What is left of the room, and how to remove it; null when it is gone. */
  cleanupProblem: z.string().nullable(),
});

export type Performance = z.infer<typeof performanceSchema>;
export type PerformanceLimits = z.infer<typeof limits>;

/** What whoever deploys may demand. */
export interface PerformanceDemands {
  readonly limits: PerformanceLimits;
  /** Members that read at once. */
  readonly readers: number;
}
