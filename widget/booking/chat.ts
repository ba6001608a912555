import type { Language, Subscription } from '../../api/booking/schema.types';
import { RealTime, realTimeUrlOf } from '../../browser/real-time';
import { ask, CHANGED, LANGUAGE, type Ask } from './chat/api';
import { readAttributes, type Settings } from './chat/attributes';
import { Chat } from './chat/chat';
import { chooseLanguage } from './chat/language';
import { createStore } from './chat/store';
import { View } from './chat/view';

// eslint-disable-next-line no-console -- for whoever runs the page: it is the one place where they look
const complain = (problem: string): void => console.error(`Trinity's chat: ${problem}`);

const newId = (): string => crypto.randomUUID();

/** What the chat does not do without. @returns undefined when all of it is there */
function missing(): string | undefined {
  if (!isSecureContext)
    return 'The page came by http. Serve it by https: what visitors say of themselves is not sent otherwise.';
  if (document.querySelector('trinity-chat')) return 'The page has the script tag twice. Leave one of them.';
  const isThere = 'adoptedStyleSheets' in document && 'locks' in navigator && 'randomUUID' in crypto;
  return isThere ? undefined : 'This browser is too old for the chat: it is of 2022 or later that has what it needs.';
}

async function start(settings: Settings): Promise<void> {
  const { key, endpoint } = settings;
  const ports = { fetch: (...request: Parameters<typeof fetch>) => fetch(...request), endpoint, key };
  const asks: Ask = (query, variables) => ask(ports, query, variables);
  const name = `trinity-chat ${key}`;
  const authorization = { host: new URL(endpoint).host, Authorization: key };
  const realTime = new RealTime(realTimeUrlOf(endpoint), () => Promise.resolve(authorization));
  const view = new View(settings, await languageFor(settings, asks), () => chat);
  const chat: Chat = new Chat(
    {
      ...{ ask: asks, newId, complain, random: Math.random, now: Date.now },
      subscribe: (id, onChange) => realTime.subscribe<Subscription>(CHANGED, { id }, onChange, onChange),
      store: createStore(name, () => localStorage, newId),
      alone: (work) => navigator.locks.request(name, work),
      setTimer: (then, milliseconds) => setTimeout(then, milliseconds),
    },
    view,
  );
  addEventListener('online', () => chat.retry());
  addEventListener('storage', ({ key: changed }) => {
    if (changed === name) void chat.follow();
  });
  chat.resume();
  chat.watch();
}

/** Of the tag, of the page, of the browser; of the business, which is asked only where none of these speaks a language of the widget's. */
async function languageFor({ language }: Settings, asks: Ask): Promise<Language> {
  const known = chooseLanguage([language, document.documentElement.lang, ...navigator.languages]);
  if (known) return known;
  const asked = await asks<{ readonly business: { readonly language: Language } }>(LANGUAGE);
  return asked.kind === 'answered' ? asked.data.business.language : 'en';
}

/** The tag that this file was loaded by; known only now. */
const tag = document.currentScript;

function main(): void {
  const { settings, problems } = readAttributes(tag instanceof HTMLElement ? tag.dataset : {});
  problems.forEach(complain);
  if (!settings) return;
  const lack = missing();
  if (lack !== undefined) return complain(lack);
  void start(settings);
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', main, { once: true });
else main();
