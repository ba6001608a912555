import { z } from 'zod';
import { count, histogramSchema, percentilesSchema } from '../../performance/latencies';

/** How quick the chat is, as visitors see it: a part of `deployment-<env>-booking.json`. */
export const performanceSchema = z.strictObject({
  /** When it began. */
  measuredAt: z.iso.datetime(),
  /** What it was measured against: 95 of 100 messages are answered within this many milliseconds. */
  limits: z.strictObject({ messageP95Ms: z.number().positive() }),
  /** One after the other. */
  visitors: z.int().positive(),
  /** That were answered, and are counted below. */
  messages: count,
  /** Further ones that were not. */
  errors: count,
  /** What the first few errors said, each once. */
  errorMessages: z.array(z.string()),
  /** Milliseconds from a message to its answer. */
  messageMs: percentilesSchema,
  /** Messages. */
  histogram: histogramSchema,
  /** What is left of the business in which it was measured, and how to remove it; null when it is gone. */
  cleanupProblem: z.string().nullable(),
});

export type Performance = z.infer<typeof performanceSchema>;

/** What a measurement is asked. */
export type PerformanceDemands = Pick<Performance, 'limits'>;
