import * as z from 'zod/mini';
import type { Attributes, Reading } from '../../item';
import { flag, id, readerOf, text, timeZone } from './values';

const provider = z.object({
  tenantId: id,
  providerId: id,
  name: text(200),
  /** In which its hours are. */
  timeZone,
  /** Whether it can be booked. */
  active: flag,
});

/** A person, or whatever else a tenant's customers book. */
export type Provider = z.infer<typeof provider>;
export const readProvider = readerOf(provider);

const offer = z.object({ tenantId: id, serviceId: id, providerId: id });

/** That a provider offers a service. */
export type Offer = z.infer<typeof offer>;

/** Its key says all. */
export function readOffer(item: Attributes): Reading<Offer> {
  const [, serviceId, providerId] = /^SERVICE#([^#]*)#([^#]*)$/.exec(String(item.providerId)) ?? [];
  return readOfferParts({ tenantId: item.tenantId, serviceId, providerId });
}
const readOfferParts = readerOf(offer);
