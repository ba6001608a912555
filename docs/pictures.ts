/** `npm run pictures`: takes the pictures of pages that the docs show, anew, of the local run. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startLocal } from '../local/run';
import { openChromium } from '../programs/chromium';
import { sayEnd } from '../programs/end';

const folder = join(__dirname, 'pictures');

/** What a visitor says, up to the booking. */
const SAID = ['Quiero un corte con Ana', 'lo antes posible', 'la primera', 'soy Eva Ruiz, 600 123 456', 'sí'];

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await openChromium();
  try {
    const run = await startLocal({ system: 'booking' });
    try {
      await run.demo();
      const viewport = { width: 1180, height: 700 };
      const page = await browser.newPage({
        viewport,
        locale: 'es-ES',
        timezoneId: 'Europe/Madrid',
        reducedMotion: 'reduce',
      });
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
    } finally {
      await run.close();
    }
  } finally {
    await browser.close();
  }
}

main().then(
  () => process.stdout.write(`Taken: ${join(folder, 'widget.png')}\n`),
  (error: unknown) => (process.exitCode = sayEnd(error)),
);
