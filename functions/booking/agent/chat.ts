import type { Tenant } from '../../../model/booking/items/tenant';
import type { Log } from '../../shared/ports';
import { succeed, type Result } from '../../shared/result';
import type { Bookings } from '../bookings/bookings';
import { viewBooking, type BookingView } from '../bookings/view';
import type { BookingMetrics } from '../shared/metrics';
import { hearMessage, showConversation, type Answer } from './agent';
import { Business, type BusinessPorts } from './business';
import type { Conversations } from './conversations';
import { effectsOf, type EffectPorts } from './effects';
import type { Extractor, Language } from './extractor';
import type { AgentPorts, ConversationKey } from './ports';
import { readState, startState, type State } from './state';

export interface ChatPorts extends Omit<EffectPorts, 'protocol' | 'metrics'>, BusinessPorts {
  readonly catalog: EffectPorts['catalog'] & BusinessPorts['catalog'];
  readonly availability: EffectPorts['availability'] & BusinessPorts['availability'];
  readonly protocol: Pick<Bookings, 'book' | 'cancel' | 'reschedule' | 'get'>;
  readonly conversations: Pick<Conversations, 'load' | 'save'>;
  readonly extract: Extractor;
  readonly log: Log;
  readonly metrics: BookingMetrics;
}

/** What the agent says, as the API says it. */
export interface ChatReplyView {
  readonly conversationId: string;
  /** Grows with each answer, by 1 or more: what the agent does in between counts, too. It comes back as `seen`. */
  readonly revision: number;
  readonly texts: readonly string[];
  readonly language: Language;
  readonly step: Uppercase<State['step']> | 'CANCELLED';
  readonly booking?: BookingView;
}

export interface Message {
  readonly conversationId: string;
  readonly text: string;
  readonly seen: number;
}

/** The chat of all businesses: each call is of one tenant and one conversation, and reaches no other. */
export class Chat {
  private readonly business: Business;

  constructor(private readonly ports: ChatPorts) {
    this.business = new Business(ports);
  }

  /**
   * Hears a message. Of those who have seen the same answer, one is heard, however often it is sent: the others are told where the
   * conversation stands. What was begun for an earlier one, and not brought to its end, is brought there first: a booking's request is
   * named by conversation and attempt, so that it is the same booking.
   */
  async hear(tenant: Tenant, { conversationId, text, seen }: Message): Promise<Result<ChatReplyView>> {
    const { metrics, runtime, log } = this.ports;
    const began = runtime.now();
    const key = { tenantId: tenant.tenantId, conversationId };
    const session = this.session(tenant, key);
    const answer = await hearMessage(session.ports, { ...key, text, seen });
    metrics.count('MessageAnswered');
    if (answer.replies.some(({ kind }) => UNSURE.has(kind))) metrics.count('MessageUnsure');
    metrics.record('MessageDuration', runtime.now() - began);
    const { step, revision } = session.state();
    log.info('A message is answered', { ...key, step, revision });
    return succeed(await this.view(key, session.state(), answer));
  }

  /** Where a conversation stands. Null when there is none, or nobody has said anything in it for long. */
  async show(tenant: Tenant, conversationId: string): Promise<Result<ChatReplyView | null>> {
    const key = { tenantId: tenant.tenantId, conversationId };
    if (!(await this.ports.conversations.load(key))) return succeed(null);
    const session = this.session(tenant, key);
    const answer = await showConversation(session.ports, key);
    return succeed(await this.view(key, session.state(), answer));
  }

  /** One call's ports, and in `state` what the conversation has become by it. */
  private session(tenant: Tenant, key: ConversationKey): { readonly ports: AgentPorts; readonly state: () => State } {
    const { conversations, extract, log } = this.ports;
    let state = startState(tenant.language);
    const ports: AgentPorts = {
      ...effectsOf(this.ports, key),
      ...{ extract, log },
      facts: () => this.business.facts(tenant),
      conversations: {
        load: async (asked) => {
          const stored = await conversations.load(asked);
          state = readState(stored?.state) ?? startState(tenant.language, stored?.revision);
          return stored;
        },
        save: async (asked, expected, stored) => {
          const isSaved = await conversations.save(asked, expected, stored);
          if (isSaved) state = readState(stored.state) ?? state;
          return isSaved;
        },
      },
    };
    return { ports, state: () => state };
  }

  private async view(
    { tenantId, conversationId }: ConversationKey,
    { language, step, booking }: State,
    { revision, replies, texts }: Answer,
  ): Promise<ChatReplyView> {
    const found = booking && (await this.ports.protocol.get(tenantId, booking.bookingId));
    const isCancelled = replies.some(({ kind }) => kind === 'cancelled' || kind === 'withdrawn');
    return {
      ...{ conversationId, revision, texts, language },
      step: isCancelled ? 'CANCELLED' : (step.toUpperCase() as Uppercase<State['step']>),
      ...(found && { booking: viewBooking(found) }),
    };
  }
}

/** The agent asks back, since it has not understood. */
const UNSURE: ReadonlySet<string> = new Set(['notUnderstood', 'which', 'notADay', 'tooLong']);
