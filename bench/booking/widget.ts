import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, CDPSession } from 'playwright-core';
import type { PublishedWidget } from '../../build/widget';
import { bundlesOf } from '../../model/systems';
import { openChromium } from '../../programs/chromium';
import { serveLoopback } from '../../programs/loopback-server';
import { OPENING, SEND } from '../../widget/booking/chat/api';
import { inSlowPage, longTasksOf, mostOf, type LongTasks } from '../browser';
import { latencyOf, spreadOf, type Comparison } from '../load';
import { openBusiness } from './business';
import { inWorld } from './world';

/** Of a browser that is slowed down. */
export interface WidgetFigures {
  readonly bytes: number;
  readonly gzipBytes: number;
  readonly brotliBytes: number;
  /** Until the first answer: the script, and what the chat asks. */
  readonly requests: number;
  /** From the click to the business's name. */
  readonly opening: Comparison;
  /** From Enter to the first answer. */
  readonly message: Comparison;
  /** From the page's load to the first answer: of the run that had most. */
  readonly longTasks: LongTasks;
}

const SCRIPTS = join(__dirname, '../../cdktf.out', bundlesOf('booking'), 'widget');
const TEXT = 'Quiero un corte con Ana';

/** What both pages do, in milliseconds: opening, and the first message. */
type Times = readonly [opening: number, message: number];

/**
 * A visitor opens the chat and says something, on a page of another origin than the API's, as businesses' pages are. Beside it, in turns,
 * a page asks the same by `fetch`, and shows nothing. Each begins with a browser that knows nothing.
 */
export async function measureWidget(quick: boolean): Promise<WidgetFigures> {
  const { chat } = JSON.parse(readFileSync(join(SCRIPTS, 'manifest.json'), 'utf8')) as { chat: PublishedWidget };
  const script = readFileSync(join(SCRIPTS, chat.file));
  const browser = await openChromium();
  try {
    return await inWorld(async (world) => {
      const { keys } = await openBusiness(world, ['Ana', 'Luis']);
      const { key } = keys[0]!;
      const { endpoint } = world;
      const tag = `<script src="${new URL('/widget/chat.js', endpoint).href}"`;
      const pages = await serveLoopback((request, response) => {
        // The bare page loads the script, too, which does nothing without a key: both know the server by then.
        const attributes = request.url === '/bare' ? '' : `data-key="${key}" data-endpoint="${endpoint}"`;
        response.setHeader('content-type', 'text/html');
        response.end(
          `<!doctype html><html lang="es"><title>Host</title><h1>Host</h1>${tag} ${attributes} async></script>`,
        );
        return Promise.resolve();
      });
      try {
        const runs = quick ? 1 : 7;
        const ours: Times[] = [];
        const bares: Times[] = [];
        const tasks: number[][] = [];
        let requests = 0;
        for (let run = 0; run < runs; run += 1) {
          bares.push((await timesOf(browser, `${pages.endpoint}/bare`, bare(endpoint, key))).times);
          const our = await timesOf(browser, pages.endpoint, CHAT);
          ours.push(our.times);
          tasks.push(our.longTasks);
          requests = our.requests;
        }
        const compare = (part: 0 | 1): Comparison => ({
          readers: 1,
          ours: latencyOf(ours.map((times) => times[part])),
          bare: latencyOf(bares.map((times) => times[part])),
          ratio: spreadOf(ours.map((times, run) => times[part] / bares[run]![part])),
        });
        return {
          ...{
            bytes: chat.bytes,
            gzipBytes: chat.gzipBytes,
            brotliBytes: brotliCompressSync(script).byteLength,
            requests,
          },
          ...{ opening: compare(0), message: compare(1), longTasks: mostOf(tasks) },
        };
      } finally {
        await pages.close();
      }
    });
  } finally {
    await browser.close();
  }
}

interface Run {
  readonly times: Times;
  readonly requests: number;
  readonly longTasks: number[];
}

/** @param program what is done on the page, once it is loaded: an expression whose promise has its times */
const timesOf = (browser: Browser, url: string, program: string): Promise<Run> =>
  inSlowPage(browser, { locale: 'es-ES', timezoneId: 'Europe/Madrid' }, async (page, session) => {
    const requests = countRequests(session);
    await page.goto(url, { waitUntil: 'load' });
    const times = await page.evaluate<Times>(program);
    return { times, requests: requests(), longTasks: await longTasksOf(page) };
  });

/** Counts them, from now on, without the page itself and its icon. A browser's own, before one to another origin, it does not tell. */
function countRequests(session: CDPSession): () => number {
  let count = 0;
  session.on('Network.requestWillBeSent', ({ type }) => {
    if (type === 'Script' || type === 'Fetch') count += 1;
  });
  return () => count;
}

/** Resolves when something is so in the chat. */
const UNTIL = `const until = (isSo) => new Promise((resolve) => {
  const look = () => isSo() && (observer.disconnect(), resolve());
  const observer = new MutationObserver(look);
  observer.observe(root, { subtree: true, childList: true, characterData: true });
  look();
});`;

const CHAT = `(async () => {
  const root = document.querySelector('trinity-chat').shadowRoot;
  ${UNTIL}
  const start = performance.now();
  root.querySelector('.launch').click();
  await until(() => root.querySelector('header p').textContent === 'Peluquería');
  const opened = performance.now();
  const input = root.querySelector('textarea');
  input.value = ${JSON.stringify(TEXT)};
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await until(() => root.querySelectorAll('.theirs').length === 2);
  return [opened - start, performance.now() - opened];
})()`;

function bare(endpoint: string, key: string): string {
  const conversationId = randomUUID();
  const input = { conversationId, seen: 0, text: TEXT };
  return `(async () => {
    const ask = async (query, variables) => {
      const start = performance.now();
      const headers = { authorization: ${JSON.stringify(key)}, 'content-type': 'application/json' };
      const response = await fetch(${JSON.stringify(endpoint)}, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
      const { errors } = await response.json();
      if (errors) throw new Error(JSON.stringify(errors));
      return performance.now() - start;
    };
    return [
      await ask(${JSON.stringify(OPENING)}, { id: '${conversationId}' }),
      await ask(${JSON.stringify(SEND)}, { input: ${JSON.stringify(input)} }),
    ];
  })()`;
}
