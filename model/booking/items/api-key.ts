import * as z from 'zod/mini';
import { id, instant, readerOf, seconds, text } from './values';

const apiKey = z.object({
  /** SHA-256 of the key, in hexadecimal: the key itself is nowhere. */
  keyHash: z.string('is not text').check(z.regex(/^[\da-f]{64}$/, 'is not a SHA-256 in hexadecimal')),
  tenantId: id,
  /** For whoever manages keys. */
  name: text(100),
  createdAt: instant,
  /** Epoch seconds. Absent: it does not end. */
  ttl: z.exactOptional(seconds),
});

/** A key that a tenant's widget shows. */
export type ApiKey = z.infer<typeof apiKey>;
export const readApiKey = readerOf(apiKey);
