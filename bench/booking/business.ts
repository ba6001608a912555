import { randomUUID } from 'node:crypto';
import { GraphqlClient } from '../graphql';
import type { World } from './world';

const HOURS = { open: [{ from: '09:00', to: '18:00' }], breaks: [{ from: '13:00', to: '14:00' }] };
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
/** The most that a key may. */
const REQUESTS_PER_MINUTE = 6_000;
const DAY = 24 * 60 * 60 * 1000;

/** What a widget sends, and what it is known by. */
export interface Key {
  readonly key: string;
  readonly id: string;
}

export interface Business {
  readonly tenantId: string;
  readonly serviceId: string;
  readonly providerIds: readonly string[];
  /** As many as the visitors need, so that none is used too often. */
  readonly keys: readonly Key[];
}

/** The first day that is measured: the day after tomorrow, so that nothing in it has gone by in any time zone. */
export const firstDay = (): string => new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10);

/** A hairdresser in Madrid whose providers all cut hair, and work every day. @param names the providers' */
export async function openBusiness(world: World, names: readonly string[], keys = 1): Promise<Business> {
  const tenantId = randomUUID();
  const input = { tenantId, slug: tenantId, name: 'Peluquería', ownerId: 'bench', timeZone: 'Europe/Madrid' };
  await world.get('catalog', 'createTenant', { input: { ...input, language: 'es' } });
  const save = (action: string, input: object) => world.get<{ id: string }>('catalog', action, { tenantId, input });
  const { id: serviceId } = await save('saveService', { name: 'Corte', category: 'Pelo', durationMinutes: 30 });
  const providerIds: string[] = [];
  for (const name of names) {
    const { id: providerId } = await save('saveProvider', { name, serviceIds: [serviceId] });
    for (const weekday of WEEKDAYS) {
      await world.get('availability', 'setWorkingHours', { tenantId, providerId, weekday, hours: HOURS });
    }
    providerIds.push(providerId);
  }
  const made: Key[] = [];
  for (let count = 0; count < keys; count += 1) {
    const input = { name: 'bench', requestsPerMinute: REQUESTS_PER_MINUTE };
    const { key, apiKey } = await world.get<{ key: string; apiKey: { id: string } }>('catalog', 'createApiKey', {
      ...{ tenantId, input },
    });
    made.push({ key, id: apiKey.id });
  }
  return { tenantId, serviceId, providerIds, keys: made };
}

export interface Slot {
  readonly startsAt: string;
  readonly free: readonly { readonly providerId: string; readonly localTime: string }[];
}

export interface Reply {
  readonly conversationId: string;
  readonly revision: number;
  readonly texts: readonly string[];
  readonly step: string;
}

/** A widget. */
export class Widget {
  private readonly client: GraphqlClient;

  constructor(
    { endpoint }: Pick<World, 'endpoint'>,
    private readonly business: Business,
    { key }: Key = business.keys[0]!,
  ) {
    this.client = new GraphqlClient(endpoint, { authorization: key });
  }

  /** Free times of a week. @param providerId Default: whoever is free */
  async slots(providerId?: string): Promise<readonly Slot[]> {
    const { serviceId } = this.business;
    const query = `query ($serviceId: ID!, $providerId: ID, $from: AWSDate!) {
      availableSlots(serviceId: $serviceId, providerId: $providerId, from: $from, days: 7) {
        startsAt endsAt free { providerId timeZone localTime }
      }
    }`;
    const variables = { serviceId, providerId, from: firstDay() };
    return (await this.client.send<{ availableSlots: Slot[] }>(query, variables)).availableSlots;
  }

  /** @param last what was answered before. Default: a new conversation */
  async say(text: string, last?: Reply): Promise<Reply> {
    const input = { text, ...(last && { conversationId: last.conversationId, seen: last.revision }) };
    const query =
      'mutation ($input: ChatMessageInput!) { sendChatMessage(input: $input) { conversationId revision texts language step } }';
    return (await this.client.send<{ sendChatMessage: Reply }>(query, { input })).sendChatMessage;
  }

  close(): void {
    this.client.close();
  }
}

/** `el 2 de diciembre`. @param localTime `2026-12-02T10:00`, or its date */
export function dayInWords(localTime: string): string {
  const day = new Date(`${localTime.slice(0, 10)}T00:00:00Z`);
  return `el ${new Intl.DateTimeFormat('es', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(day)}`;
}

/** `el 2 de diciembre a las 10:00` */
export const timeInWords = (localTime: string): string => `${dayInWords(localTime)} a las ${localTime.slice(11)}`;
