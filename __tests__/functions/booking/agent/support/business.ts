import { hearMessage, showConversation, type Answer } from '../../../../../functions/booking/agent/agent';
import type { Extractor, Language } from '../../../../../functions/booking/agent/extractor';
import type { Facts } from '../../../../../functions/booking/agent/facts';
import type { AgentPorts, Stored } from '../../../../../functions/booking/agent/ports';
import { extractByRules } from '../../../../../functions/booking/agent/rules';
import { slotKey } from '../../../../../functions/booking/agent/slots';
import { readState, type BookingRequest, type Slot, type State } from '../../../../../functions/booking/agent/state';
import { wallTime } from '../../../../../functions/booking/agent/wall-time';
import { worlds, type World } from './worlds';

const HALF_HOUR = 1_800_000;

/** A business in memory: its conversations, and a calendar in which each provider is free all day, every half an hour. */
export class Business {
  now: number;
  readonly facts: Omit<Facts, 'now'> & { readonly language: Language };
  readonly conversations = new Map<string, string>();
  /** By request. */
  readonly bookings = new Map<string, BookingRequest & { bookingId: string }>();
  readonly cancelled = new Set<string>();
  readonly taken = new Set<string>();
  readonly lines: unknown[][] = [];
  handedOver = 0;
  /** What the next calls do instead: throw. */
  readonly failing = new Set<'book' | 'cancel' | 'findSlots' | 'handOver'>();

  constructor(
    world: World,
    facts: Partial<Facts> = {},
    private readonly extract: Extractor = extractByRules,
  ) {
    const { now, ...rest }: (typeof worlds)[World] = worlds[world];
    this.now = now;
    const all = rest.services.map(({ id }) => id);
    this.facts = {
      ...rest,
      horizon: 365,
      providers: rest.providers.map((provider) => ({ ...provider, services: all })),
      ...facts,
    };
  }

  readonly ports: AgentPorts = {
    conversations: {
      load: ({ tenantId, conversationId }) => {
        const text = this.conversations.get(`${tenantId}#${conversationId}`);
        return Promise.resolve(text === undefined ? undefined : (JSON.parse(text) as Stored));
      },
      save: ({ tenantId, conversationId }, expected, stored) => {
        const key = `${tenantId}#${conversationId}`;
        const text = this.conversations.get(key);
        const revision = text === undefined ? 0 : (JSON.parse(text) as Stored).revision;
        if (revision !== expected) return Promise.resolve(false);
        this.conversations.set(key, JSON.stringify(stored));
        return Promise.resolve(true);
      },
    },
    facts: () => Promise.resolve({ ...this.facts, now: this.now }),
    findSlots: (_, { serviceId, providerId, from, to }) => {
      this.mayFail('findSlots');
      const providers = this.facts.providers.filter(
        ({ id, services }) => services.includes(serviceId) && (!providerId || id === providerId),
      );
      const slots: Slot[] = [];
      const { opens, zone } = this.facts;
      const last = Date.parse(to) + 48 * 3_600_000;
      for (let instant = Date.parse(from) - 24 * 3_600_000; instant < last; instant += HALF_HOUR) {
        const { date, time } = wallTime(instant, zone);
        if (date < from || date > to || time < opens.from || time >= opens.to) continue;
        const startsAt = new Date(instant).toISOString();
        slots.push(...providers.map(({ id }) => ({ providerId: id, startsAt, zone })));
      }
      return Promise.resolve(slots.filter((slot) => !this.taken.has(slotKey(slot))));
    },
    book: (_, request) => {
      this.mayFail('book');
      const known = this.bookings.get(request.requestId);
      if (known) return Promise.resolve({ kind: 'BOOKED' as const, bookingId: known.bookingId });
      if (this.taken.has(slotKey(request.slot))) return Promise.resolve({ kind: 'TAKEN' as const });
      this.taken.add(slotKey(request.slot));
      const bookingId = `booking-${this.bookings.size + 1}`;
      this.bookings.set(request.requestId, { ...request, bookingId });
      if (request.replaces) this.free(request.replaces);
      return Promise.resolve({ kind: 'BOOKED' as const, bookingId });
    },
    cancel: (_, bookingId) => {
      this.mayFail('cancel');
      this.free(bookingId);
      return Promise.resolve('CANCELLED' as const);
    },
    standing: (_, bookingId) => {
      const found = [...this.bookings.values()].find((one) => one.bookingId === bookingId);
      const stands = found && !this.cancelled.has(bookingId);
      return Promise.resolve(stands ? { bookingId, serviceId: found.serviceId, slot: found.slot } : undefined);
    },
    handOver: () => {
      this.mayFail('handOver');
      this.handedOver += 1;
      return Promise.resolve();
    },
    extract: (text, context) => this.extract(text, context),
    log: {
      info: (...line) => void this.lines.push(line),
      warn: (...line) => void this.lines.push(line),
      error: (...line) => void this.lines.push(line),
    },
  };

  /** Bookings that stand: what, with whom, when, for whom. */
  standing(): string[] {
    return [...this.bookings.values()]
      .filter(({ bookingId }) => !this.cancelled.has(bookingId))
      .map(({ serviceId, slot, name, phone, email }) => {
        const { date, time } = wallTime(Date.parse(slot.startsAt), slot.zone);
        return [serviceId, slot.providerId, date, time, name, phone ?? email].join(' ');
      });
  }

  private free(bookingId: string): void {
    this.cancelled.add(bookingId);
    const booking = [...this.bookings.values()].find((one) => one.bookingId === bookingId);
    if (booking) this.taken.delete(slotKey(booking.slot));
  }

  private mayFail(what: 'book' | 'cancel' | 'findSlots' | 'handOver'): void {
    if (this.failing.has(what)) throw new Error(`${what} of Ana, 600 123 456, failed`);
  }
}

const KEY = { tenantId: 'tenant', conversationId: 'conversation' };

/** A window of the widget: it sends what is typed, with the revision that it shows. */
export class Tab {
  seen = 0;

  constructor(readonly business: Business) {}

  async says(text: string): Promise<Answer> {
    return this.show(await hearMessage(this.business.ports, { ...KEY, text, seen: this.seen }));
  }

  async reloads(): Promise<Answer> {
    return this.show(await showConversation(this.business.ports, KEY));
  }

  get state(): State | undefined {
    const text = this.business.conversations.get('tenant#conversation');
    return text === undefined ? undefined : readState((JSON.parse(text) as Stored).state);
  }

  private show(answer: Answer): Answer {
    this.seen = answer.revision;
    return answer;
  }
}

export const kinds = ({ replies }: Answer): string => replies.map(({ kind }) => kind).join(' ');
