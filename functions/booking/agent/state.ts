import * as z from 'zod/mini';
import { LANGUAGES, PARTS, type Language } from './extractor';

/** Most choices that are shown at once. */
export const MOST_OPTIONS = 9;
/** Times that were turned down are remembered, the latest of them. */
export const MOST_DECLINED = 20;
/** Characters of what a visitor says of himself. An e-mail address's are RFC 5321's. */
export const LONGEST = { name: 80, phone: 20, email: 254 } as const;
const VERSION = 1;

const id = z.string().check(z.minLength(1), z.maxLength(128));
const date = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));
const time = z.string().check(z.regex(/^\d\d:\d\d$/));
const daysSchema = z.strictObject({ from: date, to: date });
const hoursSchema = z.union([
  z.strictObject({ at: time }),
  z.strictObject({ part: z.enum(PARTS) }),
  z.strictObject({ from: time, to: time }),
  z.strictObject({ from: time }),
  z.strictObject({ to: time }),
]);
/** `startsAt` is an instant, ISO 8601 in UTC; `zone` is where its provider's clock hangs. */
const slotSchema = z.strictObject({
  providerId: id,
  startsAt: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00(?:\.000)?Z$/)),
  zone: z.string().check(z.minLength(1), z.maxLength(64)),
});
const contactSchema = z.strictObject({
  name: z.optional(z.string().check(z.maxLength(LONGEST.name))),
  phone: z.optional(z.string().check(z.maxLength(LONGEST.phone))),
  email: z.optional(z.string().check(z.maxLength(LONGEST.email))),
});
const optionSchema = z.union([
  z.strictObject({ service: id }),
  z.strictObject({ provider: id }),
  z.strictObject({ anyProvider: z.literal(true) }),
  z.strictObject({ slot: slotSchema }),
  z.strictObject({ days: daysSchema }),
  z.strictObject({ hours: hoursSchema }),
]);
const askedSchema = z.strictObject({
  for: z.enum([
    ...['nothing', 'service', 'provider', 'time', 'slot', 'which', 'name', 'contact', 'confirm', 'change'],
    'cancel',
  ] as const),
  options: z.array(optionSchema).check(z.maxLength(MOST_OPTIONS)),
});
/** All that is shown before a yes, and all that is booked after it. */
const requestSchema = z.strictObject({
  /** Counts what was shown: the same number is the same booking. */
  attempt: z.int().check(z.nonnegative()),
  serviceId: id,
  slot: slotSchema,
  name: z.string().check(z.maxLength(LONGEST.name)),
  phone: z.optional(z.string().check(z.maxLength(LONGEST.phone))),
  email: z.optional(z.string().check(z.maxLength(LONGEST.email))),
  /** The booking that this one takes the place of. */
  replaces: z.optional(id),
});
const bookingSchema = z.strictObject({ bookingId: id, serviceId: id, slot: slotSchema });
const querySchema = z.strictObject({ serviceId: id, providerId: z.optional(id), from: date, to: date });
const effectSchema = z.union([
  z.strictObject({
    kind: z.literal('find'),
    query: querySchema,
    /** Why it is looked for: what was wanted has no time left, or went to somebody else. */
    because: z.enum(['wanted', 'full', 'gone']),
  }),
  z.strictObject({ kind: z.literal('book'), request: requestSchema }),
  z.strictObject({ kind: z.literal('cancel'), bookingId: id }),
  z.strictObject({ kind: z.literal('handOver') }),
]);
const stateSchema = z.strictObject({
  version: z.literal(VERSION),
  /** Counts changes. What a visitor has seen is told by it. */
  revision: z.int().check(z.nonnegative()),
  language: z.enum(LANGUAGES),
  step: z.enum(['greet', 'service', 'provider', 'time', 'details', 'confirm', 'booked', 'human']),
  draft: z.strictObject({
    serviceId: z.optional(id),
    providerId: z.optional(id),
    anyProvider: z.optional(z.literal(true)),
    days: z.optional(daysSchema),
    hours: z.optional(hoursSchema),
    slot: z.optional(slotSchema),
    replaces: z.optional(id),
  }),
  contact: contactSchema,
  /** What the visitor has perhaps said of himself. */
  perhaps: z.optional(contactSchema),
  asked: askedSchema,
  /** Times that were offered and not taken, `<providerId> <startsAt>`. */
  declined: z.array(z.string().check(z.maxLength(160))).check(z.maxLength(MOST_DECLINED)),
  attempts: z.int().check(z.nonnegative()),
  /** Messages in a row of which nothing was understood. */
  misses: z.int().check(z.nonnegative()),
  /** At `confirm`: exactly what was shown. */
  shown: z.optional(requestSchema),
  booking: z.optional(bookingSchema),
  /** The booking that others have cancelled, until the visitor says something. */
  withdrawn: z.optional(bookingSchema),
  /** What is to be done before the next message is heard: whoever reads it does it, again if need be. */
  pending: z.optional(effectSchema),
});

/** A conversation, as plain JSON. It holds what was understood, never what was typed: its size has a bound. */
export type State = z.infer<typeof stateSchema>;
export type Slot = z.infer<typeof slotSchema>;
export type Option = z.infer<typeof optionSchema>;
export type Effect = z.infer<typeof effectSchema>;
export type BookingRequest = z.infer<typeof requestSchema>;
export type Booked = z.infer<typeof bookingSchema>;
export type SlotQuery = z.infer<typeof querySchema>;

/** @returns undefined when it is none, or one of another version */
export function readState(value: unknown): State | undefined {
  const parsed = stateSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

export const startState = (language: Language, revision = 0): State => ({
  version: VERSION,
  revision,
  language,
  step: 'greet',
  draft: {},
  contact: {},
  asked: { for: 'nothing', options: [] },
  declined: [],
  attempts: 0,
  misses: 0,
});
