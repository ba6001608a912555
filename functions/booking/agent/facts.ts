import type { Named } from './extractor';

/** What is true of the business now. */
export interface Facts {
  readonly services: readonly Named[];
  readonly providers: readonly Provider[];
  /** Earliest opening and latest closing, `hh:mm`. */
  readonly opens: { readonly from: string; readonly to: string };
  /** IANA zone of the business: in it visitors say days and times. */
  readonly zone: string;
  /** IANA zone of the visitor. Default: the same. */
  readonly visitorZone?: string;
  /** Days ahead that can be booked. */
  readonly horizon: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Provider extends Named {
  /** Ids of the services that this person offers. */
  readonly services: readonly string[];
}

/** None, if the business does not have the service any more. */
export const offering = ({ services, providers }: Facts, serviceId: string): Provider[] =>
  services.some(({ id }) => id === serviceId) ? providers.filter((one) => one.services.includes(serviceId)) : [];
