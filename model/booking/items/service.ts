import * as z from 'zod/mini';
import { flag, id, minutes, readerOf, text, whole } from './values';

/**
 * Minutes that a booking takes at most, with its buffers. A day's cells are taken by one condition: of 120 cells it has
 * 4,005 bytes and 243 operators; DynamoDB takes 4 KB and 300 (its quotas, "Expression parameters").
 */
export const LONGEST_TAKEN_MINUTES = 600;

const service = z
  .object({
    tenantId: id,
    serviceId: id,
    name: text(200),
    category: text(100),
    description: z.exactOptional(text(2_000)),
    durationMinutes: minutes(5, LONGEST_TAKEN_MINUTES),
    /** Of the provider's time before it, in working hours. */
    bufferBeforeMinutes: minutes(0, LONGEST_TAKEN_MINUTES),
    /** Of the provider's time after it, in working hours. */
    bufferAfterMinutes: minutes(0, LONGEST_TAKEN_MINUTES),
    /** In the currency's smallest unit: cents. */
    price: z.exactOptional(
      z.object(
        {
          amount: whole(0, 1_000_000_000),
          currency: z.string('is not text').check(z.regex(/^[A-Z]{3}$/, 'is not three letters, as EUR')),
        },
        'is not amount and currency',
      ),
    ),
    /** Whether it can be booked. */
    active: flag,
  })
  .check(
    z.refine((one) => one.bufferBeforeMinutes + one.durationMinutes + one.bufferAfterMinutes <= LONGEST_TAKEN_MINUTES, {
      error: `with its buffers is not up to ${LONGEST_TAKEN_MINUTES}`,
      path: ['durationMinutes'],
    }),
  );

/** What a tenant offers. */
export type Service = z.infer<typeof service>;
/** How much of a provider's time it takes. */
export type Duration = Pick<Service, 'durationMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes'>;
export const readService = readerOf(service);
