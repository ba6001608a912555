/*
 * The keys of the booking chat's items. Ids have no # (values.ts), so that no two of them are one key.
 */

/** The table of tenants has two kinds of items: tenants by id, and who has which slug. */
export const tenantKey = (tenantId: string) => ({ tenantId });
export const slugKey = (slug: string) => ({ tenantId: `SLUG#${slug}` });

/** The table of keys has two kinds of items: keys by their hash, and how often each was used in a minute. */
export const apiKeyKey = (keyHash: string) => ({ keyHash });
/** @param minute counted from 1970 */
export const rateKey = (keyHash: string, minute: number) => ({ keyHash: `RATE#${keyHash}#${minute}` });

export const serviceKey = (tenantId: string, serviceId: string) => ({ tenantId, serviceId });

/** The table of providers has two kinds of items: providers by id, and who offers which service. */
export const providerKey = (tenantId: string, providerId: string) => ({ tenantId, providerId });

/** That a provider offers a service. All of a service begin with `offerPrefix`. */
export const offerKey = (tenantId: string, serviceId: string, providerId: string) => ({
  tenantId,
  providerId: `${offerPrefix(serviceId)}${providerId}`,
});
export const offerPrefix = (serviceId: string): string => `${OFFER}${serviceId}#`;
export const isOfferKey = (providerId: string): boolean => providerId.startsWith(OFFER);
const OFFER = 'SERVICE#';

const of = (tenantId: string, id: string): string => `${tenantId}#${id}`;

/** Hash key of a provider's availability, and of the index of its bookings. */
export const providerOf = (tenantId: string, providerId: string) => ({ tenantProvider: of(tenantId, providerId) });
export const customerOf = (tenantId: string, customerId: string) => ({ tenantCustomer: of(tenantId, customerId) });
/** Hash key of a conversation, and of the index of its bookings. */
export const conversationOf = (tenantId: string, conversationId: string) => ({
  tenantConversation: of(tenantId, conversationId),
});
export const bookingKey = (tenantId: string, bookingId: string) => ({ tenantBooking: of(tenantId, bookingId) });

export const HOURS_PREFIX = 'HOURS#';
const DATE = 'DATE#';

/** Sort keys of a provider's availability. @param weekday 1 (Monday) to 7 */
export const weekdayKey = (weekday: number): string => `${HOURS_PREFIX}${weekday}`;
export const exceptionKey = (date: string): string => `${DATE}${date}#HOURS`;
export const takenKey = (date: string): string => `${DATE}${date}#TAKEN`;

/** Which of these an item is; undefined where its key is none of them. */
export function dayOf(
  key: unknown,
): { readonly weekday: number } | { readonly date: string; readonly kind: 'HOURS' | 'TAKEN' } | undefined {
  const match = typeof key === 'string' ? /^(?:HOURS#([1-7])|DATE#(\d{4}-\d\d-\d\d)#(HOURS|TAKEN))$/.exec(key) : null;
  if (!match) return undefined;
  const [, weekday, date = '', kind] = match;
  return weekday === undefined ? { date, kind: kind as 'HOURS' | 'TAKEN' } : { weekday: Number(weekday) };
}
