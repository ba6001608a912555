import { randomUUID } from 'node:crypto';
import { claimOf, TENANTS_CLAIM } from '../../model/booking/administrators';
import { UserError } from '../../programs/user-error';
import { makeFirstMember, type FirstMember } from '../first-member';
import type { LocalApi } from '../system';

/** What a business is at start. */
interface Seed {
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
  readonly language: 'es' | 'en' | 'pt';
  readonly services: readonly { readonly name: string; readonly category: string; readonly durationMinutes: number }[];
  /** Who offers all of it, each on these weekdays. */
  readonly providers: readonly { readonly name: string; readonly weekdays: readonly number[] }[];
}

const SEEDS: readonly [Seed, Seed] = [
  {
    ...{ slug: 'peluqueria-ana', name: 'Peluquería Ana', timeZone: 'Europe/Madrid', language: 'es' },
    services: [
      { name: 'Corte', category: 'Pelo', durationMinutes: 30 },
      { name: 'Tinte', category: 'Pelo', durationMinutes: 90 },
    ],
    providers: [
      { name: 'Ana', weekdays: [1, 2, 3, 4, 5] },
      { name: 'Luis', weekdays: [2, 3, 4, 5, 6] },
    ],
  },
  {
    ...{ slug: 'oficina-central', name: 'Oficina Central', timeZone: 'America/Sao_Paulo', language: 'pt' },
    services: [{ name: 'Troca de óleo', category: 'Motor', durationMinutes: 45 }],
    providers: [{ name: 'Rui', weekdays: [1, 2, 3, 4, 5, 6] }],
  },
];

const HOURS = { open: [{ from: '09:00', to: '18:00' }], breaks: [{ from: '13:00', to: '14:00' }] };

/** Who has booked. */
const CUSTOMERS = [
  { name: 'Eva Ruiz', phone: '600 123 456' },
  { name: 'Leo Sanz', phone: '600 234 567' },
  { name: 'Bia Lopes', email: 'bia@example.com' },
  { name: 'Tom Hill', email: 'tom@example.com' },
];

/** As the function says it. */
interface Slot {
  readonly startsAt: string;
  readonly free: readonly { readonly providerId: string; readonly localTime: string }[];
}

interface Business extends Seed {
  readonly tenantId: string;
  /** What its widget sends. */
  readonly key: string;
}

export interface Businesses {
  readonly all: readonly [Business, Business];
  /** What a visitor of the first one said, and was told. */
  readonly visit: { readonly conversationId: string; readonly lines: readonly string[] };
  /** A token of who owns both. */
  readonly token: string;
  /** Who owns the first one, and signs in by the user pool. */
  readonly administrator: FirstMember;
}

/** Makes two businesses with what they offer and a week in which some of it is booked, and lets a visitor of the first one begin a chat. @throws UserError when it does not work */
export async function openBusinesses(api: LocalApi): Promise<Businesses> {
  const [first, second] = SEEDS;
  const all = [await openBusiness(api, first), await openBusiness(api, second)] as const;
  const claim = all.map(({ tenantId }) => `${tenantId}:OWNER`).join(' ');
  return {
    all,
    visit: await visit(api, all[0].key),
    token: api.sign({ token_use: 'id', username: 'ana', [TENANTS_CLAIM]: claim }),
    administrator: await makeFirstMember(api, { [TENANTS_CLAIM]: claimOf(new Map([[all[0].tenantId, 'OWNER']])) }),
  };
}

async function openBusiness(api: LocalApi, seed: Seed): Promise<Business> {
  const { slug, name, timeZone, language, services, providers } = seed;
  const ask = async <T>(fn: string, action: string, payload: object): Promise<T> => {
    const answer = (await api.ask(fn, { action, ...payload })) as { ok: boolean; value?: T; message?: string };
    if (answer.ok) return answer.value as T;
    throw new UserError(`The businesses at start could not be made: ${answer.message ?? action}`);
  };
  const input = { tenantId: slug, slug, name, ownerId: 'ana', timeZone, language };
  const { id: tenantId } = await ask<{ id: string }>('catalog', 'createTenant', { input });
  const known = await ask<readonly { id: string }[]>('catalog', 'services', { tenantId });
  if (known.length === 0) {
    const made = await Promise.all(
      services.map((service) => ask<{ id: string }>('catalog', 'saveService', { tenantId, input: service })),
    );
    const serviceIds = made.map(({ id }) => id);
    for (const { name, weekdays } of providers) {
      const { id: providerId } = await ask<{ id: string }>('catalog', 'saveProvider', {
        tenantId,
        input: { name, serviceIds },
      });
      for (const weekday of weekdays) {
        await ask('availability', 'setWorkingHours', { tenantId, providerId, weekday, hours: HOURS });
      }
    }
    const week = { serviceId: serviceIds[0]!, from: new Date().toISOString().slice(0, 10), days: 7 };
    const free = await ask<readonly Slot[]>('availability', 'availableSlots', { tenantId, ...week });
    for (const [index, { startsAt, providerId }] of someOf(free).entries()) {
      const customer = CUSTOMERS[index % CUSTOMERS.length]!;
      const input = { requestId: randomUUID(), serviceId: week.serviceId, providerId, startsAt, customer };
      await ask('bookings', 'book', { tenantId, input });
    }
  }
  const { key } = await ask<{ key: string }>('catalog', 'createApiKey', { tenantId, input: { name: 'npm start' } });
  return { ...seed, tenantId, key };
}

/** Of each provider, on each day that they work, the time in the middle of those that are free. */
function someOf(slots: readonly Slot[]): { readonly startsAt: string; readonly providerId: string }[] {
  const days = new Map<string, { readonly startsAt: string; readonly providerId: string }[]>();
  for (const { startsAt, free } of slots) {
    for (const { providerId, localTime } of free) {
      const day = `${providerId} ${localTime.slice(0, 10)}`;
      days.set(day, [...(days.get(day) ?? []), { startsAt, providerId }]);
    }
  }
  return [...days.values()].map((times) => times[Math.floor(times.length / 2)]!);
}

const SAID = ['Hola', 'Quiero un corte mañana por la tarde'];

async function visit({ endpoint }: LocalApi, key: string): Promise<Businesses['visit']> {
  const lines: string[] = [];
  let reply = { conversationId: randomUUID() as string, revision: 0, texts: [] as string[] };
  for (const text of SAID) {
    const input = { conversationId: reply.conversationId, seen: reply.revision, text };
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: key },
      body: JSON.stringify({ query: CHAT, variables: { input } }),
    });
    const { data, errors } = (await response.json()) as {
      data?: { sendChatMessage: typeof reply } | null;
      errors?: { message: string }[];
    };
    if (!data)
      throw new UserError(
        `The chat at start failed: ${errors?.map(({ message }) => message).join('; ') ?? response.status}`,
      );
    reply = data.sendChatMessage;
    lines.push(
      `  visitor   ${text}`,
      ...reply.texts.flatMap((said) => said.split('\n')).map((line) => `  agent     ${line}`),
    );
  }
  return { conversationId: reply.conversationId, lines };
}

const CHAT = `mutation ($input: ChatMessageInput!) {
  sendChatMessage(input: $input) { conversationId revision texts }
}`;

/** Lines for a person. */
export function renderBusinesses({ all, visit, token, administrator }: Businesses, endpoint: string): string[] {
  const [first] = all;
  return [
    'Two businesses, each with some bookings in the week to come, and with what its widget sends as Authorization:',
    ...all.map(({ name, key, timeZone }) => `  ${name.padEnd(18)} ${key}   (${timeZone})`),
    '',
    `A visitor of ${first.name} has begun to chat:`,
    ...visit.lines,
    '',
    `Book yourself, by the chat on a page: ${new URL('/', endpoint).href}`,
    '',
    'Or by program:',
    `  curl ${endpoint} -H 'Authorization: ${first.key}' \\`,
    `    -d '{"query":"{ services { id name } }"}'`,
    '',
    'Who owns both manages them with this token as Authorization, and says of which one as tenantId:',
    `  ${token}`,
    '',
    `Who owns ${first.name} signs in at ${new URL('/admin', endpoint).href}, with a temporary password that works once:`,
    `  ${administrator.email}   ${administrator.temporaryPassword}`,
    '',
  ];
}
