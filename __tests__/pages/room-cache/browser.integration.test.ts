import { source as AXE } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startLocal, type LocalRun } from '../../../local/run';
import { openChromium } from '../../../programs/chromium';
import { copyCheckout } from '../../support/checkout';
import { describeUnless, whyMissing } from '../../support/loud-skip';

describeUnless(whyMissing(['chromium']), 'the page of a room', () => {
  const checkout = copyCheckout();
  let run: LocalRun;
  let browser: Browser;
  let context: BrowserContext;
  const complaints: string[] = [];

  beforeAll(async () => {
    run = await startLocal({ root: checkout.root });
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await run?.close();
    checkout.remove();
  });
  beforeEach(async () => {
    complaints.length = 0;
    context = await browser.newContext();
  });
  afterEach(() => context.close());

  /** A window: of one browser with the others, and a member of its own. */
  async function window(address = '/'): Promise<Page> {
    const page = await context.newPage();
    page.on('console', (said) => complaints.push(said.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(new URL(address, run.page).href);
    return page;
  }
  async function open(name: string): Promise<{ page: Page; code: string }> {
    const page = await window();
    const form = page.locator('#open');
    await form.getByLabel('Your name').fill(name);
    await form.getByRole('checkbox', { name: 'Comedy' }).check();
    await form.getByRole('button', { name: 'Open' }).click();
    await page.locator('#film').waitFor();
    return { page, code: await page.locator('#code').innerText() };
  }
  async function join(code: string, name: string): Promise<Page> {
    const page = await window(`/?join=${code}`);
    await page.locator('#join').getByLabel('Your name').fill(name);
    await page.locator('#join').getByRole('button', { name: 'Join' }).click();
    await page.locator('#film').waitFor();
    return page;
  }
  const at = (page: Page, place: number) => page.locator(`#film[data-place="${place}"]`).waitFor();
  const title = (page: Page) => page.locator('#title').innerText();

  it('shows two windows the same films, and tells both of a match, whoever makes it', async () => {
    const { page: ana, code } = await open('Ana');
    const ben = await join(code, 'Ben');
    expect(await title(ben)).toBe(await title(ana));
    const film = await title(ana);
    await ana.getByRole('button', { name: 'Like' }).click();
    await at(ana, 1);
    await ben.keyboard.press('ArrowRight');
    for (const page of [ana, ben]) {
      await page.locator('#news', { hasText: `It's a match: ${film}` }).waitFor();
      expect(await page.locator('#matches li').allInnerTexts()).toEqual([film]);
      await page.locator('#members', { hasText: 'Ben' }).waitFor();
    }
    await at(ben, 1);
    const second = await title(ana);
    await ana.keyboard.press('ArrowLeft');
    await at(ana, 2);
    await ben.getByRole('button', { name: 'Like' }).click();
    await at(ben, 2);
    expect(await ana.locator('#matches li').allInnerTexts()).not.toContain(second);
    expect(complaints).toEqual([]);
  });

  it('goes on after a reload where the member stopped, and forgets who leaves', async () => {
    const { page: ana } = await open('Ana');
    for (const place of [1, 2, 3]) {
      await ana.keyboard.press('ArrowLeft');
      await at(ana, place);
    }
    await ana.reload();
    await at(ana, 3);
    await ana.getByRole('button', { name: 'Leave the room' }).click();
    await ana.locator('#start').waitFor();
    await ana.reload();
    await ana.locator('#start').waitFor();
  });

  it('keeps what is said while the network is away, and sends it when it is back', async () => {
    const { page: ana, code } = await open('Ana');
    const ben = await join(code, 'Ben');
    const film = await title(ana);
    await ben.getByRole('button', { name: 'Like' }).click();
    await at(ben, 1);
    await context.setOffline(true);
    await ana.getByRole('button', { name: 'Like' }).click();
    await ana.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor();
    await context.setOffline(false);
    for (const page of [ana, ben]) await page.locator('#matches li', { hasText: film }).waitFor();
    await ana.getByRole('alert').waitFor({ state: 'hidden' });
  });

  it('takes five files, 25 KB, and at most five requests to the API up to the first film of who was invited', async () => {
    const { code } = await open('Ana');
    const asked: string[] = [];
    const loaded = new Map<string, Promise<Buffer>>();
    context.on('request', (request) => {
      const { query } = (request.postDataJSON() ?? {}) as { query?: string };
      if (query !== undefined) asked.push(/\{\s*(\w+)/.exec(query)![1]!);
    });
    context.on('response', (response) => {
      if (response.request().method() === 'GET') loaded.set(response.url(), response.body());
    });
    const ben = await join(code, 'Ben');
    await ben.getByText('Ben (you)').waitFor();
    expect([...new Set(asked)].sort()).toEqual(['genres', 'joinRoom', 'roomMembers', 'roomMovies']);
    expect(asked.length).toBeLessThanOrEqual(5); // who is there is asked at once, and again when the subscription tells
    const files = await Promise.all(loaded.values());
    expect(files).toHaveLength(5);
    expect(Buffer.concat(files).byteLength).toBeLessThan(25_000); // not compressed
  });

  it('says what is wrong with a code', async () => {
    const page = await window();
    await page.locator('#join').getByLabel('Your name').fill('Eva');
    await page.locator('#join').getByLabel('Invite code').fill('ZZZZZZ');
    await page.locator('#join').getByRole('button', { name: 'Join' }).click();
    await page.getByRole('alert').filter({ hasText: 'No room has the invite code "ZZZZZZ".' }).waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'is usable by all: axe finds nothing at its start and in a room (%s)',
    async (colorScheme) => {
      const { page } = await open('Ana');
      await page.emulateMedia({ colorScheme });
      const start = await window();
      await start.emulateMedia({ colorScheme });
      await start.locator('#genres input').first().waitFor();
      for (const one of [page, start]) {
        await one.evaluate(AXE);
        const found = await one.evaluate(
          "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html).join(' ')))",
        );
        expect(found).toEqual([]);
      }
    },
  );
});
