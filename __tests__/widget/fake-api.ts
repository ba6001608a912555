import type { Ask, Outcome, Reply } from '../../widget/booking/chat/api';
import { Chat, type Listener } from '../../widget/booking/chat/chat';
import { createStore, type Store } from '../../widget/booking/chat/store';

/** What becomes of a request: it is heard and answered, heard and its answer lost, not heard, or refused. */
export type Fate = 'answered' | 'lost' | 'down' | 'limited' | 'refused';

/** The agent, as far as revisions go: of those who have seen the same answer, one is heard. */
export class FakeApi {
  readonly heard: string[] = [];
  readonly asked: string[] = [];
  /** Of the next requests; after them, all are answered. */
  fates: Fate[] = [];
  readonly conversations = new Map<string, number>();

  readonly ask: Ask = <T>(query: string, variables: object = {}): Promise<Outcome<T>> => {
    const fate = this.fates.shift() ?? 'answered';
    const field = /(sendChatMessage|conversation|cancelBooking)\(/.exec(query.replace(/^.*?\{/, ''))![1]!;
    this.asked.push(field);
    if (fate === 'refused') return Promise.resolve({ kind: 'refused', reason: 'no', errorType: undefined });
    const data = fate === 'down' || fate === 'limited' ? undefined : this.hear(field, variables);
    if (fate !== 'answered') return Promise.resolve({ kind: 'later', wait: fate === 'limited' ? 20_000 : 0 });
    return Promise.resolve({ kind: 'answered', data: data as T });
  };

  /** What is booked in each conversation. */
  booking: Reply['booking'] = null;
  /** The business has cancelled what was booked: whoever asks is told, however often. */
  private isWithdrawn = false;

  withdraw(): void {
    this.booking = null;
    this.isWithdrawn = true;
    for (const [id, revision] of this.conversations) this.conversations.set(id, revision + 1);
  }

  reply(conversationId: string, ...texts: string[]): Reply {
    const revision = this.conversations.get(conversationId) ?? 0;
    const { booking } = this;
    const step = this.isWithdrawn ? 'CANCELLED' : booking ? 'BOOKED' : 'SERVICE';
    return {
      conversationId,
      revision,
      texts: step === 'CANCELLED' ? ['withdrawn'] : texts,
      language: 'es',
      step,
      booking,
    };
  }

  private hear(field: string, variables: object): object {
    const { id = '', input } = variables as {
      id?: string;
      input?: { conversationId: string; seen: number; text: string };
    };
    const business = { name: 'Peluquería Ana' };
    if (field === 'cancelBooking') return { cancelBooking: { id } };
    if (!input) return { business, conversation: this.conversations.has(id) ? this.reply(id, 'newest') : null };
    const { conversationId, seen, text } = input;
    const revision = this.conversations.get(conversationId) ?? 0;
    if (seen !== revision) return { sendChatMessage: this.reply(conversationId, 'stale') };
    this.heard.push(text);
    this.conversations.set(conversationId, revision + 2);
    return { sendChatMessage: this.reply(conversationId, `heard ${text}`) };
  }
}

const NOW = Date.parse('2026-03-30T08:00:00Z');

let ids = 0;
const newId = (): string => `conversation-${String((ids += 1)).padStart(8, '0')}`;

/** What a browser has for all tabs of a page. */
export class FakeBrowser {
  private readonly texts = new Map<string, string>();
  private queue: Promise<void> = Promise.resolve();

  store(): Store {
    const storage = {
      getItem: (name: string) => this.texts.get(name) ?? null,
      setItem: (name: string, text: string) => void this.texts.set(name, text),
    };
    return createStore('chat', () => storage, newId);
  }

  readonly alone = (work: () => Promise<void>): Promise<void> => (this.queue = this.queue.then(work));

  /** All tabs are closed: nobody holds the lock. */
  leave(): void {
    this.queue = Promise.resolve();
  }
}

/** A tab, and what it shows. */
export class Tab {
  readonly shown: string[] = [];
  readonly complaints: string[] = [];
  /** Milliseconds that it waits for, in order. */
  readonly pauses: number[] = [];
  /** To which conversations it is subscribed. */
  readonly subscribed: string[] = [];
  /** Something may have changed in the conversation that it is subscribed to. */
  changed: () => void = () => undefined;
  isSeen = true;
  state: 'sending' | 'unsent' | 'sent' | undefined;
  isUnavailable = false;
  readonly chat: Chat;
  readonly store: Store;
  private timers: (() => void)[] = [];
  private isClosed = false;

  constructor(browser: FakeBrowser, api: Pick<FakeApi, 'ask'>, random = 1) {
    this.store = browser.store();
    const isSeen = (): boolean => this.isSeen;
    const listener: Listener = {
      get isSeen() {
        return isSeen();
      },
      named: (name) => this.shown.push(`= ${name}`),
      typed: (text) => this.shown.push(`> ${text}`),
      delivery: (state) => (this.state = state),
      answered: ({ texts }) => this.shown.push(...texts.map((text) => `< ${text}`)),
      unavailable: (isSo) => (this.isUnavailable = isSo),
    };
    const ask: Ask = async (query, variables) => {
      if (this.isClosed) return new Promise(() => undefined);
      const outcome = await api.ask(query, variables);
      return this.isClosed ? new Promise(() => undefined) : (outcome as never);
    };
    this.chat = new Chat(
      {
        ...{ ask, newId, store: this.store, alone: browser.alone, random: () => random, now: () => NOW },
        subscribe: (id, onChange) => {
          this.subscribed.push(id);
          this.changed = onChange;
          onChange();
          return () => void this.subscribed.splice(this.subscribed.indexOf(id), 1);
        },
        setTimer: (then, milliseconds) => {
          this.pauses.push(milliseconds);
          this.timers.push(then);
        },
        complain: (problem) => this.complaints.push(problem),
      },
      listener,
    );
  }

  /** What is due happens. @returns whether something was */
  async tick(): Promise<boolean> {
    const due = this.timers.splice(0);
    for (const then of due) then();
    await settled();
    return due.length > 0;
  }

  close(): void {
    this.isClosed = true;
    this.timers = [];
  }
}

/** All that does not wait for a timer has happened. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
