/** `npm run pictures`: takes the pictures of pages that the docs show, anew, of the local run. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startLocal, type LocalRun } from '../local/run';
import { openChromium } from '../programs/chromium';
import { sayEnd } from '../programs/end';

const folder = join(__dirname, 'pictures');
const SYSTEMS = ['room-cache', 'booking'] as const;
const LOOK = { viewport: { width: 1180, height: 700 }, reducedMotion: 'reduce' } as const;

/** The run, and what was made at its start. */
type Shown = Pick<LocalRun, 'page' | 'console' | 'admin'> & { readonly made: object };

/** Each by the name of its file. */
const PICTURES: Readonly<
  Record<string, { system: (typeof SYSTEMS)[number]; take: (browser: Browser, at: Shown) => Promise<Page> }>
> = {
  room: { system: 'room-cache', take: takeRoom },
  console: { system: 'room-cache', take: takeConsole },
  widget: { system: 'booking', take: takeWidget },
  calendar: { system: 'booking', take: takeCalendar },
};

async function takeRoom(browser: Browser, { page: address }: Shown): Promise<Page> {
  const ana = await (await browser.newContext(LOOK)).newPage();
  await ana.goto(address!);
  await ana.locator('#open').getByLabel('Your name').fill('Ana');
  await ana.getByRole('checkbox', { name: 'Comedy' }).check();
  await ana.getByRole('button', { name: 'Open' }).click();
  await ana.locator('#film').waitFor();
  const ben = await joinAsBen(await browser.newContext(LOOK), address!, await ana.locator('#code').innerText());
  for (const page of [ana, ben]) await page.getByRole('button', { name: 'Like' }).click();
  await ana.locator('#matches li').waitFor();
  await ana.getByText('Ben').waitFor();
  return ana;
}

async function joinAsBen(context: BrowserContext, address: string, code: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(new URL(`/?join=${code}`, address).href);
  await page.locator('#join').getByLabel('Your name').fill('Ben');
  await page.getByRole('button', { name: 'Join' }).click();
  await page.locator('#film').waitFor();
  return page;
}

async function takeConsole(browser: Browser, at: Shown): Promise<Page> {
  const page = await browser.newPage(LOOK);
  await page.goto(at.console);
  return page;
}

/** What a visitor says, up to the booking. */
const SAID = ['Quiero un corte con Ana', 'lo antes posible', 'la primera', 'soy Eva Ruiz, 600 123 456', 'sí'];

const IN_SPAIN = { locale: 'es-ES', timezoneId: 'Europe/Madrid' };

/** The page of a business, with a booking in its chat. */
async function takeWidget(browser: Browser, { page: address }: Shown): Promise<Page> {
  const page = await browser.newPage({ ...LOOK, ...IN_SPAIN });
  await page.goto(address!);
  await page.locator('.launch').click();
  const answers = page.locator('.theirs');
  for (const text of SAID) {
    const before = await answers.count();
    await page.getByRole('textbox').fill(text);
    await page.keyboard.press('Enter');
    await answers.nth(before).waitFor();
  }
  return page;
}

const PASSWORD = 'A-password-of-my-own-1';

interface Administrator {
  readonly email: string;
  readonly temporaryPassword: string;
}

/** The administrators' page, with a day on which everybody has work. */
async function takeCalendar(browser: Browser, { admin, made }: Shown): Promise<Page> {
  const { email, temporaryPassword } = (made as { readonly administrator: Administrator }).administrator;
  const page = await browser.newPage({ ...LOOK, ...IN_SPAIN, locale: 'en-GB', viewport: { width: 1180, height: 560 } });
  await page.goto(admin!);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(temporaryPassword);
  await page.keyboard.press('Enter');
  for (const label of ['New password', 'New password, again'])
    await page.getByLabel(label, { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  const day = page.locator('#day');
  await page.locator('#day[data-day]').waitFor();
  while ((await day.locator('.none').count()) > 0) {
    const before = await day.getAttribute('data-day');
    await page.getByRole('button', { name: 'Day after' }).click();
    await page.locator(`#day:not([data-day="${before}"]):not([aria-busy])`).waitFor();
  }
  return page;
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await openChromium();
  try {
    for (const system of SYSTEMS) {
      const run = await startLocal({ system });
      try {
        const { made } = await run.demo();
        const { page, console, admin } = run;
        for (const [name, { system: of, take }] of Object.entries(PICTURES)) {
          if (of !== system) continue;
          const path = join(folder, `${name}.png`);
          await (await take(browser, { page, console, admin, made })).screenshot({ path });
          process.stdout.write(`Taken: ${path}\n`);
        }
      } finally {
        await run.close();
      }
    }
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => (process.exitCode = sayEnd(error)));
