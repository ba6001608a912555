import { GraphqlClient } from '../graphql';
import type { Business } from './business';

export interface Slot {
  readonly startsAt: string;
}
export interface MadeBooking {
  readonly id: string;
  readonly status: string;
}
export interface Reply {
  readonly conversationId: string;
  readonly revision: number;
  readonly texts: readonly string[];
}

/** A widget of a business, and who uses it. */
export class Visitor {
  private readonly client: GraphqlClient;

  constructor(
    endpoint: string,
    private readonly business: Business,
    private readonly signal: AbortSignal,
  ) {
    this.client = new GraphqlClient({ endpoint, headers: { authorization: business.key } });
  }

  /** @returns ids */
  async services(): Promise<string[]> {
    const { services } = await this.send<{ services: { id: string }[] }>('{ services { id } }', {});
    return services.map(({ id }) => id);
  }

  /** @param from `2026-03-29`, the first of two days */
  async slots(from: string): Promise<Slot[]> {
    const { serviceId, providerId } = this.business;
    const query = `query ($serviceId: ID!, $providerId: ID, $from: AWSDate!) {
      availableSlots(serviceId: $serviceId, providerId: $providerId, from: $from, days: 2) { startsAt }
    }`;
    return (await this.send<{ availableSlots: Slot[] }>(query, { serviceId, providerId, from })).availableSlots;
  }

  async book(requestId: string, startsAt: string): Promise<MadeBooking> {
    const { serviceId, providerId } = this.business;
    const input = { requestId, serviceId, providerId, startsAt, customer: { name: 'Trinity' } };
    const query = 'mutation ($input: BookInput!) { book(input: $input) { id status } }';
    return (await this.send<{ book: MadeBooking }>(query, { input })).book;
  }

  async cancel(id: string): Promise<MadeBooking> {
    const query = 'mutation ($id: ID!) { cancelBooking(id: $id) { id status } }';
    return (await this.send<{ cancelBooking: MadeBooking }>(query, { id })).cancelBooking;
  }

  /** @param last what was answered before. Default: a new conversation */
  async say(text: string, last?: Reply): Promise<Reply> {
    const input = { text, ...(last && { conversationId: last.conversationId, seen: last.revision }) };
    const query =
      'mutation ($input: ChatMessageInput!) { sendChatMessage(input: $input) { conversationId revision texts } }';
    return (await this.send<{ sendChatMessage: Reply }>(query, { input })).sendChatMessage;
  }

  /** An abort waits for the answer: what is still under way would write after the business was erased. */
  private async send<T>(query: string, variables: object): Promise<T> {
    this.signal.throwIfAborted();
    return this.client.send<T>(query, variables).finally(() => this.signal.throwIfAborted());
  }
}
