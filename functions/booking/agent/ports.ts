import type { Log } from '../../shared/ports';
import type { Extractor, Language } from './extractor';
import type { Facts } from './facts';
import type { Booked, BookingRequest, Slot, SlotQuery } from './state';

/** Which conversation of which tenant. Both come from who is signed in, never from what is typed. */
export interface ConversationKey {
  readonly tenantId: string;
  readonly conversationId: string;
}

/** What the chat needs of the world. Everything is asked for one tenant: no port can be led to another's data by a message. */
export interface AgentPorts {
  readonly conversations: {
    /** @returns undefined when there is none */
    load(key: ConversationKey): Promise<Stored | undefined>;
    /** @returns false when another has written since: the stored revision is not `expected`. 0: there must be none */
    save(key: ConversationKey, expected: number, stored: Stored): Promise<boolean>;
  };
  facts(tenantId: string): Promise<Facts & { readonly language: Language }>;
  /** Free times on local days, both included, of one provider or of all who offer the service. */
  findSlots(tenantId: string, query: SlotQuery): Promise<readonly Slot[]>;
  /**
   * The same `requestId` is the same booking, however often it is asked for. With `replaces`, that booking is cancelled once this one
   * stands. @throws when it is not known whether it stands
   */
  book(
    tenantId: string,
    request: BookingRequest & { readonly requestId: string },
  ): Promise<{ readonly kind: 'BOOKED'; readonly bookingId: string } | { readonly kind: 'TAKEN' }>;
  /** Once or often. @throws when it is not known whether it is cancelled */
  cancel(tenantId: string, bookingId: string): Promise<'CANCELLED' | 'TOO_LATE'>;
  /** What stands of a booking by now: itself, or the one that it was moved to. Undefined: it was cancelled, or is gone. */
  standing(tenantId: string, bookingId: string): Promise<Booked | undefined>;
  /** Tells the business that a visitor waits, once or often. */
  handOver(key: ConversationKey): Promise<void>;
  readonly extract: Extractor;
  readonly log: Log;
}

export interface Stored {
  readonly revision: number;
  /** Of this version or of another: it is parsed when it is read. */
  readonly state: unknown;
}
