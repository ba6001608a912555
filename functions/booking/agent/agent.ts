import { advance, type Event } from './conversation';
import { nameOf } from './error-name';
import { contextOf } from './hearing';
import { say } from './phrases';
import type { AgentPorts, ConversationKey } from './ports';
import { promptOf } from './prompts';
import type { Reply } from './replies';
import { readState, startState, type Effect, type State } from './state';
import type { Facts } from './facts';

export interface Message extends ConversationKey {
  /** As typed. It is read, and kept nowhere. */
  readonly text: string;
  /** The revision of the answer that the visitor had before the eyes. 0: none. */
  readonly seen: number;
}

export interface Answer {
  readonly revision: number;
  readonly replies: readonly Reply[];
  /** The replies in the conversation's language. */
  readonly texts: readonly string[];
}

const SHOWS_BOOKING: ReadonlySet<Reply['kind']> = new Set(['booked', 'confirmCancel']);

/** A conversation that two have changed at once is read anew, so often. */
const ATTEMPTS = 3;

/**
 * Hears a message. What changes the world (a booking, a cancellation) is written into the conversation before it is done: killed in
 * between, the next message does it again, and it is the same booking.
 */
export async function hearMessage(ports: AgentPorts, { text, seen, ...key }: Message): Promise<Answer> {
  return converse(ports, key, async (state, facts) => ({
    kind: 'said',
    seen,
    extraction: seen === state.revision ? await ports.extract(text, contextOf(state, facts)) : { intents: [] },
  }));
}

/** What a conversation asks now, for a page that is loaded again. */
export async function showConversation(ports: AgentPorts, key: ConversationKey): Promise<Answer> {
  return converse(ports, key);
}

async function converse(
  ports: AgentPorts,
  key: ConversationKey,
  hear?: (state: State, facts: Facts) => Promise<Event>,
): Promise<Answer> {
  const facts = await ports.facts(key.tenantId);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await ports.conversations.load(key);
    let state = readState(stored?.state) ?? startState(facts.language, stored?.revision);
    let revision = stored?.revision ?? 0;
    let replies: readonly Reply[] | undefined;
    const answer = (): Answer => {
      const said = state.pending || !replies ? promptOf(state, facts) : replies;
      return { revision: state.revision, replies: said, texts: say(said, state.language) };
    };
    /** @returns false when another was faster */
    const step = async (event: Event): Promise<boolean> => {
      const turn = advance(state, event, facts);
      if (turn.state !== state) {
        if (!(await ports.conversations.save(key, revision, { revision: turn.state.revision, state: turn.state })))
          return false;
        revision = turn.state.revision;
      }
      state = turn.state;
      replies = turn.replies;
      return true;
    };
    /** @returns whether nothing is left to be done; undefined when another was faster */
    const settle = async (): Promise<boolean | undefined> => {
      while (state.pending) {
        const { kind } = state.pending;
        const event = await run(ports, key, state.pending).catch((error: unknown) => {
          ports.log.error('A conversation waits for what could not be done', {
            ...key,
            effect: kind,
            error: nameOf(error),
          });
        });
        if (!event) return false;
        if (!(await step(event))) return undefined;
      }
      return true;
    };
    /**
     * Others cancel and move bookings, too: none is shown that does not stand, and whoever asks how far the conversation is hears of it,
     * whatever it is about. @returns false when another was faster
     */
    const follow = async (): Promise<boolean> => {
      const { booking } = state;
      if (!booking || (hear && !answer().replies.some(({ kind }) => SHOWS_BOOKING.has(kind)))) return true;
      const now = await ports.standing(key.tenantId, booking.bookingId);
      return now?.bookingId === booking.bookingId || step({ kind: 'changed', booking: now });
    };

    const before = await settle();
    if (before === undefined) continue;
    if (!before) return answer();
    if (hear) {
      if (!(await step(await hear(state, facts)))) continue;
      if ((await settle()) === undefined) continue;
    }
    if (!(await follow())) continue;
    return answer();
  }
  throw new Error(`The conversation was changed by others ${ATTEMPTS} times while a message was heard.`);
}

async function run(ports: AgentPorts, key: ConversationKey, effect: Effect): Promise<Event> {
  const { tenantId, conversationId } = key;
  switch (effect.kind) {
    case 'find':
      return { kind: 'found', slots: await ports.findSlots(tenantId, effect.query) };
    case 'book': {
      const requestId = `${conversationId}:${effect.request.attempt}`;
      return { kind: 'booked', outcome: await ports.book(tenantId, { ...effect.request, requestId }) };
    }
    case 'cancel':
      return { kind: 'cancelled', outcome: await ports.cancel(tenantId, effect.bookingId) };
    case 'handOver':
      await ports.handOver(key);
      return { kind: 'handedOver' };
  }
}
