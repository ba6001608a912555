import { source as AXE } from 'axe-core';
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Made } from '../../../local/booking/site';
import { startLocal, type LocalRun } from '../../../local/run';
import { TENANTS_CLAIM } from '../../../model/booking/administrators';
import { openChromium } from '../../../programs/chromium';
import { codeOf, Person, sessionOf } from '../../local/cognito/support';
import { copyCheckout } from '../../support/checkout';
import { describeUnless, whyMissing } from '../../support/loud-skip';
import { Visitor } from '../../widget/visitor';

/*
 * The calendar as an administrator has it: in a browser, with the booking chat and the user pool of a laptop behind it.
 */

const PASSWORD = 'Correct-horse-battery-1';
const HOUR = 3_600_000;

describeUnless(whyMissing(['chromium']), "the administrators' page of the booking chat", () => {
  const checkout = copyCheckout();
  let run: LocalRun;
  let made: Made & { readonly administrator: { readonly email: string; readonly temporaryPassword: string } };
  let browser: Browser;
  let context: BrowserContext;
  /** By which the run's clock is ahead of the browser's. */
  let ahead = 0;
  let count = 0;
  const complaints: string[] = [];
  /** What the page has asked since: Cognito's operations, and `GraphQL`. */
  const asked: string[] = [];
  const bodies: string[] = [];

  beforeAll(async () => {
    [run, browser] = await Promise.all([
      startLocal({ root: checkout.root, system: 'booking', now: () => Date.now() + ahead }),
      openChromium(),
    ]);
    made = (await run.demo()).made as typeof made;
  });
  afterAll(async () => {
    await browser?.close();
    await run?.close();
    checkout.remove();
  });
  beforeEach(async () => {
    for (const list of [complaints, asked, bodies]) list.length = 0;
    context = await browser.newContext({ timezoneId: 'Asia/Tokyo' }); // the business's counts
  });
  afterEach(async () => {
    ahead = 0;
    await context.close();
  });

  const pool = () => run.signIn!.userPoolId;
  const business = () => made.businesses[0]!;

  /** Somebody of the pool, with a password of their own. */
  async function letIn(claim: string, Permanent = true): Promise<string> {
    const email = `member-${(count += 1)}@example.com`;
    const attributes = { email, email_verified: 'true', [TENANTS_CLAIM]: claim };
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    const who = { UserPoolId: pool(), Username: email };
    await run.askCognito('AdminCreateUser', { ...who, UserAttributes, MessageAction: 'SUPPRESS' });
    await run.askCognito('AdminSetUserPassword', { ...who, Password: PASSWORD, Permanent });
    return email;
  }
  const owner = () => letIn(`${business().tenantId}:OWNER`);
  const tell = (operation: string, email: string, more: object = {}) =>
    run.askCognito(operation, { UserPoolId: pool(), Username: email, ...more });

  async function window(): Promise<Page> {
    const page = await context.newPage();
    page.on('console', (said) => complaints.push(said.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('request', (request) => {
      if (request.method() !== 'POST') return;
      const target = request.headers()['x-amz-target'];
      asked.push(target?.split('.')[1] ?? 'GraphQL');
      bodies.push(request.postData() ?? '');
    });
    await page.goto(run.admin!);
    return page;
  }
  async function type(page: Page, email: string, password: string): Promise<void> {
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
  }
  /** Signed in, with a day before their eyes. */
  async function enter(email: string): Promise<Page> {
    const page = await window();
    await type(page, email, PASSWORD);
    await page.locator('#day[data-day]').waitFor();
    return page;
  }
  const says = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text, visible: true }).waitFor();

  async function ask<T>(query: string, variables: object, authorization = business().key): Promise<T> {
    const response = await fetch(run.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }
  interface Slot {
    readonly startsAt: string;
    readonly free: readonly { readonly providerId: string; readonly localTime: string }[];
  }
  const SLOTS = `query ($serviceId: ID!, $providerId: ID, $from: AWSDate!, $days: Int) {
    availableSlots(serviceId: $serviceId, providerId: $providerId, from: $from, days: $days) {
      startsAt free { providerId localTime }
    }
  }`;
  const slots = async (variables: object): Promise<readonly Slot[]> =>
    (await ask<{ availableSlots: readonly Slot[] }>(SLOTS, variables)).availableSlots;

  interface Offered {
    readonly services: readonly { readonly id: string; readonly name: string }[];
    readonly providers: readonly { readonly id: string; readonly name: string }[];
  }
  const offered = () => ask<Offered>('{ services { id name } providers { id name } }', {});

  /** What a visitor books. @param skipped how many of the free times others may have */
  async function book(name: string, skipped = 0) {
    const { services } = await offered();
    const serviceId = services.find((one) => one.name === 'Corte')!.id;
    const from = new Date(Date.now() + 48 * HOUR).toISOString().slice(0, 10);
    const { startsAt, free } = (await slots({ serviceId, from, days: 7 }))[skipped]!;
    const { providerId, localTime } = free[0]!;
    const customer = { name, phone: '600 111 222' };
    const input = { requestId: randomUUID(), serviceId, providerId, startsAt, customer };
    const query = 'mutation ($input: BookInput!) { book(input: $input) { id } }';
    const { id } = (await ask<{ book: { id: string } }>(query, { input })).book;
    return { id, serviceId, providerId, startsAt, day: localTime.slice(0, 10), time: localTime.slice(11) };
  }
  async function goTo(page: Page, day: string): Promise<void> {
    await page.locator('#date').fill(day);
    await page.locator(`#day[data-day="${day}"]:not([aria-busy])`).waitFor();
  }

  /** A secret of an app that is set up, by a program. */
  async function setUpApp(email: string): Promise<string> {
    const { endpoint, userPoolId: UserPoolId, clientId: ClientId } = run.signIn!;
    const person = new Person({ endpoint }, email, { UserPoolId, ClientId });
    sessionOf(await person.signIn(PASSWORD));
    const secret = await person.setUpApp();
    await person.verifyApp(codeOf(secret, Date.now() - 30_000));
    await tell('AdminSetUserMFAPreference', email, { SoftwareTokenMfaSettings: { Enabled: true } });
    return secret;
  }

  it('signs in by a temporary password, which stays in the browser, and a new one; then shows today', async () => {
    const { email, temporaryPassword } = made.administrator;
    const page = await window();
    await type(page, email, temporaryPassword);
    await page.getByRole('heading', { name: 'A password of your own' }).waitFor();
    await page.getByLabel('New password', { exact: true }).fill('short');
    await page.getByLabel('New password, again').fill('short');
    await page.keyboard.press('Enter');
    await says(page, 'The password is not taken. Password not long enough.');
    for (const label of ['New password', 'New password, again'])
      await page.getByLabel(label, { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('#day[data-day]').waitFor();
    expect(await page.locator('#business').innerText()).toBe(business().name);
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Madrid' }).format(Date.now());
    expect(await page.locator('#date').inputValue()).toBe(today);
    expect(await page.locator('#day h3').allInnerTexts()).toEqual(['Ana', 'Luis']);
    expect(bodies.filter((body) => body.includes(temporaryPassword))).toEqual([]);
    expect(asked).toEqual([
      ...['InitiateAuth', 'RespondToAuthChallenge', 'RespondToAuthChallenge', 'RespondToAuthChallenge'],
      ...['GraphQL', 'GraphQL'],
    ]);
  });

  it('asks two things of Cognito to sign in, two of the API to show a day, and one for another day', async () => {
    const page = await enter(await owner());
    expect(asked.splice(0)).toEqual(['InitiateAuth', 'RespondToAuthChallenge', 'GraphQL', 'GraphQL']);
    const day = await page.locator('#date').inputValue();
    await page.getByRole('button', { name: 'Day after' }).click();
    await page.locator(`#day:not([data-day="${day}"]):not([aria-busy])`).waitFor();
    expect(asked).toEqual(['GraphQL']);
    await page.getByRole('button', { name: 'Day before' }).click();
    await page.locator(`#day[data-day="${day}"]:not([aria-busy])`).waitFor();
    expect(complaints).toEqual([]);
  });

  it('asks for the code of an app, and says what a wrong one and a used one are', async () => {
    const email = await owner();
    const secret = await setUpApp(email);
    const page = await window();
    await type(page, email, PASSWORD);
    const code = page.getByLabel('Code of your app');
    await code.fill('000000');
    await page.keyboard.press('Enter');
    await says(page, 'The code is wrong.');
    const right = codeOf(secret, Date.now());
    await code.fill(`${right.slice(0, 3)} ${right.slice(3)}`);
    await page.keyboard.press('Enter');
    await page.locator('#day[data-day]').waitFor();
    const other = await window();
    await type(other, email, PASSWORD);
    await other.getByLabel('Code of your app').fill(right);
    await other.keyboard.press('Enter');
    await says(other, 'That code was used already.');
  });

  it('lets people set up an app where the pool wants one of all', async () => {
    const settings = run.stack().userPools.pools.find(({ id }) => id === pool())! as { mfa: string };
    const before = settings.mfa;
    settings.mfa = 'ON';
    try {
      const page = await window();
      await type(page, await owner(), PASSWORD);
      const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '');
      const link = (await page.getByRole('link', { name: 'Add to the app' }).getAttribute('href'))!;
      expect(link).toMatch(/^otpauth:\/\/totp\/Trinity%3Amember-\d+%40example\.com\?/);
      expect(new URL(link).searchParams.get('secret')).toBe(secret);
      const code = page.getByLabel('Code that the app shows');
      await code.fill('000000');
      await page.keyboard.press('Enter');
      await says(page, 'The code is wrong.');
      await code.fill(codeOf(secret, Date.now()));
      await page.keyboard.press('Enter');
      await page.locator('#day[data-day]').waitFor();
    } finally {
      settings.mfa = before;
    }
  });

  it('shows what a visitor has booked, and cancels it after a question', async () => {
    const { id, serviceId, providerId, startsAt, day, time } = await book('Eva');
    const page = await enter(await letIn(`${business().tenantId}:STAFF`));
    await goTo(page, day);
    const entry = page.locator(`[data-booking="${id}"]`);
    for (const text of [time, 'Corte', 'Eva', '600 111 222']) expect(await entry.innerText()).toContain(text);
    const isFree = async () =>
      (await slots({ serviceId, providerId, from: day, days: 1 })).some((slot) => slot.startsAt === startsAt);
    expect(await isFree()).toBe(false);
    await entry.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Cancel this booking?' }).getByText('Corte of Eva').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await isFree()).toBe(false);
    await entry.getByRole('button').click();
    await page.getByRole('button', { name: 'Cancel the booking' }).click();
    await entry.getByText('Cancelled').waitFor();
    await page.getByRole('status').filter({ hasText: 'The booking of Eva is cancelled.' }).waitFor();
    expect(await page.evaluate('document.activeElement.dataset.booking')).toBe(id);
    expect(await isFree()).toBe(true);
    const mutation = bodies.find((body) => body.includes('cancelBooking'))!;
    for (const field of ['id', 'status', 'startsAt', 'endsAt', 'conversationId']) expect(mutation).toContain(field);
    expect(complaints).toEqual([]);
  });

  it('tells a visitor who has booked in the chat, when who has signed in by the code of an app cancels', async () => {
    const visitor = await (await Visitor.at(context, run.page!)).open();
    await visitor.comeToConfirm('soy Rita Vega, 600 123 456');
    await visitor.say('sí');
    await visitor.dialog.locator('.card').waitFor();

    const email = await owner();
    const secret = await setUpApp(email);
    const page = await window();
    await type(page, email, PASSWORD);
    await page.getByLabel('Code of your app').fill(codeOf(secret, Date.now()));
    await page.keyboard.press('Enter');
    await page.locator('#day[data-day]').waitFor();
    const entry = page.locator('[data-booking]').filter({ hasText: 'Rita Vega' });
    while ((await entry.count()) === 0) {
      const day = await page.locator('#day').getAttribute('data-day');
      await page.getByRole('button', { name: 'Day after' }).click();
      await page.locator(`#day:not([data-day="${day}"]):not([aria-busy])`).waitFor();
    }
    await entry.getByRole('button').click();
    await page.getByRole('button', { name: 'Cancel the booking' }).click();
    await entry.getByText('Cancelled').waitFor();

    await visitor.answers.filter({ hasText: 'Tu cita se ha cancelado: Corte' }).waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('changes hours of a weekday and of a day, and what visitors are offered with them', async () => {
    const { services, providers } = await offered();
    const [serviceId, providerId] = [services[0]!.id, providers.find(({ name }) => name === 'Luis')!.id];
    const free = async (from: string) =>
      (await slots({ serviceId, providerId, from, days: 1 })).map(({ free: [one] }) => one!.localTime.slice(11));
    const sunday = new Date(Date.now() + 7 * 24 * HOUR);
    sunday.setUTCDate(sunday.getUTCDate() + 7 - (sunday.getUTCDay() || 7));
    const day = sunday.toISOString().slice(0, 10);
    expect(await free(day)).toEqual([]);
    const page = await enter(await letIn(`${business().tenantId}:STAFF`));
    await page.getByRole('link', { name: 'Hours' }).click();
    await page.getByLabel('Who').selectOption('Luis');
    const week = page.locator('#week');
    const open = week.getByRole('group', { name: 'Sunday' }).getByLabel('Open');
    await open.fill('10 to 12');
    await week.getByRole('button').click();
    await says(page, '“10 to 12” is not understood.');
    await open.fill('10:00-12:00');
    asked.length = 0;
    await week.getByRole('button').click();
    await page.getByRole('status').filter({ hasText: 'The week is saved.' }).waitFor();
    expect(asked).toEqual(['GraphQL']); // the weekday that has changed
    expect(await free(day)).toContain('10:00');
    const exception = page.locator('#exception');
    await exception.getByLabel('Day').fill(day);
    await exception.getByLabel('Open').fill('16:00–18:00');
    await exception.getByRole('button').click();
    await page.locator('#exceptions li', { hasText: '16:00–18:00' }).waitFor();
    expect((await free(day))[0]).toBe('16:00');
    await page.locator('#exceptions').getByRole('button').click();
    await page.locator('#no-exceptions').waitFor();
    expect((await free(day))[0]).toBe('10:00');
    expect(complaints).toEqual([]);
  });

  it('lets owners change services, and staff see them', async () => {
    const page = await enter(await owner());
    await page.getByRole('link', { name: 'Services' }).click();
    await page.getByRole('button', { name: 'Change Tinte' }).click();
    const form = page.locator('#service');
    await form.getByRole('heading', { name: 'Change “Tinte”' }).waitFor();
    await form.getByLabel('Price').fill('45,50');
    await form.getByLabel('Currency').fill('EUR');
    await form.getByRole('button', { name: 'Save the service' }).click();
    await page.locator('#offered li', { hasText: '45.50 EUR' }).waitFor();
    await form.getByLabel('Name').fill('Peinado');
    await form.getByLabel('Category').fill('Pelo');
    await form.getByRole('button', { name: 'Save the service' }).click();
    await page.locator('#offered li', { hasText: 'Peinado' }).waitFor();
    const { services } = await ask<{ services: unknown[] }>('{ services { name price { amount currency } } }', {});
    expect(services).toContainEqual({ name: 'Tinte', price: { amount: 4550, currency: 'EUR' } });
    expect(services).toContainEqual({ name: 'Peinado', price: null });
    const staff = await enter(await letIn(`${business().tenantId}:STAFF`));
    await staff.getByRole('link', { name: 'Services' }).click();
    await staff.locator('#offered li', { hasText: 'Peinado' }).waitFor();
    expect(await staff.locator('#services button:visible').count()).toBe(0);
    await staff.getByText('Owners change services.').waitFor();
  });

  it('lets who manages several businesses choose', async () => {
    const [first, second] = made.businesses;
    const page = await enter(await letIn(`${first!.tenantId}:STAFF ${second!.tenantId}:OWNER`));
    await page.getByLabel('Business').selectOption(second!.name);
    await page.locator('#day h3', { hasText: 'Rui' }).waitFor();
    await page.getByRole('link', { name: 'Services' }).click();
    await page.getByRole('button', { name: 'Change Troca de óleo' }).waitFor();
  });

  it('goes on with new tokens when those that it has have expired, and nobody notices', async () => {
    const page = await enter(await owner());
    ahead = 61 * 60_000;
    asked.length = 0;
    const day = await page.locator('#day').getAttribute('data-day');
    await page.getByRole('button', { name: 'Day after' }).click();
    await page.locator(`#day:not([data-day="${day}"]):not([aria-busy])`).waitFor();
    expect(asked).toEqual(['GraphQL', 'InitiateAuth', 'GraphQL']);
    expect(await page.getByRole('alert').filter({ visible: true }).count()).toBe(0);
    expect(complaints).toContain('AppSync: Token has expired.');
  });

  it.each([
    ['AdminUserGlobalSignOut', '11:00–12:00', 'You were signed out', 'Refresh Token has been revoked'],
    ['AdminDisableUser', '13:00–14:00', 'Your access was disabled. Ask who let you in.', 'User is disabled.'],
    ['AdminDeleteUser', '15:00–16:00', 'Your access was removed. Ask who let you in.', 'User does not exist.'],
  ])(
    'after %s it asks who it is, keeps the work, and has the words of Cognito in its log',
    async (operation, written, words, log) => {
      const email = await owner();
      const page = await enter(email);
      await page.getByRole('link', { name: 'Hours' }).click();
      const open = page.locator('#week').getByRole('group', { name: 'Sunday' }).getByLabel('Open');
      await open.fill(written);
      await tell(operation, email);
      ahead = 61 * 60_000;
      await page.locator('#week').getByRole('button').click();
      await says(page, words);
      await says(page, 'What you have written is kept.');
      expect(complaints).toContain(`Cognito: NotAuthorizedException: ${log}`);
      if (operation !== 'AdminUserGlobalSignOut') return;
      ahead = 0;
      expect(await page.getByLabel('E-mail address').inputValue()).toBe(email);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.keyboard.press('Enter');
      await open.waitFor();
      expect(await open.inputValue()).toBe(written);
      await page.locator('#week').getByRole('button').click();
      await page.getByRole('status').filter({ hasText: 'The week is saved.' }).waitFor();
    },
  );

  it('tells who manages nothing to whom to turn, from the start and when it is taken away', async () => {
    const nobody = await window();
    await type(nobody, await letIn(''), PASSWORD);
    await nobody.getByRole('heading', { name: 'You manage no business here' }).waitFor();
    await nobody.getByText('ask an owner of the business').waitFor();
    await nobody.getByRole('button', { name: 'Sign out' }).click();
    await nobody.getByLabel('E-mail address').waitFor();
    const email = await owner();
    const page = await enter(email);
    await tell('AdminUpdateUserAttributes', email, { UserAttributes: [{ Name: TENANTS_CLAIM, Value: '' }] });
    ahead = 61 * 60_000;
    await page.getByRole('button', { name: 'Day after' }).click();
    await page.getByRole('heading', { name: 'You manage no business here' }).waitFor();
  });

  it('says of a wrong password what it says of somebody who is not there, and when there were too many', async () => {
    const email = await owner();
    const page = await window();
    const wrong = 'The e-mail address or the password is wrong.';
    for (const who of ['nobody@example.com', email]) {
      await type(page, who, 'Wrong-password-1');
      await says(page, wrong);
      expect(await page.getByLabel('Password').inputValue()).toBe('');
    }
    for (let attempt = 2; attempt <= 6; attempt += 1) {
      await type(page, email, 'Wrong-password-1');
      await page.getByRole('alert').filter({ visible: true }).waitFor();
    }
    await says(page, 'There were too many attempts.');
    expect(complaints).toContain('Cognito: NotAuthorizedException: Incorrect username or password.');
  });

  it('says that it may be the clock of a computer that is wrong', async () => {
    const email = await owner();
    await context.clock.setFixedTime(Date.now() + 10 * 60_000);
    const page = await window();
    await type(page, email, PASSWORD);
    await says(page, "It may be this computer's clock: it is 10 minutes fast.");
    await context.clock.setFixedTime(Date.now());
    await page.reload();
    await type(page, email, PASSWORD);
    await page.locator('#day[data-day]').waitFor();
  });

  it('says when Cognito or the API cannot be reached, and goes on afterwards', async () => {
    const email = await owner();
    const page = await window();
    await context.setOffline(true);
    await type(page, email, PASSWORD);
    await says(page, 'Sign-in cannot be reached.');
    await context.setOffline(false);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('#day[data-day]').waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Load again' }).click();
    await says(page, 'Trinity cannot be reached.');
    expect(await page.locator('#day section').count()).toBe(2); // they are of that day
    await page.getByRole('button', { name: 'Day after' }).click();
    await says(page, 'Trinity cannot be reached.');
    expect(await page.locator('#day section').count()).toBe(0);
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.locator('#day section').nth(1).waitFor();
    expect(await page.locator('#problem').isVisible()).toBe(false);
  });

  it('keeps one token, in its window, until somebody signs out; Cognito takes it no more then', async () => {
    const page = await enter(await owner());
    const kept = await page.evaluate<[string, string][]>('Object.entries(sessionStorage)');
    expect(kept.map(([name]) => name)).toEqual(['trinity.refresh-token']);
    expect(await page.evaluate('Object.keys(localStorage).length + document.cookie.length')).toBe(0);
    expect(page.url()).toBe(run.admin);
    asked.length = 0;
    await page.reload();
    await page.locator('#day[data-day]').waitFor();
    expect(asked).toEqual(['InitiateAuth', 'GraphQL', 'GraphQL']);
    const other = await window();
    await other.getByLabel('E-mail address').waitFor();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByLabel('E-mail address').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    const refresh = run.askCognito('InitiateAuth', {
      ...{ ClientId: run.signIn!.clientId, AuthFlow: 'REFRESH_TOKEN_AUTH' },
      AuthParameters: { REFRESH_TOKEN: kept[0]![1] },
    });
    await expect(refresh).rejects.toThrow('Refresh Token has been revoked');
    expect(complaints.filter((one) => one.includes(kept[0]![1]))).toEqual([]);
  });

  it('signs out everywhere', async () => {
    const email = await owner();
    const [page, other] = [await enter(email), await enter(email)];
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await says(page, 'You are signed out everywhere.');
    await other.reload();
    await says(other, 'You were signed out');
  });

  it.each(['light', 'dark'] as const)(
    'is usable by all: axe finds nothing, and 320 pixels are enough (%s)',
    async (colorScheme) => {
      const { id, day } = await book(`Leo ${colorScheme}`, colorScheme === 'light' ? 1 : 2);
      const page = await window();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 320, height: 640 });
      const look = async (): Promise<void> => {
        await page.evaluate(AXE);
        const found = await page.evaluate(
          "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html).join(' ')))",
        );
        expect(found).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      };
      await page.getByLabel('E-mail address').waitFor();
      await look();
      const [first, second] = made.businesses;
      await type(page, await letIn(`${first!.tenantId}:OWNER ${second!.tenantId}:OWNER`), PASSWORD);
      await page.locator('#day[data-day]').waitFor();
      await goTo(page, day);
      await look();
      await page.locator(`[data-booking="${id}"]`).getByRole('button').click();
      await page.getByRole('dialog').waitFor();
      await look();
      await page.getByRole('button', { name: 'Keep it' }).click();
      await page.getByRole('link', { name: 'Hours' }).click();
      await page.locator('#week').waitFor();
      await look();
      await page.getByRole('link', { name: 'Services' }).click();
      await page.locator('#offered li').first().waitFor();
      await look();
    },
  );
});
