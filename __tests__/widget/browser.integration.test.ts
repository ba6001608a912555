import { source as AXE, type AxeResults } from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page, Route } from 'playwright-core';
import type { Made } from '../../local/booking/site';
import { startLocal, type LocalRun } from '../../local/run';
import { openChromium } from '../../programs/chromium';
import { serveLoopback } from '../../programs/loopback-server';
import { copyCheckout } from '../support/checkout';
import { describeUnless, whyMissing } from '../support/loud-skip';
import { Visitor } from './visitor';

/*
 * The chat as a visitor has it: in a browser, on a page of a business, with the booking chat of a laptop behind it.
 */

describeUnless(whyMissing(['chromium']), 'the chat widget in a browser', () => {
  const checkout = copyCheckout();
  let run: LocalRun;
  let made: Made;
  let browser: Browser;
  let origin: string;
  /** Of the first business, which counts no messages of a minute that matter here. */
  let key: string;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    [run, browser] = await Promise.all([startLocal({ root: checkout.root, system: 'booking' }), openChromium()]);
    made = (await run.demo()).made as Made;
    ({ origin } = new URL(run.endpoint));
    key = await keyOf({ name: 'tests', requestsPerMinute: 600 });
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await run?.close();
    checkout.remove();
  });

  async function keyOf(input: object): Promise<string> {
    const { tenantId } = made.businesses[0]!;
    const answer = await run.ask('catalog', { action: 'createApiKey', tenantId, input });
    return (answer as { value: { key: string } }).value.key;
  }

  /** A browser of somebody new. The API is on this machine, and the pages that ask it are not. */
  async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const permissions = ['local-network-access'];
    const context = await browser.newContext({ locale: 'es-ES', timezoneId: 'Europe/Madrid', permissions, ...options });
    contexts.push(context);
    return context;
  }

  /** @param expression of `root`, where all of the chat is */
  const inChat = (visitor: Visitor, expression: string): Promise<unknown> =>
    visitor.page.evaluate(`(async (root) => (${expression}))(document.querySelector('trinity-chat').shadowRoot)`);

  interface Host {
    readonly attributes?: string;
    readonly lang?: string;
    readonly policy?: string;
    readonly css?: string;
  }

  const html = ({ attributes, lang = 'es' }: Host): string => {
    const tag = attributes ?? `data-key="${key}" data-endpoint="${run.endpoint}"`;
    return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>Host</title><link rel="icon" href="/icon.svg">
      <link rel="stylesheet" href="/host.css"><main><h1>Host</h1><p id="own">Its own words</p></main>
      <script src="${origin}/widget/chat.js" ${tag} async></script></html>`;
  };

  /** The address of another page that has the chat, in that browser. */
  async function hostPage(context: BrowserContext, host: Host = {}): Promise<string> {
    const { policy, css = '' } = host;
    const headers: Record<string, string> = policy ? { 'content-security-policy': policy } : {};
    const url = `${origin}/host`;
    await context.route(url, (route) => route.fulfill({ contentType: 'text/html', body: html(host), headers }));
    await context.route(`${origin}/host.css`, (route) => route.fulfill({ contentType: 'text/css', body: css }));
    return url;
  }

  const visitHost = async (host: Host = {}, options: BrowserContextOptions = {}): Promise<Visitor> => {
    const context = await newContext(options);
    return Visitor.at(context, await hostPage(context, host));
  };

  /** Does something else with what is asked for, as long as it is wanted. @param field `sendChatMessage` */
  const intercept = (page: Page, field: string, handle: (route: Route) => Promise<void>): Promise<unknown> =>
    page.route(run.endpoint, (route) =>
      route.request().postData()?.includes(field) ? handle(route) : route.continue(),
    );

  const askAsOwner = async <T>(query: string): Promise<T> => {
    const response = await fetch(run.endpoint, {
      method: 'POST',
      headers: { authorization: made.token, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return ((await response.json()) as { data: T }).data;
  };

  interface Booking {
    readonly status: string;
    readonly serviceName: string;
    readonly customer: { readonly name: string };
  }

  async function bookingsOf(visitor: Visitor): Promise<readonly Booking[]> {
    const { id } = await visitor.kept();
    const { conversationBookings } = await askAsOwner<{ conversationBookings: readonly Booking[] }>(
      `{ conversationBookings(tenantId: "${made.businesses[0]!.tenantId}", conversationId: "${id}") { status serviceName customer { name } } }`,
    );
    return conversationBookings;
  }

  describe.each([
    {
      language: 'es',
      button: 'Reservar por chat',
      says: ['Quiero un corte con Ana', 'lo antes posible', 'la primera', 'soy Eva Ruiz, 600 123 456', 'sí'],
      month: /lunes|martes|miércoles|jueves|viernes/,
      cancel: 'Cancelar la cita',
    },
    {
      language: 'en',
      button: 'Book by chat',
      says: [
        'I would like a corte with Ana',
        'as soon as possible',
        'the first one',
        'I am Eva Hill, eva@example.com',
        'yes',
      ],
      month: /Monday|Tuesday|Wednesday|Thursday|Friday/,
      cancel: 'Cancel the booking',
    },
    {
      language: 'pt',
      button: 'Agendar pelo chat',
      says: ['Quero um corte com Ana', 'o mais cedo possível', 'o primeiro', 'sou Eva Lima, eva@example.com', 'sim'],
      month: /segunda|terça|quarta|quinta|sexta/,
      cancel: 'Cancelar o agendamento',
    },
  ])('on the page of npm start, in $language', ({ language, button, says, month, cancel }) => {
    test('a visitor books with the keyboard alone, and nothing of it breaks a strict policy', async () => {
      const visitor = await Visitor.at(await newContext(), `${origin}/?lang=${language}`);
      const { page, dialog, launch } = visitor;
      const requested: string[] = [];
      page.on('request', (request) => requested.push(request.url()));
      expect(await launch.getAttribute('aria-haspopup')).toBe('dialog');
      await page.keyboard.press('Shift+Tab'); // it is the last thing of the page
      await page.getByRole('button', { name: button, exact: true }).and(page.locator(':focus')).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Peluquería Ana' }).waitFor();
      for (const text of says) {
        const before = await visitor.answers.count();
        await page.keyboard.type(text);
        await page.keyboard.press('Enter');
        await visitor.answers.nth(before).waitFor();
      }
      const card = dialog.locator('.card');
      expect(await card.innerText()).toMatch(/Corte · Ana/);
      expect(await card.innerText()).toMatch(month);
      await card.getByRole('button', { name: cancel }).waitFor();
      expect(await visitor.answers.last().getAttribute('lang')).toBe(language);
      expect(await bookingsOf(visitor)).toMatchObject([{ status: 'CONFIRMED', serviceName: 'Corte' }]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await launch.and(page.locator(':focus')).waitFor();
      expect(visitor.complaints).toEqual([]);
      expect(requested.filter((url) => url.includes(made.businesses[0]!.key))).toEqual([]);
    });
  });

  /** How often a field was asked for. */
  function counted(page: Page, field: string): () => number {
    let count = 0;
    page.on('request', (request) => void (request.postData()?.includes(`${field}(`) && (count += 1)));
    return () => count;
  }

  const unsent = 'Todavía no se ha enviado.';

  test('two visitors say yes to one time: one has it, the other is told that it is gone', async () => {
    const two = await Promise.all([visitHost(), visitHost()]);
    for (const visitor of two) {
      await visitor.open();
      await visitor.comeToConfirm();
    }
    const told = await Promise.all(two.map((visitor) => visitor.say('sí')));
    expect(told.filter((text) => text.includes('Tienes cita'))).toHaveLength(1);
    expect(told.filter((text) => text.includes('esa hora se acaba de ocupar'))).toHaveLength(1);
    expect((await Promise.all(two.map(bookingsOf))).flat()).toHaveLength(1);
  });

  describe('a conversation', () => {
    test('goes on after a reload', async () => {
      const visitor = await (await visitHost()).open();
      const question = await visitor.say('Quiero un corte con Ana');
      await visitor.page.reload();
      await visitor.open();
      await visitor.answers.nth(1).waitFor();
      expect(await visitor.answers.nth(1).innerText()).toBe(question);
      expect(await visitor.say('lo antes posible')).toContain('Estas horas están libres');
    });

    test('goes on in a second tab, and each shows what was said in the other', async () => {
      const first = await (await visitHost()).open();
      await first.say('Quiero un corte con Ana');
      const context = first.page.context();
      const second = await (await Visitor.at(context, first.page.url())).open();
      await second.answers.nth(1).waitFor();
      const offered = await second.say('lo antes posible');
      await first.answers.filter({ hasText: 'Estas horas están libres' }).waitFor();
      expect(await first.answers.last().innerText()).toBe(offered);
      expect(await first.log.innerText()).toContain('lo antes posible');
      expect(await first.say('la segunda')).toContain('¿A nombre de quién?');
      await second.answers.filter({ hasText: '¿A nombre de quién?' }).waitFor();
      // Nothing comes twice.
      expect([await first.answers.count(), await second.answers.count()]).toEqual([4, 4]);
    });

    test('that is cancelled on its card is asked about once more, and the agent tells so', async () => {
      const visitor = await (await visitHost()).open();
      await visitor.comeToConfirm();
      await visitor.say('sí');
      const card = visitor.dialog.locator('.card');
      const { page } = visitor;
      await card.getByRole('button', { name: 'Cancelar la cita' }).click();
      await page.keyboard.press('Enter'); // what has the focus is the way back
      expect(await bookingsOf(visitor)).toMatchObject([{ status: 'CONFIRMED' }]);
      await page.keyboard.press('Enter');
      await card.getByText('¿Seguro que quieres cancelarla?').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await card.getByText('Cancelada').waitFor();
      await visitor.answers.filter({ hasText: 'Tu cita se ha cancelado' }).waitFor();
      expect(await bookingsOf(visitor)).toMatchObject([{ status: 'CANCELLED' }]);
      expect(await card.getByRole('button').count()).toBe(0);
    });
  });

  describe('a booking that the business cancels', () => {
    const gone = 'Tu cita se ha cancelado: Corte';

    const booked = async (): Promise<Visitor> => {
      const visitor = await (await visitHost()).open();
      const following = followed(visitor.page);
      await visitor.comeToConfirm();
      await visitor.say('sí');
      await following;
      return visitor;
    };

    /** Until the chat is told of changes. Listens at once: what a socket hears before somebody listens is not told. */
    const followed = (page: Page): Promise<void> =>
      new Promise((resolve) => {
        page.on('websocket', (socket) => {
          if (socket.url() !== run.realTimeEndpoint) return;
          socket.on('framereceived', ({ payload }) => {
            if (payload.includes('start_ack')) resolve();
          });
        });
      });

    /** As an administrator's client that selects nothing of whose it is. */
    const cancelAsOwner = async (id: string): Promise<void> => {
      const { tenantId } = made.businesses[0]!;
      const { conversationBookings: found } = await askAsOwner<{ conversationBookings: { id: string }[] }>(
        `{ conversationBookings(tenantId: "${tenantId}", conversationId: "${id}") { id } }`,
      );
      const cancelled = await askAsOwner(
        `mutation { cancelBooking(tenantId: "${tenantId}", id: "${found[0]!.id}") { id } }`,
      );
      expect(cancelled).toEqual({ cancelBooking: { id: found[0]!.id } });
    };

    test('is told at once, in each tab once, and after a reload', async () => {
      const first = await booked();
      const following = new Promise<void>((resolve) => {
        first.page.context().once('page', (page) => void followed(page).then(resolve));
      });
      const second = await Visitor.at(first.page.context(), first.page.url());
      await following;
      await cancelAsOwner((await first.kept()).id);
      await first.answers.filter({ hasText: gone }).waitFor();
      await first.dialog.locator('.card.cancelled').waitFor();
      await second.open();
      await second.answers.filter({ hasText: gone }).waitFor();
      expect(
        await Promise.all([first, second].map(({ answers }) => answers.filter({ hasText: gone }).count())),
      ).toEqual([1, 1]);
      await first.page.reload();
      await first.open();
      await first.answers.filter({ hasText: gone }).waitFor();
      expect(await first.answers.filter({ hasText: gone }).count()).toBe(1);
      expect(first.complaints).toEqual([]);
    });

    test('is told beside the button while the chat is closed, to a screen reader, too', async () => {
      const visitor = await booked();
      await visitor.page.keyboard.press('Escape');
      await cancelAsOwner((await visitor.kept()).id);
      const news = visitor.page.getByRole('status').filter({ hasText: 'Tu cita se ha cancelado.' });
      await news.waitFor();
      await visitor.page.reload();
      await news.waitFor(); // nobody has opened the chat
      await visitor.open();
      await news.waitFor({ state: 'detached' });
      expect(await visitor.answers.filter({ hasText: gone }).count()).toBe(1);
    });

    test('while the browser is offline is told when it is online again', async () => {
      const visitor = await booked();
      await visitor.page.context().setOffline(true);
      await cancelAsOwner((await visitor.kept()).id);
      await visitor.page.context().setOffline(false);
      await visitor.answers.filter({ hasText: gone }).waitFor();
      expect(await visitor.answers.filter({ hasText: gone }).count()).toBe(1);
    });

    test('while no page is there is told by the next one, before the chat is opened', async () => {
      const visitor = await booked();
      const [context, url] = [visitor.page.context(), visitor.page.url()];
      const { id } = await visitor.kept();
      await visitor.page.close();
      await cancelAsOwner(id);
      const next = await Visitor.at(context, url);
      await next.open();
      await next.answers.filter({ hasText: gone }).waitFor();
      expect(await next.answers.filter({ hasText: gone }).count()).toBe(1);
    });
  });

  describe('a message', () => {
    test('that was typed offline is sent once the browser is online, once', async () => {
      const visitor = await (await visitHost()).open();
      const sends = counted(visitor.page, 'sendChatMessage');
      await visitor.say('Quiero un corte con Ana');
      await visitor.page.context().setOffline(true);
      await visitor.type('lo antes posible');
      await visitor.log.getByText(unsent).waitFor();
      await visitor.type('otra cosa');
      await visitor.dialog.getByText('El mensaje anterior todavía no se ha enviado.').waitFor();
      expect(await visitor.input.inputValue()).toBe('otra cosa');
      const before = sends();
      await visitor.page.context().setOffline(false);
      await visitor.answers.filter({ hasText: 'Estas horas están libres' }).waitFor();
      await visitor.log.getByText(unsent).waitFor({ state: 'detached' });
      expect(sends()).toBe(before + 1);
      expect((await visitor.kept()).unsent).toBeUndefined();
    });

    test('whose answer was lost is heard once, and answered', async () => {
      const visitor = await (await visitHost()).open();
      let heard = 0;
      await intercept(visitor.page, 'sendChatMessage(', async (route) => {
        heard += 1;
        await route.fetch();
        await route.abort();
      });
      await visitor.type('Quiero un corte con Ana');
      await visitor.log.getByText('¿Qué día y a qué hora te viene bien?').waitFor();
      expect(heard).toBe(1);
      expect(await visitor.log.innerText()).not.toContain('ha seguido en otra ventana');
    });

    test('is sent after a 503, and after a reload in between, without a click', async () => {
      const visitor = await (await visitHost()).open();
      await intercept(visitor.page, 'sendChatMessage(', (route) => route.fulfill({ status: 503, body: 'busy' }));
      await visitor.type('Quiero un corte con Ana');
      await visitor.log.getByText(unsent).waitFor();
      await visitor.page.unrouteAll();
      await visitor.page.reload();
      await visitor.answers.filter({ hasText: '¿Qué día y a qué hora te viene bien?' }).waitFor({ state: 'attached' }); // not open yet
      await visitor.open();
      expect(await visitor.log.innerText()).toMatch(/Quiero un corte con Ana\s+Respuesta:\s+¿Qué día y a qué hora/);
    });

    test('goes through when the API is there again, by itself', async () => {
      const visitor = await (await visitHost()).open();
      let failures = 0;
      await intercept(visitor.page, 'sendChatMessage(', (route) => {
        failures += 1;
        return failures > 2 ? route.continue() : route.fulfill({ status: 503, body: '<h1>Service Unavailable</h1>' });
      });
      expect(await visitor.say('Quiero un corte con Ana')).toContain('¿Qué día y a qué hora te viene bien?');
      expect(failures).toBe(3);
      expect(await visitor.answers.count()).toBe(2);
    });

    test('of more than 1,000 characters is refused before it is sent', async () => {
      const visitor = await (await visitHost()).open();
      const sends = counted(visitor.page, 'sendChatMessage');
      await visitor.input.fill('a'.repeat(1_001));
      await visitor.page.keyboard.press('Enter');
      await visitor.dialog.getByText('El mensaje tiene 1001 caracteres; caben 1000.').waitFor();
      expect(sends()).toBe(0);
      await visitor.input.fill('a'.repeat(1_000));
      await visitor.page.keyboard.press('Enter');
      await visitor.answers.nth(1).waitFor();
      expect(sends()).toBe(1);
    });
  });

  describe('an API that', () => {
    const unavailable = 'El chat no está disponible en este momento.';

    test('answers something else says so to both, and is tried again by a click', async () => {
      const visitor = await (await visitHost()).open();
      await intercept(visitor.page, 'sendChatMessage(', (route) =>
        route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome to our network</h1>' }),
      );
      await visitor.type('Quiero un corte con Ana');
      await visitor.dialog.getByText(unavailable).waitFor();
      await visitor.log.getByText(unsent).waitFor();
      expect(visitor.complaints).toEqual([
        "Trinity's chat: What answers at data-endpoint is no GraphQL API: status 200, and no JSON of one.",
      ]);
      await visitor.page.unrouteAll();
      await visitor.dialog.getByRole('button', { name: 'Probar otra vez' }).click();
      await visitor.answers.filter({ hasText: '¿Qué día y a qué hora te viene bien?' }).waitFor();
      expect(await visitor.dialog.getByText(unavailable).count()).toBe(0);
    });

    test('does not know the key says so to the visitor, and why on the console, without the key', async () => {
      const wrong = `bk_${'x'.repeat(32)}`;
      const attributes = `data-key="${wrong}" data-endpoint="${run.endpoint}"`;
      const visitor = await (await visitHost({ attributes })).open();
      await visitor.dialog.getByText(unavailable).waitFor();
      const said = visitor.complaints.join('\n');
      expect(said).toContain("Trinity's chat: The API does not let this page in (401)");
      expect(said).not.toContain(wrong);
    });

    test('may not be shown on this origin says the same', async () => {
      const elsewhere = await keyOf({ name: 'elsewhere', origins: ['https://shop.example'] });
      const attributes = `data-key="${elsewhere}" data-endpoint="${run.endpoint}"`;
      const visitor = await (await visitHost({ attributes })).open();
      await visitor.dialog.getByText(unavailable).waitFor();
    });
  });

  describe('the page around it', () => {
    test('of another origin has the chat by the same tag', async () => {
      const server = await serveLoopback((request, response) => {
        response.end(request.url === '/' ? html({}) : '');
        return Promise.resolve();
      });
      const visitor = await (await Visitor.at(await newContext(), server.endpoint)).open();
      expect(await visitor.say('Quiero un corte con Ana')).toContain('¿Qué día y a qué hora te viene bien?');
      expect(visitor.complaints).toEqual([]);
      await visitor.page.close();
      await server.close();
    });

    test('with a wrong tag goes on unharmed, and is told what to write', async () => {
      const visitor = await visitHost({
        attributes: 'data-key="bk_short" data-endpoint="ftp://x" data-position="top"',
      });
      await expect(visitor.page.locator('#own').innerText()).resolves.toBe('Its own words');
      await visitor.page.waitForFunction('document.readyState === "complete"');
      expect(visitor.complaints).toHaveLength(3);
      expect(visitor.complaints.join('\n')).toContain('Write data-key="bk_…"');
      expect(await visitor.launch.count()).toBe(0);
    });

    test('may have a policy without anything inline', async () => {
      const visitor = await (await visitHost({ policy: "default-src 'self'; style-src 'self'" })).open();
      await visitor.say('Quiero un corte con Ana');
      expect(visitor.complaints).toEqual([]);
      expect(await inChat(visitor, 'getComputedStyle(root.querySelector("dialog")).display')).toBe('flex');
    });

    /** What can be seen of the chat. */
    const looks = (visitor: Visitor): Promise<unknown> =>
      inChat(
        visitor,
        `[root.host, ...root.querySelectorAll('*')].map((one) => {
          const { x, y, width, height } = one.getBoundingClientRect();
          const { color, backgroundColor, font, display, visibility, opacity, letterSpacing } = getComputedStyle(one);
          return { x, y, width, height, color, backgroundColor, font, display, visibility, opacity, letterSpacing };
        })`,
      );

    test('may have hostile style: nothing of it gets in', async () => {
      const css = `
        * { all: unset !important; display: block !important; visibility: hidden !important; color: red !important; opacity: .1 !important;
          position: static !important; font: 60px cursive !important; letter-spacing: 2em !important; transform: scale(3) !important; }
        html { font-size: 3px !important; }
        trinity-chat { display: none !important; width: 1px !important; z-index: -1 !important; }`;
      const [plain, hostile] = await Promise.all([visitHost(), visitHost({ css })]);
      for (const visitor of [plain, hostile]) await visitor.launch.waitFor();
      expect(await looks(hostile)).toEqual(await looks(plain));
      for (const visitor of [plain, hostile]) await visitor.open();
      for (const visitor of [plain, hostile]) await visitor.dialog.getByText('Peluquería Ana').waitFor();
      for (const visitor of [plain, hostile]) {
        await inChat(visitor, 'Promise.all(root.getAnimations().map((one) => one.finished))');
      }
      expect(await looks(hostile)).toEqual(await looks(plain));
    });

    test('does not move, whatever the chat does', async () => {
      const context = await newContext();
      await context.addInitScript(`
        globalThis.moved = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) moved += entry.value; }).observe({ type: 'layout-shift', buffered: true });`);
      const visitor = await (await Visitor.at(context, await hostPage(context))).open();
      const before = await visitor.page.locator('#own').boundingBox();
      await visitor.say('Quiero un corte con Ana');
      expect(await visitor.page.locator('#own').boundingBox()).toEqual(before);
      expect(await visitor.page.evaluate('moved')).toBe(0);
    });

    test('hears no key that is typed into the chat', async () => {
      const visitor = await visitHost();
      await visitor.page.evaluate('globalThis.heard = 0; document.addEventListener("keydown", () => heard++)');
      await visitor.open();
      await visitor.say('Hola');
      await visitor.page.keyboard.press('Escape');
      expect(await visitor.page.evaluate('heard')).toBe(0);
    });
  });

  describe('everybody', () => {
    test('hears each answer once: it is added to the log at once, and stays as it is', async () => {
      const visitor = await (await visitHost()).open();
      expect(await visitor.log.getAttribute('role')).toBe('log'); // which is polite
      await inChat(
        visitor,
        `globalThis.added = [], new MutationObserver((records) => {
          for (const { addedNodes } of records)
            for (const node of addedNodes) if (node.ariaHidden !== 'true') added.push(node.textContent);
        }).observe(root.querySelector('.log'), { childList: true, subtree: true, characterData: true })`,
      );
      const answer = await visitor.say('Quiero un corte con Ana');
      const added = await visitor.page.evaluate<string[]>('added');
      expect(added).toHaveLength(2);
      expect(added[0]).toContain('Quiero un corte con Ana');
      expect(answer).toContain(added[1]!.replace('Respuesta: ', ''));
    });

    describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
      test('can use it, as far as axe can tell', async () => {
        const visitor = await visitHost({}, { colorScheme });
        await visitor.launch.waitFor();
        expect(await violationsOf(visitor.page)).toEqual([]);
        await visitor.open();
        await visitor.comeToConfirm();
        await visitor.say('sí');
        expect(await violationsOf(visitor.page)).toEqual([]);
        await visitor.page.context().setOffline(true);
        await visitor.type('Hola');
        await visitor.log.getByText(unsent).waitFor();
        expect(await violationsOf(visitor.page)).toEqual([]);
      });

      test('can use the page of npm start, too', async () => {
        const visitor = await Visitor.at(await newContext({ colorScheme }), origin);
        await visitor.launch.waitFor();
        expect(await violationsOf(visitor.page)).toEqual([]);
      });
    });

    async function violationsOf(page: Page): Promise<readonly string[]> {
      await page.evaluate(AXE);
      const { violations } = await page.evaluate<AxeResults>('axe.run(document)');
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
      );
    }

    test('has all of it on a screen of 320 pixels, in targets that a finger meets', async () => {
      const visitor = await visitHost({}, { viewport: { width: 320, height: 480 } });
      await visitor.open();
      await visitor.comeToConfirm();
      await visitor.say('sí');
      const box = (await visitor.dialog.boundingBox())!;
      expect([box.x >= 0, box.x + box.width <= 320, box.y >= 0, box.y + box.height <= 480]).toEqual([
        true,
        true,
        true,
        true,
      ]);
      expect(
        await inChat(visitor, "root.querySelector('.log').scrollWidth <= root.querySelector('.log').clientWidth"),
      ).toBe(true);
      expect(await visitor.page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      for (const button of await visitor.dialog.getByRole('button').all()) {
        const { width, height } = (await button.boundingBox())!;
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
      }
    });

    test('sees no motion who wants none', async () => {
      const animated = async (visitor: Visitor) => Number(await inChat(visitor, 'root.getAnimations().length'));
      const [still, moving] = await Promise.all([
        visitHost({}, { reducedMotion: 'reduce' }),
        visitHost({}, { reducedMotion: 'no-preference' }),
      ]);
      const [none, some] = [await still.open(), await moving.open()];
      for (const { page } of [none, some]) {
        await intercept(page, 'sendChatMessage(', () => new Promise(() => undefined));
      }
      for (const visitor of [none, some]) {
        await visitor.type('Hola');
        await visitor.log.locator('.dots').waitFor();
      }
      expect([await animated(none), (await animated(some)) > 0]).toEqual([0, true]);
    });
  });

  describe('it speaks', () => {
    test.each([
      ['the language of the tag', { attributes: 'data-language="pt"', lang: 'en' }, 'es-ES', 'Agendar pelo chat'],
      ['that of the page', { lang: 'en-GB' }, 'es-ES', 'Book by chat'],
      ['that of the browser', { lang: 'fr' }, 'pt-BR', 'Agendar pelo chat'],
      ['that of the business', { lang: 'fr' }, 'de-DE', 'Reservar por chat'],
    ])('%s', async (_, { attributes = '', lang }: { attributes?: string; lang: string }, locale, name) => {
      const tag = `data-key="${key}" data-endpoint="${run.endpoint}" ${attributes}`;
      const visitor = await visitHost({ attributes: tag, lang }, { locale });
      await visitor.page.getByRole('button', { name, exact: true }).waitFor();
    });
  });
});
