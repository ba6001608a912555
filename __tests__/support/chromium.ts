import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openChromium } from '../../programs/chromium';

/** One tab of Chromium, for a page that is a file. */
export interface Tab {
  /** Shows a page, from a file. Resolves when it is loaded. */
  show(html: string, fragment?: string): Promise<void>;
  /** Shows the page of an address. Resolves when it is loaded. */
  visit(url: string): Promise<void>;
  /** @returns what the expression is in the page, as JSON; a promise is waited for */
  evaluate<T>(expression: string): Promise<T>;
  /** `Emulation.setEmulatedMedia`, of the Chrome DevTools Protocol */
  send(method: string, parameters?: object): Promise<unknown>;
  /** What the console was told so far: a policy that is broken, above all. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export async function openTab(): Promise<Tab> {
  const folder = mkdtempSync(join(tmpdir(), 'trinity-chromium-'));
  const browser = await openChromium();
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  const complaints: string[] = [];
  page.on('console', (said) => complaints.push(said.text()));
  let pages = 0;
  const visit = async (url: string): Promise<void> => void (await page.goto(url));
  return {
    complaints,
    send: (method, parameters) => session.send(method as 'Page.enable', parameters),
    async show(html, fragment = '') {
      pages += 1; // another file: the same one with another fragment would not be loaded again
      const file = join(folder, `page-${pages}.html`);
      writeFileSync(file, html);
      await visit(`${pathToFileURL(file).href}${fragment}`);
    },
    visit,
    evaluate: <T>(expression: string) => page.evaluate<T>(expression),
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}
