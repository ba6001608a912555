import { source as AXE } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { startLocal, type LocalRun } from '../../../local/run';
import { openChromium } from '../../../programs/chromium';
import { copyCheckout } from '../../support/checkout';
import { describeUnless, whyMissing } from '../../support/loud-skip';

const checkout = copyCheckout();
let run: LocalRun;
let room: { readonly roomId: string };

beforeAll(async () => {
  run = await startLocal({ root: checkout.root });
  room = (await run.demo()).made as typeof room;
});
afterAll(async () => {
  await run?.close();
  checkout.remove();
});

async function post(query: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-api-key': run.apiKey! };
  await (await fetch(run.endpoint, { method: 'POST', headers, body: JSON.stringify({ query }) })).json();
}
/** The console's page: its rows below a heading, as texts of cells. */
async function rowsOf(heading: string, address = ''): Promise<string[][]> {
  const html = await (await fetch(`${run.console}${address}`)).text();
  const section = html.split('<section>').find((one) => one.startsWith(`<h2>${heading}</h2>`)) ?? '';
  return [...section.matchAll(/<tr>(<td.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell!.replace(/<[^>]+>/g, '')),
  );
}

it('says what a page of films took: two reads, no function', async () => {
  await post(`{ roomMovies(roomId: "${room.roomId}", limit: 5) { items { title } } }`);
  const [newest] = await rowsOf('Requests to the API');
  const [, asked, , requests, read, written, functions, errors] = newest!;
  expect(asked).toContain(`roomMovies(roomId: &quot;${room.roomId}&quot;`);
  expect([requests, written, functions, errors]).toEqual(['2', '0', 'none', '']);
  expect(Number(read)).toBeGreaterThan(0);
});

it('says which function was called for a request, and what is wrong with an answer', async () => {
  await post('{ genres(mediaType: MOVIE) { name } }');
  await post('{ roomMovies(roomId: "nowhere") { loaded } }');
  const [wrong, genres] = await rowsOf('Requests to the API');
  expect(wrong!.at(-1)).toMatch(/^RoomNotFound: /);
  expect(genres!.at(-2)).toMatch(/movie/);
});

it('shows function calls with their logs, and what they ask of DynamoDB', async () => {
  const calls = await rowsOf('Function calls');
  const fill = calls.find(([, name]) => name!.includes('-cache-'))!;
  expect(fill[3]).toMatch(/^[1-9]\d* lines?.*Catalogue fetched.*Fill ended/s);
  expect(fill[3]).not.toContain('_aws');
  const since = await rowsOf('Functions since the start');
  const [, invocations, requests, , written] = since.find(([name]) => name!.includes('-cache-'))!;
  expect(Number(invocations)).toBeGreaterThan(0);
  expect(Number(requests)).toBeGreaterThan(0);
  expect(Number(written)).toBeGreaterThan(0);
});

it('shows rooms, and of one its films in their order, without counting its own reads', async () => {
  const rooms = await rowsOf('Rooms');
  expect(rooms.map(([name]) => name)).toEqual(['Friday night']);
  const films = await rowsOf('Friday night: its films, in their order', `?room=${room.roomId}`);
  expect(films.map(([place]) => Number(place))).toEqual(films.map((_, index) => index));
  expect(films.length).toBeGreaterThanOrEqual(30);
  expect(await rowsOf('Friday night: who is in it', `?room=${room.roomId}`)).not.toEqual([]);
  expect(run.counters().dynamodb).not.toHaveProperty('Scan'); // nobody but the console scans
});

it('shows what TMDB was asked, without the key', async () => {
  const calls = (await rowsOf('Calls to TMDB')).flat();
  expect(calls.some((call) => call.startsWith('/3/discover/movie?'))).toBe(true);
  expect(calls.join('\n')).not.toContain('api_key');
});

it('loads itself again where that is asked for, from every second to every minute', async () => {
  const refresh = async (query: string) => (await fetch(`${run.console}${query}`)).headers.get('refresh');
  expect(await refresh('')).toBeNull();
  expect(await refresh('?every=2')).toBe('2');
  for (const wrong of ['0', '61', '1.5', 'x', '']) expect(await refresh(`?every=${wrong}`)).toBeNull();
});

it('is text, whatever is in a request, and has no script', async () => {
  await post('{ room(id: "<script>alert(1)</script>") { id } }');
  const answer = await fetch(run.console);
  const html = await answer.text();
  expect(html).not.toContain('<script');
  expect(html).toContain('&lt;script&gt;');
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

describeUnless(whyMissing(['chromium']), 'in a browser', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());

  it.each(['light', 'dark'] as const)('axe finds nothing in it, %s, with a log open', async (colorScheme) => {
    page = await browser.newPage({ colorScheme, viewport: { width: 1180, height: 700 }, bypassCSP: true });
    await page.goto(`${run.console}?room=${room.roomId}`);
    await page.locator('summary').last().click();
    await page.locator('details[open] pre').waitFor();
    await page.addScriptTag({ content: AXE });
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: object[] }[] }> };
      };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id} ${nodes.length}`);
    });
    expect(found).toEqual([]);
    await page.close();
  });
});
