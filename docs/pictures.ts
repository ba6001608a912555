/** `npm run pictures`: takes the pictures of pages that the docs show, anew, of the local run. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startLocal, type LocalRun } from '../local/run';
import type { Browser } from 'playwright-core';
import { openChromium } from '../programs/chromium';
import { sayEnd } from '../programs/end';

const folder = join(__dirname, 'pictures');

/** What a visitor says, up to the booking. */
const SAID = ['Quiero un corte con Ana', 'lo antes posible', 'la primera', 'soy Eva Ruiz, 600 123 456', 'sí'];

const VIEW = {
  viewport: { width: 1180, height: 700 },
  ...({ locale: 'es-ES', timezoneId: 'Europe/Madrid', reducedMotion: 'reduce' } as const),
};

/** The page of a business, with a booking in its chat. */
async function takeWidget(run: LocalRun, browser: Browser): Promise<void> {
  const page = await browser.newPage(VIEW);
  await page.goto(run.page!);
  await page.locator('.launch').click();
  const answers = page.locator('.theirs');
  for (const text of SAID) {
    const before = await answers.count();
    await page.getByRole('textbox').fill(text);
    await page.keyboard.press('Enter');
    await answers.nth(before).waitFor();
  }
  await page.screenshot({ path: join(folder, 'widget.png') });
}

const PASSWORD = 'A-password-of-my-own-1';

/** The administrators' page, with a day on which everybody has work. */
async function takeCalendar(
  run: LocalRun,
  browser: Browser,
  { email, temporaryPassword }: Administrator,
): Promise<void> {
  const page = await browser.newPage({ ...VIEW, locale: 'en-GB', viewport: { width: 1180, height: 560 } });
  await page.goto(run.admin!);
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
  await page.screenshot({ path: join(folder, 'calendar.png') });
}

interface Administrator {
  readonly email: string;
  readonly temporaryPassword: string;
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await openChromium();
  try {
    const run = await startLocal({ system: 'booking' });
    try {
      const { administrator } = (await run.demo()).made as { readonly administrator: Administrator };
      await takeWidget(run, browser);
      await takeCalendar(run, browser, administrator);
    } finally {
      await run.close();
    }
  } finally {
    await browser.close();
  }
}

main().then(
  () => process.stdout.write(`Taken: widget.png and calendar.png, in ${folder}\n`),
  (error: unknown) => (process.exitCode = sayEnd(error)),
);
