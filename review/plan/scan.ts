/**
 * A secret of at least so many characters is looked for within other texts, too; a shorter one is masked only where it
 * is the whole value, or every text with an "a" in it would be gone.
 */
export const LEAST_PART = 4;

/** From here on, also the ways in which a text is usually written into another one. */
const LEAST_ENCODED = 6;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A secret where it stands in a text. */
export interface Match extends Span {
  readonly secret: string;
  readonly token: string;
}

export interface Scanner {
  /** @param token what stands in its place */
  add: (secret: string, token: string) => void;
  /**
   * @param isMeant which of them are replaced. Default: all but what AWS itself writes into an ARN
   * @returns the text with a token for each secret; of secrets that overlap, one token for all
   */
  replace: (text: string, isMeant?: (match: Match) => boolean) => string;
  /** The tokens of all that stands in a text. */
  tokensIn: (text: string) => string[];
}

interface Part {
  /** The secret, in one of its spellings. */
  readonly text: string;
  readonly secret: string;
  readonly token: string;
}

/** Finds secrets within texts in one pass, however long and many they are: no regular expression is made of a secret. */
export function createScanner(): Scanner {
  /** By how they begin, the longest first. */
  const parts = new Map<string, Part[]>();
  const firsts = new Set<number>();
  const done = new Map<string, string>();

  function put({ text, ...rest }: Part): void {
    const key = text.slice(0, LEAST_PART);
    const same = parts.get(key) ?? [];
    const place = same.findIndex((part) => part.text.length <= text.length);
    same.splice(place < 0 ? same.length : place, 0, { text, ...rest });
    parts.set(key, same);
    firsts.add(text.charCodeAt(0));
  }

  /** Wherever one begins, the longest that is meant. */
  function* matchesIn(text: string, isMeant: (match: Match) => boolean): Generator<Match> {
    const words = wordsOfArns(text);
    for (let start = 0; start + LEAST_PART <= text.length; start += 1) {
      if (!firsts.has(text.charCodeAt(start))) continue;
      for (const part of parts.get(text.slice(start, start + LEAST_PART)) ?? []) {
        const match = { start, end: start + part.text.length, secret: part.secret, token: part.token };
        if (!text.startsWith(part.text, start) || words.some((word) => isIn(word, match)) || !isMeant(match)) continue;
        yield match;
        break;
      }
    }
  }

  function scan(text: string, isMeant: (match: Match) => boolean): string {
    let written = '';
    let from = 0;
    let open: { readonly token: string; end: number } | undefined;
    for (const { start, end, token } of matchesIn(text, isMeant)) {
      if (open && start < open.end) {
        open.end = Math.max(open.end, end);
        continue;
      }
      if (open) [written, from] = [written + open.token, open.end];
      written += text.slice(from, start);
      open = { token, end };
    }
    return open ? written + open.token + text.slice(open.end) : text;
  }

  return {
    add(secret, token) {
      put({ text: secret, secret, token });
      if (secret.length < LEAST_ENCODED) return;
      for (const text of encodings(secret)) if (text.length >= LEAST_PART) put({ text, secret, token });
    },
    replace(text, isMeant) {
      if (text.length < LEAST_PART) return text;
      if (isMeant) return scan(text, isMeant);
      const known = done.get(text);
      if (known !== undefined) return known;
      const replaced = scan(text, () => true);
      done.set(text, replaced);
      return replaced;
    },
    tokensIn: (text) => [...matchesIn(text, () => true)].map(({ token }) => token),
  };
}

const isIn = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Partition, service and region are AWS's own words. */
const ARN = /\barn:(aws[a-z-]*):([a-z\d-]*):([a-z]{2,4}(?:-[a-z]+)+-\d)?:/dg;

const wordsOfArns = (text: string): Span[] =>
  text.includes('arn:')
    ? [...text.matchAll(ARN)].flatMap(({ indices = [] }) =>
        indices.slice(1).flatMap((place) => (place ? [{ start: place[0], end: place[1] }] : [])),
      )
    : [];

/** As it stands within JSON, by Node or Go; within JSON within JSON; in a URL; in hexadecimal; in Base64. */
function encodings(secret: string): string[] {
  const bytes = Buffer.from(secret); // a surrogate that is alone becomes another character
  const escaped = JSON.stringify(secret).slice(1, -1);
  const byGo = escaped.replace(/[&<>]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);
  const twice = [escaped, byGo].map((text) => JSON.stringify(text).slice(1, -1));
  const base64 = [0, 1, 2].map((offset) => base64At(bytes, offset));
  const forUrls = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const all = [
    escaped,
    byGo,
    ...twice,
    encodeURIComponent(bytes.toString()),
    bytes.toString('hex'),
    ...base64,
    ...forUrls,
  ];
  return [...new Set(all)].filter((text) => text !== secret);
}

/** The characters that the bytes alone make, wherever they stand among others: three bytes are four characters. */
function base64At(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}
