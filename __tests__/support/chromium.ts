import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { groupEnds, isGroupAlive } from './group-ends';

/** One tab of Chromium, by the Chrome DevTools Protocol over a pipe: it takes no package and opens no port. */
export interface Tab {
  /** Shows a page, from a file. Resolves when it is loaded. */
  show(html: string, fragment?: string): Promise<void>;
  /** Shows the page of an address. Resolves when it is loaded. */
  visit(url: string): Promise<void>;
  /** @returns what the expression is in the page, as JSON; a promise is waited for */
  evaluate<T>(expression: string): Promise<T>;
  /** `Emulation.setEmulatedMedia` */
  send(method: string, parameters?: object): Promise<unknown>;
  /** What the console was told so far: a policy that is broken, above all. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

const FLAGS = [
  '--headless',
  '--no-sandbox', // root has none, and the page is our own
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
  '--remote-debugging-pipe',
];

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly entry?: { readonly text: string } };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export async function openTab(): Promise<Tab> {
  const folder = mkdtempSync(join(tmpdir(), 'trinity-chromium-'));
  const child = spawn('chromium', [...FLAGS, `--user-data-dir=${join(folder, 'profile')}`], {
    detached: true, // a process group of its own, to be ended as a whole
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [input, output] = child.stdio.slice(3) as [Writable, Readable];
  const waiting = new Map<number, PromiseWithResolvers>();
  const complaints: string[] = [];
  let [last, rest, session] = [0, '', undefined as string | undefined];
  let onLoad: () => void = () => undefined;

  output.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop()!;
    for (const message of messages) receive(JSON.parse(message) as Message);
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`Chromium ended with ${code}.`));
  });

  function receive({ id, method, params, result, error }: Message): void {
    if (method === 'Page.loadEventFired') onLoad();
    if (method === 'Log.entryAdded') complaints.push(params!.entry!.text);
    if (id === undefined) return;
    const { resolve, reject } = waiting.get(id)!;
    waiting.delete(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
  }

  function send(method: string, params: object = {}): Promise<unknown> {
    last += 1;
    input.write(`${JSON.stringify({ id: last, method, params, sessionId: session })}\0`);
    return new Promise((resolve, reject) => waiting.set(last, { resolve, reject }));
  }

  const { targetId } = (await send('Target.createTarget', { url: 'about:blank' })) as { targetId: string };
  const attached = await send('Target.attachToTarget', { targetId, flatten: true });
  session = (attached as { sessionId: string }).sessionId;
  for (const domain of ['Page', 'Runtime', 'Log']) await send(`${domain}.enable`);
  let pages = 0;

  async function visit(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => (onLoad = resolve));
    await send('Page.navigate', { url });
    await loaded;
  }

  return {
    complaints,
    send,
    async show(html, fragment = '') {
      pages += 1; // another file: the same one with another fragment would not be loaded again
      const file = join(folder, `page-${pages}.html`);
      writeFileSync(file, html);
      await visit(`${pathToFileURL(file).href}${fragment}`);
    },
    visit,
    async evaluate<T>(expression: string) {
      const options = { expression, returnByValue: true, awaitPromise: true };
      const { result, exceptionDetails } = (await send('Runtime.evaluate', options)) as Evaluated<T>;
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    async close() {
      if (isGroupAlive(child.pid)) process.kill(-child.pid!, 'SIGKILL'); // its children write, too
      await groupEnds(child.pid);
      rmSync(folder, { recursive: true });
    },
  };
}

interface PromiseWithResolvers {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Evaluated<T> {
  readonly result: { readonly value: T };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description: string } };
}
