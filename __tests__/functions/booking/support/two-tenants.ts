import fc from 'fast-check';
import type { Tenant } from '../../../../model/booking/items/tenant';
import { anApiKey } from './an-api-key';
import { ACTIONS, Functions, type Action } from './functions';
import type { Stores } from './stores-suite';
import type { Tables } from './tables-suite';
import { customer, provider, service, tenant, WORKDAY } from './world';

/*
 * Two businesses whose services, providers and hours have the same ids, over the same tables. What one of them asks is made of what
 * clients of both have seen: its own ids, the other's, and texts that are keys of items.
 */

export const BOTH = ['hair', 'garage'] as const;
export type Whose = (typeof BOTH)[number];

/** What one of them asks: the numbers choose. */
export interface Call {
  readonly whose: Whose;
  readonly action: Action;
  readonly numbers: readonly number[];
  readonly isWidget: boolean;
  /** Milliseconds that go by before it. */
  readonly later: number;
}

export const call: fc.Arbitrary<Call> = fc.record({
  whose: fc.constantFrom(...BOTH),
  action: fc.constantFrom(
    ...ACTIONS,
    ...(['sendChatMessage', 'book', 'book', 'rescheduleBooking', 'rotateApiKey', 'revokeApiKey'] as const),
  ),
  numbers: fc.array(fc.nat(1_000), { minLength: 32, maxLength: 32 }),
  isWidget: fc.boolean(),
  later: fc.constantFrom(0, 1_000, 20_000),
});

export interface Asked {
  readonly whose: Whose;
  readonly action: Action;
  readonly payload: object;
  readonly later: number;
  readonly answer: unknown;
}

const KEYS = ['cut', 'dye', 'ana', 'leo', 'hair#ana', 'garage#ana', 'SERVICE#cut#ana', '#', '', 'hair', 'garage'];
const DATES = ['2026-03-25', '2026-03-26', '2026-03-30'];
const STARTS = DATES.flatMap((date) => ['08', '09', '10', '15', '16'].map((hour) => `${date}T${hour}:00:00.000Z`));
const REQUESTS = Array.from({ length: 6 }, (_, index) => `request-that-both-send-${index}`);
const TEXTS = [
  ...['hola', 'quiero Service cut con Provider ana mañana a las 10', 'quiero Service dye', 'me da igual', 'Eva Ruiz'],
  ...['600 111 222', 'sí', 'sí', 'no', 'mejor el jueves a las 11', 'quiero cancelar', '1', 'hablar con una persona'],
];
const HOURS = [WORKDAY, { open: [], breaks: [] }, { open: [{ from: '08:00', to: '20:00' }] }, null];

export class Town {
  readonly functions = new Functions();
  readonly asked: Asked[] = [];
  private readonly seen: string[] = [];
  private readonly ids = new Map<string, number>();
  private whose = '';

  constructor(
    private readonly stores: Tables & Stores = this.functions.stores,
    private readonly now: { time: number } = this.functions.runtime,
  ) {
    // What one is given does not tell how much the other was given.
    this.functions.uniqueId = () => {
      this.ids.set(this.whose, (this.ids.get(this.whose) ?? 0) + 1);
      return `id-${this.whose}-${this.ids.get(this.whose)}`;
    };
  }

  /** @param names what they are called in the tables. Default: their own names */
  async open(who: readonly Whose[], nameOf: (whose: Whose) => string = (whose) => whose): Promise<void> {
    const { catalog, availability, tenants, apiKeys } = this.stores;
    for (const whose of who) {
      const tenantId = nameOf(whose);
      await tenants.create({ ...tenant, tenantId, slug: tenantId, name: `Business ${whose}` } satisfies Tenant);
      for (const one of [service('cut', 30), service('dye', 60, 10, 15)]) {
        await catalog.putService({ ...one, tenantId }, true);
      }
      for (const id of ['ana', 'leo']) {
        await catalog.putProvider({ ...provider(id), tenantId }, ['cut', 'dye'], true);
        for (const weekday of [1, 2, 3, 4, 5, 6, 7]) await availability.putHours(tenantId, id, weekday, WORKDAY);
      }
      await apiKeys.create(anApiKey(tenantId, widgetOf(whose)));
    }
  }

  /** Makes a payload of what was seen so far, and asks it. */
  async ask({ whose, action, numbers, isWidget, later }: Call): Promise<void> {
    let at = 0;
    const of = <T>(list: readonly T[]): T => list[numbers[at++ % numbers.length]! % list.length]!;
    const like = (kind: RegExp) => this.seen.filter((one) => kind.test(one)).slice(-4);
    const fitting = /Booking|^booking$/.test(action) ? like(/^[\w-]{22}$/) : like(/^[\da-f]{64}$/);
    const lists = [KEYS, this.seen.slice(-10), fitting, fitting, fitting];
    const id = () => of(of(lists.filter((list) => list.length > 0)));
    const chatId = () => of([null, ...like(/not-to-be-guessed/)]);
    const some = <T>(right: readonly T[]) => of([...right, ...right, ...right, id()]);
    const bookable = { serviceId: some(['cut', 'dye']), providerId: some(['ana', 'leo']) };
    const args = {
      ...{
        id: of(action === 'conversation' ? [chatId() ?? ''] : [id(), id(), id(), chatId() ?? '']),
        ...bookable,
        from: of(DATES),
        date: of(DATES),
        days: of([1, 7, null]),
      },
      ...{
        category: of(['hair', 'nails', null]),
        weekday: of([1, 3, 7]),
        hours: of(HOURS),
        overlapHours: of([0, 24, null]),
        ...{ phone: of([customer.phone, null]), conversationId: chatId() ?? id() },
      },
    };
    const inputs: Partial<Record<Action, object>> = {
      sendChatMessage: { conversationId: chatId(), seen: of([0, 1, 2, 3, 4, 5, 6, 7]), text: of(TEXTS) },
      book: {
        ...bookable,
        requestId: of(REQUESTS),
        startsAt: of(STARTS),
        customer: { ...customer, name: `Of ${whose}` },
      },
      rescheduleBooking: { requestId: `${of(REQUESTS)}-move`, startsAt: of(STARTS) },
      saveService: { id: of([id(), null]), name: `Of ${whose}`, category: 'hair', durationMinutes: of([30, 60, 7]) },
      saveProvider: {
        id: of([id(), null]),
        name: `Of ${whose}`,
        serviceIds: of([[], ['cut'], ['cut', 'dye'], [id()]]),
      },
      createApiKey: { name: `Of ${whose}` },
    };
    const asker = { tenantId: whose, ...(isWidget && { apiKeyId: widgetOf(whose), isWidget }) };
    await this.repeat({ whose, action, later, payload: { ...args, input: inputs[action], ...asker } });
  }

  async repeat({ whose, action, payload, later }: Omit<Asked, 'answer'>): Promise<void> {
    this.functions.runtime.time += later;
    this.now.time = this.functions.runtime.time;
    this.whose = whose;
    const asker = this.functions.open((effect) => effect(), this.stores);
    const wanted = action === 'setWorkingHours' && !('hours' in payload && payload.hours) ? { hours: WORKDAY } : {};
    const answer = await asker.ask(action, { ...payload, ...wanted });
    this.asked.push({ whose, action, payload, later, answer });
    this.seen.push(
      ...[...JSON.stringify(answer).matchAll(/"(?:id|conversationId|movedTo)":"([^"]+)"/g)].map(([, id]) => id!),
    );
  }

  /** What one of them was answered, in order. */
  answersOf(whose: Whose): unknown[] {
    return this.asked.filter((one) => one.whose === whose).map(({ answer }) => answer);
  }

  /** All that the tables in memory have of one of them. */
  dataOf(whose: Whose): unknown {
    const { world, apiKeys, conversations } = this.functions;
    const { catalog, availability, bookings } = world;
    const isIts = (key: string) => key === whose || key.startsWith(`${whose}#`);
    const of = (map: ReadonlyMap<string, unknown>) => [...map].filter(([key]) => isIts(key));
    return {
      ...{ tenants: of(catalog.tenants), services: of(catalog.services), providers: of(catalog.providers) },
      ...{ offers: [...catalog.offers].filter(isIts), hours: of(availability.hours), days: of(availability.days) },
      ...{ exceptions: of(availability.exceptions), bookings: of(bookings.items), chats: of(conversations.items) },
      apiKeys: [...apiKeys.keys.values()].filter(({ tenantId }) => tenantId === whose),
    };
  }
}

/** In memory, with nobody in it: the world of the other tests has a business already. */
export function emptyTown(): Town {
  const town = new Town();
  const { catalog, availability } = town.functions.world;
  const { tenants, services, providers, offers } = catalog;
  for (const one of [tenants, services, providers, offers, availability.hours]) one.clear();
  return town;
}

const widgetOf = (whose: Whose): string => (whose === 'hair' ? 'a' : 'b').repeat(64);
