import type { Reply } from '../../widget/booking/chat/api';
import { FakeApi, FakeBrowser, settled, Tab, type Fate } from './fake-api';

let api: FakeApi;
let browser: FakeBrowser;
beforeEach(() => {
  api = new FakeApi();
  browser = new FakeBrowser();
});

async function opened(random?: number): Promise<Tab> {
  const tab = new Tab(browser, api, random);
  void tab.chat.open();
  await settled();
  return tab;
}

async function say(tab: Tab, text: string): Promise<boolean> {
  const isTaken = tab.chat.send(text);
  await settled();
  return isTaken;
}

test('a message is shown, sent and answered; what is kept says where it goes on', async () => {
  const tab = await opened();
  expect(await say(tab, 'Hola')).toBe(true);
  expect(tab.shown).toEqual(['= Peluquería Ana', '> Hola', '< heard Hola']);
  expect([tab.state, tab.store.read().revision, tab.store.read().unsent]).toEqual(['sent', 2, undefined]);
  await say(tab, 'Un corte');
  expect(api.heard).toEqual(['Hola', 'Un corte']);
  expect(api.asked).toEqual(['conversation', 'sendChatMessage', 'sendChatMessage']);
});

test('nothing is asked before the chat is opened', async () => {
  const tab = new Tab(browser, api);
  tab.chat.resume();
  await tab.chat.follow();
  await settled();
  expect(api.asked).toEqual([]);
});

test('one message at a time: the next is refused until the first is answered', async () => {
  const tab = await opened();
  api.fates = ['down'];
  await say(tab, 'Hola');
  expect(await say(tab, 'sí')).toBe(false);
  expect([tab.state, tab.shown]).toEqual(['unsent', ['= Peluquería Ana', '> Hola']]);
  await tab.tick();
  expect(await say(tab, 'sí')).toBe(true);
  expect(api.heard).toEqual(['Hola', 'sí']);
});

describe('a message that is not answered', () => {
  test('is tried again, later each time, up to a minute, with jitter', async () => {
    const tab = await opened();
    api.fates = Array<Fate>(9).fill('down');
    await say(tab, 'Hola');
    while (await tab.tick());
    expect(tab.pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000));
    expect(api.heard).toEqual(['Hola']);
    browser = new FakeBrowser();
    const other = await opened(0);
    api.fates = ['down', 'down'];
    await say(other, 'Hola');
    await other.tick();
    expect(other.pauses).toEqual([500, 1_000]);
  });

  test('of a key that is used too much waits longer', async () => {
    const tab = await opened();
    api.fates = ['limited', 'limited'];
    await say(tab, 'Hola');
    while (await tab.tick());
    expect(tab.pauses).toEqual([20_000, 20_000]);
    expect(tab.shown.at(-1)).toBe('< heard Hola');
  });

  test('is tried at once when the browser is online again', async () => {
    const tab = await opened();
    api.fates = ['down'];
    await say(tab, 'Hola');
    tab.chat.retry();
    await settled();
    expect(tab.shown.at(-1)).toBe('< heard Hola');
    await tab.tick(); // the pause that was cut short ends, too
    expect(api.heard).toEqual(['Hola']);
  });

  test('but was heard is answered by where the conversation stands, and not sent again', async () => {
    const tab = await opened();
    await say(tab, 'Hola');
    api.fates = ['lost'];
    await say(tab, 'Un corte');
    await tab.tick();
    expect(tab.shown.slice(-2)).toEqual(['> Un corte', '< newest']);
    expect(api.asked.slice(-2)).toEqual(['sendChatMessage', 'conversation']);
    expect([api.heard, tab.store.read().revision]).toEqual([['Hola', 'Un corte'], 4]);
  });

  test('is sent by the next page, shown as before', async () => {
    const tab = await opened();
    api.fates = ['down'];
    await say(tab, 'Hola');
    tab.close();
    browser.leave();
    const next = new Tab(browser, api);
    next.chat.resume();
    await settled();
    expect(next.shown).toEqual(['> Hola', '< heard Hola']);
    void next.chat.open();
    await settled();
    expect(next.shown).toEqual(['> Hola', '< heard Hola', '= Peluquería Ana']);
  });

  test('that is refused says so, and is tried when somebody asks for it', async () => {
    const tab = await opened();
    api.fates = ['refused'];
    await say(tab, 'Hola');
    expect([tab.isUnavailable, tab.complaints, tab.pauses, tab.state]).toEqual([true, ['no'], [], 'unsent']);
    tab.chat.retry();
    await settled();
    expect([tab.isUnavailable, tab.shown.at(-1)]).toEqual([false, '< heard Hola']);
  });
});

describe('another tab', () => {
  test('shows what is said in this one, and its answer, once', async () => {
    const [one, other] = [await opened(), await opened()];
    one.chat.send('Hola');
    const following = other.chat.follow();
    await settled();
    await following;
    expect(other.shown).toEqual(['= Peluquería Ana', '> Hola', '< newest']);
    const asked = api.asked.length;
    await other.chat.follow();
    expect([other.shown.length, api.asked.length]).toEqual([3, asked]);
    await say(other, 'Un corte');
    expect(api.heard).toEqual(['Hola', 'Un corte']);
  });

  test('that missed it is shown the newest answer, and its own message is not heard', async () => {
    const [one, other] = [await opened(), await opened()];
    await say(one, 'Hola');
    await say(other, 'sí');
    expect(other.shown.at(-1)).toBe('< stale');
    expect(api.heard).toEqual(['Hola']);
    await say(other, 'Un corte');
    expect(api.heard).toEqual(['Hola', 'Un corte']);
  });

  test('does not send what this one sends', async () => {
    const [one, other] = [await opened(), await opened()];
    api.fates = ['down'];
    await say(one, 'Hola');
    await other.chat.follow();
    expect(await say(other, 'sí')).toBe(false);
    await one.tick();
    expect(api.asked.filter((field) => field === 'sendChatMessage')).toHaveLength(2);
    expect(other.shown).toEqual(['= Peluquería Ana', '> Hola', '< newest']);
  });
});

describe('a conversation that has ended long ago', () => {
  test('is begun anew when the chat is opened, under another id', async () => {
    const tab = await opened();
    await say(tab, 'Hola');
    const { id } = tab.store.read();
    api.conversations.clear();
    tab.close();
    const next = await opened();
    expect(next.store.read()).toEqual({ id: expect.not.stringContaining(id) as string, revision: 0 });
    await say(next, 'Hola otra vez');
    expect(api.heard).toEqual(['Hola', 'Hola otra vez']);
  });

  test('hears what was left unsent as the first message of another', async () => {
    const tab = await opened();
    await say(tab, 'Hola');
    api.fates = ['down'];
    await say(tab, 'Un corte');
    const { id } = tab.store.read();
    api.conversations.clear();
    await tab.tick();
    expect(api.heard).toEqual(['Hola', 'Un corte']);
    expect(tab.store.read().id).not.toBe(id);
  });

  test('under the visitor’s eyes is said to be elsewhere, and goes on under another id', async () => {
    const tab = await opened();
    await say(tab, 'Hola');
    const { id } = tab.store.read();
    api.conversations.clear();
    await say(tab, 'Un corte');
    expect(tab.shown.at(-1)).toBe('< stale');
    expect(tab.store.read()).toEqual({ id: expect.not.stringContaining(id) as string, revision: 0 });
    await say(tab, 'Un corte');
    expect(api.heard).toEqual(['Hola', 'Un corte']);
  });
});

test('what is typed before the API has said where the conversation stands goes by what was seen before the reload', async () => {
  const tab = await opened();
  await say(tab, 'Hola');
  tab.close();
  api.fates = ['down'];
  const next = await opened();
  await say(next, 'Un corte');
  expect(next.shown).toEqual(['> Un corte', '< heard Un corte']);
  await next.tick();
  expect(next.shown).toEqual(['> Un corte', '< heard Un corte', '= Peluquería Ana']);
});

test.each([
  [['answered'], 'cancelled', ['cancelBooking', 'conversation']],
  [['down'], 'failed', ['cancelBooking']],
  [['refused'], 'failed', ['cancelBooking']],
] as const)('a cancellation that is %s has %s', async (fates, outcome, asked) => {
  const tab = await opened();
  api.fates = [...fates];
  expect(await tab.chat.cancel('a-booking')).toBe(outcome);
  expect(api.asked.slice(1)).toEqual(asked);
});

test('a cancellation that comes too late says so', async () => {
  const tab = new Tab(browser, {
    ask: () => Promise.resolve({ kind: 'refused', reason: '', errorType: 'AlreadyBegun' }),
  });
  expect(await tab.chat.cancel('a-booking')).toBe('begun');
});

describe('a booking that others cancel', () => {
  const BOOKING: NonNullable<Reply['booking']> = {
    ...{ id: 'booking', status: 'CONFIRMED', serviceName: 'Corte', providerName: 'Ana', timeZone: 'Europe/Madrid' },
    startsAt: '2026-03-31T08:00:00.000Z',
  };

  async function booked(): Promise<Tab> {
    const tab = await opened();
    api.booking = BOOKING;
    await say(tab, 'sí');
    return tab;
  }

  const told = (tab: Tab): number => tab.shown.filter((line) => line === '< withdrawn').length;

  test('is followed by one subscription while it stands, and shown once', async () => {
    const tab = await booked();
    const { id, bookedFor } = tab.store.read();
    expect([tab.subscribed, bookedFor]).toEqual([[id], BOOKING.startsAt]);
    api.withdraw();
    tab.changed();
    tab.changed();
    await settled();
    expect([told(tab), tab.subscribed, tab.store.read().bookedFor]).toEqual([1, [], undefined]);
  });

  test('is not followed once it has begun', async () => {
    const tab = await opened();
    api.booking = { ...BOOKING, startsAt: '2026-03-30T07:59:00.000Z' };
    await say(tab, 'sí');
    expect(tab.subscribed).toEqual([]);
  });

  test('is asked for by the next page, and again by the one after it until somebody has seen it', async () => {
    const tab = await booked();
    tab.close();
    browser.leave();
    api.withdraw();
    for (const page of ['next', 'after it']) {
      const next = new Tab(browser, api);
      next.isSeen = false;
      next.chat.watch();
      await settled();
      expect([page, told(next), next.subscribed.length]).toEqual([page, 1, 1]);
      if (page === 'after it') {
        next.isSeen = true;
        await next.chat.open();
        expect([told(next), next.subscribed]).toEqual([1, []]);
      }
    }
    expect(tab.store.read().bookedFor).toBeUndefined();
  });

  test('is asked for until it is answered, and at once when the browser is online', async () => {
    const tab = await booked();
    api.withdraw();
    api.fates = ['down', 'down'];
    tab.changed();
    await settled();
    expect(told(tab)).toBe(0);
    tab.chat.retry();
    await settled();
    await tab.tick();
    expect(told(tab)).toBe(1);
  });

  test('is nothing to show where the key is refused', async () => {
    const tab = await booked();
    api.fates = ['refused'];
    tab.changed();
    await settled();
    expect([tab.isUnavailable, tab.complaints]).toEqual([false, []]);
  });
});
