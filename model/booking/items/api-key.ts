import * as z from 'zod/mini';
import { id, instant, readerOf, seconds, text, whole } from './values';

const STATUSES = ['ACTIVE', 'REVOKED'] as const;

/** A web origin as browsers write it: scheme and host, and the port where it is not the scheme's own. */
const origin = z
  .string('is not text')
  .check(z.refine(isOrigin, 'is not an origin as https://example.com: scheme and host, nothing behind'));

function isOrigin(value: string): boolean {
  return /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;
}

const apiKey = z.object({
  /** SHA-256 of the key, in hexadecimal: the key itself is nowhere. It is its id, too: whoever knows it cannot find the key. */
  keyHash: z.string('is not text').check(z.regex(/^[\da-f]{64}$/, 'is not a SHA-256 in hexadecimal')),
  tenantId: id,
  /** For whoever manages keys. */
  name: text(100),
  status: z.enum(STATUSES, `is not ${STATUSES.join(', ')}`),
  /** Whose pages may show it. None: any. */
  origins: z.array(origin, 'is not a list').check(z.maxLength(20, 'is not up to 20 origins')),
  /** Messages and bookings that it may send in a minute. */
  requestsPerMinute: whole(1, 6_000),
  createdAt: instant,
  /** Absent: it is not revoked. */
  revokedAt: z.exactOptional(instant),
  /** Epoch seconds. Absent: it does not end. */
  ttl: z.exactOptional(seconds),
});

/** A key that a tenant's widget shows. */
export type ApiKey = z.infer<typeof apiKey>;
export const readApiKey = readerOf(apiKey);
