import * as z from 'zod/mini';
import { id, instant, minutes, readerOf, text, timeZone, whole } from './values';

const LANGUAGES = ['es', 'en', 'pt'] as const;

/** SUSPENDED: its widgets are turned away, and nothing of it changes but that something is taken back. */
const STATUSES = ['ACTIVE', 'SUSPENDED'] as const;

/** By which rules visitors may book. */
const rules = z.object(
  {
    /** Starts are offered so many minutes apart, counted from the provider's midnight on the clock. */
    stepMinutes: minutes(5, 240),
    /** Nobody can book what begins sooner than in so many minutes. */
    leadMinutes: whole(0, 60 * 24 * 30),
    /** Nobody can book what begins later than in so many days. */
    horizonDays: whole(1, 730),
  },
  'is not stepMinutes, leadMinutes and horizonDays',
);

/** Its name in an address: `peluqueria-ana`. */
const LONGEST_SLUG = 63;
const NO_SLUG = `is not 1 to ${LONGEST_SLUG} small letters, digits or -`;
const slug = z.string('is not text').check(z.regex(/^[a-z\d-]+$/, NO_SLUG), z.maxLength(LONGEST_SLUG, NO_SLUG));

const tenant = z.object({
  tenantId: id,
  ownerId: id,
  slug,
  name: text(200),
  timeZone,
  language: z.enum(LANGUAGES, `is not ${LANGUAGES.join(', ')}`),
  status: z.enum(STATUSES, `is not ${STATUSES.join(', ')}`),
  rules,
  createdAt: instant,
});

export type BookingRules = z.infer<typeof rules>;
/** A business. */
export type Tenant = z.infer<typeof tenant>;
export const readTenant = readerOf(tenant);

/** The slug that is nearest to a text, such as a business's name. @returns undefined when nothing of it may stand in one */
export function slugOf(text: string): string | undefined {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const found = plain
    .replace(/[^a-z\d]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-|-$/g, '');
  return slug.safeParse(found).data;
}

/** Whose an address is: an item of the same table, one for each slug, so that no two tenants have the same. */
const slugClaim = z.object({ claimedBy: id });
export const readSlugClaim = readerOf(slugClaim);
