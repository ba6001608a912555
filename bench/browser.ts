import type { Browser, BrowserContextOptions, CDPSession, Page } from 'playwright-core';
import { startLocal, type LocalRun } from '../local/run';
import type { SystemName } from '../model/systems';
import { openChromium } from '../programs/chromium';

/** Tasks of more than 50 ms: meanwhile a page answers nobody. */
export interface LongTasks {
  readonly count: number;
  /** Of all of them. */
  readonly ms: number;
}

/** What a page of ours takes in a browser that is slowed down, up to what its reader waits for. */
export interface PageInBrowser {
  readonly files: number;
  /** Of the files, as they are: not compressed. */
  readonly bytes: number;
  /** To the API, and to Cognito. */
  readonly requests: number;
  /** Of the run that had most. */
  readonly longTasks: LongTasks;
}

/** Chrome's own "Slow 3G": milliseconds, and bytes a second. */
const SLOW_3G = { offline: false, latency: 2_000, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const CPU_SLOWDOWN = 4;

/** In words. */
export const SLOW = 'on slow 3G, with a processor of a quarter';

/** A page in a browser that knows nothing, slow, which keeps count of its long tasks. */
export async function inSlowPage<T>(
  browser: Browser,
  options: BrowserContextOptions,
  use: (page: Page, session: CDPSession) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext(options);
  try {
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    await page.addInitScript(
      `globalThis.longTasks = []; new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });`,
    );
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', SLOW_3G);
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    return await use(page, session);
  } finally {
    await context.close();
  }
}

/** Milliseconds of each. */
export const longTasksOf = (page: Page): Promise<number[]> => page.evaluate<number[]>('longTasks');

const sum = (values: readonly number[]): number => values.reduce((one, other) => one + other, 0);

/** @param runs milliseconds of each long task, by run */
export function mostOf(runs: readonly (readonly number[])[]): LongTasks {
  const [most = []] = [...runs].sort((one, other) => sum(other) - sum(one));
  return { count: most.length, ms: sum(most) };
}

/** One for each visit: where the page is, and what is done on it until it shows what its reader waits for. */
export interface Visit {
  readonly address: string;
  readonly go: (page: Page) => Promise<void>;
}

/** @param begin what a visit needs is made: somebody who signs in. `made`: what was made at the run's start */
export async function measureInBrowser(
  system: SystemName,
  quick: boolean,
  begin: (run: LocalRun, made: object) => Promise<Visit>,
): Promise<PageInBrowser> {
  const browser = await openChromium();
  try {
    const run = await startLocal({ system });
    try {
      const { made } = await run.demo();
      const tasks: number[][] = [];
      let counted = { files: 0, bytes: 0, requests: 0 };
      for (let visit = 0; visit < (quick ? 1 : 5); visit += 1) {
        const { address, go } = await begin(run, made);
        await inSlowPage(browser, {}, async (page) => {
          const files = new Map<string, Promise<Buffer>>();
          let requests = 0;
          page.on('request', (request) => (requests += request.method() === 'POST' ? 1 : 0));
          page.on('response', (response) => {
            if (response.request().method() === 'GET') files.set(response.url(), response.body());
          });
          await page.goto(address);
          await go(page);
          const bytes = sum((await Promise.all(files.values())).map(({ byteLength }) => byteLength));
          counted = { files: files.size, bytes, requests };
          tasks.push(await longTasksOf(page));
        });
      }
      return { ...counted, longTasks: mostOf(tasks) };
    } finally {
      await run.close();
    }
  } finally {
    await browser.close();
  }
}
