import type { ChatReplyView } from '../../../functions/booking/agent/chat';
import { diesAt, Outage, throwsAt, type Moment } from '../support/interrupt';
import { failureOf, Functions, valueOf } from './support/functions';
import { provider, service, tenantId } from './support/world';

/** A visitor's window: it says what is typed, with the answer that it shows. */
class Tab {
  last: ChatReplyView | undefined;
  private readonly apiKeyId: string;

  constructor(
    readonly functions: Functions,
    private readonly conversationId?: string,
    private ask = functions.open().ask,
  ) {
    this.apiKeyId = functions.giveKey(tenantId).apiKey.keyHash;
  }

  async sends(text: string) {
    const conversationId = this.last?.conversationId ?? this.conversationId ?? null;
    const input = { conversationId, seen: this.last?.revision ?? null, text };
    return this.ask('sendChatMessage', { tenantId, apiKeyId: this.apiKeyId, input });
  }

  async says(...texts: string[]): Promise<ChatReplyView> {
    for (const text of texts) this.last = valueOf(await this.sends(text));
    return this.last!;
  }

  async reloads() {
    return (this.last =
      valueOf(await this.ask('conversation', { tenantId, id: this.last!.conversationId })) ?? undefined);
  }

  another(): Tab {
    const tab = new Tab(this.functions);
    tab.last = this.last;
    return tab;
  }

  through(ask: Tab['ask']): Tab {
    const tab = this.another();
    tab.ask = ask;
    return tab;
  }
}

function setUp() {
  const functions = new Functions();
  const { catalog } = functions.world;
  for (const [id, name] of [
    ['cut', 'Corte'],
    ['dye', 'Tinte'],
  ] as const)
    catalog.services.set(`${tenantId}#${id}`, { ...service(id, 30), name });
  for (const [id, name] of [
    ['ana', 'Ana'],
    ['leo', 'Leo'],
  ] as const)
    catalog.providers.set(`${tenantId}#${id}`, { ...provider(id), name });
  return { functions, world: functions.world, tab: new Tab(functions), metrics: functions.observability.metrics };
}

const TO_CONFIRM = ['hola, quiero un corte con Ana mañana a las 10', 'Genoveva Ruiz', '600 111 222'];

test('a visitor books, sees it, and cancels it', async () => {
  const { tab, world, metrics } = setUp();
  expect(await tab.says(...TO_CONFIRM)).toMatchObject({ step: 'CONFIRM', language: 'es' });
  expect(world.standing()).toEqual([]);
  const booked = await tab.says('sí');
  const [standing] = world.standing();
  expect(booked).toMatchObject({
    step: 'BOOKED',
    booking: {
      ...{ id: standing!.bookingId, status: 'CONFIRMED', serviceName: 'Corte', providerName: 'Ana' },
      ...{ startsAt: '2026-03-25T09:00:00.000Z', customer: { name: 'Genoveva Ruiz', phone: '600111222' } },
    },
  });
  expect(standing).toMatchObject({ conversationId: booked.conversationId });
  expect(await tab.reloads()).toMatchObject({ step: 'BOOKED', revision: booked.revision, booking: booked.booking });
  expect(await tab.says('quiero cancelar', 'sí')).toMatchObject({ step: 'CANCELLED' });
  expect(world.standing()).toEqual([]);
  expect(world.contradictions()).toEqual([]);
  expect(metrics.total('MessageAnswered')).toBe(6);
  expect(metrics.total('BookingMade')).toBe(1);
  expect(metrics.total('BookingCancelled')).toBe(1);
});

test('a booking is moved by the chat, also when the business has moved it meanwhile', async () => {
  const { tab, world, functions } = setUp();
  const { booking } = await tab.says(...TO_CONFIRM, 'sí');
  const moved = await world
    .protocol()
    .reschedule(tenantId, booking!.id, { requestId: 'by-the-business', startsAt: '2026-03-25T11:00:00.000Z' });
  expect(moved.outcome).toBe('BOOKED');
  const reply = await tab.says('mejor el viernes a las 16:30');
  expect(reply.texts.join()).toContain('viernes, 27 de marzo a las 16:30');
  expect(await tab.says('sí')).toMatchObject({
    booking: { startsAt: '2026-03-27T15:30:00.000Z', status: 'CONFIRMED' },
  });
  expect(world.standing().map(({ startsAt }) => startsAt)).toEqual(['2026-03-27T15:30:00.000Z']);
  expect(world.contradictions()).toEqual([]);
  await functions.open().ask('cancelBooking', { tenantId, id: world.standing()[0]!.bookingId });
  await tab.says('otro día: el lunes a las 10', 'sí');
  expect(world.standing().map(({ startsAt }) => startsAt)).toEqual(['2026-03-30T08:00:00.000Z']); // anew: none was left to be moved
});

describe('a booking that others have changed is not said to stand', () => {
  const cancelled = async () => {
    const { tab, world, functions } = setUp();
    const { booking } = await tab.says(...TO_CONFIRM, 'sí');
    valueOf(await functions.open().ask('cancelBooking', { tenantId, id: booking!.id }));
    return { tab, world };
  };

  test.each(['hola?', 'quiero cancelar'])('cancelled: "%s" is told so, and another can be booked', async (text) => {
    const { tab, world } = await cancelled();
    const told = await tab.says(text);
    expect(told).toMatchObject({
      step: 'CANCELLED',
      texts: [expect.stringMatching(/^Tu cita se ha cancelado: Corte, /)],
    });
    expect(told.booking).toBeUndefined();
    expect((await tab.reloads())!.texts.join()).not.toContain('Tienes cita');
    await tab.says('quiero un corte con Leo mañana a las 12', 'sí');
    expect(world.standing().map(({ providerId }) => providerId)).toEqual(['leo']);
    expect(world.contradictions()).toEqual([]);
  });

  test('cancelled, and the page is loaded again', async () => {
    const { tab } = await cancelled();
    expect((await tab.reloads())!.texts.join()).toContain('Tu cita se ha cancelado');
  });

  test('moved: the time is that of now', async () => {
    const { tab, world } = setUp();
    const { booking } = await tab.says(...TO_CONFIRM, 'sí');
    const request = { requestId: 'by-the-business', startsAt: '2026-03-25T11:00:00.000Z' };
    await world.protocol().reschedule(tenantId, booking!.id, request);
    const told = await tab.says('hola?');
    expect(told.texts.join()).toContain('a las 12:00');
    expect(told).toMatchObject({ step: 'BOOKED', booking: { startsAt: request.startsAt, status: 'CONFIRMED' } });
    expect(await tab.says('quiero cancelar', 'sí')).toMatchObject({ step: 'CANCELLED' });
    expect(world.standing()).toEqual([]);
  });
});

test('what is taken meanwhile is not booked: other times are offered', async () => {
  const { tab, world, functions } = setUp();
  await tab.says(...TO_CONFIRM);
  const input = { requestId: 'another-visitors-own', serviceId: 'dye', providerId: 'ana', customer: { name: 'Iris' } };
  valueOf(await functions.open().ask('book', { tenantId, input: { ...input, startsAt: '2026-03-25T09:00:00.000Z' } }));
  const reply = await tab.says('sí');
  expect(reply.step).toBe('TIME');
  expect(reply.booking).toBeUndefined();
  expect(world.standing()).toHaveLength(1);
});

describe('of two windows', () => {
  test('what one says on an answer that the other has gone beyond is not heard', async () => {
    const { tab, world } = setUp();
    await tab.says(...TO_CONFIRM);
    const other = tab.another();
    const changed = await other.says('no, mejor a las 12');
    expect(changed.step).toBe('CONFIRM');
    const stale = await tab.says('sí');
    expect(world.standing()).toEqual([]);
    expect(stale.revision).toBe(changed.revision);
    expect(stale.texts.at(-1)).toContain('12:00');
    await tab.says('sí');
    expect(world.standing().map(({ startsAt }) => startsAt)).toEqual(['2026-03-25T11:00:00.000Z']);
  });

  test('twenty that say yes at once book once', async () => {
    const { tab, world } = setUp();
    await tab.says(...TO_CONFIRM);
    const answers = await Promise.all(Array.from({ length: 20 }, () => tab.another().sends('sí')));
    expect(world.standing()).toHaveLength(1);
    expect(world.contradictions()).toEqual([]);
    for (const answer of answers) if (answer.ok) expect(answer.value.conversationId).toBe(tab.last!.conversationId);
  });
});

describe('a yes whose function ends at any of its steps', () => {
  const moments: Moment[] = ['before', 'after'];
  test.each(moments)('%s it is done, sent again, books once and says so', async (moment) => {
    let isThrough = false;
    for (let at = 1; !isThrough; at += 1) {
      const { tab, world, functions } = setUp();
      await tab.says(...TO_CONFIRM);
      const { interceptor, died } = diesAt(at, moment);
      const answered = tab.through(functions.open(interceptor).ask).sends('sí');
      isThrough = await Promise.race([answered.then(() => true), died.then(() => false)]);
      const again = await tab.says('sí');
      expect([at, again.step]).toEqual([at, 'BOOKED']);
      expect(world.standing()).toHaveLength(1);
      expect(again.booking?.id).toBe(world.standing()[0]!.bookingId);
      expect(world.contradictions()).toEqual([]);
      expect(at).toBeLessThan(100);
      if (isThrough) expect(at).toBeGreaterThan(15);
    }
  });

  test.each(moments)('because a table fails %s it, sent again, books once and says so', async (moment) => {
    for (let at = 1, isThrough = false; !isThrough; at += 1) {
      const { tab, world, functions } = setUp();
      await tab.says(...TO_CONFIRM);
      let calls = 0;
      const failing = throwsAt(at, moment);
      const { ask } = functions.open((effect, operation) => {
        calls += 1;
        return failing(effect, operation);
      });
      await tab
        .through(ask)
        .sends('sí')
        .catch((error: unknown) => expect(error).toBeInstanceOf(Outage));
      isThrough = calls < at;
      expect([at, (await tab.says('sí')).step]).toEqual([at, 'BOOKED']);
      expect(world.standing()).toHaveLength(1);
      expect(world.contradictions()).toEqual([]);
      expect(at).toBeLessThan(100);
      if (isThrough) expect(at).toBeGreaterThan(15);
    }
  });
});

test('a conversation that nobody has begun, or that has ended, is none; a message begins one', async () => {
  const { tab, functions } = setUp();
  const { ask } = functions.open();
  for (const id of ['nobody-has-begun-this', 'x', '#']) {
    expect(valueOf(await ask('conversation', { tenantId, id }))).toBeNull();
  }
  const first = await tab.says('hola');
  expect(first).toMatchObject({ step: 'SERVICE', revision: 1 });
  functions.runtime.time += 3_600_000;
  expect(valueOf(await ask('conversation', { tenantId, id: first.conversationId }))).toBeNull();
  const own = new Tab(functions, 'a-uuid-of-the-clients');
  expect(await own.says('hola')).toMatchObject({ conversationId: 'a-uuid-of-the-clients' });
  expect(failureOf(await new Tab(functions, '1').sends('hola'))).toEqual({
    ...{ ok: false, errorType: 'ValidationError' },
    message: 'input.conversationId is not 16 to 64 letters, digits, _ or - that nobody guesses, as a UUID: it is "1".',
  });
});

test('only what can be booked is spoken of', async () => {
  const { tab, world } = setUp();
  world.catalog.services.set(`${tenantId}#dye`, { ...service('dye', 60), name: 'Tinte', active: false });
  world.catalog.providers.set(`${tenantId}#leo`, { ...provider('leo'), name: 'Leo', active: false });
  const { texts } = await tab.says('quiero pedir cita');
  expect(texts.join('\n')).toContain('Corte');
  expect(texts.join('\n')).not.toContain('Tinte');
  expect((await tab.says('corte', 'mañana a las 10')).texts.join('\n')).not.toContain('Leo');
});

test('a person is asked for, and what is not understood is counted', async () => {
  const { tab, metrics } = setUp();
  await tab.says('hola', 'qwerty uiop');
  expect(metrics.total('MessageUnsure')).toBe(1);
  expect(await tab.says('quiero hablar con una persona')).toMatchObject({ step: 'HUMAN' });
  expect(metrics.total('HumanAsked')).toBe(1);
});

test('a suspended business does not answer, nor does a key that is used too often', async () => {
  const { tab, functions } = setUp();
  await functions.tenants.suspend(tenantId);
  expect(failureOf(await tab.sends('hola')).errorType).toBe('Suspended');
  await functions.tenants.resume(tenantId);
  for (let times = 0; times < 99; times += 1) await tab.sends('hola');
  expect(failureOf(await tab.sends('hola')).errorType).toBe('RateLimited');
});

test('the log says of which conversation, and nothing of what was written', async () => {
  const { tab, functions, world } = setUp();
  const { conversationId } = await tab.says(...TO_CONFIRM);
  world.bookings.create = () => Promise.reject(new Outage());
  await tab.says('sí');
  const log = functions.observability.log.lines.join('\n');
  expect(log).toContain(`"conversationId":"${conversationId}"`);
  expect(log).toContain('A conversation waits for what could not be done');
  expect(log).not.toMatch(/genoveva|600|corte|hola/i);
});
