import type { Business, Provider } from '../../../api/booking/schema.types';
import type { AdminApi } from './api';

/** What the pages of one business have in common. */
export interface Desk {
  readonly api: AdminApi;
  readonly business: Business;
  readonly providers: readonly Provider[];
  /** Who is none sees services, and changes none. */
  readonly isOwner: boolean;
  /** Epoch milliseconds, by the page's own server. */
  now(): number;
  /** Does what may fail, and says why it did. */
  attempt(act: () => Promise<void>): Promise<void>;
  /** Says what was done. */
  tell(words: string): void;
}

/** One of them. */
export interface View {
  /** Of another business, or of somebody else. */
  use(desk: Desk): void;
  /** Shows what it has not loaded yet; what somebody has written stays. */
  open(): Promise<void>;
}
