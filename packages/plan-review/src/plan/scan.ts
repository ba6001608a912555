import { flatReadings, readingsOf, spaced, type Reading, type Span } from './readings';

/**
 * A secret of at least so many characters is looked for within other texts, too; a shorter one is masked only where it
 * is the whole value, or every text with an "a" in it would be gone.
 */
export const LEAST_PART = 4;

/** From here on, also in Base64, in hexadecimal, and with other white space. */
const LEAST_ENCODED = 6;

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
  let hasSpaced = false;

  function put({ text, ...rest }: Part): void {
    const key = text.slice(0, LEAST_PART);
    const same = parts.get(key) ?? [];
    const place = same.findIndex((part) => part.text.length <= text.length);
    same.splice(place < 0 ? same.length : place, 0, { text, ...rest });
    parts.set(key, same);
    firsts.add(text.charCodeAt(0));
  }

  /** In one reading: wherever one begins, the longest that is meant. */
  function* foundIn({ text, places }: Reading, isMeant: (match: Match) => boolean): Generator<Match> {
    for (let at = 0; at + LEAST_PART <= text.length; at += 1) {
      if (!firsts.has(text.charCodeAt(at))) continue;
      for (const part of parts.get(text.slice(at, at + LEAST_PART)) ?? []) {
        if (!text.startsWith(part.text, at)) continue;
        const last = at + part.text.length - 1;
        const start = places?.[at]?.start ?? at;
        const match = { start, end: places?.[last]?.end ?? last + 1, secret: part.secret, token: part.token };
        if (!isMeant(match)) continue;
        yield match;
        break;
      }
    }
  }

  /** In order; of those that begin at one place, the longest first. */
  function matchesIn(text: string, isMeant: (match: Match) => boolean): Match[] {
    const words = wordsOfArns(text);
    const readings = readingsOf(text);
    return [...readings, ...flatReadings(readings, hasSpaced)]
      .flatMap((one) => [...foundIn(one, (match) => !words.some((word) => isIn(word, match)) && isMeant(match))])
      .sort((a, b) => a.start - b.start || b.end - a.end);
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
      const text = spaced(secret);
      if (!text.includes(' ')) return;
      hasSpaced = true;
      put({ text, secret, token });
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
    tokensIn: (text) => matchesIn(text, () => true).map(({ token }) => token),
  };
}

const isIn = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Partition, service and region are AWS's own words, and so are digits of an account, but not all of them. */
const ARN = /\barn:(aws[a-z-]*):([a-z\d-]*):([a-z]{2,4}(?:-[a-z]+)+-\d)?:(?:(?=(\d{11})\d:)(?=\d(\d{11}):)|)/dg;

const wordsOfArns = (text: string): Span[] =>
  text.includes('arn:')
    ? [...text.matchAll(ARN)].flatMap(({ indices = [] }) =>
        indices.slice(1).flatMap((place) => (place ? [{ start: place[0], end: place[1] }] : [])),
      )
    : [];

/** In hexadecimal, and in Base64. How it stands in JSON or in a URL, a reading of the text tells. */
function encodings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const digits = bytes.toString('hex');
  const base64 = [0, 1, 2].map((offset) => base64At(bytes, offset));
  const forUrls = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [...new Set([digits, digits.toUpperCase(), ...base64, ...forUrls])].filter((text) => text !== secret);
}

/** The characters that the bytes alone make, wherever they stand among others: three bytes are four characters. */
function base64At(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}
