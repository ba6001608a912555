import { CANCEL, CONVERSATION, OPENING, SEND, type Ask, type Outcome, type Reply } from './api';
import type { Kept, Store, Unsent } from './store';

/** Who shows the chat. */
export interface Listener {
  /** Whether the visitor has the conversation before their eyes. */
  readonly isSeen: boolean;
  /** The business is known. */
  named(name: string): void;
  /** A message of the visitor's is there, and not sent. */
  typed(text: string): void;
  /** How far that message is. */
  delivery(state: 'sending' | 'unsent' | 'sent'): void;
  /** The newest answer. */
  answered(reply: Reply): void;
  /** Nothing is sent until somebody mends something, or the visitor asks for another try. */
  unavailable(isSo: boolean): void;
}

export interface ChatPorts {
  readonly ask: Ask;
  readonly store: Store;
  readonly newId: () => string;
  /** Runs one at a time among all tabs. */
  readonly alone: (work: () => Promise<void>) => Promise<unknown>;
  readonly setTimer: (then: () => void, milliseconds: number) => void;
  /** 0 to 1 */
  readonly random: () => number;
  /**
   * Subscribes to what others make of a conversation's booking.
   *
   * @param onChange called when it begins, and whenever something may have changed @returns what ends it
   */
  readonly subscribe: (conversationId: string, onChange: () => void) => () => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Tells whoever runs the page. */
  readonly complain: (problem: string) => void;
}

/** Milliseconds between tries: the first, doubled each time, and the most. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

interface Standing {
  readonly conversation: Reply | null;
}

interface Opening extends Standing {
  readonly business: { readonly name: string };
}

/**
 * A visitor's conversation, in one tab. A message is kept before it is sent, until it is answered, and one tab at a time sends. Of those
 * with the same `seen`, the API hears one: a message that is sent again is heard once.
 */
export class Chat {
  /** The revision of the answer that this tab shows; undefined while it is not known. */
  private shown: number | undefined;
  private isOpen = false;
  /** A message is shown whose answer is not. */
  private isWaiting = false;
  private readonly paused = new Set<() => void>();
  /** What was booked, as the newest answer that is shown says. */
  private booking: Reply['booking'] | undefined;
  private watched: { readonly id: string; readonly end: () => void } | undefined;

  constructor(
    private readonly ports: ChatPorts,
    private readonly listener: Listener,
  ) {}

  /** Sends what is kept: of this page before it was loaded again, or of a tab that was closed. */
  resume(): void {
    const { unsent } = this.ports.store.read();
    if (!unsent || this.isWaiting) return;
    this.isWaiting = true;
    this.listener.typed(unsent.text);
    void this.ports.alone(() => this.deliver());
  }

  /** Shows where the conversation stands. */
  async open(): Promise<void> {
    this.keepBooking(); // what came while it was closed is seen now
    if (this.isOpen) return;
    this.isOpen = true;
    const opened = await this.insist<Opening>(() => this.ports.ask(OPENING, { id: this.ports.store.read().id }));
    this.listener.named(opened.business.name);
    this.found(opened.conversation);
  }

  /** @returns false while another message is not sent */
  send(text: string): boolean {
    const { store } = this.ports;
    const kept = store.read();
    if (kept.unsent || this.isWaiting) return false;
    store.write({ ...kept, unsent: { text, seen: this.shown ?? kept.revision, isTried: false } });
    this.resume();
    return true;
  }

  /** Another tab has kept something. */
  async follow(): Promise<void> {
    this.watch();
    if (!this.isOpen) return;
    this.resume();
    if (!this.isWaiting) await this.catchUp();
  }

  /** Tries at once what waits for its next try. */
  retry(): void {
    for (const go of [...this.paused]) go();
    if (this.watched) this.check(); // a connection that broke while the browser was offline may not know it yet
  }

  /** Holds a subscription while what is booked is to come, also where that was cancelled and nobody has seen it. */
  watch(): void {
    const { store, now, subscribe } = this.ports;
    const { id, bookedFor } = store.read();
    const isToCome = bookedFor !== undefined && Date.parse(bookedFor) > now();
    if (isToCome && this.watched?.id === id) return;
    this.watched?.end();
    this.watched = isToCome ? { id, end: subscribe(id, () => this.check()) } : undefined;
  }

  async cancel(bookingId: string): Promise<'cancelled' | 'begun' | 'failed'> {
    const outcome = await this.ports.ask(CANCEL, { id: bookingId });
    if (outcome.kind === 'answered') {
      await this.catchUp(true);
      return 'cancelled';
    }
    return outcome.kind === 'refused' && outcome.errorType === 'AlreadyBegun' ? 'begun' : 'failed';
  }

  private async deliver(): Promise<void> {
    const { store, newId } = this.ports;
    const reply = await this.insist<Reply | undefined>(async () => {
      const kept = store.read();
      if (!kept.unsent) return { kind: 'answered', data: undefined }; // another tab has sent it
      this.listener.delivery('sending');
      const outcome = await this.sendOnce(kept, kept.unsent);
      if (outcome.kind !== 'answered') this.listener.delivery('unsent');
      return outcome;
    });
    if (reply) {
      const { conversationId, revision } = reply;
      // At 0 there is no conversation of this id any more: what was booked in one that has ended has its name.
      const { bookedFor } = store.read();
      const isGone = revision === 0;
      store.write({ id: isGone ? newId() : conversationId, revision, ...(bookedFor && !isGone && { bookedFor }) });
    }
    this.isWaiting = false;
    this.listener.delivery('sent');
    if (reply) this.show(reply);
    else await this.catchUp();
  }

  /**
   * Where the conversation has moved on since the first try, that one was heard, and only its answer was lost. If it was the business that
   * moved it, by cancelling what is booked, the visitor is told of that, and says the rest again.
   */
  private async sendOnce(kept: Kept, { text, seen, isTried }: Unsent): Promise<Outcome<Reply>> {
    const { ask, store, newId } = this.ports;
    const { id } = kept;
    let input = { conversationId: id, seen, text };
    if (isTried) {
      const now = await ask<Standing>(CONVERSATION, { id });
      if (now.kind !== 'answered') return now;
      const { conversation } = now.data;
      if (conversation && conversation.revision !== seen) return { kind: 'answered', data: conversation };
      if (!conversation && seen > 0) input = { conversationId: newId(), seen: 0, text }; // it has ended long ago
    }
    store.write({ ...kept, id: input.conversationId, unsent: { text, seen: input.seen, isTried: true } });
    const sent = await ask<{ readonly sendChatMessage: Reply }>(SEND, { input });
    return sent.kind === 'answered' ? { kind: 'answered', data: sent.data.sendChatMessage } : sent;
  }

  /** Shows what was answered elsewhere. @param isMoved whether it has moved for sure */
  private async catchUp(isMoved = false): Promise<void> {
    const { id, revision } = this.ports.store.read();
    if (revision === this.shown && !isMoved) return;
    const now = await this.ports.ask<Standing>(CONVERSATION, { id });
    if (now.kind === 'answered') this.found(now.data.conversation);
  }

  /** Asks what others have made of the booking, until it is answered; in turn with what is sent, so that no answer is shown twice. */
  private check(): void {
    const { ask, store, alone } = this.ports;
    void alone(async () => {
      const { id } = store.read();
      const now = await this.insist<Standing | undefined>(async () => {
        const outcome = await ask<Standing>(CONVERSATION, { id });
        return outcome.kind === 'refused' ? { kind: 'answered', data: undefined } : outcome; // it is said where the visitor asks
      });
      if (now) this.found(now.conversation);
    });
  }

  /** Where the conversation stood when the API was asked: what is shown may be newer by now. */
  private found(reply: Reply | null): void {
    const { store, newId } = this.ports;
    const kept = store.read();
    if (!reply) {
      this.shown ??= 0;
      if (kept.revision > 0 && !kept.unsent) store.write({ id: newId(), revision: 0 });
      this.watch();
    } else if (reply.revision > (this.shown ?? -1)) {
      if (reply.revision > kept.revision) store.write({ ...kept, revision: reply.revision });
      this.show(reply);
    }
  }

  private show(reply: Reply): void {
    this.shown = reply.revision;
    this.booking = reply.booking;
    this.listener.answered(reply);
    this.keepBooking();
  }

  /** Keeps that something is booked, until the visitor has seen that it is not. */
  private keepBooking(): void {
    const { store } = this.ports;
    const { bookedFor, ...kept } = store.read();
    const { booking } = this;
    const isBooked = booking?.status === 'CONFIRMED';
    if (isBooked && booking.startsAt !== bookedFor) store.write({ ...kept, bookedFor: booking.startsAt });
    if (booking !== undefined && !isBooked && bookedFor && this.listener.isSeen) store.write(kept);
    this.watch();
  }

  /** Tries until it is answered. */
  private async insist<T>(attempt: () => Promise<Outcome<T>>): Promise<T> {
    for (let failures = 0; ; failures += 1) {
      const outcome = await attempt();
      if (outcome.kind === 'answered') return outcome.data;
      if (outcome.kind === 'later') {
        const longest = Math.max(outcome.wait, Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures));
        await this.pause(longest * (0.5 + this.ports.random() / 2));
      } else {
        this.ports.complain(outcome.reason);
        this.listener.unavailable(true);
        await this.pause();
        this.listener.unavailable(false);
      }
    }
  }

  /** @param milliseconds Default: until somebody asks for another try */
  private pause(milliseconds?: number): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        this.paused.delete(go);
        resolve();
      };
      this.paused.add(go);
      if (milliseconds !== undefined) this.ports.setTimer(go, milliseconds);
    });
  }
}
