import type { Language } from '../../../api/booking/schema.types';
import { languageOf } from './language';

/** What a business writes into the script tag. */
export interface Settings {
  readonly key: string;
  /** URL to which GraphQL is posted. */
  readonly endpoint: string;
  readonly language: Language | undefined;
  readonly side: 'left' | 'right';
  /** `#rrggbb` */
  readonly accent: string;
}

export interface Attributes {
  /** undefined: without key and endpoint there is no chat */
  readonly settings: Settings | undefined;
  /** For the console. */
  readonly problems: readonly string[];
}

/** `data-…` of the tag, as `dataset` has it. */
type Data = Readonly<Record<string, string | undefined>>;

const KEY = /^bk_[\w-]{32}$/;
const ACCENT = '#0b6e4f';

/** Reads the attributes of the script tag. One that may be left out counts as left out when it is wrong. */
export function readAttributes({ key, endpoint, language, position, accent }: Data): Attributes {
  const problems: string[] = [];
  const read = <T>(given: string | undefined, of: (text: string) => T | undefined, problem: string): T | undefined => {
    const value = given === undefined ? undefined : of(given);
    if (given !== undefined && value === undefined) problems.push(problem);
    return value;
  };
  // The key is shown in no log, not even a wrong one: it may be a secret that was pasted into the wrong place.
  const foundKey = read(
    key ?? '',
    (text) => (KEY.test(text) ? text : undefined),
    `data-key is ${key ? 'no key of a widget' : 'missing'}. Write data-key="bk_…": the key that was made for this page, bk_ and 32 characters.`,
  );
  const foundEndpoint = read(
    endpoint ?? '',
    endpointOf,
    `data-endpoint is ${endpoint ? `"${endpoint}"` : 'missing'}. Write data-endpoint="https://…/graphql": the address of the booking API. http is for localhost only.`,
  );
  const settings: Omit<Settings, 'key' | 'endpoint'> = {
    language: read(
      language,
      languageOf,
      `data-language is "${language}". Allowed: es, en, pt. Without it, the language of the page counts.`,
    ),
    side:
      read(position, sideOf, `data-position is "${position}". Allowed: left, right. The button stays at the right.`) ??
      'right',
    accent:
      read(
        accent,
        (text) => (/^#[\da-f]{6}$/i.test(text) ? text : undefined),
        `data-accent is "${accent}". Write a colour as ${ACCENT}. The chat has this one.`,
      ) ?? ACCENT,
  };
  const isWhole = foundKey !== undefined && foundEndpoint !== undefined;
  return { settings: isWhole ? { ...settings, key: foundKey, endpoint: foundEndpoint } : undefined, problems };
}

const sideOf = (text: string): Settings['side'] | undefined => (text === 'left' || text === 'right' ? text : undefined);

/** What goes there is what visitors say of themselves: it goes encrypted, or stays on this machine. */
function endpointOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, href, username, password } = new URL(text);
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1';
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isHere);
  return isSafe && username === '' && password === '' ? href : undefined;
}
